import type { Expression, SliceNode, SubscriptNode } from '../parsing/ast.js';
import type { Context } from './context.js';
import { getItem } from './dicts.js';
import { evaluate, evaluateValue } from './expressions.js';
import { exposesNamespace } from './library.js';
import { isScalarValue } from './merging.js';
import {
  BuiltinObject,
  DictObject,
  ListObject,
  type Slot,
  TupleObject,
  type Value,
} from './objects.js';
import { link, written } from './origin.js';
import { Unknown } from './unknown.js';

/** The value of `object[index]`. */
export function subscriptOf(context: Context, node: SubscriptNode): Slot {
  const object = evaluateValue(context, node.object);
  if (node.index.kind === 'slice') {
    return here(context, sliceOf(context, object, node.index, node), node);
  }
  const { value: index } = evaluate(context, node.index);
  return itemOf(context, object, index, node);
}

function here(context: Context, value: Value, node: Expression): Slot {
  return { value, origin: written(context.source, node) };
}

/** The same for values that are there. */
export function itemOf(context: Context, object: Value, index: Value, node: Expression): Slot {
  if (object instanceof DictObject) return getItem(context, object, index, node);
  if (object instanceof Unknown)
    return here(context, unknownItem(context, object, index, node), node);
  if (object instanceof ListObject || object instanceof TupleObject)
    return sequenceItem(context, object, index, node);
  if (typeof object === 'string')
    return here(context, characterAt(context, object, index, node), node);
  if (object instanceof BuiltinObject)
    return here(context, new Unknown('call', object.name, 'library'), node);
  context.machine.foreign.escape(object);
  return here(context, context.runForeign('operator', node), node);
}

function unknownItem(context: Context, object: Unknown, index: Value, node: Expression): Unknown {
  context.machine.mayRaise();
  if (object.nature === 'scalar') return context.unknown(object.reason, node, 'scalar');
  if (object.nature === 'library') {
    if (exposesNamespace(object.detail)) return exposed(context, node);
    if (object.detail === 'os.environ') return context.unknown('environment', node, 'scalar');
    return object;
  }
  context.machine.foreign.escape(index);
  return context.runForeign(object.reason, node);
}

/** Something that holds the namespaces of modules. */
export function exposed(context: Context, node: Expression): Unknown {
  const why = context.unknown('call', node);
  context.machine.expose(context.scope, why);
  return why;
}

function sequenceItem(
  context: Context,
  object: ListObject | TupleObject,
  index: Value,
  node: Expression,
): Slot {
  const items = object instanceof TupleObject ? object.items : object.state.items;
  const why = object instanceof ListObject ? object.state.unknown : undefined;
  if (why !== undefined) {
    context.machine.mayRaise();
    return here(context, new Unknown(why.reason, why.detail, why.nature), node);
  }
  const number = typeof index === 'boolean' ? BigInt(index) : index;
  if (typeof number !== 'bigint') {
    if (!(number instanceof Unknown))
      return here(context, context.raise('TypeError', 'operator', node), node);
    context.machine.mayRaise();
    for (const { value } of items) context.machine.foreign.escape(value);
    if (number.nature === 'foreign') context.runForeign('operator', node);
    const isScalar = items.every(({ value }) => isScalarValue(value));
    return here(
      context,
      context.unknown(number.reason, node, isScalar ? 'scalar' : 'foreign'),
      node,
    );
  }
  const item = items[Number(number < 0n ? number + BigInt(items.length) : number)];
  if (item === undefined) return here(context, context.raise('IndexError', 'operator', node), node);
  return {
    ...item,
    origin: { ...item.origin, trail: link(context.source, node, item.origin.trail) },
  };
}

function characterAt(context: Context, text: string, index: Value, node: Expression): Value {
  if (index instanceof Unknown) {
    context.machine.mayRaise();
    return context.unknown(index.reason, node, 'scalar');
  }
  if (typeof index !== 'bigint') return context.raise('TypeError', 'operator', node);
  context.machine.budget.spend(text.length >> 3);
  const characters = Array.from(text);
  const character = characters[Number(index < 0n ? index + BigInt(characters.length) : index)];
  return character ?? context.raise('IndexError', 'operator', node);
}

function sliceOf(context: Context, object: Value, slice: SliceNode, node: Expression): Value {
  const bounds = sliceBounds(context, slice);
  if (typeof object === 'string') context.machine.budget.spend(object.length >> 3);
  if (object instanceof Unknown) return unknownItem(context, object, null, node);
  const items =
    typeof object === 'string'
      ? Array.from(object)
      : object instanceof TupleObject
        ? object.items
        : object instanceof ListObject
          ? object.state.items
          : undefined;
  if (items === undefined) return context.raise('TypeError', 'operator', node);
  const why = object instanceof ListObject ? object.state.unknown : undefined;
  if (why !== undefined) return new Unknown(why.reason, why.detail, why.nature);
  if (bounds === undefined) {
    context.machine.foreign.escape(object);
    context.machine.mayRaise();
    return context.unknown('operator', node, typeof object === 'string' ? 'scalar' : 'foreign');
  }
  context.machine.budget.spend(items.length);
  const indices = sliceIndices(bounds, items.length);
  if (typeof object === 'string') return indices.map(index => items[index]).join('');
  const chosen = indices.map(index => items[index] as Slot);
  return object instanceof TupleObject
    ? new TupleObject(chosen)
    : context.machine.created(new ListObject(chosen));
}

/** Start, stop and step as written; `undefined` if one of them is not known. */
export type Bounds = readonly [start: number | null, stop: number | null, step: number | null];

export function sliceBounds(
  context: Context,
  { lower, upper, step }: SliceNode,
): Bounds | undefined {
  const numbers = [lower, upper, step].map(part => {
    const value = part === undefined ? null : evaluateValue(context, part);
    if (value === null) return null;
    if (typeof value === 'boolean') return Number(value);
    if (typeof value !== 'bigint') return undefined;
    return Math.max(-FAR, Math.min(FAR, Number(value)));
  });
  if (numbers.includes(undefined) || numbers[2] === 0) return undefined;
  return numbers as unknown as Bounds;
}

/** Beyond the end of any sequence. */
const FAR = 2 ** 40;

/** The indices that a slice takes from a sequence. */
export function sliceIndices([start, stop, step]: Bounds, length: number): number[] {
  const stride = step ?? 1;
  const clamp = (bound: number | null, fallback: number) => {
    if (bound === null) return fallback;
    const index = bound < 0 ? bound + length : bound;
    return stride > 0
      ? Math.min(Math.max(index, 0), length)
      : Math.min(Math.max(index, -1), length - 1);
  };
  const from = clamp(start, stride > 0 ? 0 : length - 1);
  const to = clamp(stop, stride > 0 ? length : -1);
  const indices: number[] = [];
  for (let i = from; stride > 0 ? i < to : i > to; i += stride) indices.push(i);
  return indices;
}
