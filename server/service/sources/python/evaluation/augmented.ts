import type { Expression } from '../parsing/ast.js';
import { assignTarget, storeItem } from './assignment.js';
import { appendItem } from './comprehensions.js';
import type { Context } from './context.js';
import { updateWith } from './dicts.js';
import { evaluate, evaluateValue } from './expressions.js';
import { eachOf } from './iteration.js';
import { DictObject, ListObject, SetObject, type Slot, type Value } from './objects.js';
import { operate } from './operators.js';
import { written } from './origin.js';
import { itemOf } from './subscripts.js';

/** `target op= value`. Lists, dicts and sets are changed in place, so that every name for them sees it. */
export function augment(
  context: Context,
  target: Expression,
  operator: string,
  value: Expression,
): void {
  const node: Expression = {
    kind: 'binary',
    operator,
    left: target,
    right: value,
    start: target.start,
    end: value.end,
  };
  if (target.kind !== 'subscript' || target.index.kind === 'slice') {
    const before = evaluateValue(context, target);
    const after = change(context, before, operator, value, node);
    if (after !== before || typeof after !== 'object') {
      assignTarget(context, target, { value: after, origin: written(context.source, node) }, value);
    }
    return;
  }
  const object = evaluateValue(context, target.object);
  const index = evaluate(context, target.index);
  const before = itemOf(context, object, index.value, target).value;
  const after = change(context, before, operator, value, node);
  const isKnown = object instanceof DictObject || object instanceof ListObject;
  if (after === before && typeof after === 'object' && isKnown) return;
  const place = { source: context.source, start: target.index.start, end: value.end };
  storeItem(
    context,
    object,
    index,
    { value: after, origin: written(context.source, node) },
    place,
    target,
  );
}

function change(
  context: Context,
  before: Value,
  operator: string,
  value: Expression,
  node: Expression,
): Value {
  const given = evaluate(context, value);
  if (operator === '+' && before instanceof ListObject) {
    extend(context, before, given, value);
    return before;
  }
  if (operator === '|' && before instanceof DictObject) {
    updateWith(context, before, given, value);
    return before;
  }
  const after = operate(context, operator, before, given.value, node);
  const isInPlace =
    (before instanceof SetObject && after instanceof SetObject) ||
    (before instanceof ListObject && after instanceof ListObject);
  if (!isInPlace) return after;
  context.machine.changing(before);
  before.state = after.state.copy() as never;
  return before;
}

/** `list.extend(value)`. */
function extend(context: Context, list: ListObject, given: Slot, node: Expression): void {
  const { value } = given;
  const { machine } = context;
  if (value instanceof ListObject && value.state.unknown === undefined) {
    for (const item of [...value.state.items]) appendItem(context, list, item, node);
    return;
  }
  machine.changing(list);
  eachOf(context, value, node, element => {
    appendItem(context, list, element, node);
    return 'normal';
  });
}
