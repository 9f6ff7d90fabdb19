import { Keyword } from './keywords.js';
import type { Statements } from './statements.js';

/**
 * The statements that run when the module is imported: those at module level and in its `if`, `try`, `with` and loop
 * blocks, but not the bodies of functions and classes.
 */
export function moduleLevelStatements({ count, keyword, next }: Statements): readonly number[] {
  const found: number[] = [];
  for (let s = 0; s < count; ) {
    found.push(s);
    s = keyword[s] === Keyword.def || keyword[s] === Keyword.class ? next[s]! : s + 1;
  }
  return found;
}
