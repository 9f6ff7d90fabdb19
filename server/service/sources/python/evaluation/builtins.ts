import type { CallNode } from '../parsing/ast.js';
import { type Arguments, allArguments, escapeArguments, evaluateArguments } from './arguments.js';
import { callForeign } from './calls.js';
import { differenceOf, isInstance } from './comparisons.js';
import { addToSet, appendItem } from './comprehensions.js';
import type { Context } from './context.js';
import { deepCopy, shallowCopy } from './copying.js';
import { copyEntries, newDict, putItem, updateFrom, updateWith } from './dicts.js';
import { forEach } from './iteration.js';
import { isScalarValue } from './merging.js';
import {
  BuiltinObject,
  DictObject as Dict,
  type DictObject,
  FunctionObject,
  ListObject,
  SetObject,
  type Slot,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import { written } from './origin.js';
import { exposed } from './subscripts.js';
import { representationOf, textOf } from './texts.js';
import { truthOf } from './truth.js';
import { Unknown } from './unknown.js';

/** A call of one of Python's own functions or types. */
export function callBuiltin(context: Context, node: CallNode, callee: BuiltinObject): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  switch (callee.name) {
    case 'dict':
    case 'OrderedDict':
      return here(makeDict(context, node, callee.name === 'OrderedDict'));
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'sorted':
      return here(makeCollection(context, node, callee.name));
    case 'globals':
    case 'locals':
    case 'vars':
      escapeArguments(context, evaluateArguments(context, node));
      return here(exposed(context, node));
    default:
  }
  const given = evaluateArguments(context, node);
  if (callee.name === 'typing.cast' && given.positional.length === 2) return given.positional[1]!;
  return here(callPlain(context, node, callee.name, given));
}

function makeDict(context: Context, node: CallNode, isOrdered: boolean): Value {
  const dict = newDict(context, isOrdered);
  fillDict(context, dict, node);
  return dict;
}

/** `dict(...)` and `dict.update(...)` take the same arguments. */
export function fillDict(context: Context, dict: DictObject, node: CallNode): void {
  const { machine, source } = context;
  const isFresh = dict.state.entries.size === 0 && dict.state.open.length === 0;
  const first = node.arguments[0];
  const isPositional = first !== undefined && first.star === '' && first.name === undefined;
  const rest: CallNode = {
    ...node,
    arguments: isPositional ? node.arguments.slice(1) : node.arguments,
  };
  if (isPositional) {
    const { value: at } = first;
    // Python evaluates all arguments before it fills the dict; only a generator is asked while it does.
    const isGenerator = at.kind === 'comprehension' && at.form === 'generator';
    const held =
      isGenerator || isLazyCall(at)
        ? undefined
        : evaluateArguments(context, { ...node, arguments: [first] });
    const given = evaluateArguments(context, rest);
    if (held === undefined) fillFromPairs(context, dict, at);
    else {
      const slot = held.positional[0]!;
      if (isFresh && slot.value instanceof Dict)
        copyEntries(
          context,
          dict,
          slot.value,
          at.kind === 'dict' || at.kind === 'literal' ? undefined : at,
        );
      else updateWith(context, dict, slot, at);
    }
    fillFromKeywords(context, dict, rest, given);
    return;
  }
  const given = evaluateArguments(context, rest);
  if (given.positional.length > 0 || given.unknown !== undefined) {
    escapeArguments(context, given);
    const why = context.runForeign('call', node);
    machine.changing(dict);
    dict.state.lose(why, { source, start: node.start, end: node.end });
  }
  fillFromKeywords(context, dict, rest, given);
}

/** Calls whose elements forEach knows although their value is none that is known. */
function isLazyCall(node: CallNode['arguments'][number]['value']): boolean {
  return (
    node.kind === 'call' &&
    node.callee.kind === 'name' &&
    /^(?:zip|enumerate|reversed)$/.test(node.callee.name)
  );
}

function fillFromPairs(
  context: Context,
  dict: DictObject,
  at: CallNode['arguments'][number]['value'],
): void {
  forEach(context, at, pair => {
    const place = { source: context.source, start: at.start, end: at.end };
    const items = pair.value instanceof TupleObject ? pair.value.items : undefined;
    if (items?.length === 2)
      putItem(context, dict, { key: items[0]!, value: items[1]!, place }, at);
    else {
      const holder = new TupleObject([pair]);
      updateWith(context, dict, { value: holder, origin: pair.origin }, at);
    }
    return 'normal';
  });
}

