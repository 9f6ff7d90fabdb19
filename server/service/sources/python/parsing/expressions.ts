import { isReserved } from '../keywords.js';
import { TokenKind } from '../tokens.js';
import type { Expression, NameNode } from './ast.js';
import { parsePrimary } from './atoms.js';
import type { Cursor } from './cursor.js';
import { parseParameters } from './parameters.js';

/** How strongly the binary operators bind; all of them from left to right but `**`. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['^', 2],
  ['&', 3],
  ['<<', 4],
  ['>>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['@', 6],
]);

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=', '<>']);

/**
 * Reads one expression, a walrus included, and stops before what does not belong to it. Never throws: what cannot be
 * read is an `unreadable` node that reaches to the next comma.
 */
export function parseExpression(cursor: Cursor): Expression {
  const start = cursor.start;
  const node = parseTest(cursor);
  if (node.kind !== 'name' || !cursor.isOperator(':=')) return node;
  cursor.advance();
  const value = parseTest(cursor);
  return { kind: 'walrus', start, end: value.end, target: node, value };
}

/** Reads expressions that commas separate; a tuple, unless there is one and no comma. Stars are allowed. */
export function parseExpressionList(cursor: Cursor): Expression {
  const start = cursor.start;
  const items: Expression[] = [parseItem(cursor)];
  let hasComma = false;
  while (cursor.takeKind(TokenKind.comma)) {
    hasComma = true;
    if (!startsExpression(cursor)) break;
    items.push(parseItem(cursor));
  }
  const only = items[0]!;
  if (!hasComma) return only;
  return { kind: 'tuple', start, end: cursor.endOfPrevious, items };
}

/** An expression or a starred one. */
export function parseItem(cursor: Cursor): Expression {
  if (!cursor.isOperator('*')) return parseExpression(cursor);
  const start = cursor.start;
  cursor.advance();
  const value = parseOperation(cursor, 1);
  return { kind: 'starred', start, end: value.end, value };
}

/** The targets of a `for`, up to its `in`. */
export function parseTargets(cursor: Cursor): Expression {
  const start = cursor.start;
  const items: Expression[] = [];
  let hasComma = false;
  while (startsExpression(cursor)) {
    items.push(parseTarget(cursor));
    if (!cursor.takeKind(TokenKind.comma)) break;
    hasComma = true;
  }
  const only = items[0];
  if (only === undefined) return cursor.unreadable(start);
  return hasComma ? { kind: 'tuple', start, end: cursor.endOfPrevious, items } : only;
}

/** What may be assigned to: of the expressions those that no comparison or test is part of. */
export function parseTarget(cursor: Cursor): Expression {
  const start = cursor.start;
  if (!cursor.take('*')) return parseOperation(cursor, 1);
  const value = parseOperation(cursor, 1);
  return { kind: 'starred', start, end: value.end, value };
}

function startsExpression(cursor: Cursor): boolean {
  switch (cursor.kind) {
    case TokenKind.name:
      return !(isReserved(cursor.text) && /^(?:in|if|else|for|is|and|or|as)$/.test(cursor.text));
    case TokenKind.number:
    case TokenKind.string:
    case TokenKind.open:
      return true;
    case TokenKind.operator:
      return /^(?:[-+~*]|\.\.\.)$/.test(cursor.text);
    default:
      return false;
  }
}

/** An expression without walrus: `a if b else c`, a lambda, or less. */
export function parseTest(cursor: Cursor): Expression {
  const simple = takeSimple(cursor);
  if (simple !== undefined) return simple;
  return cursor.deeper(() => {
    if (cursor.isName('lambda')) return parseLambda(cursor);
    const start = cursor.start;
    const yes = parseDisjunction(cursor);
    if (!cursor.isName('if')) return yes;
    cursor.advance();
    const test = parseDisjunction(cursor);
    if (!cursor.take('else')) return cursor.unreadable(start);
    const no = parseTest(cursor);
    return { kind: 'conditional', start, end: no.end, test, yes, no };
  });
}

/** A single token that something ends at once: most expressions of a registry are spared the way through all operators. */
function takeSimple(cursor: Cursor): Expression | undefined {
  const { kind } = cursor;
  if (kind !== TokenKind.string && kind !== TokenKind.name && kind !== TokenKind.number) {
    return undefined;
  }
  if (!cursor.endsBehind() || cursor.isName('lambda')) return undefined;
  return parsePrimary(cursor);
}

