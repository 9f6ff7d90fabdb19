import type { Changeable, DictObject, State, Value } from './objects.js';
import type { Origin } from './origin.js';
import type { Unknown } from './unknown.js';

/** What a name stands for. */
export interface Binding {
  readonly value: Value;
  readonly origin: Origin;
  /** Where the name itself was bound last. */
  readonly at: { readonly start: number; readonly end: number };
  /** It may not be bound. */
  readonly isUncertain?: boolean;
  /** Why it may stand for something else. */
  readonly doubt?: Unknown | undefined;
  /** Dicts that it stood for before. */
  readonly former?: readonly DictObject[] | undefined;
}

export class ScopeState implements State {
  isShared = false;
  readonly bindings: Map<string, Binding>;
  /** Why names may be bound that cannot be seen: a star import of an unknown module, `exec`. */
  unseen: Unknown | undefined;

  constructor(bindings: Map<string, Binding> = new Map(), unseen?: Unknown) {
    this.bindings = bindings;
    this.unseen = unseen;
  }

  get size(): number {
    return this.bindings.size;
  }

  copy(): ScopeState {
    return new ScopeState(new Map(this.bindings), this.unseen);
  }

  share(): void {
    this.isShared = true;
  }
}

/** The names of a module, class, function call or comprehension. */
export class Scope implements Changeable {
  state = new ScopeState();
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly parent: Scope | undefined;
  /** Names that a function declares `global` or `nonlocal`, and where they live. */
  readonly elsewhere = new Map<string, Scope>();
  /** Code that is not known holds the namespace itself (`globals()`) and may bind any name at any time. */
  isExposed = false;

  constructor(kind: Scope['kind'], parent?: Scope) {
    this.kind = kind;
    this.parent = parent;
  }

  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }

  /** The scope that an assignment to the name binds it in. */
  target(name: string): Scope {
    return this.elsewhere.get(name) ?? this;
  }

  /** The scopes that a name is looked for in, in order: what a class binds is not seen by the functions inside it. */
  *lookup(name: string): Generator<Scope> {
    const declared = this.elsewhere.get(name);
    if (declared !== undefined) {
      yield declared;
      return;
    }
    yield this;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      if (scope.kind !== 'class') yield scope;
    }
  }
}
