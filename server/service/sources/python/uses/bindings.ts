import { readImport } from '../importStatement.js';
import { Keyword } from '../keywords.js';
import { isCursusModule } from '../modules.js';
import { TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import {
  dottedPath,
  isOperandEnd,
  isSelf,
  valueOfAnnotation,
  valueOfExpression,
} from './expressions.js';
import { elementsOf, skipTrivia, unwrapped } from './literals.js';
import { boundBy, forClause } from './loops.js';
import { Scope, type Source, UNKNOWN, type Value } from './values.js';

/** The scope that each statement of a source stands in. */
export type StatementScopes = readonly Scope[];

/**
 * Records what the names of a source are bound to.
 * @param path of the file, relative to the project: inside the cursus package relative imports are cursus's own
 */
export function readBindings(source: Source, module: Scope, path: string): StatementScopes {
  return new BindingReader(source, module, path).run();
}

/** Decorators that make an attribute of a function. */
const PROPERTIES: ReadonlySet<string> = new Set(['property', 'cached_property']);

class BindingReader {
  readonly #source: Source;
  readonly #tokens: Tokens;
  readonly #path: string;
  readonly #open: { scope: Scope; until: number }[];

  constructor(source: Source, module: Scope, path: string) {
    this.#source = source;
    this.#tokens = source.tokens;
    this.#path = path;
    this.#open = [{ scope: module, until: Number.POSITIVE_INFINITY }];
  }

  run(): StatementScopes {
    const { count, keyword, first, last } = this.#source.statements;
    const scopes: Scope[] = [];
    const hasWalrus = this.#tokens.text.includes(':=');
    for (let s = 0; s < count; s++) {
      while (this.#open.at(-1)!.until <= s) this.#open.pop();
      const { scope } = this.#open.at(-1)!;
      scopes.push(scope);
      const start = first[s]!;
      const end = last[s]!;
      switch (keyword[s]) {
        case Keyword.import:
        case Keyword.from:
          this.#import(start, end, scope);
          break;
        case Keyword.def:
          this.#function(s, scope, this.#isProperty(s));
          break;
        case Keyword.class:
          this.#class(s, start, end, scope);
          break;
        case Keyword.for:
          this.#loop(start, end, scope);
          break;
        case Keyword.with:
        case Keyword.except:
          this.#namesAfterAs(start, end, scope);
          break;
        case Keyword.global:
          for (let i = start + 1; i < end; i++) {
            if (this.#isName(i)) scope.declareGlobal(tokenText(this.#tokens, i));
          }
          break;
        case Keyword.none:
          this.#assignment(start, end, scope);
          break;
      }
      if (hasWalrus) this.#walruses(start, end, scope);
    }
    return scopes;
  }

  #import(start: number, end: number, scope: Scope): void {
    const statement = readImport(this.#tokens, start, end);
    const isCursus = isCursusModule(statement.module, this.#path);
    if (statement.star) {
      if (isCursus) scope.module().hasCursusStar = true;
      return;
    }
    for (const item of statement.names) {
      const ours = statement.isFrom ? isCursus : isCursusModule(item.target, this.#path);
      const target = item.target.slice(item.target.lastIndexOf('.') + 1);
      this.#bind(scope, item.name, item.at, ours ? { kind: 'cursus', name: target } : UNKNOWN);
    }
  }

  /** Whether a function is read like an attribute: `@property` stands directly above it, or above its other decorators. */
  #isProperty(s: number): boolean {
    const { keyword, first, last } = this.#source.statements;
    for (let above = s - 1; above >= 0 && keyword[above] === Keyword.decorator; above--) {
      for (let i = first[above]! + 1; i < last[above]!; i++) {
        const isLast = this.#tokens.kind[i + 1] !== TokenKind.dot;
        if (isLast && PROPERTIES.has(tokenText(this.#tokens, i))) return true;
      }
    }
    return false;
  }

  #function(s: number, scope: Scope, isProperty: boolean): void {
    const start = this.#source.statements.first[s]!;
    const end = this.#source.statements.last[s]!;
    const name = this.#nameAfter(start, 'def');
    if (name < 0) return;
    const inner = new Scope('function', scope);
    this.#open.push({ scope: inner, until: this.#source.statements.next[s]! });
    let open = name + 1;
    while (open < end && !tokenIs(this.#tokens, open, '(')) open++;
    const close = open < end ? this.#tokens.match[open]! : end;
    if (open < end) this.#parameters(open, inner, scope);
    const arrow = skipTrivia(this.#tokens, close + 1, end);
    const promised = tokenIs(this.#tokens, arrow, '->')
      ? valueOfAnnotation(this.#source, arrow + 1, end - 1, scope)
      : UNKNOWN;
    let value: Value = UNKNOWN;
    if (promised.kind === 'instance') {
      value = isProperty ? promised : { kind: 'maker', of: promised.of };
    }
    this.#bind(scope, tokenText(this.#tokens, name), name, value);
  }

  #parameters(open: number, inner: Scope, outer: Scope): void {
    for (const [first, end] of elementsOf(this.#tokens, open)) {
      let at = skipTrivia(this.#tokens, first, end);
      while (at < end && this.#tokens.kind[at] === TokenKind.operator) at++;
      if (!this.#isName(at)) continue;
      const colon = at + 1;
      let value = UNKNOWN;
      if (this.#tokens.kind[colon] === TokenKind.colon && colon < end) {
        const equals = this.#topLevel(TokenKind.equals, colon, end);
        value = valueOfAnnotation(this.#source, colon + 1, equals, outer);
      }
      this.#bind(inner, tokenText(this.#tokens, at), at, value);
    }
  }

  #class(s: number, start: number, end: number, scope: Scope): void {
    const name = this.#nameAfter(start, 'class');
    if (name < 0) return;
    this.#open.push({
      scope: new Scope('class', scope),
      until: this.#source.statements.next[s]!,
    });
    const open = name + 1;
    let value = UNKNOWN;
    if (open < end && tokenIs(this.#tokens, open, '(')) {
      for (const [first, stop] of elementsOf(this.#tokens, open)) {
        const base = valueOfExpression(this.#source, first, stop, scope);
        if (base.kind === 'cursus') value = base;
      }
    }
    this.#bind(scope, tokenText(this.#tokens, name), name, value);
  }

  #loop(start: number, end: number, scope: Scope): void {
    const begin = tokenIs(this.#tokens, start, 'async') ? start + 2 : start + 1;
    const clause = forClause(this.#tokens, begin, end - 1);
    for (const { name, at, value } of boundBy(this.#source, clause, scope)) {
      this.#bind(scope, name, at, value);
    }
  }

  /** `(name := value)` */
  #walruses(start: number, end: number, scope: Scope): void {
    for (let i = start + 1; i < end; i++) {
      if (this.#tokens.kind[i] !== TokenKind.operator || !tokenIs(this.#tokens, i, ':=')) continue;
      if (!this.#isName(i - 1)) continue;
      const stop = endOfOperand(this.#tokens, i + 1, end);
      const value = valueOfExpression(this.#source, i + 1, stop, scope);
      this.#bind(scope, tokenText(this.#tokens, i - 1), i - 1, value);
    }
  }

  #namesAfterAs(start: number, end: number, scope: Scope): void {
    for (let i = start + 1; i + 1 < end; i++) {
      if (tokenIs(this.#tokens, i, 'as') && this.#isName(i + 1)) {
        this.#bind(scope, tokenText(this.#tokens, i + 1), i + 1, UNKNOWN);
      }
    }
  }

  #assignment(start: number, end: number, scope: Scope): void {
    const tokens = this.#tokens;
    let value: Value | undefined;
    let last = this.#topLevel(TokenKind.equals, start, end);
    const colon = this.#topLevel(TokenKind.colon, start, last);
    if (colon < last) {
      value = valueOfAnnotation(this.#source, colon + 1, last, scope);
      if (value.kind === 'unknown' && last < end) {
        value = valueOfExpression(this.#source, last + 1, end, scope);
      }
      this.#target(start, colon, value, scope);
      return;
    }
    const targets: [number, number][] = [];
    let from = start;
    while (last < end) {
      targets.push([from, last]);
      from = last + 1;
      last = this.#topLevel(TokenKind.equals, from, end);
    }
    if (targets.length === 0) {
      // `name += ..` makes a constant something else.
      const second = start + 1;
      const isAugmented =
        tokens.kind[second] === TokenKind.operator &&
        /^[^=!<>:]{1,2}=$/.test(tokenText(tokens, second));
      if (isAugmented && second < end) this.#target(start, second, UNKNOWN, scope);
      return;
    }
    value = valueOfExpression(this.#source, from, end, scope);
    const values = this.#parts(from, end);
    for (const [first, stop] of targets) {
      const names = this.#parts(first, stop);
      const isPairwise = names.length > 1 && names.length === values.length;
      if (!isPairwise) this.#target(first, stop, value, scope);
      for (const [i, [from, to]] of isPairwise ? names.entries() : []) {
        const [valueFrom, valueTo] = values[i]!;
        this.#target(from, to, valueOfExpression(this.#source, valueFrom, valueTo, scope), scope);
      }
    }
  }

  /** The parts between the commas of `a, b`; none where a star makes their number uncertain. */
  #parts(start: number, end: number): [number, number][] {
    const parts: [number, number][] = [];
    for (let from = start; from < end; ) {
      const comma = this.#topLevel(TokenKind.comma, from, end);
      if (tokenIs(this.#tokens, skipTrivia(this.#tokens, from, comma), '*')) return [];
      parts.push([from, comma]);
      from = comma + 1;
    }
    return parts;
  }

  /** Binds a name, `self.name` or `object.name`; of several names each becomes unknown. */
  #target(first: number, end: number, value: Value, scope: Scope): void {
    const tokens = this.#tokens;
    const [start, stop] = unwrapped(tokens, first, end);
    if (stop === start + 1 && this.#isName(start)) {
      this.#bind(scope, tokenText(tokens, start), start, value);
      return;
    }
    const last = stop - 1;
    if (tokens.kind[last] === TokenKind.name && tokens.kind[last - 1] === TokenKind.dot) {
      if (last === start + 2 && isSelf(tokens, start)) {
        const owner = scope.enclosingClass();
        owner?.bindAttribute(tokenText(tokens, last), this.#source.base + last, value);
        return;
      }
      const path = dottedPath(tokens, last);
      if (path !== undefined) this.#bind(scope, path, last, value);
      return;
    }
    for (let i = start; i < stop; i++) {
      const isIndex = tokens.kind[i] === TokenKind.open && i > start && isOperandEnd(tokens, i - 1);
      if (isIndex) i = tokens.match[i]!;
      else if (this.#isName(i) && this.#standsAlone(i)) {
        this.#bind(scope, tokenText(tokens, i), i, UNKNOWN);
      }
    }
  }

  /** A name in a list of targets, and no part of `a.b` or `a[b]`. */
  #standsAlone(i: number): boolean {
    const { kind } = this.#tokens;
    const after = kind[i + 1];
    return kind[i - 1] !== TokenKind.dot && after !== TokenKind.dot && after !== TokenKind.open;
  }

  #bind(scope: Scope, name: string, at: number, value: Value): void {
    scope.bind(name, this.#source.base + at, value);
  }

  #isName(i: number): boolean {
    return this.#tokens.kind[i] === TokenKind.name;
  }

  #nameAfter(start: number, word: string): number {
    const at = tokenIs(this.#tokens, start, word) ? start + 1 : start + 2;
    return this.#isName(at) ? at : -1;
  }

  /** The first token of a kind outside brackets; `end` if there is none. */
  #topLevel(kind: number, start: number, end: number): number {
    for (let i = start; i < end; i++) {
      if (this.#tokens.kind[i] === TokenKind.open) i = this.#tokens.match[i]!;
      else if (this.#tokens.kind[i] === kind) return i;
    }
    return end;
  }
}

/** Where the value of a walrus ends: at a comma, the bracket around it, or the next walrus. */
function endOfOperand(tokens: Tokens, first: number, end: number): number {
  const { kind, match } = tokens;
  for (let i = first; i < end; i++) {
    if (kind[i] === TokenKind.open) i = match[i]!;
    else if (kind[i] === TokenKind.comma || kind[i] === TokenKind.close) return i;
    else if (kind[i] === TokenKind.operator && tokenIs(tokens, i, ':=')) return i;
  }
  return end;
}
