import type { Expression, SubscriptNode } from '../parsing/ast.js';
import { builtinNamed } from './builtinNames.js';
import type { Context } from './context.js';
import type { Place } from './dictState.js';
import { popItem, putItem } from './dicts.js';
import { evaluate, evaluateValue } from './expressions.js';
import { loseContents } from './foreign.js';
import { eachOf } from './iteration.js';
import { isScalarValue } from './merging.js';
import {
  ClassObject,
  DictObject,
  FunctionObject,
  ListObject,
  ModuleObject,
  type Slot,
  type Value,
} from './objects.js';
import { written } from './origin.js';
import { type Bounds, sliceBounds, sliceIndices } from './subscripts.js';
import { Unknown } from './unknown.js';

/**
 * Assigns to a name, attribute, subscript or to several at once.
 *
 * @param value the expression of the value, for the place of a new entry
 */
export function assignTarget(
  context: Context,
  target: Expression,
  slot: Slot,
  value: Expression = target,
): void {
  switch (target.kind) {
    case 'name':
      context.machine.bind(context.scope, target.name, { ...slot, at: target });
      break;
    case 'attribute':
      assignAttribute(context, evaluateValue(context, target.object), target.name, slot, target);
      break;
    case 'subscript':
      assignSubscript(context, target, slot, value);
      break;
    case 'tuple':
    case 'list':
      unpack(context, target.items, slot, target);
      break;
    case 'starred':
      assignTarget(context, target.value, slot);
      break;
    default:
  }
}

function assignAttribute(
  context: Context,
  object: Value,
  name: string,
  slot: Slot,
  target: Expression,
): void {
  const { machine } = context;
  if (object instanceof ModuleObject || (object instanceof ClassObject && object.isPlain)) {
    machine.changing(object.scope);
    object.scope.state.bindings.set(name, { ...slot, at: target });
    return;
  }
  machine.foreign.escape(slot.value);
  if (object instanceof FunctionObject) return;
  machine.foreign.escape(object);
  context.runForeign('attribute', target);
}

function assignSubscript(
  context: Context,
  target: SubscriptNode,
  slot: Slot,
  value: Expression,
): void {
  const name = globalName(context, target);
  if (name !== undefined) {
    const { module } = context.scope;
    context.machine.bind(module, name, { ...slot, at: target.index });
    return;
  }
  const object = evaluateValue(context, target.object);
  const place = {
    source: context.source,
    start: target.index.start,
    end: Math.max(target.end, value.end),
  };
  if (target.index.kind === 'slice') {
    const bounds = sliceBounds(context, target.index);
    assignSlice(context, object, bounds, slot, target);
    return;
  }
  storeItem(context, object, evaluate(context, target.index), slot, place, target);
}

/** The name in `globals()["NAME"]`. */
function globalName(context: Context, { object, index }: SubscriptNode): string | undefined {
  if (object.kind !== 'call' || object.arguments.length > 0 || object.callee.kind !== 'name')
    return undefined;
  if (object.callee.name !== 'globals' || index.kind === 'slice') return undefined;
  if (evaluateValue(context, object.callee) !== builtinNamed('globals')) return undefined;
  const name = evaluateValue(context, index);
  return typeof name === 'string' ? name : undefined;
}

/** `object[index] = value` for values that are there. */
export function storeItem(
  context: Context,
  object: Value,
  index: Slot,
  slot: Slot,
  place: Place,
  node: Expression,
): void {
  const { machine } = context;
  if (object instanceof DictObject) {
    putItem(context, object, { key: index, value: slot, place }, node);
    return;
  }
  if (object instanceof ListObject) {
    storeListItem(context, object, index.value, slot, node);
    return;
  }
  if (object instanceof Unknown && object.detail === 'os.environ' && isScalarValue(slot.value)) {
    machine.mayRaise();
    return;
  }
  machine.foreign.escape(object);
  machine.foreign.escape(index.value);
  machine.foreign.escape(slot.value);
  context.runForeign('operator', node);
}

function storeListItem(
  context: Context,
  list: ListObject,
  index: Value,
  slot: Slot,
  node: Expression,
): void {
  const { machine } = context;
  const { unknown, items } = list.state;
  if (unknown !== undefined || typeof index !== 'bigint') {
    machine.mayRaise();
    machine.foreign.escape(slot.value);
    machine.changing(list);
    loseContents(
      machine,
      list,
      index instanceof Unknown ? index : context.unknown('operator', node),
    );
    return;
  }
  const position = Number(index < 0n ? index + BigInt(items.length) : index);
  if (items[position] === undefined) {
    context.raise('IndexError', 'operator', node);
    return;
  }
  machine.changing(list);
  list.state.items[position] = slot;
}

