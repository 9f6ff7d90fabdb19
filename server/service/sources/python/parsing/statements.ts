import { Keyword } from '../keywords.js';
import type { Statements } from '../statements.js';
import { TokenKind } from '../tokens.js';
import type { Argument, Expression, NameNode, Parameter } from './ast.js';
import { parseArguments } from './atoms.js';
import { Cursor } from './cursor.js';
import {
  parseExpression,
  parseExpressionList,
  parseName,
  parseTarget,
  parseTargets,
  parseTest,
  parseYield,
} from './expressions.js';
import { parseParameters } from './parameters.js';
import type { PythonSource } from './source.js';

/** What a statement without a keyword does; the header of one with a keyword has a function of its own below. */
export type SimpleStatement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | { readonly kind: 'annotate'; readonly target: Expression; readonly value?: Expression }
  | {
      readonly kind: 'augment';
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | { readonly kind: 'unreadable' };

const AUGMENTED = /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>)=$/;

export function parseSimpleStatement(
  source: PythonSource,
  statements: Statements,
  statement: number,
): SimpleStatement {
  const cursor = new Cursor(source, statements.first[statement]!, statements.last[statement]!);
  const first = parseRightSide(cursor);
  if (cursor.kind === TokenKind.equals) return parseAssignment(cursor, first);
  if (cursor.takeKind(TokenKind.colon)) {
    parseTest(cursor);
    if (!cursor.takeKind(TokenKind.equals)) {
      return cursor.isAtEnd ? { kind: 'annotate', target: first } : { kind: 'unreadable' };
    }
    const value = rest(cursor, parseRightSide(cursor));
    return { kind: 'annotate', target: first, value };
  }
  if (cursor.kind === TokenKind.operator && AUGMENTED.test(cursor.text)) {
    const operator = cursor.text.slice(0, -1);
    cursor.advance();
    return {
      kind: 'augment',
      target: first,
      operator,
      value: rest(cursor, parseRightSide(cursor)),
    };
  }
  return cursor.isAtEnd ? { kind: 'expression', value: first } : { kind: 'unreadable' };
}

function parseAssignment(cursor: Cursor, first: Expression): SimpleStatement {
  const targets = [first];
  let value = first;
  while (cursor.takeKind(TokenKind.equals)) {
    value = parseRightSide(cursor);
    targets.push(value);
  }
  targets.pop();
  return { kind: 'assign', targets, value: rest(cursor, value) };
}

function parseRightSide(cursor: Cursor): Expression {
  return cursor.isName('yield') ? parseYield(cursor) : parseExpressionList(cursor);
}

/** The node, or if something is left behind it that belongs to nothing, an unreadable one. */
function rest(cursor: Cursor, node: Expression): Expression {
  if (cursor.isAtEnd) return node;
  const { start } = node;
  while (!cursor.isAtEnd) cursor.advance();
  return { kind: 'unreadable', reason: 'syntax', start, end: cursor.endOfPrevious };
}

/** A cursor behind the keyword of a statement, up to the colon of a header or the end of a simple statement. */
function afterKeyword(source: PythonSource, statements: Statements, statement: number): Cursor {
  const { tokens } = source;
  let last = statements.last[statement]!;
  const isHeader = statements.keyword[statement]! <= Keyword.case;
  if (isHeader && tokens.kind[last - 1] === TokenKind.colon) last--;
  const cursor = new Cursor(source, statements.first[statement]!, last);
  cursor.take('async');
  cursor.advance();
  return cursor;
}

/** The condition of `if`, `elif`, `while` and `assert`, the value of `return` and `match`; `undefined` where there is none. */
export function parseOperand(
  source: PythonSource,
  statements: Statements,
  statement: number,
): Expression | undefined {
  const cursor = afterKeyword(source, statements, statement);
  if (cursor.isAtEnd) return undefined;
  if (statements.keyword[statement] === Keyword.assert) return parseTest(cursor);
  return rest(cursor, parseExpressionList(cursor));
}

export interface ForHeader {
  readonly target: Expression;
  readonly iterable: Expression;
}

