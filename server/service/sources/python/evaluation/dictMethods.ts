import type { CallNode, Expression } from '../parsing/ast.js';
import { type Arguments, evaluateArguments } from './arguments.js';
import { fillDict } from './builtins.js';
import { callForeign } from './calls.js';
import { compare } from './comparisons.js';
import type { Context } from './context.js';
import { shallowCopy } from './copying.js';
import { clearDict, getItem, popItem, putItem, setDefault } from './dicts.js';
import { callOther } from './methods.js';
import { type DictObject, type Slot, TupleObject, type Value, ViewObject } from './objects.js';
import { written } from './origin.js';

/** A call of a method of a dict. */
export function callDictMethod(
  context: Context,
  node: CallNode,
  dict: DictObject,
  name: string,
): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  switch (name) {
    case 'update':
      fillDict(context, dict, node);
      return here(null);
    case 'get':
    case 'pop':
    case 'setdefault':
    case '__getitem__':
    case '__setitem__':
    case '__delitem__':
    case '__contains__':
      return callWithKey(context, node, dict, name);
    case 'keys':
    case 'values':
    case 'items':
    case 'copy':
    case 'clear':
    case 'popitem':
      return callWithoutArguments(context, node, dict, name);
    default:
      return here(callOther(context, node, dict));
  }
}

function callWithKey(context: Context, node: CallNode, dict: DictObject, name: string): Slot {
  const given = evaluateArguments(context, node);
  const { positional, keywords, unknown, nodes } = given;
  const [key, second] = positional;
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (key === undefined || keywords.size > 0 || unknown !== undefined || positional.length > 2) {
    return here(loseTo(context, node, dict, given));
  }
  const none: Slot = here(null);
  switch (name) {
    case 'get':
      return getItem(context, dict, key.value, node, second ?? none);
    case 'pop':
      return popItem(context, dict, key.value, node, second);
    case '__getitem__':
      return getItem(context, dict, key.value, node);
    case '__delitem__':
      popItem(context, dict, key.value, node);
      return none;
    case '__contains__':
      return here(
        compare(context, 'in', key.value, dict, node) ??
          context.unknown('operator', node, 'scalar'),
      );
    default: {
      const place = { source: context.source, start: nodes[0]!.start, end: nodes.at(-1)!.end };
      const entry = { key, value: second ?? none, place };
      if (name === 'setdefault') return setDefault(context, dict, entry, node);
      putItem(context, dict, entry, node);
      return none;
    }
  }
}

/** Arguments that the reader cannot follow. */
function loseTo(context: Context, node: CallNode, dict: DictObject, given: Arguments): Value {
  context.machine.foreign.escape(dict);
  return callForeign(context, node, given);
}

function callWithoutArguments(
  context: Context,
  node: CallNode,
  dict: DictObject,
  name: string,
): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (node.arguments.length > 0) return here(callOther(context, node, dict));
  switch (name) {
    case 'copy':
      return here(shallowCopy(context, dict, receiverOf(node))!);
    case 'clear':
      clearDict(context, dict);
      return here(null);
    case 'popitem': {
      const last = [...dict.state.entries.values()].at(-1);
      if (last === undefined || !dict.state.isExact) return here(callOther(context, node, dict));
      const key: Slot = { value: last.key, origin: last.keyOrigin };
      const value = popItem(context, dict, last.key, node);
      return here(new TupleObject([key, value]));
    }
    default:
      return here(new ViewObject(dict, name as ViewObject['part']));
  }
}

function receiverOf(node: CallNode): Expression {
  return node.callee.kind === 'attribute' ? node.callee.object : node.callee;
}
