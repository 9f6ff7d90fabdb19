import { Keyword } from './keywords.js';
import type { Statements } from './statements.js';

/**
 * The statements that run when the module is imported: those at module level and in its `if`, `try`, `with` and loop
 * blocks, but not the bodies of functions and classes.
 */
export function* moduleLevelStatements(statements: Statements): Generator<number> {
  const { count, keyword, next } = statements;
  for (let s = 0; s < count; ) {
    yield s;
    s = keyword[s] === Keyword.def || keyword[s] === Keyword.class ? next[s]! : s + 1;
  }
}
