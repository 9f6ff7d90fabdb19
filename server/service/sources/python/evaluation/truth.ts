import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import {
  DictObject,
  ListObject,
  OtherObject,
  SetObject,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import { Unknown } from './unknown.js';

/** Whether Python takes a value for true; `undefined` if that is not known. Asking a foreign value may run code. */
export function truthOf(context: Context, value: Value, node: Expression): boolean | undefined {
  if (value instanceof Unknown) {
    if (value.nature === 'foreign') context.runForeign('operator', node);
    return undefined;
  }
  if (value instanceof DictObject) return filled(value);
  if (value instanceof ViewObject) return filled(value.dict);
  if (value instanceof ListObject) {
    return value.state.unknown === undefined ? value.state.items.length > 0 : undefined;
  }
  if (value instanceof SetObject) {
    return value.state.unknown === undefined ? value.state.items.size > 0 : undefined;
  }
  if (value instanceof TupleObject) return value.items.length > 0;
  if (value instanceof OtherObject) return value.type === 'ellipsis' ? true : undefined;
  if (typeof value === 'object' && value !== null) return true;
  return Number.isNaN(value) ? true : Boolean(value);
}

function filled({ state }: DictObject): boolean | undefined {
  let isUncertain = state.open.length > 0;
  for (const entry of state.entries.values()) {
    if (!entry.isUncertain) return true;
    isUncertain = true;
  }
  return isUncertain ? undefined : false;
}
