import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { copyEntries, newDict } from './dicts.js';
import {
  DictObject,
  ListObject,
  SetObject,
  type Slot,
  TupleObject,
  type Value,
} from './objects.js';
import { link } from './origin.js';

const DEEPEST = 50;

/** `copy.copy(value)`, `value.copy()`; `undefined` for what is not known to be copied so. */
export function shallowCopy(context: Context, value: Value, at: Expression): Value | undefined {
  if (value instanceof DictObject) {
    const made = newDict(context, value.isOrdered);
    copyEntries(context, made, value, at);
    return made;
  }
  if (value instanceof ListObject) {
    const { items, unknown } = value.state;
    context.machine.budget.spend(items.length);
    return context.machine.created(
      new ListObject(
        items.map(item => trailed(context, item, at)),
        unknown,
      ),
    );
  }
  if (value instanceof SetObject) {
    return context.machine.created(new SetObject(new Map(value.state.items), value.state.unknown));
  }
  return typeof value !== 'object' || value === null || value instanceof TupleObject
    ? value
    : undefined;
}

function trailed(context: Context, item: Slot, at: Expression): Slot {
  return {
    ...item,
    origin: { ...item.origin, trail: link(context.source, at, item.origin.trail) },
  };
}

/** `copy.deepcopy(value)`: objects that are one stay one among the copies. */
export function deepCopy(context: Context, value: Value, at: Expression): Value | undefined {
  return new DeepCopy(context, at).copy(value, 0);
}

class DeepCopy {
  readonly #context: Context;
  readonly #at: Expression;
  readonly #made = new Map<Value, Value>();

  constructor(context: Context, at: Expression) {
    this.#context = context;
    this.#at = at;
  }

  copy(value: Value, depth: number): Value | undefined {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return undefined;
    const known = this.#made.get(value);
    if (known !== undefined) return known;
    if (value instanceof DictObject) return this.#dict(value, depth);
    if (value instanceof ListObject) return this.#list(value, depth);
    if (value instanceof TupleObject) {
      const items = this.#slots(value.items, depth);
      return items && new TupleObject(items);
    }
    return undefined;
  }

  #dict(dict: DictObject, depth: number): DictObject | undefined {
    if (dict.state.open.length > 0) return undefined;
    const made = newDict(this.#context, dict.isOrdered);
    this.#made.set(dict, made);
    copyEntries(this.#context, made, dict, this.#at);
    for (const [hash, entry] of made.state.entries) {
      const value = entry.doubt === undefined ? this.copy(entry.value, depth + 1) : undefined;
      if (value === undefined) return undefined;
      made.state.revise(hash, { value, alternatives: undefined });
    }
    return made;
  }

  #list(list: ListObject, depth: number): ListObject | undefined {
    if (list.state.unknown !== undefined) return undefined;
    const made = this.#context.machine.created(new ListObject([]));
    this.#made.set(list, made);
    const items = this.#slots(list.state.items, depth);
    if (items === undefined) return undefined;
    for (const item of items) made.state.items.push(item);
    return made;
  }

  #slots(items: readonly Slot[], depth: number): Slot[] | undefined {
    this.#context.machine.budget.spend(items.length);
    const made: Slot[] = [];
    for (const item of items) {
      const value = this.copy(item.value, depth + 1);
      if (value === undefined) return undefined;
      made.push(trailed(this.#context, { ...item, value }, this.#at));
    }
    return made;
  }
}
