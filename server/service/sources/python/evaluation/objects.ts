import type { LambdaNode, LiteralNode, Parameter } from '../parsing/ast.js';
import type { Context } from './context.js';
import type { DictState } from './dictState.js';
import type { Origin } from './origin.js';
import type { Scope } from './scope.js';
import type { Unknown } from './unknown.js';

/**
 * A Python value. Whole numbers are bigints and floats are numbers, so that 1 and 1.0 stay apart; what can be changed
 * is an object with an identity, as in Python, so that every name for it sees the change.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Unknown
  | ListObject
  | TupleObject
  | DictObject
  | SetObject
  | ViewObject
  | FunctionObject
  | ClassObject
  | ModuleObject
  | BuiltinObject
  | MethodObject
  | OtherObject;

/** An element of a list or tuple, and where it is written. */
export interface Slot {
  readonly value: Value;
  readonly origin: Origin;
}

/** Something that can be changed. The journal saves and restores its state where paths part and meet. */
export interface Changeable {
  state: State;
}

/** What a changeable thing holds at one moment; a copy is made before the first change after it was saved. */
export interface State {
  readonly isShared: boolean;
  /** How much a copy costs. */
  readonly size: number;
  copy(): State;
  share(): void;
}

export class ListState implements State {
  isShared = false;
  readonly items: Slot[];
  /** Why the items are not known; there are none then. */
  unknown: Unknown | undefined;

  constructor(items: Slot[], unknown?: Unknown) {
    this.items = items;
    this.unknown = unknown;
  }

  get size(): number {
    return this.items.length;
  }

  copy(): ListState {
    return new ListState([...this.items], this.unknown);
  }

  share(): void {
    this.isShared = true;
  }
}

export class ListObject implements Changeable {
  state: ListState;
  /** Counts the changes: what goes over it notices. */
  changes = 0;
  twins: Twins | undefined;

  constructor(items: Slot[], unknown?: Unknown) {
    this.state = new ListState(items, unknown);
  }
}

/** Tuples that unfold to more values than this are not looked through without paying. */
const MOST_UNFOLDED = 1000;

export class TupleObject {
  readonly items: readonly Slot[];
  /** How many values it holds, those in tuples inside it counted as often as they are there. */
  readonly #unfolded: number;

  constructor(items: readonly Slot[]) {
    this.items = items;
    let unfolded = items.length;
    for (const { value } of items) if (value instanceof TupleObject) unfolded += value.#unfolded;
    this.#unfolded = unfolded;
  }

  /** Tuples that hold one other tuple many times unfold to more than can be looked at. */
  get isLarge(): boolean {
    return this.#unfolded > MOST_UNFOLDED;
  }
}

/** Objects of which some may be the same, because paths met where they stood for one thing. */
export interface Twins {
  readonly members: Set<DictObject | ListObject>;
  /** The member that changed last: all others are lost since, as long as the journal has not gone back. */
  changed: DictObject | ListObject | undefined;
  returns: number;
}

export class DictObject implements Changeable {
  twins: Twins | undefined;
  /** The plain literal that made it, as long as it was not changed. */
  literal: LiteralNode | undefined;
  /** Made by `OrderedDict`: prints differently. */
  readonly isOrdered: boolean;
  #state: DictState | (() => DictState);

  /** @param state what it holds; a function is asked when something looks inside for the first time */
  constructor(state: DictState | (() => DictState), literal?: LiteralNode, isOrdered = false) {
    this.#state = state;
    this.literal = literal;
    this.isOrdered = isOrdered;
  }

  get state(): DictState {
    if (typeof this.#state === 'function') this.#state = this.#state();
    return this.#state;
  }

  set state(state: DictState) {
    this.#state = state;
  }

  /** Something has looked inside: the objects that it holds may have been changed. */
  get isOpened(): boolean {
    return typeof this.#state !== 'function';
  }
}

export class SetObject implements Changeable {
  state: SetState;

  constructor(items: Map<unknown, Value>, unknown?: Unknown) {
    this.state = new SetState(items, unknown);
  }
}

export class SetState implements State {
  isShared = false;
  readonly items: Map<unknown, Value>;
  unknown: Unknown | undefined;

  constructor(items: Map<unknown, Value>, unknown?: Unknown) {
    this.items = items;
    this.unknown = unknown;
  }

  get size(): number {
    return this.items.size;
  }

  copy(): SetState {
    return new SetState(new Map(this.items), this.unknown);
  }

  share(): void {
    this.isShared = true;
  }
}

/** `d.keys()`, `d.values()`, `d.items()`: sees later changes of the dict. */
export class ViewObject {
  readonly dict: DictObject;
  readonly part: 'keys' | 'values' | 'items';

  constructor(dict: DictObject, part: 'keys' | 'values' | 'items') {
    this.dict = dict;
    this.part = part;
  }
}

/** A function or lambda of a module that is evaluated. */
export class FunctionObject {
  readonly name: string;
  /** Where it is defined: what its body reads and what names mean there. */
  readonly home: Context;
  /** Absent where they cannot be read. */
  readonly parameters: readonly Parameter[] | undefined;
  /** The values of the parameters' defaults, as they were when the function was made. */
  readonly defaults: ReadonlyMap<string, Slot>;
  readonly body: FunctionBody;

  constructor(
    name: string,
    home: Context,
    parameters: readonly Parameter[] | undefined,
    defaults: ReadonlyMap<string, Slot>,
    body: FunctionBody,
  ) {
    this.name = name;
    this.home = home;
    this.parameters = parameters;
    this.defaults = defaults;
    this.body = body;
  }
}

export type FunctionBody =
  | { readonly kind: 'lambda'; readonly node: LambdaNode }
  /** `plain`: neither async nor a generator, so that a call runs it to its end. */
  | {
      readonly kind: 'block';
      readonly statement: number;
      readonly isPlain: boolean;
    }
  /** A generator expression: its body runs later. */
  | { readonly kind: 'deferred'; readonly firstToken: number; readonly lastToken: number };

export class ClassObject {
  readonly name: string;
  readonly scope: Scope;
  /** No bases, decorators or keywords: what its attributes are can be seen. */
  readonly isPlain: boolean;

  constructor(name: string, scope: Scope, isPlain: boolean) {
    this.name = name;
    this.scope = scope;
    this.isPlain = isPlain;
  }
}

/** A module of the project that could be read, or a package on the way to one. */
export class ModuleObject {
  readonly path: string;
  readonly scope: Scope;
  /** Modules inside this package that were imported, by name. */
  readonly submodules = new Map<string, ModuleObject>();
  /** It is still being evaluated: imports go in a circle. */
  isLoading = false;

  constructor(path: string, scope: Scope) {
    this.path = path;
    this.scope = scope;
  }
}

/** A function or type of Python itself that is evaluated: `dict`, `len`, `copy.deepcopy`. */
export class BuiltinObject {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** `d.update`: a method of a known object that was not called yet. */
export class MethodObject {
  readonly receiver: Value;
  readonly name: string;

  constructor(receiver: Value, name: string) {
    this.receiver = receiver;
    this.name = name;
  }
}

/** Known, but nothing that a registry can hold: bytes, complex numbers, `...`. Equal to itself alone as far as we say. */
export class OtherObject {
  readonly type: 'bytes' | 'complex' | 'ellipsis';
  readonly text: string;

  constructor(type: 'bytes' | 'complex' | 'ellipsis', text: string) {
    this.type = type;
    this.text = text;
  }
}
