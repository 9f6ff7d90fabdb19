import type { CallNode, Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { spread } from './displays.js';
import { evaluate, evaluateValue } from './expressions.js';
import { DictObject, ListObject, type Slot } from './objects.js';
import { Unknown } from './unknown.js';

/** The arguments of a call, evaluated in the order of the text. */
export interface Arguments {
  readonly positional: readonly Slot[];
  /** The expressions of the positional arguments; those of a star stand for several. */
  readonly nodes: readonly Expression[];
  readonly keywords: ReadonlyMap<string, Slot>;
  /** Why there may be other arguments: a star of something unknown. */
  readonly unknown?: Unknown | undefined;
}

export function evaluateArguments(context: Context, node: CallNode): Arguments {
  const list = context.machine.created(new ListObject([]));
  const nodes: Expression[] = [];
  const keywords = new Map<string, Slot>();
  let unknown: Unknown | undefined;
  for (const argument of node.arguments) {
    if (argument.star === '*') {
      spread(context, list, argument.value);
      unknown ??= list.state.unknown;
    } else if (argument.star === '**') {
      unknown ??= addKeywords(context, keywords, argument.value);
    } else if (argument.name !== undefined) {
      const slot = evaluate(context, argument.value);
      keywords.set(argument.name.name, slot);
    } else {
      const slot = evaluate(context, argument.value);
      if (list.state.unknown === undefined) list.state.items.push(slot);
      else context.machine.foreign.escape(slot.value);
    }
    while (argument.name === undefined && nodes.length < list.state.items.length)
      nodes.push(argument.value);
  }
  return { positional: list.state.items, nodes, keywords, unknown };
}

function addKeywords(
  context: Context,
  keywords: Map<string, Slot>,
  node: Expression,
): Unknown | undefined {
  const value = evaluateValue(context, node);
  if (!(value instanceof DictObject) || !value.state.isExact) {
    context.machine.foreign.escape(value);
    const why = value instanceof Unknown ? value : context.unknown('call', node);
    context.runForeign(why.reason, node);
    return why;
  }
  for (const entry of value.state.entries.values()) {
    if (typeof entry.key !== 'string') return context.unknown('call', node);
    keywords.set(entry.key, { value: entry.value, origin: entry.origin });
  }
  return undefined;
}

/** Everything that is handed over may be held by unknown code from now on. */
export function escapeArguments(context: Context, { positional, keywords }: Arguments): void {
  for (const { value } of positional) context.machine.foreign.escape(value);
  for (const { value } of keywords.values()) context.machine.foreign.escape(value);
}

export function allArguments({ positional, keywords }: Arguments): readonly Slot[] {
  return [...positional, ...keywords.values()];
}