function fillFromKeywords(
  context: Context,
  dict: DictObject,
  node: CallNode,
  given: Arguments,
): void {
  const { source } = context;
  for (const [name, value] of given.keywords) {
    const argument =
      node.arguments.find(other => other.name?.name === name) ??
      node.arguments.find(other => other.star === '**')!;
    const at = argument.name ?? argument.value;
    const key: Slot = { value: name, origin: written(source, at) };
    const place = { source, start: argument.start, end: argument.end };
    putItem(context, dict, { key, value, place }, argument.value);
  }
  if (given.unknown !== undefined) {
    const empty = newDict(context);
    empty.state.opened(given.unknown, { source, start: node.start, end: node.end });
    updateFrom(context, dict, empty, undefined, node);
  }
}

function makeCollection(context: Context, node: CallNode, name: string): Value {
  const [first] = node.arguments;
  const list = context.machine.created(new ListObject([]));
  const isSimple = node.arguments.every(argument => argument.star === '');
  const options = node.arguments.slice(1);
  const areOptionsKnown = options.length === 0 || (name === 'sorted' && isReverse(options));
  if (!isSimple || first?.name !== undefined || !areOptionsKnown) {
    return callForeign(context, node, evaluateArguments(context, node));
  }
  if (name === 'set' || name === 'frozenset') {
    const set = context.machine.created(new SetObject(new Map()));
    if (first !== undefined) {
      forEach(context, first.value, element => {
        addToSet(context, set, element.value, first.value);
        return 'normal';
      });
    }
    return set;
  }
  if (first !== undefined) {
    forEach(context, first.value, element => {
      appendItem(context, list, element, first.value);
      return 'normal';
    });
  }
  if (name === 'tuple') return list.state.unknown ?? new TupleObject(list.state.items);
  if (name === 'sorted') sortItems(context, list, node, options.length > 0);
  return list;
}

function isReverse(options: CallNode['arguments']): boolean {
  const [only] = options;
  return (
    options.length === 1 &&
    only!.name?.name === 'reverse' &&
    only!.value.kind === 'constant' &&
    only!.value.value === true
  );
}

/** Sorts a list by Python's order of its items; equal ones keep their order. */
export function sortItems(
  context: Context,
  list: ListObject,
  node: CallNode,
  isReverse: boolean,
): void {
  const { machine } = context;
  machine.changing(list);
  if (list.state.unknown !== undefined) return;
  const { items } = list.state;
  machine.budget.spend(items.length * 4);
  let isKnown = true;
  const sign = isReverse ? -1 : 1;
  const sorted = [...items].sort((a, b) => {
    const difference = differenceOf(a.value, b.value);
    if (difference === undefined) isKnown = false;
    return sign * (difference ?? 0);
  });
  if (isKnown) for (const [index, item] of sorted.entries()) items[index] = item;
  else {
    for (const { value } of items) machine.foreign.escape(value);
    items.length = 0;
    list.state.unknown = context.runForeign('operator', node);
  }
}

/** Functions that take values and give values. */
function callPlain(context: Context, node: CallNode, name: string, given: Arguments): Value {
  const { positional, keywords, unknown } = given;
  const values = positional.map(slot => slot.value);
  const [first, second] = values;
  const isKnown = unknown === undefined;
  if (name === 'print') return print(context, node, given);
  if (!isKnown || keywords.size > 0 || first === undefined)
    return noArguments(context, node, name, given);
  switch (name) {
    case 'len':
      return lengthOf(context, first, node);
    case 'str':
      return values.length === 1 ? textOf(context, first, node) : callForeign(context, node, given);
    case 'repr':
      return representationOf(context, first, node);
    case 'bool':
      return truthOf(context, first, node) ?? context.unknown('operator', node, 'scalar');
    case 'int':
      if (typeof first === 'bigint' && values.length === 1) return first;
      if (typeof first === 'boolean' && values.length === 1) return BigInt(first);
      if (typeof first === 'string' && values.length === 1 && /^[-+]?[0-9]{1,1000}$/.test(first))
        return BigInt(first);
      return scalarOrForeign(context, node, given);
    case 'float':
      return typeof first === 'number' ? first : scalarOrForeign(context, node, given);
    case 'abs':
      if (typeof first === 'bigint') return first < 0n ? -first : first;
      return scalarOrForeign(context, node, given);
    case 'isinstance':
      if (second === undefined || values.length !== 2) break;
      return isInstance(first, second) ?? scalarOrForeign(context, node, given);
    case 'copy.copy':
      return shallowCopy(context, first, node) ?? callForeign(context, node, given);
    case 'copy.deepcopy':
      return deepCopy(context, first, node) ?? callForeign(context, node, given);
    case 'min':
    case 'max':
      return extreme(context, values, name === 'max') ?? scalarOrForeign(context, node, given);
    default:
  }
  return scalarOrForeign(context, node, given);
}

