import { Keyword } from '../keywords.js';
import type { ExceptHeader } from '../parsing/statements.js';
import { parseExcept } from '../parsing/statements.js';
import type { Context } from './context.js';
import { catches } from './exceptions.js';
import type { Snapshot } from './journal.js';
import { type Completion, Construct, type Exit, type Leaving } from './machine.js';
import { written } from './origin.js';
import { runBody, runElse } from './statements.js';

/** Runs a `try` with all its clauses. */
export function runTry(context: Context, statement: number, after: number): Completion {
  const { keyword, next } = context.statements;
  let last: number | undefined;
  for (let clause = next[statement]!; clause < after; clause = next[clause]!) {
    if (keyword[clause] === Keyword.finally) last = clause;
  }
  if (last === undefined) return runGuarded(context, statement, after);
  return runFinally(context, last, () => runGuarded(context, statement, after));
}

/** Every path, however it leaves, runs the `finally` on its way. */
function runFinally(context: Context, clause: number, guarded: () => Completion): Completion {
  const { machine } = context;
  const { journal } = machine;
  const construct = new Construct('break', 'continue', 'return', 'raise');
  const completion = machine.inside(construct, guarded);
  const { exits, mark } = construct;
  if (exits.length === 0 || mark === undefined) {
    machine.release(construct);
    if (completion === 'gone') return 'gone';
    const { result, exception } = machine;
    const ended = runBody(context, clause);
    if (ended !== 'normal') return ended;
    machine.result = result;
    machine.exception = exception;
    return completion;
  }
  construct.mark = undefined;
  const paths: Path[] = exits.map(exit => ({ ...exit }));
  if (completion !== 'gone') {
    const { result, exception } = machine;
    paths.push({ kind: completion, snapshot: journal.snapshot(mark), result, exception });
  }
  const live: Snapshot[] = [];
  for (const { kind, snapshot, result, exception } of paths) {
    journal.restoreTo(mark, snapshot);
    const ended = machine.attempt(() => runBody(context, clause));
    if (ended === 'normal' && kind === 'normal') live.push(journal.snapshot(mark));
    else if (ended === 'normal') {
      machine.result = result;
      machine.exception = exception;
      machine.leave(kind as Leaving);
    } else if (ended !== 'gone') machine.leave(ended);
  }
  return goOn(context, mark, live);
}

type Path = Omit<Exit, 'kind'> & { kind: Leaving | 'normal' };

function goOn(
  context: Context,
  mark: NonNullable<Construct['mark']>,
  live: readonly Snapshot[],
): Completion {
  const { machine } = context;
  if (live.length > 0) {
    machine.meet(mark, live, '');
    return 'normal';
  }
  machine.journal.restore(mark);
  machine.journal.release(mark);
  return 'gone';
}

/** The `try`, its `except` clauses and its `else`. */
function runGuarded(context: Context, statement: number, after: number): Completion {
  const { machine } = context;
  const { journal } = machine;
  const handlers = handlersOf(context, statement, after);
  if (handlers.length === 0) return runBody(context, statement);
  const construct = new Construct('raise');
  const completion = machine.inside(construct, () => runBody(context, statement));
  const { exits } = construct;
  if (exits.length === 0 && completion !== 'raise') {
    machine.release(construct);
    return completion === 'normal' ? runElse(context, statement, after) : completion;
  }
  const mark = construct.mark ?? machine.mark();
  construct.mark = undefined;
  const raised: Raise[] = [...exits];
  if (completion === 'raise')
    raised.push({ snapshot: journal.snapshot(mark), exception: machine.exception });
  const live: Snapshot[] = [];
  const finish = (ended: Completion) => {
    if (ended === 'normal') live.push(journal.snapshot(mark));
    else if (ended !== 'gone') machine.leave(ended);
  };
  if (completion === 'normal') finish(machine.attempt(() => runElse(context, statement, after)));
  else if (completion !== 'raise' && completion !== 'gone') machine.leave(completion);
  let pending = raised;
  for (const handler of handlers) {
    const entering: Raise[] = [];
    const passing: Raise[] = [];
    for (const raise of pending) {
      const answer = catches(context, raise.exception, handler.type);
      if (answer !== false) entering.push(raise);
      if (answer !== true) passing.push(raise);
    }
    pending = passing;
    if (entering.length === 0) continue;
    machine.goTo(
      mark,
      entering.map(raise => raise.snapshot),
      '',
    );
    finish(machine.attempt(() => runHandler(context, handler)));
  }
  for (const { snapshot, exception } of pending) {
    journal.restoreTo(mark, snapshot);
    machine.exception = exception;
    machine.leave('raise');
  }
  return goOn(context, mark, live);
}

type Raise = Pick<Exit, 'snapshot' | 'exception'>;

interface Handler extends ExceptHeader {
  readonly clause: number;
}

function handlersOf({ source, statements }: Context, statement: number, after: number): Handler[] {
  const handlers: Handler[] = [];
  const { keyword, next } = statements;
  for (let clause = next[statement]!; clause < after; clause = next[clause]!) {
    if (keyword[clause] !== Keyword.except) continue;
    handlers.push({ clause, ...parseExcept(source, statements, clause) });
  }
  return handlers;
}

function runHandler(context: Context, { clause, name }: Handler): Completion {
  const { machine, scope, source } = context;
  if (name === undefined) return runBody(context, clause);
  const value = context.unknown('call', name);
  machine.bind(scope, name.name, { value, origin: written(source, name), at: name });
  const completion = runBody(context, clause);
  if (completion === 'normal') machine.unbind(scope, name.name);
  return completion;
}
