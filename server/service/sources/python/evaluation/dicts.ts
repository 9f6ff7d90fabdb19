import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { DictState, type Entry, type Place } from './dictState.js';
import { hashKey, isUnhashable } from './hashing.js';
import { eachOf } from './iteration.js';
import { isScalarValue } from './merging.js';
import {
  ClassObject,
  DictObject,
  FunctionObject,
  ListObject,
  type Slot,
  TupleObject,
  type Value,
} from './objects.js';
import { limitContainer } from './operators.js';
import { link, written } from './origin.js';
import { Unknown } from './unknown.js';

export function newDict(context: Context, isOrdered = false): DictObject {
  return context.machine.created(new DictObject(new DictState(), undefined, isOrdered));
}

/** What is put under a key, and where both stand. */
export interface NewEntry {
  readonly key: Slot;
  readonly value: Slot;
  readonly place: Place;
  readonly isDamaged?: boolean;
}

/** `dict[key] = value`. */
export function putItem(
  context: Context,
  dict: DictObject,
  { key, value, place, isDamaged }: NewEntry,
  node: Expression,
): void {
  const { machine } = context;
  const hash = hashKey(key.value, machine);
  if (hash === undefined) {
    putUnder(context, dict, key.value, value.value, place, node);
    return;
  }
  machine.changing(dict);
  dict.state.put(hash, {
    key: key.value,
    keyOrigin: key.origin,
    value: value.value,
    origin: value.origin,
    place,
    ...(isDamaged && { isDamaged }),
  });
}

/** Puts a value under a key that is not known: it may replace any other. */
function putUnder(
  context: Context,
  dict: DictObject,
  key: Value,
  value: Value,
  place: Place,
  node: Expression,
): void {
  const { machine } = context;
  if (isUnhashable(key)) {
    context.raise('TypeError', 'operator', node);
    return;
  }
  if (key instanceof Unknown && key.nature === 'foreign') context.runForeign('operator', node);
  machine.mayRaise();
  machine.foreign.escape(value);
  machine.changing(dict);
  const why = key instanceof Unknown ? key : context.unknown('name', node);
  doubtAll(context, dict, why);
  dict.state.opened(why, place);
}

/** Any entry may have another value from now on. */
function doubtAll(context: Context, dict: DictObject, why: Unknown): void {
  context.machine.budget.spend(dict.state.entries.size);
  dict.state.isLost = false;
  for (const [hash, entry] of dict.state.entries) {
    if (entry.doubt === undefined) dict.state.revise(hash, { doubt: why });
  }
}

/** Any entry may be gone from now on. */
function maybeDeleteAny(context: Context, dict: DictObject): void {
  context.machine.changing(dict);
  context.machine.budget.spend(dict.state.entries.size);
  for (const hash of dict.state.entries.keys()) dict.state.revise(hash, { isUncertain: true });
}

/** All that the dict holds may be reached through a value that is not known. */
function escapeAll(context: Context, dict: DictObject): void {
  context.machine.budget.spend(dict.state.entries.size);
  for (const { value } of dict.state.entries.values()) context.machine.foreign.escape(value);
}

/** One of two values, whichever it may be. */
export function either(context: Context, a: Slot, b: Slot, node: Expression): Slot {
  if (Object.is(a.value, b.value)) return a;
  context.machine.foreign.escape(a.value);
  context.machine.foreign.escape(b.value);
  const nature = isScalarValue(a.value) && isScalarValue(b.value) ? 'scalar' : 'foreign';
  return {
    value: context.unknown('condition', node, nature),
    origin: written(context.source, node),
  };
}

/** What an entry gives when it is read. */
function read(context: Context, entry: Entry, node: Expression): Slot {
  const { value, origin, doubt } = entry;
  const trail = link(context.source, node, origin.trail);
  if (doubt === undefined) return { value, origin: { ...origin, trail } };
  context.machine.mayRaise();
  context.machine.foreign.escape(value);
  return {
    value: new Unknown(doubt.reason, doubt.detail, 'foreign'),
    origin: written(context.source, node),
  };
}

