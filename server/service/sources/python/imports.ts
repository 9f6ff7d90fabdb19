import { detach } from '../../text/detach.js';
import type { AliasFact, DynamicNames } from '../facts.js';
import { dottedFrom } from './classes.js';
import { readImport } from './importStatement.js';
import { Keyword } from './keywords.js';
import { moduleLevelStatements } from './moduleLevel.js';
import type { Statements } from './statements.js';
import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from './tokens.js';

/** Modules of the standard library from which no builder or config class comes, but nearly every file imports. */
const PLAIN_MODULES: ReadonlySet<string> = new Set([
  '__future__',
  'abc',
  'collections',
  'dataclasses',
  'datetime',
  'enum',
  'pathlib',
  'typing',
  'typing_extensions',
  'unittest.mock',
]);

/** Names that can stand for a class: capitals in them, or words that say so. */
const CLASS_LIKE = /[A-Z]|builder|config/;

/**
 * Names that a module binds by import, by assignment of another name, or by assignment of a call's result, which may be
 * a class too (`XConfig = create_model(..)`): its target is then the function. Only names that can stand for a class.
 */
export function readAliases(tokens: Tokens, statements: Statements): AliasFact[] {
  const aliases: AliasFact[] = [];
  for (const s of moduleLevelStatements(statements)) {
    const first = statements.first[s]!;
    const end = statements.last[s]!;
    switch (statements.keyword[s]) {
      case Keyword.import:
      case Keyword.from:
        readImported(tokens, first, end, aliases);
        break;
      case Keyword.none:
        readAssigned(tokens, first, end, aliases);
        break;
    }
  }
  return aliases;
}

function readImported(tokens: Tokens, first: number, end: number, aliases: AliasFact[]): void {
  const statement = readImport(tokens, first, end);
  if (PLAIN_MODULES.has(statement.module)) return;
  for (const { name, target, isRenamed, at } of statement.names) {
    if (!CLASS_LIKE.test(name)) continue;
    if (!statement.isFrom && !isRenamed) continue;
    aliases.push({
      name: detach(name),
      nameSpan: { start: tokens.start[at]!, end: tokens.end[at]! },
      target: lastSegment(target),
      module: detach(statement.isFrom ? statement.module : target),
    });
  }
}

/** `A = B`, `A = b.C`, `A: type = B`, `A = D = B`, `A = make(..)` */
function readAssigned(tokens: Tokens, first: number, end: number, aliases: AliasFact[]): void {
  const targets: number[] = [];
  let i = first;
  while (i + 2 < end && tokens.kind[i] === TokenKind.name) {
    const isAssigned = tokens.kind[i + 1] === TokenKind.equals;
    const isAnnotated = tokens.kind[i + 1] === TokenKind.colon && targets.length === 0;
    if (!isAssigned && !isAnnotated) break;
    targets.push(i);
    i += 2;
    if (isAnnotated) {
      while (i < end && tokens.kind[i] !== TokenKind.equals) {
        i = tokens.kind[i] === TokenKind.open ? tokens.match[i]! + 1 : i + 1;
      }
      i++;
    }
  }
  if (targets.length === 0 || !targets.some(at => CLASS_LIKE.test(tokenText(tokens, at)))) return;
  const value = dottedFrom(tokens, i, end);
  if (value === undefined || /^(?:None|True|False|not|lambda|await)$/.test(value)) return;
  const after = i + 2 * value.split('.').length - 1;
  const isCall =
    after < end &&
    tokens.kind[after] === TokenKind.open &&
    tokens.flags[after] === Bracket.round &&
    tokens.match[after] === end - 1;
  if (after !== end && !isCall) return;
  for (const at of targets) {
    const name = tokenText(tokens, at);
    // A call gives a class only where the name says so: `Config = load()` is a value.
    if (isCall ? !/^_*[A-Z]\w*(?:Builder|Config|Base)$/.test(name) : !CLASS_LIKE.test(name))
      continue;
    aliases.push({
      name: detach(name),
      nameSpan: { start: tokens.start[at]!, end: tokens.end[at]! },
      target: lastSegment(value),
    });
  }
}

