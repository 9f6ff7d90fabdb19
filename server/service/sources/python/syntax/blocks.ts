import { Keyword, opensBlock } from '../keywords.js';
import type { Statements } from '../statements.js';
import { TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import type { Fault } from './fault.js';

/** What an `else`, `except` or `finally` would continue. */
const Chain = {
  none: 0,
  condition: 1,
  loop: 2,
  tryBody: 3,
  handler: 4,
  tryElse: 5,
  decorator: 6,
} as const;

const LOOPS: ReadonlySet<number> = new Set([Keyword.for, Keyword.while]);

/**
 * Checks that headers have blocks, that their parts follow each other, and that jumps are inside what they leave. No statement
 * is looked at behind the one with which the faults are `most` or more: what it said would stand behind these.
 */
export function blockFaults(tokens: Tokens, statements: Statements, most: number): Fault[] {
  const faults: Fault[] = [];
  /** The statements around the current one, outermost first, and the chain at the level inside each. */
  const around: number[] = [];
  const chains: number[] = [Chain.none];
  for (let s = 0; s < statements.count; s++) {
    if (faults.length >= most) return faults;
    while (around.length > 0 && statements.next[around.at(-1)!]! <= s) {
      around.pop();
      endChain(faults, statements, chains, s);
    }
    const keyword = statements.keyword[s]!;
    const first = statements.first[s]!;
    const chain = chains.at(-1)!;
    const next = nextChain(chain, keyword);
    if (next === undefined) {
      const word = tokenText(tokens, first);
      faults.push({ message: `'${word}' has nothing to belong to`, token: first });
    } else if (isUnfinished(chain) && !finishes(chain, keyword)) {
      faults.push(unfinished(statements, chain, s));
    }
    if (opensBlock(keyword) && !startsLine(tokens, first)) {
      faults.push({ message: 'a block must start on a line of its own', token: first });
    }
    chains[chains.length - 1] = next ?? Chain.none;
    const jump = jumpFault(tokens, statements, around, s);
    if (jump !== undefined) faults.push(jump);
    if (!isHeader(tokens, statements, s)) continue;
    if (statements.next[s] === s + 1) {
      const word = tokenText(tokens, first);
      faults.push({ message: `an indented block is expected after '${word}'`, token: first });
    } else {
      around.push(s);
      chains.push(Chain.none);
    }
  }
  while (chains.length > 0) endChain(faults, statements, chains, statements.count);
  return faults;
}

function isHeader(tokens: Tokens, statements: Statements, s: number): boolean {
  return (
    opensBlock(statements.keyword[s]!) && tokens.kind[statements.last[s]! - 1] === TokenKind.colon
  );
}

function startsLine(tokens: Tokens, first: number): boolean {
  let before = first - 1;
  while (tokens.kind[before] === TokenKind.comment || tokens.kind[before] === TokenKind.error) {
    before--;
  }
  const kind = tokens.kind[before];
  return (
    kind === undefined ||
    kind === TokenKind.newline ||
    kind === TokenKind.indent ||
    kind === TokenKind.dedent
  );
}

function endChain(faults: Fault[], statements: Statements, chains: number[], s: number): void {
  const chain = chains.pop()!;
  if (isUnfinished(chain)) faults.push(unfinished(statements, chain, s));
}

function isUnfinished(chain: number): boolean {
  return chain === Chain.tryBody || chain === Chain.decorator;
}

function finishes(chain: number, keyword: number): boolean {
  return chain === Chain.tryBody
    ? keyword === Keyword.except || keyword === Keyword.finally
    : keyword === Keyword.def || keyword === Keyword.class || keyword === Keyword.decorator;
}

function unfinished(statements: Statements, chain: number, s: number): Fault {
  return {
    message:
      chain === Chain.tryBody
        ? "'except' or 'finally' is expected to complete the 'try'"
        : 'a function or class is expected after its decorator',
    token: statements.last[s - 1]! - 1,
  };
}

/** The chain after a statement; undefined if the statement continues none. */
function nextChain(chain: number, keyword: number): number | undefined {
  switch (keyword) {
    case Keyword.if:
      return Chain.condition;
    case Keyword.elif:
      return chain === Chain.condition ? Chain.condition : undefined;
    case Keyword.for:
    case Keyword.while:
      return Chain.loop;
    case Keyword.else:
      if (chain === Chain.handler) return Chain.tryElse;
      return chain === Chain.condition || chain === Chain.loop ? Chain.none : undefined;
    case Keyword.try:
      return Chain.tryBody;
    case Keyword.decorator:
      return Chain.decorator;
    case Keyword.except:
      return chain === Chain.tryBody || chain === Chain.handler ? Chain.handler : undefined;
    case Keyword.finally:
      return chain === Chain.tryBody || chain === Chain.handler || chain === Chain.tryElse
        ? Chain.none
        : undefined;
    default:
      return Chain.none;
  }
}

/** `return` outside a function and its like. */
function jumpFault(
  tokens: Tokens,
  statements: Statements,
  around: readonly number[],
  s: number,
): Fault | undefined {
  const keyword = statements.keyword[s]!;
  const first = statements.first[s]!;
  const startsYield = keyword === Keyword.none && tokenIs(tokens, first, 'yield');
  const isLoopJump = keyword === Keyword.break || keyword === Keyword.continue;
  if (keyword !== Keyword.return && !isLoopJump && !startsYield) return undefined;
  for (let i = around.length - 1; i >= 0; i--) {
    const outer = statements.keyword[around[i]!]!;
    if (outer === Keyword.class) break;
    if (outer === Keyword.def) {
      if (isLoopJump) break;
      return undefined;
    }
    if (isLoopJump && LOOPS.has(outer)) return undefined;
  }
  const word = tokenText(tokens, first);
  const place = isLoopJump ? 'a loop' : 'a function';
  return { message: `'${word}' can stand inside ${place} only`, token: first };
}
