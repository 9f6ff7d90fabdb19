import { isReserved } from '../keywords.js';
import { Bracket, TokenKind } from '../tokens.js';
import type { Argument, Expression } from './ast.js';
import { parseClauses, startsComprehension } from './comprehensions.js';
import type { Cursor } from './cursor.js';
import { parseDisplay } from './displays.js';
import { parseExpression, parseName, parseTest } from './expressions.js';

/** Attributes, subscripts and calls in a row: more than this is no registry. */
const LONGEST_CHAIN = 200;

/** An atom with the attributes, subscripts and calls behind it. */
export function parsePrimary(cursor: Cursor): Expression {
  const start = cursor.start;
  let node = parseAtom(cursor);
  for (let length = 0; ; length++) {
    if (length > LONGEST_CHAIN) return cursor.unreadable(start, 'limit');
    const { kind } = cursor;
    if (kind === TokenKind.dot) {
      cursor.advance();
      const name = cursor.isAtEnd ? '' : cursor.source.nameText(cursor.at);
      if (!cursor.takeKind(TokenKind.name)) return cursor.unreadable(start);
      node = { kind: 'attribute', start, end: cursor.endOfPrevious, object: node, name };
    } else if (kind === TokenKind.open && cursor.source.tokens.flags[cursor.at] !== Bracket.curly) {
      const isCall = cursor.source.tokens.flags[cursor.at] === Bracket.round;
      const inside = cursor.enter();
      const end = cursor.endOfPrevious;
      node = isCall
        ? { kind: 'call', start, end, callee: node, arguments: parseArguments(inside) }
        : { kind: 'subscript', start, end, object: node, index: parseIndex(inside) };
    } else return node;
  }
}

function parseAtom(cursor: Cursor): Expression {
  const { start, source } = cursor;
  switch (cursor.kind) {
    case TokenKind.string:
      return parseString(cursor);
    case TokenKind.number: {
      const text = cursor.text;
      cursor.advance();
      return { kind: 'number', start, end: start + text.length, text };
    }
    case TokenKind.open:
      if (source.tokens.flags[cursor.at] !== Bracket.round && source.isPlain(cursor.at)) {
        const open = cursor.at;
        cursor.at = source.tokens.match[open]!;
        cursor.advance();
        return {
          kind: 'literal',
          source,
          open,
          start,
          end: source.end(source.tokens.match[open]!),
        };
      }
      return parseDisplay(cursor);
    case TokenKind.name:
      return parseNameOrConstant(cursor);
    case TokenKind.operator:
      if (cursor.take('...')) return { kind: 'constant', value: 'ellipsis', start, end: start + 3 };
      return cursor.unreadable(start);
    default:
      return cursor.unreadable(start);
  }
}

function parseNameOrConstant(cursor: Cursor): Expression {
  const { start, text: name } = cursor;
  if (!isReserved(name)) return parseName(cursor)!;
  const value = CONSTANTS.get(name);
  if (value === undefined) return cursor.unreadable(start);
  cursor.advance();
  return { kind: 'constant', value, start, end: start + name.length };
}

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

function parseString(cursor: Cursor): Expression {
  const { start, source, at: firstToken } = cursor;
  let lastToken = firstToken;
  while (cursor.kind === TokenKind.string) {
    lastToken = cursor.at;
    cursor.advance();
  }
  const end = source.end(lastToken);
  return { kind: 'string', source, start, end, firstToken, lastToken: lastToken + 1 };
}

function parseIndex(cursor: Cursor): Expression {
  const start = cursor.start;
  const items: Expression[] = [];
  let hasComma = false;
  while (!cursor.isAtEnd) {
    items.push(parseIndexItem(cursor));
    if (cursor.isAtEnd) break;
    if (!cursor.takeKind(TokenKind.comma)) return cursor.unreadable(start);
    hasComma = true;
  }
  if (items.length === 0) return cursor.unreadable(start);
  const only = items[0]!;
  if (!hasComma && only.kind !== 'starred') return only;
  return { kind: 'tuple', start, end: cursor.endOfPrevious, items };
}

function parseIndexItem(cursor: Cursor): Expression {
  const start = cursor.start;
  if (cursor.isOperator('*')) {
    cursor.advance();
    const value = parseTest(cursor);
    return { kind: 'starred', start, end: value.end, value };
  }
  const endsPart = () =>
    cursor.isAtEnd || cursor.kind === TokenKind.colon || cursor.kind === TokenKind.comma;
  const lower = endsPart() ? undefined : parseExpression(cursor);
  if (!cursor.takeKind(TokenKind.colon)) return lower ?? cursor.unreadable(start);
  const upper = endsPart() ? undefined : parseTest(cursor);
  const step = cursor.takeKind(TokenKind.colon) && !endsPart() ? parseTest(cursor) : undefined;
  return {
    kind: 'slice',
    start,
    end: cursor.endOfPrevious,
    ...(lower && { lower }),
    ...(upper && { upper }),
    ...(step && { step }),
  };
}

/** The arguments of a call or the bases of a class; the cursor is inside the brackets. */
export function parseArguments(cursor: Cursor): Argument[] {
  const parsed: Argument[] = [];
  while (!cursor.isAtEnd) {
    parsed.push(parseArgument(cursor));
    if (cursor.isAtEnd) break;
    if (!cursor.takeKind(TokenKind.comma)) {
      const value = cursor.unreadable(cursor.start);
      parsed.push({ star: '', value, start: value.start, end: value.end });
      cursor.takeKind(TokenKind.comma);
    }
  }
  return parsed;
}

function parseArgument(cursor: Cursor): Argument {
  const start = cursor.start;
  for (const star of ['*', '**'] as const) {
    if (!cursor.isOperator(star)) continue;
    cursor.advance();
    const value = parseTest(cursor);
    return { star, value, start, end: value.end };
  }
  const value = parseExpression(cursor);
  if (value.kind === 'name' && cursor.takeKind(TokenKind.equals)) {
    const given = parseTest(cursor);
    return { star: '', name: value, value: given, start, end: given.end };
  }
  if (!startsComprehension(cursor)) return { star: '', value, start, end: value.end };
  const clauses = parseClauses(cursor);
  const node: Expression =
    clauses === undefined
      ? cursor.unreadable(start)
      : {
          kind: 'comprehension',
          form: 'generator',
          start,
          end: cursor.endOfPrevious,
          value,
          clauses,
        };
  return { star: '', value: node, start, end: node.end };
}
