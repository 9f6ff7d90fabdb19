import type { CallNode, Parameter } from '../parsing/ast.js';
import { type Arguments, escapeArguments } from './arguments.js';
import type { Context } from './context.js';
import { newDict, putItem } from './dicts.js';
import { evaluate } from './expressions.js';
import { AllPathsLeft, type Completion, Construct, Raised } from './machine.js';
import { type FunctionObject, type Slot, TupleObject } from './objects.js';
import { link, written } from './origin.js';
import { Scope } from './scope.js';
import { runBlock } from './statements.js';

/** Helpers call helpers, but not deeper than this. */
const DEEPEST = 20;

export function defaultsOf(
  context: Context,
  parameters: readonly Parameter[] | undefined,
): Map<string, Slot> {
  const defaults = new Map<string, Slot>();
  for (const { name, fallback } of parameters ?? []) {
    if (fallback !== undefined) defaults.set(name, evaluate(context, fallback));
  }
  return defaults;
}

/** A call of a function of the module: its body is run, unless that is more than the reader can follow. */
export function callFunction(
  context: Context,
  node: CallNode,
  called: FunctionObject,
  given: Arguments,
): Slot {
  const { machine } = context;
  const { body, home } = called;
  const isPlain = body.kind === 'lambda' || (body.kind === 'block' && body.isPlain);
  if (!isPlain || given.unknown !== undefined || called.parameters === undefined) {
    return callBlindly(context, node, called, given, false);
  }
  if (machine.callDepth >= DEEPEST) return callBlindly(context, node, called, given, true);
  const scope = machine.created(new Scope('function', home.scope));
  const inner = home.within(scope);
  if (!bindParameters(inner, node, called, given)) {
    const value = context.raise('TypeError', 'call', node);
    return { value, origin: written(context.source, node) };
  }
  const construct = new Construct('return');
  machine.callDepth++;
  const completion = machine.inside(construct, () => {
    machine.result = undefined;
    if (body.kind === 'block') {
      const { next } = home.statements;
      return runBlock(inner, body.statement + 1, next[body.statement]!);
    }
    machine.result = body.kind === 'lambda' ? evaluate(inner, body.node.body) : undefined;
    return 'return';
  });
  machine.callDepth--;
  return finishCall(context, node, construct, completion);
}

function finishCall(
  context: Context,
  node: CallNode,
  construct: Construct,
  completion: Completion,
): Slot {
  const { machine } = context;
  const none: Slot = { value: null, origin: written(context.source, node) };
  const isAlive = completion === 'return' || completion === 'normal';
  const current = (completion === 'return' && machine.result) || none;
  const { exits, mark } = construct;
  if (exits.length === 0 || mark === undefined) {
    machine.release(construct);
    if (completion === 'gone') throw new AllPathsLeft();
    if (completion === 'raise') throw new Raised(machine.exception);
    return through(context, node, current);
  }
  const results = exits.map(exit => exit.result ?? none);
  const snapshots = exits.map(exit => exit.snapshot);
  if (isAlive) {
    results.push(current);
    snapshots.push(machine.journal.snapshot(mark));
  } else if (completion === 'raise') machine.leave('raise');
  construct.mark = undefined;
  const { merger } = machine.meet(mark, snapshots, context.detail(node));
  if (merger === undefined) return through(context, node, results[0]!);
  const value = merger.value(results.map((slot, path) => ({ path, of: slot.value })));
  for (const thing of merger.created) machine.journal.created(thing);
  return { value, origin: written(context.source, node) };
}

/** What a function returns is written in the function; the call is a reference to it. */
function through(context: Context, node: CallNode, { value, origin }: Slot): Slot {
  return { value, origin: { ...origin, trail: link(context.source, node, origin.trail) } };
}

/** The function may have done anything that its text allows. */
function callBlindly(
  context: Context,
  node: CallNode,
  called: FunctionObject,
  given: Arguments,
  isTooDeep: boolean,
): Slot {
  const { machine } = context;
  const why = context.unknown(isTooDeep ? 'limit' : 'call', node);
  escapeArguments(context, given);
  machine.foreign.escape(called);
  machine.mayRaise();
  machine.foreign.runFunction(called, why);
  return { value: why, origin: written(context.source, node) };
}

function bindParameters(
  inner: Context,
  node: CallNode,
  called: FunctionObject,
  given: Arguments,
): boolean {
  const keywords = new Map(given.keywords);
  const positional = [...given.positional];
  const bind = (name: string, slot: Slot) => {
    inner.machine.bind(inner.scope, name, { ...slot, at: node });
  };
  for (const { name, kind } of called.parameters!) {
    const fallback = called.defaults.get(name);
    if (kind === 'rest') {
      bind(name, {
        value: new TupleObject(positional.splice(0)),
        origin: written(inner.source, node),
      });
    } else if (kind === 'keywords') {
      const dict = newDict(inner);
      for (const [key, value] of keywords) {
        const { source, node: at } = value.origin;
        const place = { source, start: at.start, end: at.end };
        putItem(inner, dict, { key: { value: key, origin: value.origin }, value, place }, node);
      }
      keywords.clear();
      bind(name, { value: dict, origin: written(inner.source, node) });
    } else {
      const slot =
        (kind !== 'keyword' ? positional.shift() : undefined) ??
        (kind !== 'positional' && keywords.has(name) ? keywords.get(name) : undefined) ??
        fallback;
      if (slot === undefined) return false;
      if (slot === keywords.get(name)) keywords.delete(name);
      bind(name, slot);
    }
  }
  return positional.length === 0 && keywords.size === 0;
}
