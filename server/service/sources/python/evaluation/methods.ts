import type { CallNode } from '../parsing/ast.js';
import { evaluateArguments } from './arguments.js';
import { callForeign } from './calls.js';
import type { Context } from './context.js';
import { callDictMethod } from './dictMethods.js';
import { newDict, putItem } from './dicts.js';
import { forEach } from './iteration.js';
import { callListMethod } from './listMethods.js';
import {
  BuiltinObject,
  DictObject,
  ListObject,
  type MethodObject,
  type Slot,
  type Value,
} from './objects.js';
import { written } from './origin.js';
import { callTextMethod } from './textMethods.js';

/** A call of a method of a known object. */
export function callMethod(context: Context, node: CallNode, method: MethodObject): Slot {
  const { receiver, name } = method;
  if (receiver instanceof DictObject) return callDictMethod(context, node, receiver, name);
  if (receiver instanceof ListObject) return callListMethod(context, node, receiver, name);
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (typeof receiver === 'string') return here(callTextMethod(context, node, receiver, name));
  if (receiver instanceof BuiltinObject && receiver.name === 'dict' && name === 'fromkeys') {
    return here(fromKeys(context, node));
  }
  return here(callOther(context, node, receiver));
}

/** A method that the reader does not know: whatever it reaches may have changed. */
export function callOther(context: Context, node: CallNode, receiver: Value): Value {
  const given = evaluateArguments(context, node);
  context.machine.foreign.escape(receiver);
  return callForeign(context, node, given);
}

/** `dict.fromkeys(keys, value)`. */
function fromKeys(context: Context, node: CallNode): Value {
  const [keys] = node.arguments;
  const isSimple = node.arguments.every(({ star, name }) => star === '' && name === undefined);
  if (keys === undefined || !isSimple)
    return callForeign(context, node, evaluateArguments(context, node));
  const dict = newDict(context);
  const given = evaluateArguments(context, { ...node, arguments: node.arguments.slice(1) });
  const value = given.positional[0] ?? { value: null, origin: written(context.source, node) };
  forEach(context, keys.value, key => {
    const place = { source: context.source, start: node.start, end: node.end };
    putItem(context, dict, { key, value, place }, keys.value);
    return 'normal';
  });
  return dict;
}