function noArguments(context: Context, node: CallNode, name: string, given: Arguments): Value {
  if (given.unknown === undefined && given.keywords.size === 0) {
    if (name === 'str') return '';
    if (name === 'int') return 0n;
    if (name === 'float') return 0;
    if (name === 'bool') return false;
  }
  return callForeign(context, node, given);
}

/** Printing to anywhere but the standard output hands text to unknown code. */
function print(context: Context, node: CallNode, given: Arguments): Value {
  const isPlain = given.unknown === undefined && !given.keywords.has('file');
  if (!isPlain || holdsCode(given)) callForeign(context, node, given);
  return null;
}

function holdsCode(given: Arguments): boolean {
  return allArguments(given).some(({ value }) => !isData(value, 0));
}

/** Known data, all the way down: looking at it runs no code. */
function isData(value: Value, depth: number): boolean {
  if (depth > 20) return false;
  if (value instanceof Unknown) return value.nature !== 'foreign';
  if (value instanceof Dict) {
    return (
      !value.isOpened ||
      (value.state.open.length === 0 &&
        [...value.state.entries.values()].every(
          entry => entry.doubt === undefined && isData(entry.value, depth + 1),
        ))
    );
  }
  if (value instanceof ListObject) {
    return (
      value.state.unknown === undefined &&
      value.state.items.every(item => isData(item.value, depth + 1))
    );
  }
  if (value instanceof TupleObject)
    return !value.isLarge && value.items.every(item => isData(item.value, depth + 1));
  if (value instanceof ViewObject) return isData(value.dict, depth + 1);
  return (
    typeof value !== 'object' ||
    value === null ||
    value instanceof SetObject ||
    value instanceof BuiltinObject ||
    value instanceof FunctionObject
  );
}

/** A function that only looks: its answer is not known, but looking at data has no effect. */
function scalarOrForeign(context: Context, node: CallNode, given: Arguments): Value {
  context.machine.mayRaise();
  if (holdsCode(given) || given.unknown !== undefined) return callForeign(context, node, given);
  const isScalar = allArguments(given).every(({ value }) => isScalarValue(value));
  if (!isScalar) escapeArguments(context, given);
  return context.unknown('call', node, isScalar ? 'scalar' : 'foreign');
}

function lengthOf(context: Context, value: Value, node: CallNode): Value {
  if (typeof value === 'string') {
    context.machine.budget.spend(value.length >> 6);
    return BigInt(Array.from(value).length);
  }
  if (value instanceof TupleObject) return BigInt(value.items.length);
  if (value instanceof ListObject && value.state.unknown === undefined)
    return BigInt(value.state.items.length);
  if (value instanceof SetObject && value.state.unknown === undefined)
    return BigInt(value.state.items.size);
  const dict = value instanceof ViewObject ? value.dict : value;
  if (dict instanceof Dict) {
    const { state } = dict;
    const isSized =
      state.open.length === 0 && ![...state.entries.values()].some(entry => entry.isUncertain);
    return isSized ? BigInt(state.entries.size) : context.unknown('call', node, 'scalar');
  }
  if (value instanceof Unknown && value.nature === 'foreign') context.runForeign('call', node);
  context.machine.mayRaise();
  return context.unknown('call', node, 'scalar');
}

function extreme(context: Context, values: readonly Value[], isMost: boolean): Value | undefined {
  const [only] = values;
  const items =
    values.length > 1
      ? values
      : only instanceof TupleObject
        ? only.items.map(item => item.value)
        : only instanceof ListObject && only.state.unknown === undefined
          ? only.state.items.map(item => item.value)
          : [];
  context.machine.budget.spend(items.length);
  let best = items[0];
  for (const item of items.slice(1)) {
    const difference = differenceOf(item, best!);
    if (difference === undefined) return undefined;
    if (isMost ? difference > 0 : difference < 0) best = item;
  }
  return items.length > 0 && (typeof best !== 'object' || best === null) ? best : undefined;
}
