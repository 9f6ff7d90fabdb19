import { Keyword, opensBlock } from '../keywords.js';
import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import type { Allowed } from './expressionState.js';
import { expressionFault } from './expressions.js';
import type { Fault } from './fault.js';
import { importFault } from './imports.js';
import { nextAtLevel, nextWord, parametersFault } from './parameters.js';
import { targetFault } from './targets.js';
import { isIdentifier, pastComments, quoted } from './words.js';

const LIST: Allowed = { tuple: true };
const LIST_OR_YIELD: Allowed = { tuple: true, yield: true };
const CONDITION: Allowed = { walrus: true };
const MAY_BE_ASYNC: ReadonlySet<number> = new Set([Keyword.def, Keyword.for, Keyword.with]);
const AUGMENTED = /^(?:[-+*/%&|^@]|\/\/|\*\*|<<|>>)=$/;

/** Checks the form of one statement whose tokens are all as they were written. */
export function statementFault(
  tokens: Tokens,
  first: number,
  last: number,
  keyword: number,
): Fault | undefined {
  if (opensBlock(keyword)) {
    if (tokens.kind[last - 1] !== TokenKind.colon) {
      const subject = expressionStatementFault(tokens, first, last, keyword);
      return subject ?? { message: "':' is expected at the end", token: last - 1 };
    }
    return headerFault(tokens, first, last - 1, keyword);
  }
  switch (keyword) {
    case Keyword.none:
      return tokenIs(tokens, first, 'type') && isIdentifier(tokens, first + 1) && first + 1 < last
        ? undefined
        : assignmentFault(tokens, first, last);
    case Keyword.decorator:
      return expressionFault(tokens, first + 1, last, CONDITION);
    case Keyword.import:
    case Keyword.from:
      return importFault(tokens, first, last, keyword);
    case Keyword.return:
      return optional(tokens, first + 1, last, LIST);
    case Keyword.raise:
      return raiseFault(tokens, first, last);
    case Keyword.del: {
      const fault = expressionFault(tokens, first + 1, last, LIST);
      return fault ?? targetFault(tokens, first + 1, last, { tuple: true });
    }
    case Keyword.assert: {
      const comma = nextAtLevel(tokens, first + 1, last, TokenKind.comma);
      const fault = expressionFault(tokens, first + 1, comma);
      return fault ?? (comma < last ? expressionFault(tokens, comma + 1, last) : undefined);
    }
    case Keyword.global:
    case Keyword.nonlocal:
      return namesFault(tokens, first + 1, last);
    default:
      return nothingFollows(tokens, first, last);
  }
}

/** `if x` without its colon may be damaged in the condition as well: that is said first. */
function expressionStatementFault(
  tokens: Tokens,
  first: number,
  last: number,
  keyword: number,
): Fault | undefined {
  switch (keyword) {
    case Keyword.if:
    case Keyword.elif:
    case Keyword.while:
      return expressionFault(tokens, first + 1, last, CONDITION);
    default:
      return undefined;
  }
}

/** @param last the colon */
function headerFault(
  tokens: Tokens,
  first: number,
  last: number,
  keyword: number,
): Fault | undefined {
  const start = tokenIs(tokens, first, 'async') ? first + 1 : first;
  if (start > first && !MAY_BE_ASYNC.has(keyword)) {
    return { message: "'async' can stand before 'def', 'for' and 'with' only", token: first };
  }
  const from = start + 1;
  switch (keyword) {
    case Keyword.if:
    case Keyword.elif:
    case Keyword.while:
      return expressionFault(tokens, from, last, CONDITION);
    case Keyword.match:
      return expressionFault(tokens, from, last, { tuple: true, walrus: true });
    case Keyword.for:
      return forFault(tokens, from, last);
    case Keyword.with:
      return expressionFault(tokens, from, last, { tuple: true, as: true });
    case Keyword.except:
      return exceptFault(tokens, from, last);
    case Keyword.def:
      return defFault(tokens, from, last);
    case Keyword.class:
      return classFault(tokens, from, last);
    case Keyword.case:
      return undefined;
    default:
      return nothingFollows(tokens, start, last);
  }
}

function nothingFollows(tokens: Tokens, first: number, last: number): Fault | undefined {
  const next = pastComments(tokens, first + 1, last);
  if (next === last) return undefined;
  return {
    message: `${quoted(tokens, next)} cannot follow '${tokenText(tokens, first)}'`,
    token: next,
  };
}

function optional(
  tokens: Tokens,
  first: number,
  last: number,
  allowed: Allowed,
): Fault | undefined {
  return pastComments(tokens, first, last) === last
    ? undefined
    : expressionFault(tokens, first, last, allowed);
}

function forFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const separator = nextWord(tokens, first, last, 'in');
  if (separator === last) return { message: "'in' is expected after 'for'", token: last };
  return (
    expressionFault(tokens, first, separator, LIST) ??
    targetFault(tokens, first, separator, { tuple: true }) ??
    expressionFault(tokens, separator + 1, last, LIST)
  );
}

function exceptFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const start = tokenIs(tokens, first, '*') ? first + 1 : first;
  const as = nextWord(tokens, start, last, 'as');
  const fault = optional(tokens, start, as, LIST);
  if (fault !== undefined || as === last) return fault;
  if (pastComments(tokens, start, as) === as || !isIdentifier(tokens, as + 1) || as + 2 < last) {
    return { message: "a class, 'as' and one name are expected after 'except'", token: as };
  }
  return undefined;
}

function raiseFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const from = nextWord(tokens, first + 1, last, 'from');
  if (from === last) return optional(tokens, first + 1, last, {});
  return expressionFault(tokens, first + 1, from) ?? expressionFault(tokens, from + 1, last);
}

function namesFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  let wantsName = true;
  for (let i = first; i < last; i++) {
    const fits = wantsName ? isIdentifier(tokens, i) : tokens.kind[i] === TokenKind.comma;
    if (!fits) return { message: `${quoted(tokens, i)} cannot stand here`, token: i };
    wantsName = !wantsName;
  }
  return wantsName ? { message: 'a name is expected', token: last - 1 } : undefined;
}

/** The index after the name and type parameters of a `def` or `class`; a fault if there is no name. */
function afterName(tokens: Tokens, first: number, last: number): number | Fault {
  if (first >= last || !isIdentifier(tokens, first)) {
    return { message: 'a name is expected', token: Math.min(first, last) };
  }
  const next = first + 1;
  const isGeneric = tokens.kind[next] === TokenKind.open && tokens.flags[next] === Bracket.square;
  return isGeneric ? tokens.match[next]! + 1 : next;
}

function defFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const open = afterName(tokens, first, last);
  if (typeof open !== 'number') return open;
  if (tokens.kind[open] !== TokenKind.open || tokens.flags[open] !== Bracket.round) {
    return { message: "'(' is expected after the name of a function", token: first };
  }
  const close = tokens.match[open]!;
  const fault = parametersFault(tokens, open + 1, close);
  if (fault !== undefined || close + 1 === last) return fault;
  if (!tokenIs(tokens, close + 1, '->')) {
    return {
      message: `${quoted(tokens, close + 1)} cannot follow the parameters`,
      token: close + 1,
    };
  }
  return expressionFault(tokens, close + 2, last);
}

function classFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const open = afterName(tokens, first, last);
  if (typeof open !== 'number') return open;
  if (open === last) return undefined;
  if (tokens.kind[open] !== TokenKind.open || tokens.match[open]! + 1 !== last) {
    return { message: `${quoted(tokens, open)} cannot follow the name of a class`, token: open };
  }
  const isGeneric = open > first + 1;
  return isGeneric ? undefined : expressionFault(tokens, first, last);
}

/** An expression, or an assignment of any kind. */
function assignmentFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const lambda = nextWord(tokens, first, last, 'lambda');
  const colon = nextAtLevel(tokens, first, lambda, TokenKind.colon);
  if (colon < lambda) return annotatedFault(tokens, first, colon, last);
  for (let i = first; i < last; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.operator && AUGMENTED.test(tokenText(tokens, i))) {
      return (
        expressionFault(tokens, first, i) ??
        targetFault(tokens, first, i, { tuple: false }) ??
        groupTargetFault(tokens, first) ??
        expressionFault(tokens, i + 1, last, LIST_OR_YIELD)
      );
    }
  }
  let from = first;
  for (;;) {
    const next = from < lambda ? nextAtLevel(tokens, from, lambda, TokenKind.equals) : last;
    const isTarget = next < lambda;
    const equals = isTarget ? next : last;
    const fault = expressionFault(tokens, from, equals, isTarget ? LIST : LIST_OR_YIELD);
    if (fault !== undefined) return fault;
    if (!isTarget) return undefined;
    const target = targetFault(tokens, from, equals, { tuple: true });
    if (target !== undefined) return target;
    from = equals + 1;
  }
}

function annotatedFault(
  tokens: Tokens,
  first: number,
  colon: number,
  last: number,
): Fault | undefined {
  const lambda = nextWord(tokens, colon + 1, last, 'lambda');
  const next = nextAtLevel(tokens, colon + 1, lambda, TokenKind.equals);
  const equals = next < lambda ? next : last;
  return (
    expressionFault(tokens, first, colon) ??
    targetFault(tokens, first, colon, { tuple: false }) ??
    groupTargetFault(tokens, first) ??
    expressionFault(tokens, colon + 1, equals) ??
    (equals < last ? expressionFault(tokens, equals + 1, last, LIST_OR_YIELD) : undefined)
  );
}

/** `[a] += b` and `[a]: int` have no single target. */
function groupTargetFault(tokens: Tokens, first: number): Fault | undefined {
  if (tokens.kind[first] !== TokenKind.open || tokens.flags[first] !== Bracket.square) {
    return undefined;
  }
  return { message: 'a list cannot stand here: one target is expected', token: first };
}
