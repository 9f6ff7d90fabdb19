import type { Expression } from '../parsing/ast.js';
import { LARGEST_CONTAINER, LONGEST_TEXT } from './budget.js';
import type { Context } from './context.js';
import { copyEntries, newDict, updateFrom } from './dicts.js';
import { percentFormat } from './formatting.js';
import {
  DictObject,
  ListObject,
  SetObject,
  type Slot,
  TupleObject,
  type Value,
} from './objects.js';
import { Unknown } from './unknown.js';

/** The value of a binary operation, or `undefined` where Python raises TypeError or it is beyond the reader. */
export function operate(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): Value {
  if (left instanceof Unknown || right instanceof Unknown) {
    return operateUnknown(context, operator, left, right, node);
  }
  const result =
    operateNumbers(context, operator, left, right, node) ??
    operateTexts(context, operator, left, right, node) ??
    operateContainers(context, operator, left, right, node);
  return result ?? context.raise('TypeError', 'operator', node);
}

function operateUnknown(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): Value {
  const isForeign = [left, right].some(
    side => side instanceof Unknown && side.nature === 'foreign',
  );
  if (!isForeign && isScalar(left) && isScalar(right)) {
    context.machine.mayRaise();
    const reason = (left instanceof Unknown ? left : (right as Unknown)).reason;
    return context.unknown(reason, node, 'scalar');
  }
  context.machine.foreign.escape(left);
  context.machine.foreign.escape(right);
  if (operator === '%' && typeof left === 'string') return context.runForeign('operator', node);
  return context.runForeign('operator', node);
}

/** Neither the value nor anything in it can be changed or runs code. */
function isScalar(value: Value): boolean {
  if (value instanceof Unknown) return value.nature === 'scalar';
  if (value instanceof TupleObject)
    return !value.isLarge && value.items.every(item => isScalar(item.value));
  return typeof value !== 'object' || value === null;
}

function operateNumbers(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): Value | undefined {
  const a = typeof left === 'boolean' ? BigInt(left) : left;
  const b = typeof right === 'boolean' ? BigInt(right) : right;
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    return operateIntegers(context, operator, a, b, node);
  }
  if (!isNumber(a) || !isNumber(b)) return undefined;
  const [x, y] = [Number(a), Number(b)];
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return y === 0 ? context.raise('ZeroDivisionError', 'operator', node) : x / y;
    default:
      context.machine.mayRaise();
      return context.unknown('operator', node, 'scalar');
  }
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** In bits. */
const LARGEST_INTEGER = 20_000;
const LARGEST_POWER = 4096n;

function operateIntegers(
  context: Context,
  operator: string,
  a: bigint,
  b: bigint,
  node: Expression,
): Value {
  const tooLarge = () => context.unknown('limit', node, 'scalar');
  const size = bits(a) + bits(b);
  context.machine.budget.spend(size >> 7);
  if (size > LARGEST_INTEGER) return tooLarge();
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
    case '%':
    case '/': {
      if (b === 0n) return context.raise('ZeroDivisionError', 'operator', node);
      if (operator === '/') {
        const exact = bits(a) <= 53 && bits(b) <= 53;
        return exact ? Number(a) / Number(b) : context.unknown('operator', node, 'scalar');
      }
      const rest = ((a % b) + b) % b;
      return operator === '%' ? rest : (a - rest) / b;
    }
    case '**':
      if (b < 0n) return context.unknown('operator', node, 'scalar');
      return b > LARGEST_POWER || bits(a) * Number(b) > LARGEST_INTEGER ? tooLarge() : a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      if (b < 0n) return context.raise('ValueError', 'operator', node);
      return b > LARGEST_POWER ? tooLarge() : a << b;
    case '>>':
      if (b < 0n) return context.raise('ValueError', 'operator', node);
      return b > LARGEST_POWER ? tooLarge() : a >> b;
    default:
      return context.raise('TypeError', 'operator', node);
  }
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}

function operateTexts(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): Value | undefined {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
    return limitText(context, left.length + right.length, node) ?? left + right;
  }
  if (operator === '*') {
    const [text, times] = typeof left === 'string' ? [left, right] : [right, left];
    if (typeof text !== 'string') return undefined;
    const count = countOf(times);
    if (count === undefined) return undefined;
    const tooLong = limitText(context, text.length * count, node);
    if (tooLong === undefined) context.machine.budget.spendText(text.length * count);
    return tooLong ?? text.repeat(count);
  }
  if (operator === '%' && typeof left === 'string')
    return percentFormat(context, left, right, node);
  return undefined;
}

