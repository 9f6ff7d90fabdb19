import type { CallNode } from '../parsing/ast.js';
import { evaluateArguments } from './arguments.js';
import { sortItems } from './builtins.js';
import { equals } from './comparisons.js';
import { appendItem } from './comprehensions.js';
import type { Context } from './context.js';
import { shallowCopy } from './copying.js';
import { spread } from './displays.js';
import { loseContents } from './foreign.js';
import { callOther } from './methods.js';
import type { ListObject, Slot, Value } from './objects.js';
import { written } from './origin.js';
import { Unknown } from './unknown.js';

/** A call of a method of a list. */
export function callListMethod(
  context: Context,
  node: CallNode,
  list: ListObject,
  name: string,
): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  const [first] = node.arguments;
  const isSimple = node.arguments.every(
    argument => argument.star === '' && argument.name === undefined,
  );
  if (!isSimple) return here(callOther(context, node, list));
  if (name === 'extend' && first !== undefined && node.arguments.length === 1) {
    context.machine.changing(list);
    spread(context, list, first.value);
    return here(null);
  }
  if (!METHODS.has(name)) return here(callOther(context, node, list));
  const { positional } = evaluateArguments(context, node);
  return (
    callPlain(context, node, list, name, positional) ??
    here(callOther(context, { ...node, arguments: [] }, list))
  );
}

const METHODS: ReadonlySet<string> = new Set([
  'append',
  'insert',
  'pop',
  'remove',
  'clear',
  'reverse',
  'copy',
  'sort',
  'index',
  'count',
]);

/** `undefined`: the reader does not know what happens. */
function callPlain(
  context: Context,
  node: CallNode,
  list: ListObject,
  name: string,
  given: readonly Slot[],
): Slot | undefined {
  const { machine } = context;
  const [first, second] = given;
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  const { state } = list;
  if (name === 'append' && first !== undefined) {
    appendItem(context, list, first, node);
    return here(null);
  }
  if (state.unknown !== undefined) {
    for (const { value } of given) machine.foreign.escape(value);
    machine.mayRaise();
    return here(new Unknown(state.unknown.reason, state.unknown.detail, 'foreign'));
  }
  machine.budget.spend(state.items.length >> 3);
  switch (name) {
    case 'copy':
      return here(shallowCopy(context, list, node.callee)!);
    case 'clear':
      machine.changing(list);
      list.state.items.length = 0;
      return here(null);
    case 'reverse':
      machine.changing(list);
      list.state.items.reverse();
      return here(null);
    case 'sort':
      sortItems(context, list, node, false);
      return here(null);
    case 'insert':
      return insert(context, list, first, second, node) ? here(null) : undefined;
    case 'pop':
      return pop(context, list, first, node);
    case 'remove': {
      const index = first && indexOf(context, list, first.value, node);
      if (index === undefined) return undefined;
      if (index < 0) return here(context.raise('ValueError', 'call', node));
      machine.changing(list);
      list.state.items.splice(index, 1);
      return here(null);
    }
    case 'index': {
      const index =
        first && given.length === 1 ? indexOf(context, list, first.value, node) : undefined;
      if (index === undefined) return undefined;
      return here(index < 0 ? context.raise('ValueError', 'call', node) : BigInt(index));
    }
    default:
      return undefined;
  }
}

function insert(
  context: Context,
  list: ListObject,
  at: Slot | undefined,
  item: Slot | undefined,
  node: CallNode,
): boolean {
  if (at === undefined || item === undefined) return false;
  const { machine } = context;
  if (typeof at.value !== 'bigint') {
    machine.foreign.escape(item.value);
    loseContents(machine, list, context.unknown('call', node));
    return true;
  }
  machine.changing(list);
  const { items } = list.state;
  const index = Number(at.value);
  items.splice(index < 0 ? Math.max(0, items.length + index) : index, 0, item);
  return true;
}

function pop(
  context: Context,
  list: ListObject,
  at: Slot | undefined,
  node: CallNode,
): Slot | undefined {
  const { items } = list.state;
  const index = at === undefined ? -1n : at.value;
  if (typeof index !== 'bigint') return undefined;
  const position = Number(index < 0n ? index + BigInt(items.length) : index);
  const item = items[position];
  if (item === undefined) {
    return {
      value: context.raise('IndexError', 'call', node),
      origin: written(context.source, node),
    };
  }
  context.machine.changing(list);
  list.state.items.splice(position, 1);
  return item;
}

/** The index of the first equal item, -1 if there is none, `undefined` if that is not known. */
function indexOf(
  context: Context,
  list: ListObject,
  value: Value,
  node: CallNode,
): number | undefined {
  for (const [index, item] of [...list.state.items].entries()) {
    const answer = item.value === value ? true : equals(context, item.value, value, node);
    if (answer === undefined) return undefined;
    if (answer) return index;
  }
  return -1;
}
