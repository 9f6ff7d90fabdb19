import { detach } from '../../text/detach.js';
import { flatten } from '../../text/flatten.js';
import type { ClassFact } from '../facts.js';
import { Keyword } from './keywords.js';
import { moduleLevelStatements } from './moduleLevel.js';
import { ClassPacker } from './packedClasses.js';
import type { Statements } from './statements.js';
import { TokenKind, type Tokens, tokenIs, tokenText } from './tokens.js';
import { elementsOf, skipTrivia } from './uses/literals.js';

/** The classes that a module binds when it is imported; those inside functions and classes are left out. */
export function readClasses(tokens: Tokens, statements: Statements): readonly ClassFact[] {
  let packer: ClassPacker | undefined;
  let decorators: readonly string[] = NONE;
  for (const s of moduleLevelStatements(statements)) {
    const keyword = statements.keyword[s]!;
    if (keyword === Keyword.decorator) {
      const name = dottedFrom(tokens, statements.first[s]! + 1, statements.last[s]!);
      if (name !== undefined) decorators = [...decorators, name];
      continue;
    }
    if (keyword === Keyword.class) {
      packer ??= new ClassPacker();
      readClass(tokens, statements, s, decorators, packer);
    }
    decorators = NONE;
  }
  return packer?.finish() ?? [];
}

function readClass(
  tokens: Tokens,
  statements: Statements,
  s: number,
  decorators: readonly string[],
  packer: ClassPacker,
): void {
  const name = statements.first[s]! + 1;
  const end = statements.last[s]!;
  if (name >= end || tokens.kind[name] !== TokenKind.name) return;
  const lastStatement = statements.next[s]! - 1;
  const span = {
    start: tokens.start[statements.first[s]!]!,
    end: tokens.end[statements.last[lastStatement]! - 1]!,
  };
  const bases = readBases(tokens, name + 1, end);
  packer.add(detach(tokenText(tokens, name)), tokens.start[name]!, span, bases, decorators);
}

/** Nearly all classes of a project have the same few bases: one list for all of them. */
const knownBases = new Map<string, readonly string[]>();
const MOST_BASES = 500;
const NONE: readonly string[] = [];

function shared(bases: readonly string[]): readonly string[] {
  if (bases.length === 0) return NONE;
  const spelling = bases.join();
  const known = knownBases.get(spelling);
  if (known !== undefined) return known;
  if (knownBases.size >= MOST_BASES) knownBases.clear();
  knownBases.set(spelling, bases);
  return bases;
}

/** What stood behind the name of the class before, and the bases that it says: mostly the next one says the same. */
let lastHeading = '';
let lastBases: readonly string[] = NONE;

/** @param from the token behind the name */
function readBases(tokens: Tokens, from: number, end: number): readonly string[] {
  if (from >= end) return NONE;
  if (hasDamage(tokens, from, end)) return basesIn(tokens, from, end);
  const { text } = tokens;
  const start = tokens.start[from]!;
  const stop = tokens.end[end - 1]!;
  if (stop - start !== lastHeading.length || !text.startsWith(lastHeading, start)) {
    lastBases = basesIn(tokens, from, end);
    lastHeading = flatten(text.slice(start, stop));
  }
  return lastBases;
}

function hasDamage({ damaged }: Tokens, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (damaged[i] === 1) return true;
  return false;
}

function basesIn(tokens: Tokens, from: number, end: number): readonly string[] {
  let open = from;
  // Type parameters: class A[T](Base).
  if (open < end && tokenIs(tokens, open, '[')) open = tokens.match[open]! + 1;
  if (open >= end || !tokenIs(tokens, open, '(')) return NONE;
  const bases: string[] = [];
  for (const [first, stop] of elementsOf(tokens, open)) {
    const start = skipTrivia(tokens, first, stop);
    if (tokens.kind[start + 1] === TokenKind.equals && start + 1 < stop) continue;
    const base = dottedFrom(tokens, start, stop);
    if (base !== undefined) bases.push(base);
  }
  return shared(bases);
}

/** The dotted name that an expression starts with; what follows (a call, a subscript) is cut. */
export function dottedFrom(tokens: Tokens, first: number, end: number): string | undefined {
  if (first >= end || tokens.kind[first] !== TokenKind.name) return undefined;
  let last = first;
  while (
    last + 2 < end &&
    tokens.kind[last + 1] === TokenKind.dot &&
    tokens.kind[last + 2] === TokenKind.name
  ) {
    last += 2;
  }
  const text = tokens.text.slice(tokens.start[first], tokens.end[last]);
  return detach(/\s/.test(text) ? text.replace(/[\s\\]+/g, '') : text);
}