/** `dict[key]`, or with `fallback` the same as `dict.get(key, fallback)`. */
export function getItem(
  context: Context,
  dict: DictObject,
  key: Value,
  node: Expression,
  fallback?: Slot,
): Slot {
  const { machine } = context;
  const hash = hashKey(key, machine);
  const { state } = dict;
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (hash === undefined) {
    if (isUnhashable(key)) return here(context.raise('TypeError', 'operator', node));
    if (key instanceof Unknown && key.nature === 'foreign') context.runForeign('operator', node);
    machine.mayRaise();
    escapeAll(context, dict);
    if (fallback !== undefined) machine.foreign.escape(fallback.value);
    return here(context.unknown(key instanceof Unknown ? key.reason : 'name', node));
  }
  const entry = state.entries.get(hash);
  if (entry === undefined) {
    const open = state.open[0];
    if (open === undefined) return fallback ?? here(context.raise('KeyError', 'name', node));
    machine.mayRaise('KeyError');
    if (fallback !== undefined) machine.foreign.escape(fallback.value);
    return here(new Unknown(open.why.reason, open.why.detail, 'foreign'));
  }
  const found = read(context, entry, node);
  if (!entry.isUncertain) return found;
  if (fallback !== undefined) return either(context, found, fallback, node);
  machine.mayRaise('KeyError');
  return found;
}

/** `del dict[key]` and, with `fallback`, `dict.pop(key, fallback)`; gives what was there. */
export function popItem(
  context: Context,
  dict: DictObject,
  key: Value,
  node: Expression,
  fallback?: Slot,
): Slot {
  const found = getItem(context, dict, key, node, fallback);
  const hash = hashKey(key, context.machine);
  if (hash === undefined) maybeDeleteAny(context, dict);
  else if (dict.state.entries.has(hash)) {
    context.machine.changing(dict);
    dict.state.delete(hash);
  }
  return found;
}

/** `dict.setdefault(key, value)`. */
export function setDefault(
  context: Context,
  dict: DictObject,
  entry: NewEntry,
  node: Expression,
): Slot {
  const { machine } = context;
  const hash = hashKey(entry.key.value, machine);
  if (hash === undefined) {
    const found = getItem(context, dict, entry.key.value, node, entry.value);
    machine.changing(dict);
    const why =
      entry.key.value instanceof Unknown ? entry.key.value : context.unknown('name', node);
    dict.state.isLost = false;
    dict.state.opened(why, entry.place);
    return found;
  }
  const before = dict.state.entries.get(hash);
  const open = dict.state.open[0];
  if (before === undefined && open === undefined) {
    putItem(context, dict, entry, node);
    return entry.value;
  }
  const found = getItem(context, dict, entry.key.value, node, entry.value);
  machine.changing(dict);
  if (before === undefined) {
    machine.foreign.escape(entry.value.value);
    putItem(context, dict, entry, node);
    dict.state.revise(hash, { doubt: open!.why });
    dict.state.isUnordered = true;
  } else if (before.isUncertain) {
    dict.state.isLost = false;
    dict.state.isUnordered = true;
    dict.state.revise(hash, {
      value: found.value,
      origin: found.origin,
      isUncertain: false,
      doubt: undefined,
    });
  }
  return found;
}

/** Makes a fresh dict hold what another one holds, its past included. */
export function copyEntries(
  context: Context,
  to: DictObject,
  from: DictObject,
  at: Expression | undefined,
): void {
  updateFrom(context, to, from, at);
  for (const past of from.state.past) {
    const trail = at && link(context.source, at, past.entry.trail);
    to.state.past.push({ ...past, entry: { ...past.entry, ...(trail && { trail }) } });
  }
}

