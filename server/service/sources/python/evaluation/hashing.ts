import type { Machine } from './machine.js';
import { DictObject, ListObject, SetObject, TupleObject, type Value } from './objects.js';
import { Unknown } from './unknown.js';

/** Stands for tuples as keys of a Map, one object for each. */
const tupleKeys = new WeakMap<object, Map<string, object>>();

/**
 * A key for a `Map` that is equal for exactly those values that Python takes for the same dict key: 1, 1.0 and True are
 * one key. `undefined`: the value cannot be a key or is not known.
 *
 * @param machine pays; tuples are told apart within its evaluation
 */
export function hashKey(value: Value, machine: Machine): unknown {
  switch (typeof value) {
    case 'string':
      machine.budget.spendText(value.length);
      return value;
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      if (Number.isNaN(value)) return undefined;
      return Number.isInteger(value) ? BigInt(value) : value;
    default:
      if (value === null) return null;
      return value instanceof TupleObject ? tupleKey(value, machine) : undefined;
  }
}

/** Whether Python surely refuses a value as a key and as an element of a set. */
export function isUnhashable(value: Value): boolean {
  return value instanceof DictObject || value instanceof ListObject || value instanceof SetObject;
}

function tupleKey(tuple: TupleObject, machine: Machine): object | undefined {
  const spelling = spell(tuple, machine, 0);
  if (spelling === undefined) return undefined;
  let keys = tupleKeys.get(machine);
  if (keys === undefined) {
    keys = new Map();
    tupleKeys.set(machine, keys);
  }
  let key = keys.get(spelling);
  if (key === undefined) {
    key = {};
    keys.set(spelling, key);
  }
  return key;
}

function spell(value: Value, machine: Machine, depth: number): string | undefined {
  machine.budget.spend(1);
  if (value instanceof Unknown || depth > 20) return undefined;
  if (value instanceof TupleObject) {
    const parts = value.items.map(item => spell(item.value, machine, depth + 1));
    return parts.includes(undefined) ? undefined : `(${parts.join(',')})`;
  }
  if (value === null) return 'N';
  if (typeof value === 'string') {
    machine.budget.spendText(value.length);
    return JSON.stringify(value);
  }
  if (typeof value === 'number' && !Number.isInteger(value)) {
    return Number.isNaN(value) ? undefined : `f${value}`;
  }
  if (typeof value === 'object') return undefined;
  return `i${typeof value === 'boolean' ? Number(value) : BigInt(value)}`;
}
