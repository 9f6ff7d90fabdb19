import type { ComprehensionNode, Expression } from '../parsing/ast.js';
import { assignTarget } from './assignment.js';
import { LARGEST_CONTAINER } from './budget.js';
import type { Context } from './context.js';
import { newDict, putItem } from './dicts.js';
import { evaluate, evaluateValue } from './expressions.js';
import { loseContents } from './foreign.js';
import { hashKey, isUnhashable } from './hashing.js';
import { forEach } from './iteration.js';
import { AllPathsLeft, type Completion } from './machine.js';
import { FunctionObject, ListObject, SetObject, type Value } from './objects.js';
import { Scope } from './scope.js';
import { truthOf } from './truth.js';
import { Unknown } from './unknown.js';

/** The value of a comprehension. A generator that nothing consumes at once is not followed. */
export function evaluateComprehension(context: Context, node: ComprehensionNode): Value {
  switch (node.form) {
    case 'list': {
      const list = context.machine.created(new ListObject([]));
      finish(runComprehension(context, node, inner => append(inner, list, node.value)));
      return list;
    }
    case 'set': {
      const set = context.machine.created(new SetObject(new Map()));
      finish(runComprehension(context, node, inner => add(inner, set, node.value)));
      return set;
    }
    case 'dict': {
      const dict = newDict(context);
      finish(
        runComprehension(context, node, inner => {
          const key = evaluate(inner, node.key!);
          const value = evaluate(inner, node.value);
          const place = { source: context.source, start: node.key!.start, end: node.value.end };
          putItem(inner, dict, { key, value, place }, node);
          return 'normal';
        }),
      );
      return dict;
    }
    default:
      return deferred(context, node);
  }
}

function finish(completion: Completion): void {
  if (completion !== 'normal') throw new AllPathsLeft();
}

function append(context: Context, list: ListObject, node: Expression): Completion {
  const slot = evaluate(context, node);
  appendItem(context, list, slot, node);
  return 'normal';
}

/** `list.append(value)`. */
export function appendItem(
  context: Context,
  list: ListObject,
  slot: ReturnType<typeof evaluate>,
  node: Expression,
): void {
  const { machine } = context;
  machine.changing(list);
  if (list.state.unknown !== undefined) machine.foreign.escape(slot.value);
  else if (list.state.items.length < LARGEST_CONTAINER) list.state.items.push(slot);
  else {
    loseContents(machine, list, context.unknown('limit', node));
    machine.foreign.escape(slot.value);
  }
}

function add(context: Context, set: SetObject, node: Expression): Completion {
  addToSet(context, set, evaluateValue(context, node), node);
  return 'normal';
}

/** `set.add(value)`. */
export function addToSet(context: Context, set: SetObject, value: Value, node: Expression): void {
  const { machine } = context;
  machine.changing(set);
  const hash = hashKey(value, machine);
  if (hash !== undefined) {
    if (!set.state.items.has(hash)) set.state.items.set(hash, value);
    return;
  }
  if (isUnhashable(value)) context.raise('TypeError', 'operator', node);
  else machine.mayRaise();
  machine.foreign.escape(value);
  if (value instanceof Unknown && value.nature === 'foreign') context.runForeign('operator', node);
  set.state.unknown ??= context.unknown('operator', node, 'scalar');
}

/** Runs the clauses of a comprehension and does something in the scope of the innermost for each turn. */
export function runComprehension(
  context: Context,
  node: ComprehensionNode,
  emit: (inner: Context) => Completion,
): Completion {
  const inner = context.within(context.machine.created(new Scope('comprehension', context.scope)));
  const run = (index: number): Completion => {
    const clause = node.clauses[index];
    if (clause === undefined) return emit(inner);
    if (clause.isAsync) context.runForeign('call', node);
    return forEach(index === 0 ? context : inner, clause.iterable, element => {
      assignTarget(inner, clause.target, element);
      return runIf(inner, clause.conditions, 0, () => run(index + 1));
    });
  };
  return run(0);
}

function runIf(
  context: Context,
  conditions: readonly Expression[],
  index: number,
  then: () => Completion,
): Completion {
  const condition = conditions[index];
  if (condition === undefined) return then();
  const truth = truthOf(context, evaluateValue(context, condition), condition);
  if (truth === false) return 'normal';
  const rest = () => runIf(context, conditions, index + 1, then);
  if (truth) return rest();
  return context.machine.fork([rest, () => 'normal'], context.detail(condition));
}

/** A generator: its first iterable is looked at now, the rest runs when and if something asks for it. */
function deferred(context: Context, node: ComprehensionNode): Value {
  const first = evaluateValue(context, node.clauses[0]!.iterable);
  const { foreign } = context.machine;
  foreign.escape(first);
  const [firstToken, lastToken] = tokensOf(context, node);
  foreign.escape(
    new FunctionObject('<genexpr>', context, [], new Map(), {
      kind: 'deferred',
      firstToken,
      lastToken,
    }),
  );
  return context.unknown('call', node);
}

/** The tokens of a node, found by their offsets. */
function tokensOf(context: Context, node: Expression): [number, number] {
  const { tokens, base } = context.source;
  const find = (offset: number): number => {
    let low = 0;
    let high = tokens.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tokens.start[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [find(node.start - base), find(node.end - base)];
}
