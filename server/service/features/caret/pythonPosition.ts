import { StringFlag, TokenKind, type Tokens } from '../../sources/python/tokens.js';
import type { Span } from '../../text/span.js';
import { literalContent } from './enclosure.js';
import { stringContent } from './openString.js';
import type { Quoting } from './quoting.js';

/** The string, the bare word or the gap at the caret, where a whole value may stand. */
export interface PythonPosition {
  /** The token at the caret, else the first one behind it. */
  readonly at: number;
  readonly span: Span;
  readonly quoting: Quoting;
  /** No quotes yet. */
  readonly bare: boolean;
}

/** @returns undefined in comments, numbers, f-strings with holes and parts of longer expressions. */
export function pythonPosition(tokens: Tokens, offset: number): PythonPosition | undefined {
  const at = tokenAt(tokens, offset);
  const { kind } = tokens;
  if (kind[at] === TokenKind.string && tokens.start[at]! < offset) {
    return inString(tokens, at, offset);
  }
  const comment = previous(tokens, at, true);
  if (kind[comment] === TokenKind.comment && isOnOneLine(tokens, comment, offset)) return undefined;
  const isWord = kind[at] === TokenKind.name && tokens.start[at]! < offset;
  if (!isWord && (tokens.start[at]! < offset || opensValue(tokens, at, offset))) return undefined;
  const before = previous(tokens, at, false);
  if (!mayOpenValue(tokens, before)) return undefined;
  const span = isWord
    ? { start: tokens.start[at]!, end: tokens.end[at]! }
    : { start: offset, end: offset };
  return {
    at,
    span,
    quoting: { style: 'python', before: '"', after: '"', quote: '"' },
    bare: true,
  };
}

/** The token that holds the offset or ends at it (words and strings), else the first that starts at or behind it. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && i > low - 4; i--) {
    const reaches = tokens.end[i]! >= offset;
    if (reaches && tokens.kind[i] === TokenKind.name) return i;
    if (tokens.end[i]! > offset || (reaches && isUnterminated(tokens, i))) return i;
    if (tokens.end[i]! > tokens.start[i]!) break;
  }
  return Math.min(low, tokens.count - 1);
}

function isUnterminated(tokens: Tokens, token: number): boolean {
  return (
    tokens.kind[token] === TokenKind.string &&
    (tokens.flags[token]! & StringFlag.unterminated) !== 0
  );
}

function inString(tokens: Tokens, at: number, offset: number): PythonPosition | undefined {
  const flags = tokens.flags[at]!;
  const content = literalContent(tokens, at);
  if (offset < content.start || offset > content.end) return undefined;
  if (flags & (StringFlag.bytes | StringFlag.template) && !isUnterminated(tokens, at))
    return undefined;
  if (flags & StringFlag.formatted && /[{}]/.test(tokens.text.slice(content.start, content.end))) {
    return undefined;
  }
  const before = previous(tokens, at, false);
  const after = following(tokens, at);
  const closed = !isUnterminated(tokens, at);
  if (isJoined(tokens, before, at) || (closed && isJoined(tokens, after, at))) return undefined;
  const isTriple = (flags & StringFlag.triple) !== 0;
  const { span, open } =
    isTriple && closed
      ? { span: content, open: false }
      : stringContent(tokens.text, content, closed, offset);
  return {
    at,
    span: { start: span.start, end: span.end },
    quoting: {
      style: flags & StringFlag.raw ? 'python-raw' : 'python',
      before: '',
      after: open ? content.quote : '',
      quote: content.quote,
    },
    bare: false,
  };
}

/**
 * A neighbour that makes the string a part of something longer: an operator, a dot, another string on the same line.
 * A string on a line of its own is a new key or item whose comma is still to come.
 */
function isJoined(tokens: Tokens, neighbour: number, at: number): boolean {
  const kind = tokens.kind[neighbour];
  if (kind === TokenKind.operator || kind === TokenKind.dot) return true;
  if (kind !== TokenKind.string) return false;
  const [first, second] = neighbour < at ? [neighbour, at] : [at, neighbour];
  return !/[\n\r]/.test(tokens.text.slice(tokens.end[first], tokens.start[second]));
}

/** A value stands right behind the caret: this is no gap. */
function opensValue(tokens: Tokens, at: number, offset: number): boolean {
  if (tokens.start[at] !== offset || tokens.end[at] === offset) return false;
  const kind = tokens.kind[at];
  return (
    kind === TokenKind.string ||
    kind === TokenKind.name ||
    kind === TokenKind.number ||
    kind === TokenKind.open
  );
}

function mayOpenValue(tokens: Tokens, before: number): boolean {
  const kind = tokens.kind[before];
  return (
    kind === TokenKind.open ||
    kind === TokenKind.comma ||
    kind === TokenKind.colon ||
    kind === TokenKind.equals
  );
}

function previous(tokens: Tokens, token: number, comments: boolean): number {
  let i = token - 1;
  while (i >= 0 && isPassedOver(tokens, i, comments)) i--;
  return i;
}

/** The next token on the same logical line. */
function following(tokens: Tokens, token: number): number {
  let i = token + 1;
  while (i < tokens.count && isPassedOver(tokens, i, false)) i++;
  return i;
}

function isPassedOver(tokens: Tokens, token: number, comments: boolean): boolean {
  const kind = tokens.kind[token];
  if (kind === TokenKind.comment) return !comments;
  return kind === TokenKind.error || tokens.end[token] === tokens.start[token];
}

function isOnOneLine(tokens: Tokens, token: number, offset: number): boolean {
  return !/[\n\r]/.test(tokens.text.slice(tokens.start[token], offset));
}