export function parseFor(
  source: PythonSource,
  statements: Statements,
  statement: number,
): ForHeader {
  const cursor = afterKeyword(source, statements, statement);
  const target = parseTargets(cursor);
  if (!cursor.take('in'))
    return { target, iterable: rest(cursor, cursor.unreadable(cursor.start)) };
  return { target, iterable: rest(cursor, parseExpressionList(cursor)) };
}

export interface WithItem {
  readonly value: Expression;
  readonly target?: Expression;
}

export function parseWith(
  source: PythonSource,
  statements: Statements,
  statement: number,
): WithItem[] {
  const cursor = afterKeyword(source, statements, statement);
  const wraps = cursor.is('(') && source.tokens.match[cursor.at] === cursor.limit - 1;
  return readWithItems(wraps ? cursor.enter() : cursor);
}

function readWithItems(cursor: Cursor): WithItem[] {
  const items: WithItem[] = [];
  while (!cursor.isAtEnd) {
    const value = parseExpression(cursor);
    items.push(cursor.take('as') ? { value, target: parseTarget(cursor) } : { value });
    if (cursor.takeKind(TokenKind.comma)) continue;
    if (cursor.isAtEnd) break;
    items.push({ value: cursor.unreadable(cursor.start) });
    cursor.advance();
  }
  return items;
}

export interface ExceptHeader {
  /** Absent: everything. */
  readonly type?: Expression;
  readonly name?: NameNode;
}

export function parseExcept(
  source: PythonSource,
  statements: Statements,
  statement: number,
): ExceptHeader {
  const cursor = afterKeyword(source, statements, statement);
  cursor.take('*');
  if (cursor.isAtEnd) return {};
  const type = parseExpressionList(cursor);
  const name = cursor.take('as') ? parseName(cursor) : undefined;
  return name === undefined ? { type } : { type, name };
}

export interface FunctionHeader {
  readonly name: NameNode;
  readonly isAsync: boolean;
  /** Absent where they cannot be read. */
  readonly parameters?: readonly Parameter[];
}

export function parseFunction(
  source: PythonSource,
  statements: Statements,
  statement: number,
): FunctionHeader | undefined {
  const isAsync = source.tokenText(statements.first[statement]!) === 'async';
  const cursor = afterKeyword(source, statements, statement);
  const name = parseName(cursor);
  if (name === undefined) return undefined;
  const parameters = enterParameters(cursor);
  return parameters === undefined ? { name, isAsync } : { name, isAsync, parameters };
}

/** Passes type parameters (`def f[T](x)`) and reads the others. */
function enterParameters(cursor: Cursor): Parameter[] | undefined {
  if (cursor.is('[')) cursor.enter();
  return cursor.is('(') ? parseParameters(cursor.enter(), true) : undefined;
}

export interface ClassHeader {
  readonly name: NameNode;
  readonly bases: readonly Argument[];
}

export function parseClass(
  source: PythonSource,
  statements: Statements,
  statement: number,
): ClassHeader | undefined {
  const cursor = afterKeyword(source, statements, statement);
  const name = parseName(cursor);
  if (name === undefined) return undefined;
  if (cursor.is('[')) cursor.enter();
  return { name, bases: cursor.is('(') ? parseArguments(cursor.enter()) : [] };
}

export function parseDecorator(
  source: PythonSource,
  statements: Statements,
  statement: number,
): Expression {
  const cursor = afterKeyword(source, statements, statement);
  return rest(cursor, parseExpression(cursor));
}

/** What `del` deletes. */
export function parseDeleted(
  source: PythonSource,
  statements: Statements,
  statement: number,
): readonly Expression[] {
  const operand = parseOperand(source, statements, statement);
  if (operand === undefined) return [];
  return operand.kind === 'tuple' || operand.kind === 'list' ? operand.items : [operand];
}

/** The names after `global` or `nonlocal`. */
export function parseNames(
  source: PythonSource,
  statements: Statements,
  statement: number,
): readonly string[] {
  const cursor = afterKeyword(source, statements, statement);
  const names: string[] = [];
  do {
    const name = parseName(cursor);
    if (name !== undefined) names.push(name.name);
  } while (cursor.takeKind(TokenKind.comma));
  return names;
}
