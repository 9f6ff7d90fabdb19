import { TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import { valueOfExpression } from './expressions.js';
import { elementsOf, skipTrivia, unwrapped, wordOutsideBrackets } from './literals.js';
import { type Scope, type Source, UNKNOWN, type Value } from './values.js';

/** Tokens from the first to the one behind the last. */
type Range = readonly [first: number, end: number];

/** `for TARGET in ITERABLE`, of a loop or of a comprehension. */
export interface ForClause {
  readonly target: Range;
  readonly iterable: Range;
}

/** How far from a name its comprehension is looked for: what is longer is written as a loop. */
const COMPREHENSION_REACH = 100;

/** @param first behind `for`; @param end behind the iterable */
export function forClause(tokens: Tokens, first: number, end: number): ForClause {
  const inAt = wordOutsideBrackets(tokens, 'in', first, end);
  return { target: [first, inAt], iterable: [inAt + 1, end] };
}

/** How deep targets lie in each other, as in `for i, (j, (a, b)) in enumerate(enumerate(zip(..)))`. */
const DEEPEST_TARGET = 4;

/** Each name of a target with what it stands for in turn: elements of a list, or one part of each. */
export function* boundBy(
  source: Source,
  { target, iterable }: ForClause,
  scope: Scope,
  depth = 0,
): Generator<{ name: string; at: number; value: Value }> {
  const { tokens } = source;
  const [first, stop] = unwrapped(tokens, ...target);
  const parts = partsOf(tokens, first, stop);
  const paired = pairedWith(tokens, iterable, parts, scope);
  if (paired !== undefined) {
    for (const [i, part] of parts.entries()) {
      const over = paired[i]!;
      if (over !== undefined && depth < DEEPEST_TARGET) {
        yield* boundBy(source, { target: part, iterable: over }, scope, depth + 1);
        continue;
      }
      for (const at of namesIn(tokens, ...part)) {
        yield { name: tokenText(tokens, at), at, value: UNKNOWN };
      }
    }
    return;
  }
  const over = valueOfExpression(source, ...iterable, scope);
  for (const [position, part] of parts.entries()) {
    const [start, end] = unwrapped(tokens, ...part);
    const isPlain = end === start + 1 && over.kind === 'list';
    for (const at of namesIn(tokens, start, end)) {
      const value: Value = isPlain
        ? {
            kind: 'each',
            source: over.source,
            open: over.open,
            position: parts.length === 1 ? undefined : position,
          }
        : UNKNOWN;
      yield { name: tokenText(tokens, at), at, value };
    }
  }
}

/** The clause of the comprehension whose element a name stands in, if it binds that name. */
export function comprehensionOf(tokens: Tokens, at: number): ForClause | undefined {
  const { kind, match } = tokens;
  const name = tokenText(tokens, at);
  let open = at - 1;
  for (const least = at - COMPREHENSION_REACH; open >= Math.max(0, least); open--) {
    if (kind[open] === TokenKind.close) {
      open = match[open]!;
      continue;
    }
    if (kind[open] === TokenKind.newline) return undefined;
    if (kind[open] !== TokenKind.open) continue;
    const close = Math.min(match[open]!, at + COMPREHENSION_REACH);
    const forAt = wordOutsideBrackets(tokens, 'for', open + 1, close);
    if (forAt >= close || forAt < at) continue;
    const inAt = wordOutsideBrackets(tokens, 'in', forAt + 1, close);
    const end = Math.min(
      ...['for', 'if', 'async'].map(word => wordOutsideBrackets(tokens, word, inAt + 1, close)),
    );
    const clause = forClause(tokens, forAt + 1, end);
    if (namesIn(tokens, ...clause.target).some(i => tokenText(tokens, i) === name)) return clause;
  }
  return undefined;
}

/** What the parts of a target run over, where the loop is over `enumerate(..)` or `zip(.., ..)`. */
function pairedWith(
  tokens: Tokens,
  iterable: Range,
  parts: readonly Range[],
  scope: Scope,
): (Range | undefined)[] | undefined {
  const [start, stop] = unwrapped(tokens, ...iterable);
  const isCall = tokens.kind[start + 1] === TokenKind.open && tokens.match[start + 1] === stop - 1;
  if (!isCall || scope.binds(tokenText(tokens, start))) return undefined;
  const given = [...elementsOf(tokens, start + 1)];
  if (tokenIs(tokens, start, 'enumerate')) {
    return parts.length === 2 ? [undefined, given[0]] : undefined;
  }
  if (!tokenIs(tokens, start, 'zip')) return undefined;
  return given.length === parts.length && parts.length > 1 ? given : undefined;
}

/** The parts between the commas of `a, (b, c)`. */
function partsOf(tokens: Tokens, first: number, end: number): Range[] {
  const isWrapped =
    tokens.kind[first] === TokenKind.open && tokens.match[first] === end - 1 && first < end;
  if (isWrapped) return [...elementsOf(tokens, first)];
  const parts: Range[] = [];
  let from = first;
  for (let i = first; i < end; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.comma) {
      parts.push([from, i]);
      from = i + 1;
    }
  }
  if (skipTrivia(tokens, from, end) < end) parts.push([from, end]);
  return parts;
}

function namesIn(tokens: Tokens, first: number, end: number): number[] {
  const names: number[] = [];
  for (let i = first; i < end; i++) if (tokens.kind[i] === TokenKind.name) names.push(i);
  return names;
}
