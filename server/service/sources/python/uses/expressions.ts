import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import {
  displayOf,
  elementsOf,
  readWrittenText,
  skipTrivia,
  unwrapped,
  wordOutsideBrackets,
} from './literals.js';
import { NONE, type Scope, type Source, UNKNOWN, type Value } from './values.js';
import { receiverOf } from './vocabulary.js';

/** Longest chain `a.b().c` that is followed. */
const MAX_CHAIN = 12;
const RESERVED_VALUES = new Set(['True', 'False', 'lambda', 'not', 'await', 'yield', 'if', 'else']);

/** What the expression between two tokens is, as far as step names are concerned. */
export function valueOfExpression(source: Source, first: number, end: number, scope: Scope): Value {
  const [start, stop] = unwrapped(source.tokens, first, end);
  const [from, to] = withoutSorting(source.tokens, start, stop, scope);
  const value = valueOfOperand(source, from, to, scope);
  return from === start || value.kind === 'list' ? value : UNKNOWN;
}

function valueOfOperand(source: Source, start: number, stop: number, scope: Scope): Value {
  const { tokens } = source;
  if (start >= stop) return UNKNOWN;
  switch (tokens.kind[start]) {
    case TokenKind.string:
      return readWrittenText(tokens, start, stop) === undefined
        ? UNKNOWN
        : { kind: 'text', source, first: start, end: stop };
    case TokenKind.open: {
      const open = displayOf(tokens, start, stop);
      return open === undefined ? UNKNOWN : { kind: 'list', source, open };
    }
    case TokenKind.name: {
      if (stop === start + 1 && tokenIs(tokens, start, 'None')) return NONE;
      const value = valueEndingAt(source, stop - 1, scope);
      return startOfPostfix(tokens, stop - 1) === start ? value : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** How many choices one in the other are looked through. */
const DEEPEST_CHOICE = 8;

/** The expressions that one may come to: `x` of `x`, `a` and `b` of `a if x else b`, what `name := ..` gives. */
export function* choicesOf(
  tokens: Tokens,
  first: number,
  end: number,
  depth = 0,
): Generator<[number, number]> {
  if (depth > DEEPEST_CHOICE) return;
  let [start, stop] = unwrapped(tokens, first, end);
  if (start + 1 < stop && tokens.kind[start + 1] === TokenKind.operator) {
    if (!tokenIs(tokens, start + 1, ':=')) return;
    start += 2;
  }
  const ifAt = wordOutsideBrackets(tokens, 'if', start, stop);
  if (ifAt === stop) {
    yield [start, stop];
    return;
  }
  const elseAt = wordOutsideBrackets(tokens, 'else', ifAt, stop);
  yield* choicesOf(tokens, start, ifAt, depth + 1);
  if (elseAt < stop) yield* choicesOf(tokens, elseAt + 1, stop, depth + 1);
}

/** Calls that give the elements of what they are given. */
const GIVES_THE_SAME: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'sorted', 'reversed']);

/** What stands in `sorted(list(..))`, from its first token to the one behind its last. */
function withoutSorting(
  tokens: Tokens,
  first: number,
  end: number,
  scope: Scope,
): [number, number] {
  let [start, stop] = [first, end];
  for (;;) {
    const open = start + 1;
    if (open >= stop || tokens.match[open] !== stop - 1) break;
    const name = tokenText(tokens, start);
    if (!GIVES_THE_SAME.has(name) || scope.binds(name)) break;
    const [given] = elementsOf(tokens, open);
    if (given === undefined) break;
    [start, stop] = unwrapped(tokens, ...given);
  }
  return [start, stop];
}

/** What the name, attribute or call whose last token is `last` stands for. */
export function valueEndingAt(source: Source, last: number, scope: Scope, depth = 0): Value {
  const { tokens, base } = source;
  if (depth > MAX_CHAIN || last < 0) return UNKNOWN;
  if (tokens.kind[last] === TokenKind.close) {
    const open = tokens.match[last]!;
    if (tokens.flags[last] !== Bracket.round || !isOperandEnd(tokens, open - 1)) return UNKNOWN;
    return called(valueEndingAt(source, open - 1, scope, depth + 1));
  }
  if (tokens.kind[last] !== TokenKind.name) return UNKNOWN;
  const name = tokenText(tokens, last);
  if (tokens.kind[last - 1] !== TokenKind.dot) {
    return RESERVED_VALUES.has(name) ? UNKNOWN : scope.lookup(name, base + last);
  }
  const owner = last - 2;
  if (isSelf(tokens, owner)) return scope.enclosingClass()?.attribute(name) ?? UNKNOWN;
  const object = valueEndingAt(source, owner, scope, depth + 1);
  if (object.kind === 'cursus') return { kind: 'cursus', name };
  const path = dottedPath(tokens, last);
  return path === undefined ? UNKNOWN : scope.lookup(path, base + last);
}

/** What calling a value gives. */
function called(callee: Value): Value {
  if (callee.kind === 'maker') return { kind: 'instance', of: callee.of };
  const receiver = callee.kind === 'cursus' ? receiverOf(callee.name) : undefined;
  return receiver === undefined ? UNKNOWN : { kind: 'instance', of: receiver };
}

/** Whether the token is `self` or `cls` itself, not an attribute of that name. */
export function isSelf(tokens: Tokens, i: number): boolean {
  if (tokens.kind[i] !== TokenKind.name || tokens.kind[i - 1] === TokenKind.dot) return false;
  return tokenIs(tokens, i, 'self') || tokenIs(tokens, i, 'cls');
}

/** Whether a call or subscript can follow the token. */
export function isOperandEnd(tokens: Tokens, i: number): boolean {
  const kind = tokens.kind[i];
  return kind === TokenKind.name || kind === TokenKind.close;
}

/** `a.b.c` as written, if nothing but names and dots makes up the chain. */
export function dottedPath(tokens: Tokens, last: number): string | undefined {
  const names: string[] = [];
  for (let i = last; names.length <= MAX_CHAIN; i -= 2) {
    if (i < 0 || tokens.kind[i] !== TokenKind.name) return undefined;
    names.push(tokenText(tokens, i));
    if (tokens.kind[i - 1] !== TokenKind.dot) return names.reverse().join('.');
  }
  return undefined;
}

/** The first token of the chain `a.b(..).c` that ends at a token. */
function startOfPostfix(tokens: Tokens, last: number): number {
  let i = last;
  for (let links = 0; links <= 2 * MAX_CHAIN; links++) {
    if (tokens.kind[i] === TokenKind.close) {
      i = tokens.match[i]!;
      if (!isOperandEnd(tokens, i - 1)) return i;
      i--;
    } else if (tokens.kind[i - 1] === TokenKind.dot) {
      i -= 2;
    } else {
      return i;
    }
  }
  return -1;
}

/**
 * What an annotation promises: `PipelineDAG`, `"PipelineDAG"`, `Optional[PipelineDAG]`, `PipelineDAG | None`.
 * A list of them is none.
 */
export function valueOfAnnotation(source: Source, first: number, end: number, scope: Scope): Value {
  const { tokens } = source;
  let start = skipTrivia(tokens, first, end);
  let stop = end;
  if (tokens.kind[stop - 1] === TokenKind.close && tokens.flags[stop - 1] === Bracket.square) {
    const open = tokens.match[stop - 1]!;
    if (open <= start || !tokenIs(tokens, open - 1, 'Optional')) return UNKNOWN;
    start = open + 1;
    stop--;
  }
  const alternatives: Value[] = [];
  let from = start;
  for (let i = start; i <= stop; i++) {
    if (i < stop && !tokenIs(tokens, i, '|')) continue;
    if (i > from && !tokenIs(tokens, from, 'None')) {
      alternatives.push(promised(source, from, i, scope));
    }
    from = i + 1;
  }
  return alternatives.length === 1 ? alternatives[0]! : UNKNOWN;
}

function promised(source: Source, first: number, end: number, scope: Scope): Value {
  const { tokens, base } = source;
  const text =
    end === first + 1 && tokens.kind[first] === TokenKind.string
      ? readWrittenText(tokens, first, end)
      : undefined;
  if (text === undefined) return called(valueEndingAt(source, end - 1, scope));
  const [, name, member] = QUOTED_TYPE.exec(withoutNone(text.value)) ?? [];
  if (name === undefined) return UNKNOWN;
  const type = scope.lookup(name, base + first);
  if (member === undefined) return called(type);
  return type.kind === 'cursus' ? called({ kind: 'cursus', name: member }) : UNKNOWN;
}

const QUOTED_TYPE = /^([\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}\p{N}_.]*?([\p{L}_][\p{L}\p{N}_]*))?$/u;

/** The one type in the text of an annotation that may also allow None. */
function withoutNone(text: string): string {
  const optional = /^(?:\w+\.)?Optional\[(.*)\]$/s.exec(text.trim());
  const types = (optional?.[1] ?? text).split('|').map(type => type.trim());
  const others = types.filter(type => type !== 'None');
  return others.length === 1 ? others[0]! : '';
}
