import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { hashKey } from './hashing.js';
import {
  BuiltinObject,
  DictObject,
  ListObject,
  SetObject,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import { Unknown } from './unknown.js';

const DEEPEST = 50;

/** The answer of one comparison; `undefined` if it is not known. Code that unknown values run has been accounted for. */
export function compare(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): boolean | undefined {
  switch (operator) {
    case 'is':
      return isSame(left, right);
    case 'is not':
      return negate(isSame(left, right));
    case '==':
      return equals(context, left, right, node);
    case '!=':
    case '<>':
      return negate(equals(context, left, right, node));
    case 'in':
      return contains(context, right, left, node);
    case 'not in':
      return negate(contains(context, right, left, node));
    default:
      return order(context, operator, left, right, node);
  }
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

/** Identity is known for what there is one of, and for objects that may not stand for others. */
function isSame(left: Value, right: Value): boolean | undefined {
  if (left instanceof Unknown || right instanceof Unknown) return undefined;
  if (isSingle(left) || isSingle(right)) return left === right;
  if (left instanceof DictObject || left instanceof ListObject) {
    if (left === right) return true;
    return left.twins === undefined ? false : undefined;
  }
  return typeof left === typeof right ? undefined : false;
}

function isSingle(value: Value): boolean {
  return value === null || typeof value === 'boolean';
}

export function equals(
  context: Context,
  left: Value,
  right: Value,
  node: Expression,
): boolean | undefined {
  if (isImportedName(left, right) || isImportedName(right, left)) return false;
  if (
    left instanceof Unknown ||
    right instanceof Unknown ||
    holdsForeign(context, left) ||
    holdsForeign(context, right)
  ) {
    return compareUnknown(context, left, right, node);
  }
  return equalValues(context, left, right, 0);
}

/** A registry is imported: its `__name__` is not `__main__`. */
function isImportedName(name: Value, other: Value): boolean {
  return name instanceof Unknown && name.detail === '__name__' && other === '__main__';
}

/** Comparing what is not known may run code that changes what it is compared with. */
function compareUnknown(context: Context, left: Value, right: Value, node: Expression): undefined {
  const isForeign = (value: Value) =>
    (value instanceof Unknown && value.nature === 'foreign') || holdsForeign(context, value);
  if (isForeign(left) || isForeign(right)) {
    context.machine.foreign.escape(left);
    context.machine.foreign.escape(right);
    context.runForeign('operator', node);
  }
  context.machine.mayRaise();
  return undefined;
}

/** Whether a container holds something that comparing it may run code of. Deep ones are taken to. */
function holdsForeign(context: Context, value: Value, depth = 0): boolean {
  context.machine.budget.spend(1);
  if (value instanceof Unknown) return value.nature === 'foreign';
  if (depth > DEEPEST) return true;
  const holds = (inner: Value) => holdsForeign(context, inner, depth + 1);
  if (value instanceof DictObject) {
    if (!value.isOpened) return false;
    const { state } = value;
    return (
      state.open.length > 0 ||
      [...state.entries.values()].some(entry => entry.doubt !== undefined || holds(entry.value))
    );
  }
  if (value instanceof ListObject) {
    return value.state.unknown !== undefined || value.state.items.some(item => holds(item.value));
  }
  if (value instanceof TupleObject) return value.items.some(item => holds(item.value));
  if (value instanceof ViewObject) return true;
  return false;
}

function equalValues(
  context: Context,
  left: Value,
  right: Value,
  depth: number,
): boolean | undefined {
  context.machine.budget.spend(1);
  if (depth > DEEPEST) return undefined;
  if (left instanceof Unknown || right instanceof Unknown) return undefined;
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') {
    if (typeof left === 'string') context.machine.budget.spendText(left.length);
    return left === right;
  }
  if (typeof left !== 'object' && typeof right !== 'object') {
    if (Number.isNaN(left) || Number.isNaN(right)) return undefined;
    return hashKey(left, context.machine) === hashKey(right, context.machine);
  }
  if (left === right) return true;
  if (left instanceof TupleObject && right instanceof TupleObject) {
    return equalItems(context, left.items, right.items, depth);
  }
  if (left instanceof ListObject && right instanceof ListObject) {
    return equalItems(context, left.state.items, right.state.items, depth);
  }
  if (left instanceof DictObject && right instanceof DictObject) {
    return equalDicts(context, left, right, depth);
  }
  const known = [left, right].every(
    side =>
      typeof side !== 'object' ||
      side instanceof TupleObject ||
      side instanceof ListObject ||
      side instanceof DictObject,
  );
  return known ? false : undefined;
}

function equalItems(
  context: Context,
  left: readonly { value: Value }[],
  right: readonly { value: Value }[],
  depth: number,
): boolean | undefined {
  if (left.length !== right.length) return false;
  return every(
    left.map(
      (item, index) => () => equalValues(context, item.value, right[index]!.value, depth + 1),
    ),
  );
}

function equalDicts(
  context: Context,
  left: DictObject,
  right: DictObject,
  depth: number,
): boolean | undefined {
  const [a, b] = [left.state, right.state];
  if (left.isOrdered && right.isOrdered) return undefined;
  if ([...a.entries.values(), ...b.entries.values()].some(entry => entry.isUncertain))
    return undefined;
  if (a.entries.size !== b.entries.size) return false;
  return every(
    [...a.entries].map(([hash, entry]) => () => {
      const other = b.entries.get(hash);
      return other === undefined
        ? false
        : equalValues(context, entry.value, other.value, depth + 1);
    }),
  );
}

/** `false` as soon as one is false; not known if one is not known before. */
function every(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let isKnown = true;
  for (const test of tests) {
    const answer = test();
    if (answer === false) return false;
    if (answer === undefined) isKnown = false;
  }
  return isKnown ? true : undefined;
}

function contains(
  context: Context,
  container: Value,
  value: Value,
  node: Expression,
): boolean | undefined {
  if (container instanceof ViewObject && container.part === 'keys') {
    return contains(context, container.dict, value, node);
  }
  if (value instanceof Unknown || container instanceof Unknown) {
    return compareUnknown(context, container, value, node);
  }
  if (typeof container === 'string') {
    if (typeof value === 'string') {
      context.machine.budget.spendSearch(container.length, value.length);
      return container.includes(value);
    }
    context.raise('TypeError', 'operator', node);
    return undefined;
  }
  if (container instanceof DictObject || container instanceof SetObject) {
    const hash = hashKey(value, context.machine);
    if (hash === undefined) {
      context.machine.mayRaise();
      return undefined;
    }
    if (container instanceof SetObject) {
      return container.state.unknown === undefined ? container.state.items.has(hash) : undefined;
    }
    const entry = container.state.entries.get(hash);
    if (entry === undefined) return container.state.open.length > 0 ? undefined : false;
    return entry.isUncertain ? undefined : true;
  }
  if (container instanceof ListObject || container instanceof TupleObject) {
    if (container instanceof ListObject && container.state.unknown !== undefined) return undefined;
    const items = container instanceof ListObject ? container.state.items : container.items;
    return containsItem(context, items, value, node);
  }
  if (container instanceof ViewObject) return undefined;
  context.raise('TypeError', 'operator', node);
  return undefined;
}

function containsItem(
  context: Context,
  items: readonly { value: Value }[],
  value: Value,
  node: Expression,
): boolean | undefined {
  let isKnown = true;
  for (const item of items) {
    const answer =
      item.value === value && typeof value !== 'number'
        ? true
        : equals(context, item.value, value, node);
    if (answer) return isKnown ? true : undefined;
    if (answer === undefined) isKnown = false;
  }
  return isKnown ? false : undefined;
}

function order(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): boolean | undefined {
  if (left instanceof Unknown || right instanceof Unknown)
    return compareUnknown(context, left, right, node);
  if (typeof left === 'string') context.machine.budget.spendText(left.length);
  const difference = differenceOf(left, right);
  if (difference === undefined) {
    context.machine.foreign.escape(left);
    context.machine.foreign.escape(right);
    context.runForeign('operator', node);
    return undefined;
  }
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    default:
      return difference >= 0;
  }
}

