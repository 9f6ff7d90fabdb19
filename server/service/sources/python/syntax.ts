import type { SourceProblem } from '../facts.js';
import type { Statements } from './statements.js';
import { blockFaults } from './syntax/blocks.js';
import { damageProblem, MAX_BRACKETS, tooDeepBracket } from './syntax/damage.js';
import type { Fault } from './syntax/fault.js';
import { indentationFaults } from './syntax/indentation.js';
import { literalFault } from './syntax/literals.js';
import { semicolonFaults } from './syntax/semicolons.js';
import { statementFault } from './syntax/statementForms.js';
import { TokenKind, type Tokens } from './tokens.js';

/** A file that is no Python at all must not flood the reader. */
const MOST_PROBLEMS = 100;

/**
 * Why CPython would refuse the text, in source order. Silent on every file that CPython (3.9 or newer) accepts; a text that it
 * refuses gets a problem in nearly all cases. At most one problem of form for each statement, none for a statement
 * whose brackets or strings are damaged: that is said instead.
 */
export function findSyntaxProblems(tokens: Tokens, statements: Statements): SourceProblem[] {
  const found: { message: string; start: number; end: number }[] = [];
  const add = ({ message, token }: Fault): void => {
    const at = Math.max(0, Math.min(token, tokens.count - 1));
    found.push({ message, start: tokens.start[at]!, end: tokens.end[at]! });
  };
  const { damaged } = tokens;
  for (let i = damaged.indexOf(1); i >= 0; i = damaged.indexOf(1, i + 1)) {
    if (found.length >= MOST_PROBLEMS) break;
    const problem = damageProblem(tokens, i);
    if (problem !== undefined) found.push(problem);
  }
  for (let s = 0; s < statements.count && found.length < MOST_PROBLEMS; s++) {
    const fault = faultOf(tokens, statements, s);
    if (fault !== undefined) add(fault);
  }
  for (const fault of semicolonFaults(tokens, MOST_PROBLEMS)) add(fault);
  for (const fault of indentationFaults(tokens, MOST_PROBLEMS)) add(fault);
  for (const fault of blockFaults(tokens, statements, MOST_PROBLEMS)) add(fault);
  const tooDeep = tooDeepBracket(tokens);
  if (tooDeep >= 0) {
    add({
      message: `Python reads at most ${MAX_BRACKETS} brackets inside each other`,
      token: tooDeep,
    });
  }
  const nul = tokens.text.indexOf('\0');
  if (nul >= 0) {
    found.push({ message: 'Python source cannot hold NUL characters', start: nul, end: nul + 1 });
  }
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, MOST_PROBLEMS)
    .map(({ message, start, end }) => ({ kind: 'syntax', message, span: { start, end } }));
}

function faultOf(tokens: Tokens, statements: Statements, s: number): Fault | undefined {
  const first = statements.first[s]!;
  const last = statements.last[s]!;
  const { damaged, flags, kind } = tokens;
  for (let i = first; i < last; i++) if (damaged[i] === 1) return undefined;
  for (let i = first; i < last; i++) {
    const isString = kind[i] === TokenKind.string;
    const isOrdinary = isString && flags[i] === 0 && kind[i - 1] !== TokenKind.string;
    if (isOrdinary || !(isString || kind[i] === TokenKind.number)) continue;
    const fault = literalFault(tokens, i);
    if (fault !== undefined) return fault;
  }
  return statementFault(tokens, first, last, statements.keyword[s]!);
}
