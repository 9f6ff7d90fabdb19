import { StringFlag, TokenKind, type Tokens, tokenText } from '../../sources/python/tokens.js';

/** A bracket around the caret, and where in it the caret is. */
export interface Enclosure {
  readonly kind: 'call' | 'subscript' | 'list' | 'tuple' | 'braces';
  /** Token of the opening bracket. */
  readonly open: number;
  /** Of a call or a subscript: what stands before the bracket, dotted; `?` for what is no name: `?.add_node`. */
  readonly callee: string;
  /** Commas before the caret. */
  readonly index: number;
  /** Keyword of the argument, or key of the value, that holds the caret. */
  readonly key?: string;
}

/** The brackets that hold an offset, innermost first. */
export function enclosures(tokens: Tokens, at: number, offset: number): Enclosure[] {
  const found: Enclosure[] = [];
  const { kind, match } = tokens;
  for (let i = at - 1; i >= 0 && kind[i] !== TokenKind.newline; i--) {
    if (kind[i] === TokenKind.close && isBefore(tokens, i, offset)) i = match[i]!;
    else if (kind[i] === TokenKind.open) found.push(enclosure(tokens, i, at));
  }
  return found;
}

/** An added bracket closes where the caret's column says that it is out, not where the reader happened to put it. */
function isBefore(tokens: Tokens, close: number, offset: number): boolean {
  const { start, end, match, text } = tokens;
  if (start[close]! >= offset && end[close]! > start[close]!) return false;
  if (end[close]! > start[close]!) return true;
  const between = text.slice(start[close], offset);
  if (!/[\n\r]/.test(between)) return false;
  return column(text, offset) <= indentation(text, start[match[close]!]!);
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function indentation(text: string, offset: number): number {
  const start = lineStart(text, offset);
  let i = start;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i - start;
}

function lineStart(text: string, offset: number): number {
  const before = text.lastIndexOf('\n', offset - 1);
  return Math.max(before, text.lastIndexOf('\r', offset - 1)) + 1;
}

function enclosure(tokens: Tokens, open: number, at: number): Enclosure {
  const { kind } = tokens;
  const bracket = tokens.text[tokens.start[open]!];
  const callee = bracket === '{' ? '' : calleeBefore(tokens, open);
  let index = 0;
  // The first token of the argument or entry; comments may stand before it.
  let segment = -1;
  let key: string | undefined;
  for (const i of level(tokens, open)) {
    if (i >= at) break;
    if (kind[i] === TokenKind.comma) {
      index++;
      segment = -1;
      key = undefined;
    } else if (segment < 0) {
      segment = i;
    } else if (kind[i] === TokenKind.colon || kind[i] === TokenKind.equals) {
      key ??= keyText(tokens, segment, i);
    }
  }
  const shape =
    bracket === '{'
      ? 'braces'
      : callee !== ''
        ? bracket === '('
          ? 'call'
          : 'subscript'
        : bracket === '('
          ? 'tuple'
          : 'list';
  const parts = { kind: shape, open, callee, index } as const;
  return key === undefined ? parts : { ...parts, key };
}

function keyText(tokens: Tokens, segment: number, separator: number): string {
  if (separator !== segment + 1) return '?';
  return tokens.kind[segment] === TokenKind.string
    ? literalText(tokens, segment)
    : tokenText(tokens, segment);
}

/** The tokens directly within a bracket; comments and errors left out. */
export function* level(tokens: Tokens, open: number): Generator<number> {
  const { kind, match } = tokens;
  const close = match[open]!;
  for (let i = open + 1; i < close; i++) {
    if (kind[i] === TokenKind.comment || kind[i] === TokenKind.error) continue;
    yield i;
    if (kind[i] === TokenKind.open) i = match[i]!;
  }
}

/** The dotted name that ends before a token; empty where none does. */
export function calleeBefore(tokens: Tokens, token: number): string {
  const { kind } = tokens;
  let i = token - 1;
  const parts: string[] = [];
  for (;;) {
    if (i < 0) break;
    if (kind[i] === TokenKind.name) parts.unshift(tokenText(tokens, i));
    else if (kind[i] === TokenKind.close || kind[i] === TokenKind.string) {
      if (parts.length === 0 && kind[i] === TokenKind.string) return '';
      parts.unshift('?');
    } else break;
    if (parts[0] === '?' || kind[i - 1] !== TokenKind.dot) break;
    i -= 2;
  }
  return parts.length === 1 && KEYWORDS.has(parts[0]!) ? '' : parts.join('.');
}

const KEYWORDS = new Set(
  'and assert await case del elif else except for from if import in is lambda match not or raise return while with yield'.split(
    ' ',
  ),
);

/** What stands between the quotes, as written. */
export function literalText(tokens: Tokens, token: number): string {
  const { start, end } = literalContent(tokens, token);
  return tokens.text.slice(start, end);
}

export function literalContent(
  tokens: Tokens,
  token: number,
): { readonly start: number; readonly end: number; readonly quote: string } {
  const flags = tokens.flags[token]!;
  const text = tokenText(tokens, token);
  const prefix = /^[A-Za-z]*/.exec(text)![0].length;
  const width = flags & StringFlag.triple ? 3 : 1;
  const closing = flags & StringFlag.unterminated ? 0 : width;
  return {
    start: tokens.start[token]! + prefix + width,
    end: tokens.end[token]! - closing,
    quote: text.slice(prefix, prefix + width),
  };
}