/**
 * `dict.update(from)` for another dict.
 *
 * @param at the reference that led to the other dict, for the trail of its entries; absent: they are written here
 */
export function updateFrom(
  context: Context,
  dict: DictObject,
  from: DictObject,
  at: Expression | undefined,
  node?: Expression,
): void {
  const { machine } = context;
  if (from === dict) return;
  machine.changing(dict);
  const { state } = dict;
  const source = from.state;
  if (limitContainer(context, source.entries.size, node ?? at ?? NOWHERE)) {
    state.lose(context.unknown('limit', node ?? at ?? NOWHERE), machine.placeOfEffect);
    return;
  }
  const isFresh = state.entries.size === 0;
  const open = source.open[0];
  if (open !== undefined) {
    machine.budget.spend(state.entries.size);
    for (const [hash, { doubt }] of state.entries) {
      if (doubt === undefined && !source.entries.has(hash)) state.revise(hash, { doubt: open.why });
    }
  }
  for (const [hash, entry] of source.entries) {
    const trail = at === undefined ? entry.trail : link(context.source, at, entry.trail);
    const before = state.entries.get(hash);
    if (entry.isUncertain && before !== undefined) {
      machine.foreign.escape(entry.value);
      machine.foreign.escape(before.value);
      const why = entry.doubt ?? new Unknown('condition', context.detail(at ?? NOWHERE), 'foreign');
      state.revise(hash, { doubt: before.doubt ?? why });
    } else state.put(hash, { ...entry, trail });
  }
  for (const { why, place } of source.open) state.opened(why, place);
  if (source.isUnordered || (source.open.length > 0 && !isFresh)) state.isUnordered = true;
}

const NOWHERE: Expression = { kind: 'constant', value: null, start: 0, end: 0 };

/** `dict.update(value)` for anything that Python takes: a dict or pairs. */
export function updateWith(context: Context, dict: DictObject, from: Slot, at: Expression): void {
  const { value } = from;
  if (value instanceof DictObject) {
    updateFrom(
      context,
      dict,
      value,
      at.kind === 'dict' || at.kind === 'literal' ? undefined : at,
      at,
    );
    return;
  }
  if (value instanceof Unknown || value instanceof FunctionObject || value instanceof ClassObject) {
    updateUnknown(context, dict, value, at);
    return;
  }
  eachOf(context, value, at, ({ value: pair, origin }) => {
    const items = pairOf(pair);
    if (items === undefined) {
      updateUnknown(context, dict, pair, at);
      return 'normal';
    }
    const [key, item] = items;
    const place = { source: origin.source, start: origin.node.start, end: origin.node.end };
    putItem(context, dict, { key, value: item, place }, at);
    return 'normal';
  });
}

/** Two items of a pair; `undefined` if it is none or not known. */
export function pairOf(pair: Value): [Slot, Slot] | undefined {
  const items =
    pair instanceof TupleObject
      ? pair.items
      : pair instanceof ListObject && pair.state.unknown === undefined
        ? pair.state.items
        : undefined;
  return items?.length === 2 ? [items[0]!, items[1]!] : undefined;
}

function updateUnknown(context: Context, dict: DictObject, from: Value, at: Expression): void {
  const { machine } = context;
  machine.foreign.escape(from);
  machine.mayRaise();
  if (from instanceof Unknown && from.nature !== 'scalar') machine.foreign.run(from);
  machine.changing(dict);
  const why = from instanceof Unknown ? from : context.unknown('call', at);
  doubtAll(context, dict, why);
  dict.state.opened(why, { source: context.source, start: at.start, end: at.end });
}

/** `dict.clear()`. */
export function clearDict(context: Context, dict: DictObject): void {
  context.machine.changing(dict);
  const { state } = dict;
  for (const hash of [...state.entries.keys()]) state.delete(hash);
  state.open.length = 0;
  state.isUnordered = false;
  state.isLost = false;
}