function parseLambda(cursor: Cursor): Expression {
  const { start, source, at: firstToken } = cursor;
  cursor.advance();
  const parameters = parseParameters(cursor, false);
  if (parameters === undefined || !cursor.takeKind(TokenKind.colon)) {
    return cursor.unreadable(start);
  }
  const body = parseTest(cursor);
  const lastToken = cursor.at;
  return { kind: 'lambda', source, start, end: body.end, parameters, body, firstToken, lastToken };
}

/** An expression that no `if ... else` follows: what a comprehension iterates over and asks. */
export function parseDisjunction(cursor: Cursor): Expression {
  return parseBoolean(cursor, 'or');
}

function parseBoolean(cursor: Cursor, operator: 'or' | 'and'): Expression {
  const start = cursor.start;
  const operand = () => (operator === 'or' ? parseBoolean(cursor, 'and') : parseNot(cursor));
  const first = operand();
  if (!cursor.isName(operator)) return first;
  const operands = [first];
  while (cursor.isName(operator)) {
    cursor.advance();
    operands.push(operand());
  }
  return { kind: 'boolean', operator, start, end: operands.at(-1)!.end, operands };
}

function parseNot(cursor: Cursor): Expression {
  if (!cursor.isName('not')) return parseComparison(cursor);
  const start = cursor.start;
  cursor.advance();
  const operand = cursor.deeper(() => parseNot(cursor));
  return { kind: 'unary', operator: 'not', start, end: operand.end, operand };
}

function parseComparison(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseOperation(cursor, 1);
  const rest: { operator: string; operand: Expression }[] = [];
  for (;;) {
    const operator = takeComparison(cursor);
    if (operator === undefined) break;
    rest.push({ operator, operand: parseOperation(cursor, 1) });
  }
  if (rest.length === 0) return first;
  return { kind: 'comparison', start, end: rest.at(-1)!.operand.end, first, rest };
}

function takeComparison(cursor: Cursor): string | undefined {
  if (cursor.kind === TokenKind.operator) {
    const operator = cursor.text;
    if (!COMPARISONS.has(operator)) return undefined;
    cursor.advance();
    return operator;
  }
  if (cursor.kind !== TokenKind.name) return undefined;
  if (cursor.take('in')) return 'in';
  if (cursor.take('is')) return cursor.take('not') ? 'is not' : 'is';
  if (!cursor.isName('not')) return undefined;
  cursor.advance();
  return cursor.take('in') ? 'not in' : undefined;
}

/** Binary operators that bind at least as strongly as `binding`. */
export function parseOperation(cursor: Cursor, binding: number): Expression {
  const start = cursor.start;
  let left = parseUnary(cursor);
  for (;;) {
    if (cursor.kind !== TokenKind.operator) return left;
    const operator = cursor.text;
    const strength = BINDING.get(operator);
    if (strength === undefined || strength < binding) return left;
    cursor.advance();
    const right = parseOperation(cursor, strength + 1);
    left = { kind: 'binary', operator, start, end: right.end, left, right };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const start = cursor.start;
  if (cursor.isOperator('-') || cursor.isOperator('+') || cursor.isOperator('~')) {
    const operator = cursor.text;
    cursor.advance();
    const operand = cursor.deeper(() => parseUnary(cursor));
    return { kind: 'unary', operator, start, end: operand.end, operand };
  }
  return parsePower(cursor);
}

function parsePower(cursor: Cursor): Expression {
  const start = cursor.start;
  const left = parseAwait(cursor);
  if (!cursor.isOperator('**')) return left;
  cursor.advance();
  const right = cursor.deeper(() => parseUnary(cursor));
  return { kind: 'binary', operator: '**', start, end: right.end, left, right };
}

function parseAwait(cursor: Cursor): Expression {
  if (!cursor.isName('await')) return parsePrimary(cursor);
  const start = cursor.start;
  cursor.advance();
  const value = parsePrimary(cursor);
  return { kind: 'suspension', start, end: value.end, value };
}

/** A `yield` with what belongs to it; the cursor is at the word. */
export function parseYield(cursor: Cursor): Expression {
  const start = cursor.start;
  cursor.advance();
  cursor.take('from');
  if (!startsExpression(cursor)) return { kind: 'suspension', start, end: cursor.endOfPrevious };
  const value = parseExpressionList(cursor);
  return { kind: 'suspension', start, end: value.end, value };
}

/** A name that may be bound; `undefined` where there is none. */
export function parseName(cursor: Cursor): NameNode | undefined {
  if (cursor.kind !== TokenKind.name) return undefined;
  const { at, source, start } = cursor;
  const name = source.nameText(at);
  if (isReserved(name)) return undefined;
  cursor.advance();
  return { kind: 'name', name, start, end: source.end(at) };
}
