import { DictState, type Entry, type OpenPart, type PastEntry } from './dictState.js';
import type { Machine } from './machine.js';
import {
  type Changeable,
  DictObject,
  ListObject,
  ListState,
  SetState,
  type Slot,
  type State,
  TupleObject,
  type Value,
} from './objects.js';
import { type Binding, ScopeState } from './scope.js';
import { Unknown } from './unknown.js';

/** Deeper structures that differ by path are not merged but given up. */
const DEEPEST = 30;

/** The state that a thing has at the end of a path. */
export type StateOn = (thing: Changeable, path: number) => State;

/** A value, and the path that it is the value on. */
export interface OnPath<T> {
  readonly path: number;
  readonly of: T;
}

/**
 * Makes one state or value out of those that several paths through the code lead to. What is equal on all paths stays
 * known; what is there on some is uncertain; what differs is unknown. The first state is given back unchanged if it
 * already says everything that the others say.
 */
export class Merger {
  readonly #machine: Machine;
  readonly #stateOn: StateOn;
  /** Containers that differ are given up instead of being merged: loops come to rest. */
  readonly #widens: boolean;
  /** What stands in the text where the paths part. */
  readonly #detail: string;
  readonly #created: Changeable[] = [];
  #depth = 0;

  constructor(machine: Machine, stateOn: StateOn, detail: string, widens = false) {
    this.#machine = machine;
    this.#stateOn = stateOn;
    this.#detail = detail;
    this.#widens = widens;
  }

  /** The containers that merging has made. */
  get created(): readonly Changeable[] {
    return this.#created;
  }

  states(states: readonly OnPath<State>[]): State {
    const first = states[0]!.of;
    if (states.every(({ of }) => of === first)) return first;
    if (first instanceof DictState) return this.#dicts(states as OnPath<DictState>[]);
    if (first instanceof ScopeState) return this.#scopes(states as OnPath<ScopeState>[]);
    if (first instanceof ListState) return this.#lists(states as OnPath<ListState>[]);
    return this.#sets(states as OnPath<SetState>[]);
  }

  value(values: readonly OnPath<Value>[]): Value {
    const first = values[0]!.of;
    if (values.every(({ of }) => Object.is(of, first))) return first;
    if (first instanceof Unknown && this.#covers(first, values)) return first;
    if (!this.#widens && this.#depth < DEEPEST) {
      this.#depth++;
      const merged = this.#containers(values);
      this.#depth--;
      if (merged !== undefined) return merged;
    }
    let isScalar = true;
    for (const { of } of values) {
      if (!isScalarValue(of)) isScalar = false;
      this.#machine.foreign.escape(of);
    }
    const reason = values.map(({ of }) => of).find(of => of instanceof Unknown)?.reason;
    return new Unknown(
      reason ?? (this.#widens ? 'loop' : 'condition'),
      this.#detail,
      isScalar ? 'scalar' : 'foreign',
    );
  }

  #covers(first: Unknown, values: readonly OnPath<Value>[]): boolean {
    if (first.nature === 'library') return false;
    if (first.nature === 'scalar' && !values.every(({ of }) => isScalarValue(of))) return false;
    for (const { of } of values) this.#machine.foreign.escape(of);
    return true;
  }

  #containers(values: readonly OnPath<Value>[]): Value | undefined {
    if (values.every((value): value is OnPath<DictObject> => value.of instanceof DictObject)) {
      const states = values.map(({ path, of }) => ({
        path,
        of: this.#stateOn(of, path) as DictState,
      }));
      const merged = new DictObject(new DictState(this.#dicts(states)));
      this.#twin(merged, values);
      return merged;
    }
    if (values.every((value): value is OnPath<ListObject> => value.of instanceof ListObject)) {
      const states = values.map(({ path, of }) => ({
        path,
        of: this.#stateOn(of, path) as ListState,
      }));
      const merged = new ListObject([]);
      merged.state = this.#lists(states).copy();
      this.#twin(merged, values);
      return merged;
    }
    const first = values[0]!.of;
    const length = first instanceof TupleObject ? first.items.length : -1;
    if (
      values.every(
        (value): value is OnPath<TupleObject> =>
          value.of instanceof TupleObject && value.of.items.length === length,
      )
    ) {
      return new TupleObject(this.#slots(values.map(({ path, of }) => ({ path, of: of.items }))));
    }
    return undefined;
  }

  #twin(merged: DictObject | ListObject, values: readonly OnPath<DictObject | ListObject>[]): void {
    this.#created.push(merged);
    for (const { of } of values) this.#machine.foreign.pair(merged, of);
  }

  #slots(lists: readonly OnPath<readonly Slot[]>[]): Slot[] {
    return lists[0]!.of.map((slot, index) => {
      const slots = lists.map(({ path, of }) => ({ path, of: of[index]!.value }));
      const value = this.value(slots);
      return value === slot.value ? slot : { ...slot, value };
    });
  }

  #lists(states: readonly OnPath<ListState>[]): ListState {
    const first = states[0]!.of;
    if (first.unknown !== undefined) {
      for (const { of } of states) this.#escapeItems(of);
      return first;
    }
    const length = first.items.length;
    this.#machine.budget.spend(length);
    if (!states.every(({ of }) => of.unknown === undefined && of.items.length === length)) {
      for (const { of } of states) this.#escapeItems(of);
      return new ListState([], new Unknown('condition', this.#detail, 'foreign'));
    }
    const items = this.#slots(states.map(({ path, of }) => ({ path, of: of.items })));
    return items.every((item, index) => item === first.items[index]) ? first : new ListState(items);
  }

  #escapeItems(state: ListState): void {
    for (const { value } of state.items) this.#machine.foreign.escape(value);
  }

  #sets(states: readonly OnPath<SetState>[]): SetState {
    const first = states[0]!.of;
    if (first.unknown !== undefined) return first;
    const isSame = states.every(
      ({ of }) =>
        of.unknown === undefined &&
        of.items.size === first.items.size &&
        [...of.items.keys()].every(key => first.items.has(key)),
    );
    return isSame
      ? first
      : new SetState(new Map(), new Unknown('condition', this.#detail, 'scalar'));
  }

  #dicts(states: readonly OnPath<DictState>[]): DictState {
    const first = states[0]!.of;
    const merged = new DictState(first);
    let isSame = true;
    const hashes = new Set<unknown>();
    for (const { of } of states) for (const hash of of.entries.keys()) hashes.add(hash);
    this.#machine.budget.spend(hashes.size * states.length);
    for (const hash of hashes) {
      const present: OnPath<Entry>[] = [];
      for (const { path, of } of states) {
        const entry = of.entries.get(hash);
        if (entry !== undefined) present.push({ path, of: entry });
      }
      const entry = this.#entry(present, present.length < states.length);
      if (entry !== first.entries.get(hash)) isSame = false;
      merged.entries.set(hash, entry);
    }
    for (const { of } of states.slice(1)) {
      if (addMissing(merged.open, of.open, sameOpening)) isSame = false;
      this.#addPast(merged.past, of.past);
      merged.continueSequence(of);
      if (of.isUnordered || !inOrder(of, hashes)) merged.isUnordered = true;
    }
    if (merged.isUnordered !== first.isUnordered) isSame = false;
    return isSame ? first : merged;
  }

  #addPast(to: PastEntry[], from: readonly PastEntry[]): void {
    const known = new Set(to.map(({ entry }) => entry));
    this.#machine.budget.spend((to.length + from.length) >> 2);
    for (const past of from) if (!known.has(past.entry)) to.push(past);
  }