/** Built-in functions that can bind names or make classes, wherever they are called. */
const DYNAMIC_CALL = /(?:type|exec|globals|setattr)(?=[ \t]*\()/g;

/** Where a module may bind classes that cannot be seen. */
export function readDynamicNames(tokens: Tokens, statements: Statements): DynamicNames[] {
  const found: DynamicNames[] = [];
  for (const s of moduleLevelStatements(statements)) {
    if (statements.keyword[s] !== Keyword.from) continue;
    const { star, module } = readImport(tokens, statements.first[s]!, statements.last[s]!);
    if (star)
      found.push({
        kind: 'star-import',
        span: statementSpan(tokens, statements, s),
        module: detach(module),
      });
  }
  for (const { index } of tokens.text.matchAll(DYNAMIC_CALL)) {
    const callee = tokenAt(tokens, index);
    const kind = callee < 0 ? undefined : dynamicCall(tokens, callee + 1);
    if (kind === undefined) continue;
    const close = tokens.match[callee + 1]!;
    found.push({ kind, span: { start: index, end: tokens.end[close]! } });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The token that starts at an offset, or -1. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  // Added tokens and indentation may start there too.
  while (low < tokens.count && tokens.end[low] === offset) low++;
  return tokens.start[low] === offset && tokens.kind[low] === TokenKind.name ? low : -1;
}

function dynamicCall(tokens: Tokens, open: number): DynamicNames['kind'] | undefined {
  if (tokens.kind[open] !== TokenKind.open || tokens.flags[open] !== Bracket.round)
    return undefined;
  if (tokens.kind[open - 2] === TokenKind.dot) return undefined;
  switch (tokenText(tokens, open - 1)) {
    case 'type':
      return countCommas(tokens, open) >= 2 ? 'type-call' : undefined;
    case 'exec':
      return isNamespaceExec(tokens, open) ? 'exec' : undefined;
    case 'globals':
      return isStored(tokens, open) ? 'globals' : undefined;
    default:
      return isOnModule(tokens, open) ? 'setattr' : undefined;
  }
}

/** `globals()[name] = ..` or `globals().update(..)`; reading them binds nothing. */
function isStored(tokens: Tokens, open: number): boolean {
  const after = tokens.match[open]! + 1;
  if (tokens.kind[after] === TokenKind.dot) {
    return tokenIs(tokens, after + 1, 'update') || tokenIs(tokens, after + 1, 'setdefault');
  }
  if (tokens.kind[after] !== TokenKind.open || !tokenIs(tokens, after, '[')) return false;
  return tokens.kind[tokens.match[after]! + 1] === TokenKind.equals;
}

/** `setattr(sys.modules[__name__], ..)`, or on a name that says that it is this module. */
function isOnModule(tokens: Tokens, open: number): boolean {
  const first = dottedFrom(tokens, open + 1, tokens.match[open]!);
  return first !== undefined && /^(?:sys\.modules|(?:\w*_)?module)$/.test(first);
}

/** `exec(code)` runs in the module's own names, unless it is given others. */
function isNamespaceExec(tokens: Tokens, open: number): boolean {
  if (countCommas(tokens, open) === 0) return true;
  const close = tokens.match[open]!;
  for (let i = open + 1; i < close; i++) if (tokenIs(tokens, i, 'globals')) return true;
  return false;
}

function countCommas(tokens: Tokens, open: number): number {
  const close = tokens.match[open]!;
  let commas = 0;
  for (let i = open + 1; i < close; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.comma) commas++;
  }
  return commas;
}

function statementSpan(tokens: Tokens, statements: Statements, s: number) {
  return {
    start: tokens.start[statements.first[s]!]!,
    end: tokens.end[statements.last[s]! - 1]!,
  };
}

function lastSegment(dotted: string): string {
  return detach(dotted.slice(dotted.lastIndexOf('.') + 1));
}