/** Below 0, 0 or above 0 as Python orders them; `undefined` where it does not or the reader does not know. */
export function differenceOf(left: Value, right: Value): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  const [a, b] = [numeric(left), numeric(right)];
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'boolean') return BigInt(value);
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

/** By code points, as Python does; our strings compare by UTF-16 units. */
function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a === b) continue;
    const bothSurrogates = isSurrogate(a) === isSurrogate(b);
    if (bothSurrogates) return a - b;
    return isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Whether a value is of a builtin type, or of one of several in a tuple; `undefined` if that is not known. */
export function isInstance(value: Value, type: Value): boolean | undefined {
  if (value instanceof Unknown) return undefined;
  if (type instanceof TupleObject) {
    let isKnown = true;
    for (const item of type.items) {
      const answer = isInstance(value, item.value);
      if (answer) return true;
      if (answer === undefined) isKnown = false;
    }
    return isKnown ? false : undefined;
  }
  if (!(type instanceof BuiltinObject)) return undefined;
  const names = typesOf(value);
  if (names === undefined) return undefined;
  return type.name === 'object' || names.includes(type.name);
}

function typesOf(value: Value): readonly string[] | undefined {
  if (value === null) return [];
  switch (typeof value) {
    case 'string':
      return ['str'];
    case 'boolean':
      return ['bool', 'int'];
    case 'bigint':
      return ['int'];
    case 'number':
      return ['float'];
    default:
  }
  if (value instanceof DictObject) return value.isOrdered ? ['dict', 'OrderedDict'] : ['dict'];
  if (value instanceof ListObject) return ['list'];
  return value instanceof TupleObject ? ['tuple'] : undefined;
}
