import type { Statements } from '../statements.js';
import type { Tokens } from '../tokens.js';
import type { Receiver } from './vocabulary.js';

/** One text whose names share a module scope with the texts before it: a module, or a cell of a notebook. */
export interface Source {
  readonly tokens: Tokens;
  readonly statements: Statements;
  /** Added to token indices, so that positions grow from cell to cell. */
  readonly base: number;
}

/** What a name is bound to, as far as step names are concerned. */
export type Value =
  | { readonly kind: 'cursus'; readonly name: string } // a module, class, function or table of cursus
  | { readonly kind: 'instance'; readonly of: Receiver }
  | { readonly kind: 'maker'; readonly of: Receiver } // a function here that returns an instance
  | { readonly kind: 'text'; readonly source: Source; readonly first: number; readonly end: number }
  | { readonly kind: 'list'; readonly source: Source; readonly open: number }
  /** Each element of a list in turn, or its part at `position`. */
  | {
      readonly kind: 'each';
      readonly source: Source;
      readonly open: number;
      readonly position: number | undefined;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

export const UNKNOWN: Value = { kind: 'unknown' };
export const NONE: Value = { kind: 'none' };

export type ScopeKind = 'module' | 'class' | 'function';

/** The names of one module, class or function, with every place that binds them. Attributes of `self` are the class's. */
export class Scope {
  /** A star import from cursus: names that nothing else binds may come from there. */
  hasCursusStar = false;
  readonly #bindings = new Map<string, Bindings>();
  readonly #attributes = new Map<string, Bindings>();
  readonly #globals = new Set<string>();

  constructor(
    readonly kind: ScopeKind,
    readonly parent?: Scope,
  ) {}

  /** @param at where; bindings are made in the order of the text */
  bind(name: string, at: number, value: Value): void {
    const scope = this.#globals.has(name) ? this.module() : this;
    bindingsOf(scope.#bindings, name).add(at, value);
  }

  bindAttribute(name: string, at: number, value: Value): void {
    bindingsOf(this.#attributes, name).add(at, value);
  }

  declareGlobal(name: string): void {
    this.#globals.add(name);
  }

  module(): Scope {
    let scope: Scope = this;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }

  /** The class that `self` belongs to. */
  enclosingClass(): Scope | undefined {
    let scope: Scope | undefined = this;
    while (scope !== undefined && scope.kind !== 'class') scope = scope.parent;
    return scope;
  }

  /** What a name stands for at a place, if that is certain. */
  lookup(name: string, at: number): Value {
    const own = this.#globals.has(name) ? undefined : this.#bindings.get(name);
    if (own !== undefined) return own.latestBefore(at);
    let scope = this.parent;
    while (scope !== undefined) {
      const bindings = scope.kind === 'class' ? undefined : scope.#bindings.get(name);
      if (bindings !== undefined) return bindings.agreed();
      scope = scope.parent;
    }
    return this.module().hasCursusStar ? { kind: 'cursus', name } : UNKNOWN;
  }

  /** Whether a name is bound here or around: if not, it may be one of Python's own. */
  binds(name: string): boolean {
    let scope: Scope | undefined = this;
    while (scope !== undefined) {
      if (scope.#bindings.has(name)) return true;
      scope = scope.parent;
    }
    return false;
  }

  /** What `self.name` stands for anywhere in the class, if all places agree. */
  attribute(name: string): Value {
    const inBody = this.#bindings.get(name)?.agreed() ?? NONE;
    const assigned = this.#attributes.get(name)?.agreed() ?? NONE;
    if (inBody.kind === 'none') return assigned;
    return assigned.kind === 'none' || isSame(inBody, assigned) ? inBody : UNKNOWN;
  }
}

function bindingsOf(map: Map<string, Bindings>, name: string): Bindings {
  let bindings = map.get(name);
  if (bindings === undefined) {
    bindings = new Bindings();
    map.set(name, bindings);
  }
  return bindings;
}

/** All bindings of one name in one scope. `None` is what stands there until the real thing comes, and does not count. */
class Bindings {
  readonly #at: number[] = [];
  readonly #values: Value[] = [];
  #agreed: Value | undefined;

  add(at: number, value: Value): void {
    if (value.kind === 'none') return;
    this.#at.push(at);
    this.#values.push(value);
    this.#agreed = undefined;
  }

  latestBefore(at: number): Value {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    const latest = this.#values[low - 1] ?? UNKNOWN;
    // A constant that is bound twice is none.
    const isConstant = latest.kind === 'text' || latest.kind === 'list';
    return isConstant && this.#values.length > 1 ? UNKNOWN : latest;
  }

  /** The value on which all places agree; NONE if nothing but None is bound. */
  agreed(): Value {
    this.#agreed ??= this.#agree();
    return this.#agreed;
  }

  #agree(): Value {
    const [first = NONE, ...others] = this.#values;
    return others.every(value => isSame(first, value)) ? first : UNKNOWN;
  }
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'cursus') return b.kind === 'cursus' && a.name === b.name;
  return (a.kind === 'instance' || a.kind === 'maker') && b.kind === a.kind && b.of === a.of;
}
