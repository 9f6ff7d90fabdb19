import { Scanner, startOf } from './scanner.js';
import { type OpenBracket, Seam, type TextState } from './seam.js';
import { blankTokens, type TokenBuffer } from './tokenBuffer.js';
import { Bracket, Plainness, TokenKind, type Tokens, tokenIs } from './tokens.js';

/** What the tokens of an edited text have in common with those before the edit. */
export interface KeptTokens {
  readonly before: Tokens;
  /** The tokens before this one are the same. */
  readonly head: number;
  /** The tokens from this one on, as the text was before, are the same, but that they have moved. */
  readonly tail: number;
  /** How far those have moved, in tokens and in characters. */
  readonly tokens: number;
  readonly characters: number;
}

export interface EditedTokens {
  readonly tokens: Tokens;
  readonly kept: KeptTokens;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Splits an edited text into tokens by reading the edited part only.
 *
 * @param before the tokens of a text that was read strictly from its start to its end
 * @returns undefined where the edited part cannot be read strictly, or changes how the rest is read: that needs the whole text
 */
export function readEdited(before: Tokens, text: string): EditedTokens | undefined {
  const from = commonStart(before.text, text);
  const rest = commonEnd(before.text, text, from);
  const state = stateBefore(before, text, from);
  if (state === undefined) return undefined;
  const shift = text.length - before.text.length;
  const seam = new Seam(state, text.length - rest, shift);
  const buffer = new Scanner(text, 0).runPart(state, seam);
  if (buffer === undefined) return undefined;
  const added = buffer.count - (state.to - state.from);
  const isAtEnd = buffer.kind[buffer.count - 1] === TokenKind.end;
  if (isAtEnd && state.indents > 0) return undefined;
  const tail = isAtEnd ? before.count : seam.token;
  if (tail === undefined) return undefined;
  const kept = {
    before,
    head: state.to,
    tail,
    tokens: state.to + added - tail,
    characters: shift,
  };
  return { tokens: spliced(text, buffer, state, isAtEnd ? [] : seam.brackets, kept), kept };
}

/** How many characters two texts begin with alike. Whole pieces are compared at once, which engines do fast. */
function commonStart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) at += PIECE;
  at = Math.min(at, shorter);
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters two texts end with alike, behind their common start. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  const piece = (text: string, count: number) =>
    text.slice(text.length - count - PIECE, text.length - count);
  let count = 0;
  while (count + PIECE <= most && piece(a, count) === piece(b, count)) count += PIECE;
  while (
    count < most &&
    a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)
  ) {
    count++;
  }
  return count;
}

const PIECE = 4096;

/**
 * The last place before an edit that the edit cannot concern and where it is known how the text is read on: behind a comma or
 * opening bracket, or the end of a logical line outside of blocks. What ends a line is read with the line after it in view, so
 * a whole line lies between that place and the edit.
 */
function stateBefore(before: Tokens, edited: string, edit: number): TextState | undefined {
  const { kind, end, text } = before;
  let lineEnd = edit - 1;
  while (lineEnd >= 0 && !isLineBreak(text.charCodeAt(lineEnd))) lineEnd--;
  let to = tokensUpTo(before, lineEnd);
  let indents = 0;
  for (let i = 0; i < to; i++) indents += indentOf(kind[i]!);
  for (; to > 0; to--) {
    const last = to - 1;
    if (kind[last] === TokenKind.newline && indents === 0) {
      let from = last - 1;
      while (from > 0 && kind[from] === TokenKind.comment) from--;
      return { at: end[last]!, before, from, to, brackets: [], indents };
    }
    if (kind[last] === TokenKind.comma || kind[last] === TokenKind.open) {
      const brackets = bracketsAround(before, to);
      if (brackets === undefined) return undefined;
      if (brackets.length > 0) return { at: end[last]!, before, from: last, to, brackets, indents };
    }
    indents -= indentOf(kind[last]!);
  }
  return { at: startOf(edited), before, from: 0, to: 0, brackets: [], indents: 0 };
}

function indentOf(kind: number): number {
  if (kind === TokenKind.indent) return 1;
  return kind === TokenKind.dedent ? -1 : 0;
}

/** How many tokens end at an offset or before. */
function tokensUpTo({ end, count }: Tokens, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The brackets that are open before a token, outermost first; undefined if a lambda waits for its colon there. */
function bracketsAround(tokens: Tokens, to: number): OpenBracket[] | undefined {
  const { kind, match, flags } = tokens;
  const brackets: OpenBracket[] = [];
  let isPastComma = false;
  let hasColon = false;
  for (let i = to - 1; i >= 0 && kind[i] !== TokenKind.newline; i--) {
    switch (kind[i]) {
      case TokenKind.close:
        i = match[i]!;
        break;
      case TokenKind.open: {
        const item = hasColon && flags[i] === Bracket.curly ? 1 : 0;
        brackets.push({ token: i, bracket: flags[i]!, item });
        isPastComma = hasColon = false;
        break;
      }
      case TokenKind.comma:
        isPastComma = true;
        break;
      case TokenKind.colon:
        if (!isPastComma) hasColon = true;
        break;
      case TokenKind.name:
        if (!isPastComma && tokenIs(tokens, i, 'lambda')) return undefined;
        break;
    }
  }
  return brackets.reverse();
}

/** The tokens before the edited part, those of the part, and those behind it. */
function spliced(
  text: string,
  buffer: TokenBuffer,
  state: TextState,
  open: readonly OpenBracket[],
  { before, head, tail, tokens: moved, characters }: KeptTokens,
): Tokens {
  const tokens = blankTokens(text, before.count + moved);
  const { kind, start, end, match, flags } = tokens;
  const first = state.to - state.from;
  for (const name of ['kind', 'start', 'end', 'flags'] as const) {
    tokens[name].set(before[name].subarray(0, head));
    tokens[name].set(buffer[name].subarray(first, buffer.count), head);
  }
  // Brackets are as plain as they were, but for those around the edit.
  tokens.plainness.set(before.plainness.subarray(0, head));
  tokens.plainness.set(before.plainness.subarray(tail), tail + moved);
  for (const { token } of state.brackets) tokens.plainness[token] = Plainness.unknown;
  kind.set(before.kind.subarray(tail), tail + moved);
  flags.set(before.flags.subarray(tail), tail + moved);
  match.set(before.match.subarray(0, head));
  for (let from = tail, to = tail + moved; from < before.count; from++, to++) {
    start[to] = before.start[from]! + characters;
    end[to] = before.end[from]! + characters;
    const partner = before.match[from]!;
    match[to] = partner < 0 ? -1 : partner + moved;
  }
  match.fill(-1, head, tail + moved);
  const opened = state.brackets.map(({ token }) => token);
  const pair = (opening: number, closing: number): void => {
    match[opening] = closing;
    match[closing] = opening;
  };
  for (let i = head; i < tail + moved; i++) {
    if (kind[i] === TokenKind.open) opened.push(i);
    else if (kind[i] === TokenKind.close) pair(opened.pop()!, i);
  }
  // What closes these stands behind the part.
  for (const [i, opening] of opened.entries()) pair(opening, before.match[open[i]!.token]! + moved);
  buffer.truncate(0);
  return tokens;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
