import { isDict, isOpaque, Opaque, type PyValue } from '../sources/values.js';

/** A record without a prototype: a step may be called `__proto__` or `constructor`. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** A record of pairs in their order. */
export function recordOf<T>(pairs: Iterable<readonly [string, T]>): Record<string, T> {
  const record = emptyRecord<T>();
  for (const [key, value] of pairs) record[key] = value;
  return record;
}

/** The own entries of a table, whether it is a Map or an object. */
export function entriesOf(
  table: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>> | undefined,
): Iterable<readonly [string, unknown]> {
  if (table === undefined) return [];
  return table instanceof Map ? table : Object.entries(table);
}

const DEEPEST = 200;

/** A JavaScript value as Python would hold it; what JSON cannot hold is opaque. */
export function pyValueOf(value: unknown, depth = 0): PyValue {
  if (depth > DEEPEST) return new Opaque('limit');
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : new Opaque('not-json', String(value));
    case 'object': {
      if (value === null || isOpaque(value as PyValue)) return value as PyValue;
      if (Array.isArray(value)) return value.map(item => pyValueOf(item, depth + 1));
      const prototype: unknown = Object.getPrototypeOf(value);
      if (value instanceof Map || prototype === null || prototype === Object.prototype) {
        return new Map(
          [...entriesOf(value as Record<string, unknown>)]
            .filter(([, item]) => item !== undefined)
            .map(([key, item]) => [key, pyValueOf(item, depth + 1)]),
        );
      }
      return new Opaque('not-json', value.constructor?.name ?? '');
    }
    default:
      return new Opaque('not-json', typeof value);
  }
}

/** A Python value for JSON: dicts are records without a prototype, what is not known is null. */
export function plainOf(value: PyValue): unknown {
  if (isOpaque(value)) return null;
  if (isDict(value)) return recordOf([...value].map(([key, item]) => [key, plainOf(item)]));
  if (Array.isArray(value)) return (value as readonly PyValue[]).map(plainOf);
  return value;
}