/** Texts that grow beyond all sense are given up. Putting two together costs the same however long they are. */
export function limitText(context: Context, length: number, node: Expression): Unknown | undefined {
  if (length > LONGEST_TEXT) {
    context.machine.report('limit', 'A text grows too long to be evaluated', node);
    return context.unknown('limit', node, 'scalar');
  }
  return undefined;
}

function countOf(value: Value): number | undefined {
  const times = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof times !== 'bigint') return undefined;
  return times <= 0n ? 0 : Number(times > 1_000_000_000n ? 1_000_000_000n : times);
}

function operateContainers(
  context: Context,
  operator: string,
  left: Value,
  right: Value,
  node: Expression,
): Value | undefined {
  if (operator === '|' && left instanceof DictObject && right instanceof DictObject) {
    const made = newDict(context, left.isOrdered || right.isOrdered);
    copyEntries(context, made, left, undefined);
    updateFrom(context, made, right, undefined, node);
    return made;
  }
  if (operator === '+') {
    if (left instanceof ListObject && right instanceof ListObject) {
      const a = itemsOf(left);
      const b = itemsOf(right);
      if (a instanceof Unknown) return a;
      if (b instanceof Unknown) return b;
      return concatenate(context, a, b, node, items =>
        context.machine.created(new ListObject(items)),
      );
    }
    if (left instanceof TupleObject && right instanceof TupleObject) {
      return concatenate(context, left.items, right.items, node, items => new TupleObject(items));
    }
    return undefined;
  }
  if (operator === '*')
    return repeat(context, left, right, node) ?? repeat(context, right, left, node);
  if (left instanceof SetObject && right instanceof SetObject)
    return operateSets(context, operator, left, right, node);
  return undefined;
}

/** The items of a list, or why they are not known. */
export function itemsOf({ state }: ListObject): readonly Slot[] | Unknown {
  return state.unknown === undefined ? state.items : state.unknown;
}

function concatenate(
  context: Context,
  a: readonly Slot[],
  b: readonly Slot[],
  node: Expression,
  make: (items: Slot[]) => Value,
): Value {
  return limitContainer(context, a.length + b.length, node) ?? make([...a, ...b]);
}

/** Containers that grow beyond all sense are given up; otherwise their size is paid for. */
export function limitContainer(
  context: Context,
  size: number,
  node: Expression,
): Unknown | undefined {
  if (size > LARGEST_CONTAINER) {
    context.machine.report('limit', 'A container grows too large to be evaluated', node);
    return context.unknown('limit', node);
  }
  context.machine.budget.spend(size);
  return undefined;
}

function repeat(
  context: Context,
  sequence: Value,
  times: Value,
  node: Expression,
): Value | undefined {
  const count = countOf(times);
  if (count === undefined) return undefined;
  const isList = sequence instanceof ListObject;
  if (!isList && !(sequence instanceof TupleObject)) return undefined;
  const items = isList ? itemsOf(sequence) : sequence.items;
  if (items instanceof Unknown) return items;
  const tooLarge = limitContainer(context, items.length * count, node);
  if (tooLarge !== undefined) {
    for (const { value } of items) context.machine.foreign.escape(value);
    return tooLarge;
  }
  const repeated: Slot[] = [];
  for (let i = 0; i < count; i++) for (const item of items) repeated.push(item);
  return isList ? context.machine.created(new ListObject(repeated)) : new TupleObject(repeated);
}

function operateSets(
  context: Context,
  operator: string,
  left: SetObject,
  right: SetObject,
  node: Expression,
): Value | undefined {
  const [a, b] = [left.state, right.state];
  if (a.unknown !== undefined || b.unknown !== undefined)
    return context.unknown('operator', node, 'scalar');
  context.machine.budget.spend(a.items.size + b.items.size);
  const keep = (test: (key: unknown) => boolean) => [...a.items].filter(([key]) => test(key));
  const items = {
    '|': () => [...a.items, ...[...b.items].filter(([key]) => !a.items.has(key))],
    '&': () => keep(key => b.items.has(key)),
    '-': () => keep(key => !b.items.has(key)),
    '^': () => [
      ...keep(key => !b.items.has(key)),
      ...[...b.items].filter(([key]) => !a.items.has(key)),
    ],
  }[operator];
  return items && context.machine.created(new SetObject(new Map(items())));
}

/** The value of `-x`, `+x`, `~x`. */
export function operateUnary(
  context: Context,
  operator: string,
  value: Value,
  node: Expression,
): Value {
  if (value instanceof Unknown) {
    if (value.nature === 'scalar') return context.unknown(value.reason, node, 'scalar');
    return context.runForeign('operator', node);
  }
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof number === 'bigint') {
    return operator === '-' ? -number : operator === '~' ? ~number : number;
  }
  if (typeof number === 'number' && operator !== '~') return operator === '-' ? -number : number;
  return context.raise('TypeError', 'operator', node);
}
