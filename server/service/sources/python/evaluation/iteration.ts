import type { CallNode, Expression } from '../parsing/ast.js';
import { callValue } from './calls.js';
import { runComprehension } from './comprehensions.js';
import type { Context } from './context.js';
import { evaluate, evaluateValue } from './expressions.js';
import type { Completion } from './machine.js';
import {
  BuiltinObject,
  DictObject,
  ListObject,
  SetObject,
  type Slot,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import { link, written } from './origin.js';
import { Unknown } from './unknown.js';

/**
 * What happens for one element.
 *
 * @param isExact the elements so far were all that there are before this one, each known
 */
export type Visit = (element: Slot, isExact: boolean) => Completion;

/**
 * Does something for each element of what an expression gives, in Python's order, and stops at the first completion that
 * is not normal. Where the elements are not known it happens any number of times with an unknown element.
 */
export function forEach(context: Context, node: Expression, visit: Visit): Completion {
  if (node.kind === 'comprehension' && node.form === 'generator') {
    return runComprehension(context, node, inner => visit(evaluate(inner, node.value), false));
  }
  if (node.kind !== 'call') return eachOf(context, evaluateValue(context, node), node, visit);
  const callee = evaluateValue(context, node.callee);
  if (callee instanceof BuiltinObject && node.arguments.every(isSimple)) {
    if (callee.name === 'enumerate') return enumerate(context, node, visit);
    if (callee.name === 'zip') return zip(context, node, visit);
    if (callee.name === 'reversed') return reversed(context, node, visit);
    if (callee.name === 'range') return range(context, node, visit);
  }
  return eachOf(context, callValue(context, node, callee).value, node, visit);
}

function isSimple(argument: CallNode['arguments'][number]): boolean {
  return argument.star === '' && argument.name === undefined;
}

/** The same for a value that is there. */
export function eachOf(context: Context, value: Value, node: Expression, visit: Visit): Completion {
  const { machine } = context;
  if (typeof value === 'string')
    return eachItem(context, node, charactersOf(context, value, node), visit);
  if (value instanceof TupleObject) return eachItem(context, node, value.items, visit);
  if (value instanceof ListObject) return eachOfList(context, value, node, visit);
  if (value instanceof DictObject) return eachOfDict(context, value, 'keys', node, visit);
  if (value instanceof ViewObject) return eachOfDict(context, value.dict, value.part, node, visit);
  if (
    value instanceof SetObject &&
    value.state.unknown === undefined &&
    value.state.items.size < 2
  ) {
    const items = [...value.state.items.values()];
    return eachItem(
      context,
      node,
      items.map(item => slot(context, item, node)),
      visit,
    );
  }
  if (value instanceof SetObject)
    return eachUnknown(context, node, context.unknown('loop', node, 'scalar'), visit);
  if (value instanceof Unknown) return eachUnknown(context, node, value, visit);
  machine.foreign.escape(value);
  return eachUnknown(context, node, context.unknown('loop', node), visit);
}

function slot(context: Context, value: Value, node: Expression): Slot {
  return { value, origin: written(context.source, node) };
}

function charactersOf(context: Context, text: string, node: Expression): Slot[] {
  context.machine.budget.spend(text.length);
  return Array.from(text, character => slot(context, character, node));
}

function eachItem(
  context: Context,
  node: Expression,
  items: readonly Slot[],
  visit: Visit,
): Completion {
  for (const { value, origin } of items) {
    context.machine.budget.spend(1);
    const trail = origin.node === node ? origin.trail : link(context.source, node, origin.trail);
    const completion = visit({ value, origin: { ...origin, trail } }, true);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

/** A list that grows meanwhile gives the new elements, too. */
function eachOfList(
  context: Context,
  list: ListObject,
  node: Expression,
  visit: Visit,
): Completion {
  for (let i = 0; ; i++) {
    const { unknown, items } = list.state;
    if (unknown !== undefined) return eachUnknown(context, node, unknown, visit);
    const item = items[i];
    if (item === undefined) return 'normal';
    context.machine.budget.spend(1);
    const trail = link(context.source, node, item.origin.trail);
    const completion = visit({ value: item.value, origin: { ...item.origin, trail } }, true);
    if (completion !== 'normal') return completion;
  }
}

function eachOfDict(
  context: Context,
  dict: DictObject,
  part: ViewObject['part'],
  node: Expression,
  visit: Visit,
): Completion {
  const { machine } = context;
  const hashes =
    dict.state.isUnordered || dict.state.open.length > 0
      ? undefined
      : [...dict.state.entries.keys()];
  if (hashes === undefined) return eachOfLostDict(context, dict, node, visit);
  for (const hash of hashes) {
    machine.budget.spend(1);
    const { entries, open } = dict.state;
    const entry = entries.get(hash);
    if (entry === undefined || entry.isUncertain || open.length > 0)
      return eachOfLostDict(context, dict, node, visit);
    if (entries.size !== hashes.length) {
      context.raise('RuntimeError', 'loop', node);
      return eachOfLostDict(context, dict, node, visit);
    }
    const key: Slot = {
      value: entry.key,
      origin: { ...entry.keyOrigin, trail: link(context.source, node, entry.keyOrigin.trail) },
    };
    let element = key;
    if (part !== 'keys') {
      const trail = link(context.source, node, entry.origin.trail);
      const value: Slot =
        entry.doubt === undefined
          ? { value: entry.value, origin: { ...entry.origin, trail } }
          : slot(context, doubted(context, entry.value, entry.doubt), node);
      element = part === 'values' ? value : slot(context, new TupleObject([key, value]), node);
    }
    const completion = visit(element, true);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

function doubted(context: Context, value: Value, why: Unknown): Unknown {
  context.machine.foreign.escape(value);
  return new Unknown(why.reason, why.detail, 'foreign');
}

function eachOfLostDict(
  context: Context,
  dict: DictObject,
  node: Expression,
  visit: Visit,
): Completion {
  for (const { value } of dict.state.entries.values()) context.machine.foreign.escape(value);
  return eachUnknown(context, node, context.unknown('loop', node), visit);
}

/** Any number of unknown elements. */
function eachUnknown(context: Context, node: Expression, why: Unknown, visit: Visit): Completion {
  const nature = why.nature === 'scalar' ? 'scalar' : 'foreign';
  const element = slot(context, new Unknown(why.reason, why.detail, nature), node);
  context.machine.mayRaise();
  if (nature === 'foreign') context.machine.foreign.run(why);
  return context.machine.loop(() => {
    context.machine.mayRaise();
    if (nature === 'foreign') context.machine.foreign.run(why);
    return visit(element, false);
  }, context.detail(node));
}

function enumerate(context: Context, node: CallNode, visit: Visit): Completion {
  const [sequence, start] = node.arguments;
  if (sequence === undefined) {
    return eachUnknown(context, node, context.unknown('call', node), visit);
  }
  const first = start === undefined ? 0n : evaluateValue(context, start.value);
  let index = typeof first === 'bigint' ? first : undefined;
  return forEach(context, sequence.value, (element, isExact) => {
    const isKnown = isExact && index !== undefined;
    const number = isKnown ? index!++ : context.unknown('loop', node, 'scalar');
    const pair = new TupleObject([slot(context, number, node), element]);
    return visit(slot(context, pair, node), isExact);
  });
}

/** The elements of something that does not change while a statement goes over it; `undefined` if they are not known. */
function fixedItems(
  context: Context,
  value: Value,
  node: Expression,
): (() => readonly Slot[] | undefined) | undefined {
  if (typeof value === 'string') {
    const items = charactersOf(context, value, node);
    return () => items;
  }
  if (value instanceof TupleObject) return () => value.items;
  if (value instanceof ListObject) {
    const { changes } = value;
    return () =>
      value.changes === changes && value.state.unknown === undefined
        ? value.state.items
        : undefined;
  }
  const dict = value instanceof ViewObject ? value.dict : value;
  if (!(dict instanceof DictObject) || !dict.state.isExact) return undefined;
  const items: Slot[] = [];
  eachOfDict(context, dict, value instanceof ViewObject ? value.part : 'keys', node, element => {
    items.push(element);
    return 'normal';
  });
  const { state } = dict;
  return () => (dict.state === state ? items : undefined);
}

function zip(context: Context, node: CallNode, visit: Visit): Completion {
  const values = node.arguments.map(({ value }) => evaluateValue(context, value));
  const sequences = values.map((value, index) =>
    fixedItems(context, value, node.arguments[index]!.value),
  );
  for (let i = 0; ; i++) {
    const rows = sequences.map(items => items?.());
    if (rows.length === 0) return 'normal';
    if (rows.some(row => row === undefined)) {
      for (const value of values) context.machine.foreign.escape(value);
      return eachUnknown(context, node, context.unknown('loop', node), visit);
    }
    const row = rows.map(items => items![i]);
    if (row.includes(undefined)) return 'normal';
    context.machine.budget.spend(row.length);
    const completion = visit(slot(context, new TupleObject(row as Slot[]), node), true);
    if (completion !== 'normal') return completion;
  }
}

function reversed(context: Context, node: CallNode, visit: Visit): Completion {
  const [sequence] = node.arguments;
  if (sequence === undefined)
    return eachUnknown(context, node, context.unknown('call', node), visit);
  const value = evaluateValue(context, sequence.value);
  const items = fixedItems(context, value, sequence.value)?.();
  if (items === undefined || value instanceof ListObject === false) {
    if (items !== undefined) return eachItem(context, sequence.value, [...items].reverse(), visit);
    return eachOf(context, value, sequence.value, visit);
  }
  return eachItem(context, sequence.value, [...items].reverse(), visit);
}

function range(context: Context, node: CallNode, visit: Visit): Completion {
  const numbers = node.arguments.map(({ value }) => evaluateValue(context, value));
  if (
    numbers.length === 0 ||
    numbers.length > 3 ||
    !numbers.every(number => typeof number === 'bigint')
  ) {
    return eachUnknown(context, node, context.unknown('loop', node, 'scalar'), visit);
  }
  const [start, stop, step] =
    numbers.length === 1 ? [0n, numbers[0]!, 1n] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1n];
  if (step === 0n) {
    context.raise('ValueError', 'loop', node);
    return 'normal';
  }
  for (let i = start; step > 0n ? i < stop : i > stop; i += step) {
    context.machine.budget.spend(1);
    const completion = visit(slot(context, i, node), true);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}
