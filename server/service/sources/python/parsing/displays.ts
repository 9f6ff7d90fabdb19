import { Bracket, TokenKind } from '../tokens.js';
import type { DictEntry, Expression, LiteralNode } from './ast.js';
import { parseClauses, startsComprehension } from './comprehensions.js';
import { Cursor } from './cursor.js';
import { parseExpression, parseItem, parseOperation, parseYield } from './expressions.js';

/** A bracket in the place of a value: tuple, parenthesised expression, list, set, dict or comprehension. */
export function parseDisplay(cursor: Cursor): Expression {
  const start = cursor.start;
  const bracket = cursor.source.tokens.flags[cursor.at];
  const inside = cursor.enter();
  const end = Math.max(start, cursor.endOfPrevious);
  return readDisplay(inside, bracket!, start, end);
}

/** Opens a literal by one level: what it holds are again literals and scalars. */
export function parseLiteral({ source, open, start, end }: LiteralNode): Expression {
  const inside = new Cursor(source, open + 1, source.tokens.match[open]!);
  return readDisplay(inside, source.tokens.flags[open]!, start, end);
}

function readDisplay(inside: Cursor, bracket: number, start: number, end: number): Expression {
  if (bracket === Bracket.curly) return readBraces(inside, start, end);
  if (bracket === Bracket.square) {
    return readItems(inside, 'list', start, end);
  }
  if (inside.isName('yield')) return parseYield(inside);
  const first = inside.start;
  const node = readItems(inside, 'tuple', start, end);
  if (node.kind !== 'tuple' || node.items.length !== 1 || hasComma(inside)) return node;
  const only = node.items[0]!;
  return only.kind === 'starred'
    ? { kind: 'unreadable', reason: 'syntax', start: first, end }
    : only;
}

/** Whether the token before the end is a comma: `(x,)` is a tuple, `(x)` is not. */
function hasComma(inside: Cursor): boolean {
  const { kind } = inside.source.tokens;
  let token = inside.limit - 1;
  while (kind[token] === TokenKind.comment || kind[token] === TokenKind.error) token--;
  return kind[token] === TokenKind.comma;
}

function readItems(
  inside: Cursor,
  kind: 'list' | 'tuple' | 'set',
  start: number,
  end: number,
  items: Expression[] = [],
): Expression {
  while (!inside.isAtEnd) {
    const item = parseItem(inside);
    if (items.length === 0 && startsComprehension(inside)) {
      const clauses = parseClauses(inside);
      if (clauses === undefined || !inside.isAtEnd)
        return { kind: 'unreadable', reason: 'syntax', start, end };
      const form = kind === 'tuple' ? 'generator' : kind;
      return { kind: 'comprehension', form, start, end, value: item, clauses };
    }
    items.push(atSeparator(inside) ? item : inside.unreadable(item.start));
    inside.takeKind(TokenKind.comma);
  }
  return { kind, start, end, items };
}

function atSeparator(inside: Cursor): boolean {
  return inside.isAtEnd || inside.kind === TokenKind.comma;
}

function readBraces(inside: Cursor, start: number, end: number): Expression {
  const entries: DictEntry[] = [];
  while (!inside.isAtEnd) {
    const plain = takePlainEntry(inside);
    if (plain !== undefined) {
      entries.push(plain);
      continue;
    }
    const first = inside.at;
    const entryStart = inside.start;
    if (inside.take('**')) {
      const value = parseOperation(inside, 1);
      entries.push(finishEntry(inside, first, { value, start: entryStart }));
      continue;
    }
    const key = parseItem(inside);
    if (entries.length === 0 && isSet(inside, key)) return readSet(inside, key, start, end);
    const value = readValue(inside);
    if (entries.length === 0 && startsComprehension(inside)) {
      const clauses = parseClauses(inside);
      if (clauses === undefined || !inside.isAtEnd)
        return { kind: 'unreadable', reason: 'syntax', start, end };
      return { kind: 'comprehension', form: 'dict', start, end, key, value, clauses };
    }
    entries.push(finishEntry(inside, first, { key, value, start: entryStart }));
  }
  return { kind: 'dict', start, end, entries };
}

/** An entry `"key": {...}` with a plain literal: nearly all are, so they are spared the way through all operators. */
function takePlainEntry(inside: Cursor): DictEntry | undefined {
  const { source, at: token, limit } = inside;
  const { kind, match, flags, damaged } = source.tokens;
  const colon = token + 1;
  const open = token + 2;
  const isPlain =
    kind[token] === TokenKind.string &&
    flags[token] === 0 &&
    kind[colon] === TokenKind.colon &&
    damaged[colon] === 0 &&
    kind[open] === TokenKind.open &&
    flags[open] !== Bracket.round;
  if (!isPlain || !source.isPlain(open)) return undefined;
  const behind = match[open]! + 1;
  if (behind !== limit && kind[behind] !== TokenKind.comma) return undefined;
  const start = source.start(token);
  const end = source.end(behind - 1);
  inside.at = behind - 1;
  inside.advance();
  inside.takeKind(TokenKind.comma);
  return {
    key: {
      kind: 'string',
      source,
      start,
      end: source.end(token),
      firstToken: token,
      lastToken: colon,
    },
    value: { kind: 'literal', source, open, start: source.start(open), end },
    start,
    end,
    damaged: false,
  };
}

/** A key without a colon makes a set; where a later item has one, it is a dict whose first entry is half typed. */
function isSet(inside: Cursor, key: Expression): boolean {
  if (inside.kind === TokenKind.colon || key.kind === 'unreadable') return false;
  if (startsComprehension(inside)) return true;
  const { kind, match } = inside.source.tokens;
  for (let token = inside.at; token < inside.limit; token++) {
    if (kind[token] === TokenKind.open) token = match[token]!;
    else if (kind[token] === TokenKind.colon) return false;
  }
  return true;
}

function readSet(inside: Cursor, first: Expression, start: number, end: number): Expression {
  if (!startsComprehension(inside)) {
    const item = atSeparator(inside) ? first : inside.unreadable(first.start);
    inside.takeKind(TokenKind.comma);
    return readItems(inside, 'set', start, end, [item]);
  }
  const clauses = parseClauses(inside);
  if (clauses === undefined || !inside.isAtEnd)
    return { kind: 'unreadable', reason: 'syntax', start, end };
  return { kind: 'comprehension', form: 'set', start, end, value: first, clauses };
}

function readValue(inside: Cursor): Expression {
  if (!inside.takeKind(TokenKind.colon)) return inside.unreadable(inside.endOfPrevious);
  if (atSeparator(inside)) {
    const at = inside.endOfPrevious;
    return { kind: 'unreadable', reason: 'syntax', start: at, end: at };
  }
  return parseExpression(inside);
}

function finishEntry(
  inside: Cursor,
  firstToken: number,
  entry: Pick<DictEntry, 'key' | 'value' | 'start'>,
): DictEntry {
  let { value } = entry;
  if (!atSeparator(inside)) value = inside.unreadable(value.start);
  const damaged =
    value.kind === 'unreadable' ||
    entry.key?.kind === 'unreadable' ||
    inside.source.isDamaged(firstToken, inside.at);
  const end = Math.max(inside.endOfPrevious, entry.start);
  inside.takeKind(TokenKind.comma);
  const { key, start } = entry;
  return key === undefined ? { value, start, end, damaged } : { key, value, start, end, damaged };
}