function assignSlice(
  context: Context,
  object: Value,
  bounds: Bounds | undefined,
  slot: Slot,
  node: Expression,
): void {
  const { machine } = context;
  machine.foreign.escape(
    bounds === undefined || !(object instanceof ListObject) ? slot.value : null,
  );
  if (!(object instanceof ListObject)) {
    machine.foreign.escape(object);
    context.runForeign('operator', node);
    return;
  }
  const added: Slot[] = [];
  let isExact = true;
  eachOf(context, slot.value, node, (element, isKnown) => {
    isExact &&= isKnown;
    if (isKnown) added.push(element);
    return 'normal';
  });
  machine.changing(object);
  const { items, unknown } = object.state;
  const isPlain = bounds !== undefined && (bounds[2] === null || bounds[2] === 1);
  if (unknown !== undefined || !isPlain || !isExact) {
    machine.foreign.escape(slot.value);
    for (const { value } of added) machine.foreign.escape(value);
    loseContents(machine, object, context.unknown('operator', node));
    return;
  }
  const indices = sliceIndices(bounds, items.length);
  const start = bounds[0] ?? 0;
  const from =
    indices[0] ?? Math.min(Math.max(start < 0 ? start + items.length : start, 0), items.length);
  const behind = items.splice(from).slice(indices.length);
  for (const item of added) items.push(item);
  for (const item of behind) items.push(item);
}

/** `a, *b = value` */
function unpack(
  context: Context,
  targets: readonly Expression[],
  slot: Slot,
  node: Expression,
): void {
  const items: Slot[] = [];
  let isExact = true;
  eachOf(context, slot.value, node, (element, isKnown) => {
    isExact &&= isKnown;
    if (isKnown) items.push(element);
    return 'normal';
  });
  const star = targets.findIndex(target => target.kind === 'starred');
  if (!isExact) {
    unpackUnknown(context, targets, slot, items, node);
    return;
  }
  const fits = star < 0 ? items.length === targets.length : items.length >= targets.length - 1;
  if (!fits) {
    context.raise('ValueError', 'operator', node);
    unpackUnknown(context, targets, slot, items, node);
    return;
  }
  const surplus = items.length - targets.length + 1;
  let next = 0;
  for (const target of targets) {
    if (target.kind !== 'starred') assignTarget(context, target, items[next++]!);
    else {
      const list = context.machine.created(new ListObject(items.slice(next, next + surplus)));
      assignTarget(context, target.value, { value: list, origin: slot.origin });
      next += surplus;
    }
  }
}

function unpackUnknown(
  context: Context,
  targets: readonly Expression[],
  slot: Slot,
  items: readonly Slot[],
  node: Expression,
): void {
  const { machine } = context;
  machine.mayRaise();
  machine.foreign.escape(slot.value);
  for (const { value } of items) machine.foreign.escape(value);
  const isScalar = slot.value instanceof Unknown && slot.value.nature === 'scalar';
  const reason = slot.value instanceof Unknown ? slot.value.reason : 'operator';
  for (const target of targets) {
    const value = context.unknown(
      reason,
      node,
      isScalar && target.kind !== 'starred' ? 'scalar' : 'foreign',
    );
    assignTarget(context, target, { value, origin: written(context.source, node) });
  }
}

/** `del target` */
export function deleteTarget(context: Context, target: Expression): void {
  const { machine } = context;
  switch (target.kind) {
    case 'name': {
      const scope = context.scope.target(target.name);
      if (!scope.state.bindings.has(target.name)) context.raise('NameError', 'name', target);
      machine.unbind(context.scope, target.name);
      break;
    }
    case 'subscript': {
      const object = evaluateValue(context, target.object);
      if (target.index.kind === 'slice') {
        const bounds = sliceBounds(context, target.index);
        const empty = {
          value: machine.created(new ListObject([])),
          origin: written(context.source, target),
        };
        assignSlice(context, object, bounds, empty, target);
      } else deleteItem(context, object, evaluateValue(context, target.index), target);
      break;
    }
    case 'attribute': {
      const object = evaluateValue(context, target.object);
      if (object instanceof ModuleObject) {
        machine.changing(object.scope);
        object.scope.state.bindings.delete(target.name);
      } else {
        machine.foreign.escape(object);
        context.runForeign('attribute', target);
      }
      break;
    }
    case 'tuple':
    case 'list':
      for (const item of target.items) deleteTarget(context, item);
      break;
    default:
  }
}

function deleteItem(context: Context, object: Value, index: Value, node: Expression): void {
  const { machine } = context;
  if (object instanceof DictObject) popItem(context, object, index, node);
  else if (
    object instanceof ListObject &&
    typeof index === 'bigint' &&
    object.state.unknown === undefined
  ) {
    const { length } = object.state.items;
    const position = Number(index < 0n ? index + BigInt(length) : index);
    if (position < 0 || position >= length) context.raise('IndexError', 'operator', node);
    else {
      machine.changing(object);
      object.state.items.splice(position, 1);
    }
  } else {
    if (object instanceof ListObject)
      loseContents(machine, object, context.unknown('operator', node));
    else machine.foreign.escape(object);
    context.runForeign('operator', node);
  }
}
