import type { DictNode, Expression, SequenceNode } from '../parsing/ast.js';
import { addToSet, appendItem } from './comprehensions.js';
import type { Context } from './context.js';
import { newDict, putItem, updateWith } from './dicts.js';
import { evaluate, evaluateValue } from './expressions.js';
import { eachOf, forEach } from './iteration.js';
import { AllPathsLeft, type Completion } from './machine.js';
import { ListObject, SetObject, type Slot, TupleObject, type Value } from './objects.js';
import type { Unknown } from './unknown.js';

/** A list or tuple display. */
export function evaluateSequence(context: Context, node: SequenceNode): Value {
  const { machine } = context;
  if (!node.items.some(item => item.kind === 'starred')) {
    const items = node.items.map(item => evaluate(context, item));
    return node.kind === 'tuple' ? new TupleObject(items) : machine.created(new ListObject(items));
  }
  const list = machine.created(new ListObject([]));
  for (const item of node.items) addItem(context, list, item);
  if (node.kind === 'list') return list;
  const { items, unknown } = list.state;
  return unknown ?? new TupleObject(items);
}

function addItem(context: Context, list: ListObject, item: Expression): void {
  if (item.kind === 'starred') spread(context, list, item.value);
  else appendItem(context, list, evaluate(context, item), item);
}

/** `list.extend(iterable)`. A list is taken as it is before, though it may be the same list. */
export function spread(context: Context, list: ListObject, iterable: Expression): void {
  const add = (element: Slot): Completion => {
    appendItem(context, list, element, iterable);
    return 'normal';
  };
  const isAsked = iterable.kind === 'call' || iterable.kind === 'comprehension';
  const value = isAsked ? undefined : evaluateValue(context, iterable);
  let completion: Completion;
  if (value instanceof ListObject && value.state.unknown === undefined) {
    completion = eachOf(context, new TupleObject([...value.state.items]), iterable, add);
  } else if (value !== undefined) completion = eachOf(context, value, iterable, add);
  else completion = forEach(context, iterable, add);
  if (completion !== 'normal') throw new AllPathsLeft();
}

/** The items of some expressions with stars; an Unknown where a star's are not known. */
export function evaluateItems(
  context: Context,
  nodes: readonly Expression[],
): readonly Slot[] | Unknown {
  const list = context.machine.created(new ListObject([]));
  for (const node of nodes) addItem(context, list, node);
  return list.state.unknown ?? list.state.items;
}

export function evaluateSet(context: Context, node: SequenceNode): Value {
  const set = context.machine.created(new SetObject(new Map()));
  for (const item of node.items) {
    if (item.kind !== 'starred') addToSet(context, set, evaluateValue(context, item), item);
    else {
      const completion = forEach(context, item.value, element => {
        addToSet(context, set, element.value, item);
        return 'normal';
      });
      if (completion !== 'normal') throw new AllPathsLeft();
    }
  }
  return set;
}

export function evaluateDict(context: Context, node: DictNode): Value {
  const dict = newDict(context);
  for (const { key, value, start, end, damaged } of node.entries) {
    if (key === undefined) {
      if (damaged) continue;
      updateWith(context, dict, evaluate(context, value), value);
    } else if (!damaged || key.kind === 'string') {
      const keySlot = evaluate(context, key);
      const valueSlot = evaluate(context, value);
      const place = { source: context.source, start, end };
      const entry = { key: keySlot, value: valueSlot, place, isDamaged: damaged };
      putItem(context, dict, entry, key);
    }
  }
  return dict;
}
