import { TokenKind } from '../tokens.js';
import type { ComprehensionClause, Expression } from './ast.js';
import type { Cursor } from './cursor.js';
import { parseDisjunction, parseTargets } from './expressions.js';

export function startsComprehension(cursor: Cursor): boolean {
  return cursor.isName('for') || cursor.isName('async');
}

/** The `for` and `if` parts of a comprehension; `undefined` where they cannot be read. */
export function parseClauses(cursor: Cursor): ComprehensionClause[] | undefined {
  const clauses: ComprehensionClause[] = [];
  while (startsComprehension(cursor)) {
    const isAsync = cursor.take('async');
    if (!cursor.take('for')) return undefined;
    const target = parseTargets(cursor);
    if (!cursor.take('in')) return undefined;
    const iterable = parseDisjunction(cursor);
    const conditions: Expression[] = [];
    while (cursor.take('if')) conditions.push(parseDisjunction(cursor));
    clauses.push({ target, iterable, conditions, isAsync });
  }
  return cursor.isAtEnd || cursor.kind === TokenKind.comma ? clauses : undefined;
}