  #entry(present: readonly OnPath<Entry>[], isMissing: boolean): Entry {
    const first = present[0]!.of;
    const others = present.slice(1).map(({ of }) => of);
    if (!isMissing && others.every(other => other === first)) return first;
    const value = this.value(present.map(({ path, of }) => ({ path, of: of.value })));
    const isUncertain = isMissing || present.some(({ of }) => of.isUncertain);
    const doubt = present.map(({ of }) => of.doubt).find(why => why !== undefined);
    const places = new Map<string, Entry>();
    for (const { of } of present) {
      for (const entry of of.alternatives ?? [of]) {
        places.set(`${entry.place.source.path ?? ''}:${entry.place.start}`, entry);
      }
    }
    const alternatives = places.size > 1 ? [...places.values()] : undefined;
    if (
      Object.is(value, first.value) &&
      isUncertain === (first.isUncertain ?? false) &&
      (doubt === undefined) === (first.doubt === undefined) &&
      (alternatives?.length ?? 0) === (first.alternatives?.length ?? 0)
    ) {
      return first;
    }
    return { ...first, value, isUncertain, doubt, alternatives };
  }

  #scopes(states: readonly OnPath<ScopeState>[]): ScopeState {
    const first = states[0]!.of;
    const merged = new ScopeState(new Map(first.bindings), first.unseen);
    let isSame = true;
    const names = new Set<string>();
    for (const { of } of states) for (const name of of.bindings.keys()) names.add(name);
    this.#machine.budget.spend(names.size);
    for (const name of names) {
      const present: OnPath<Binding>[] = [];
      for (const { path, of } of states) {
        const binding = of.bindings.get(name);
        if (binding !== undefined) present.push({ path, of: binding });
      }
      const binding = this.#binding(present, present.length < states.length);
      if (binding !== first.bindings.get(name)) isSame = false;
      merged.bindings.set(name, binding);
    }
    for (const { of } of states) merged.unseen ??= of.unseen;
    if (merged.unseen !== first.unseen) isSame = false;
    return isSame ? first : merged;
  }

  #binding(present: readonly OnPath<Binding>[], isMissing: boolean): Binding {
    const first = present[0]!.of;
    if (!isMissing && present.every(({ of }) => of === first)) return first;
    const value = this.value(present.map(({ path, of }) => ({ path, of: of.value })));
    const isUncertain = isMissing || present.some(({ of }) => of.isUncertain);
    const doubt = present.map(({ of }) => of.doubt).find(why => why !== undefined);
    if (
      Object.is(value, first.value) &&
      isUncertain === (first.isUncertain ?? false) &&
      (doubt === undefined) === (first.doubt === undefined)
    ) {
      return first;
    }
    return { ...first, value, isUncertain, doubt };
  }
}

/** Nothing that is done with it can change anything. */
export function isScalarValue(value: Value): boolean {
  if (value instanceof Unknown) return value.nature === 'scalar';
  if (value instanceof TupleObject)
    return !value.isLarge && value.items.every(item => isScalarValue(item.value));
  return typeof value !== 'object' || value === null;
}

function addMissing<T>(to: T[], from: readonly T[], same: (a: T, b: T) => boolean): boolean {
  let added = false;
  for (const item of from) {
    if (to.some(present => same(present, item))) continue;
    to.push(item);
    added = true;
  }
  return added;
}

function sameOpening(a: OpenPart, b: OpenPart): boolean {
  return a === b || (a.why.reason === b.why.reason && a.place.start === b.place.start);
}

/** Whether the keys of a dict come in the order of the merged dict. */
function inOrder(state: DictState, hashes: ReadonlySet<unknown>): boolean {
  const order = [...hashes].filter(hash => state.entries.has(hash));
  let index = 0;
  for (const hash of state.entries.keys()) if (order[index++] !== hash) return false;
  return true;
}
