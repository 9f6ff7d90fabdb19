import type { JsonValue } from './export.js';

/** How two tables of steps differ. */
export interface Comparison {
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  readonly changed: readonly {
    readonly name: string;
    readonly fields: readonly {
      readonly field: string;
      readonly left: JsonValue | undefined;
      readonly right: JsonValue | undefined;
    }[];
  }[];
}

type Steps = Readonly<Record<string, JsonValue>>;

function isRecord(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (isRecord(left) && isRecord(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(key => Object.hasOwn(right, key) && same(left[key], right[key]))
    );
  }
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Compares two tables, as `export` writes them, field by field. Names are sorted. */
export function compareSteps(left: Steps, right: Steps): Comparison {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  const changed: Comparison['changed'][number][] = [];
  for (const name of names) {
    if (!Object.hasOwn(left, name) || !Object.hasOwn(right, name)) continue;
    const a = left[name];
    const b = right[name];
    if (same(a, b)) continue;
    const keys =
      isRecord(a) && isRecord(b) ? [...new Set([...Object.keys(a), ...Object.keys(b)])] : [];
    changed.push({
      name,
      fields: keys
        .map(field => ({
          field,
          left: isRecord(a) && Object.hasOwn(a, field) ? a[field] : undefined,
          right: isRecord(b) && Object.hasOwn(b, field) ? b[field] : undefined,
        }))
        .filter(difference => !same(difference.left, difference.right)),
    });
  }
  return {
    onlyLeft: names.filter(name => !Object.hasOwn(right, name)),
    onlyRight: names.filter(name => !Object.hasOwn(left, name)),
    changed,
  };
}
