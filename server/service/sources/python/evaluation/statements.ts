import { Keyword } from '../keywords.js';
import {
  parseDecorator,
  parseDeleted,
  parseFor,
  parseNames,
  parseOperand,
  parseSimpleStatement,
} from '../parsing/statements.js';
import type { Statements } from '../statements.js';
import { TokenKind } from '../tokens.js';
import { assignTarget, deleteTarget } from './assignment.js';
import { augment } from './augmented.js';
import { BudgetExceeded } from './budget.js';
import type { Context } from './context.js';
import { defineClass, defineFunction } from './definitions.js';
import { exceptionNamed } from './exceptions.js';
import { evaluate, evaluateValue } from './expressions.js';
import { runFromImport, runImport } from './imports.js';
import { forEach } from './iteration.js';
import { type Completion, Construct } from './machine.js';
import { runMatch } from './matching.js';
import type { Scope } from './scope.js';
import { runTry } from './tries.js';
import { truthOf } from './truth.js';
import { runWith } from './withs.js';

const COST_OF_STATEMENT = 3;

/** Runs the statements from one index up to another that are siblings. */
export function runBlock(context: Context, from: number, to: number): Completion {
  for (let statement = from; statement < to; ) {
    const after = endOfCompound(context.statements, statement, to);
    const completion = context.machine.attempt(() => runStatement(context, statement, after));
    if (completion !== 'normal') return completion;
    statement = after;
  }
  return 'normal';
}

const CLAUSES: ReadonlyMap<number, readonly number[]> = new Map([
  [Keyword.if, [Keyword.elif, Keyword.else]],
  [Keyword.for, [Keyword.else]],
  [Keyword.while, [Keyword.else]],
  [Keyword.try, [Keyword.except, Keyword.else, Keyword.finally]],
]);

/** The statement behind a compound one with its further clauses, or behind a definition with its decorators. */
export function endOfCompound(
  { keyword, next }: Statements,
  statement: number,
  limit: number,
): number {
  let after = statement;
  while (after < limit && keyword[after] === Keyword.decorator) after = next[after]!;
  if (after >= limit) return limit;
  const clauses = CLAUSES.get(keyword[after]!) ?? [];
  after = next[after]!;
  while (after < limit && clauses.includes(keyword[after]!)) after = next[after]!;
  return Math.min(after, limit);
}

/** The statements of the block that a statement opens. */
export function runBody(context: Context, statement: number): Completion {
  return runBlock(context, statement + 1, context.statements.next[statement]!);
}

/** @param after the statement behind it, with its clauses */
function runStatement(context: Context, statement: number, after: number): Completion {
  const { machine, source } = context;
  machine.budget.spend(COST_OF_STATEMENT);
  notePlace(context, statement);
  const completion = runKeyword(context, statement, after);
  // What was left unread may have done anything.
  if (source.isExhausted) throw new BudgetExceeded();
  return completion;
}

function runKeyword(context: Context, statement: number, after: number): Completion {
  const { machine, source, statements } = context;
  switch (statements.keyword[statement]) {
    case Keyword.none:
      runSimple(context, statement);
      return 'normal';
    case Keyword.if:
      return machine.nested(() => runIf(context, statement, after));
    case Keyword.for:
      return machine.nested(() => runFor(context, statement, after));
    case Keyword.while:
      return machine.nested(() => runWhile(context, statement, after));
    case Keyword.try:
      return machine.nested(() => runTry(context, statement, after));
    case Keyword.with:
      return machine.nested(() => runWith(context, statement));
    case Keyword.match:
      return machine.nested(() => runMatch(context, statement));
    case Keyword.decorator:
      return runDecorated(context, statement, after);
    case Keyword.def:
      defineFunction(context, statement, []);
      return 'normal';
    case Keyword.class:
      return machine.nested(() => defineClass(context, statement, []));
    case Keyword.import:
      runImport(context, statement);
      return 'normal';
    case Keyword.from:
      runFromImport(context, statement);
      return 'normal';
    case Keyword.del:
      for (const target of parseDeleted(source, statements, statement))
        deleteTarget(context, target);
      return 'normal';
    case Keyword.return: {
      const operand = parseOperand(source, statements, statement);
      machine.result = operand && evaluate(context, operand);
      return context.scope.kind === 'module' ? 'normal' : 'return';
    }
    case Keyword.raise:
      return runRaise(context, statement);
    case Keyword.assert:
      return runAssert(context, statement);
    case Keyword.break:
      return 'break';
    case Keyword.continue:
      return 'continue';
    case Keyword.global:
    case Keyword.nonlocal:
      declareElsewhere(context, statement);
      return 'normal';
    default:
      return 'normal';
  }
}

/** Effects of unknown code are placed at the statement of the file itself that led to them. */
function notePlace(context: Context, statement: number): void {
  const { machine, source, statements } = context;
  if (source.path !== undefined || machine.callDepth > 0) return;
  const start = source.start(statements.first[statement]!);
  const end = source.end(statements.last[statement]! - 1);
  machine.placeOfEffect = { source, start, end };
}

function runSimple(context: Context, statement: number): void {
  const simple = parseSimpleStatement(context.source, context.statements, statement);
  switch (simple.kind) {
    case 'expression':
      evaluate(context, simple.value);
      break;
    case 'assign': {
      const slot = evaluate(context, simple.value);
      for (const target of simple.targets) assignTarget(context, target, slot, simple.value);
      break;
    }
    case 'annotate':
      if (simple.value !== undefined) {
        assignTarget(context, simple.target, evaluate(context, simple.value), simple.value);
      }
      break;
    case 'augment':
      augment(context, simple.target, simple.operator, simple.value);
      break;
    default:
  }
}

function runIf(context: Context, statement: number, after: number): Completion {
  const { machine, source, statements } = context;
  for (let clause = statement; clause < after; clause = statements.next[clause]!) {
    if (statements.keyword[clause] === Keyword.else) return runBody(context, clause);
    const test = parseOperand(source, statements, clause);
    const truth = test && truthOf(context, evaluateValue(context, test), test);
    if (truth === false) continue;
    if (truth) return runBody(context, clause);
    const rest = statements.next[clause]!;
    return machine.fork(
      [
        () => runBody(context, clause),
        () => (rest < after ? machine.nested(() => runIf(context, rest, after)) : 'normal'),
      ],
      test === undefined ? '' : context.detail(test),
    );
  }
  return 'normal';
}

/** The `else` of a loop or `try`, if it has one. */
export function runElse(context: Context, statement: number, after: number): Completion {
  const { keyword, next } = context.statements;
  for (let clause = next[statement]!; clause < after; clause = next[clause]!) {
    if (keyword[clause] === Keyword.else) return runBody(context, clause);
  }
  return 'normal';
}

function runFor(context: Context, statement: number, after: number): Completion {
  const { machine } = context;
  const { target, iterable } = parseFor(context.source, context.statements, statement);
  const detail = context.detail(iterable);
  const loop = new Construct('break');
  const completion = machine.inside(loop, () =>
    forEach(context, iterable, element => {
      assignTarget(context, target, element);
      return runTurn(context, statement);
    }),
  );
  return finishLoop(context, loop, completion, statement, after, detail);
}

/** One turn of a loop: who leaves by `continue` goes on with the next. */
function runTurn(context: Context, statement: number): Completion {
  const { machine } = context;
  const turn = new Construct('continue');
  const completion = machine.inside(turn, () => runBody(context, statement));
  return machine.settle(turn, completion, 'continue', '');
}

function finishLoop(
  context: Context,
  loop: Construct,
  completion: Completion,
  statement: number,
  after: number,
  detail: string,
): Completion {
  const { machine } = context;
  const ended =
    completion === 'normal'
      ? machine.attempt(() => runElse(context, statement, after))
      : completion;
  // A `break` in the `else` belongs to the loop around this one.
  if (completion === 'normal' && ended === 'break') {
    if (loop.exits.length === 0) machine.release(loop);
    else machine.leave('break');
    return loop.exits.length === 0 ? 'break' : machine.settle(loop, 'gone', 'break', detail);
  }
  return machine.settle(loop, ended, 'break', detail);
}

function runWhile(context: Context, statement: number, after: number): Completion {
  const { machine, source, statements } = context;
  const test = parseOperand(source, statements, statement);
  const detail = test === undefined ? '' : context.detail(test);
  const ask = () =>
    test === undefined ? undefined : truthOf(context, evaluateValue(context, test), test);
  const loop = new Construct('break');
  const completion = machine.inside(loop, () => {
    for (;;) {
      const truth = ask();
      if (truth === false) return 'normal';
      if (truth === undefined || loop.exits.length > 0)
        return whileUnknown(context, statement, ask, truth);
      const turn = runTurn(context, statement);
      if (turn !== 'normal') return turn;
    }
  });
  return finishLoop(context, loop, completion, statement, after, detail);
}

/** The test has just been asked once. */
function whileUnknown(
  context: Context,
  statement: number,
  ask: () => boolean | undefined,
  first: boolean | undefined,
): Completion {
  const { machine } = context;
  let last = first;
  machine.loop(() => {
    const turn = runTurn(context, statement);
    if (turn !== 'normal') return turn;
    last = ask();
    return 'normal';
  }, '');
  return last ? 'gone' : 'normal';
}

function runDecorated(context: Context, statement: number, after: number): Completion {
  const { source, statements, machine } = context;
  const decorators: ReturnType<typeof parseDecorator>[] = [];
  let defined = statement;
  while (defined < after && statements.keyword[defined] === Keyword.decorator) {
    decorators.push(parseDecorator(source, statements, defined));
    defined = statements.next[defined]!;
  }
  if (statements.keyword[defined] === Keyword.def) defineFunction(context, defined, decorators);
  if (statements.keyword[defined] === Keyword.class) {
    return machine.nested(() => defineClass(context, defined, decorators));
  }
  return 'normal';
}

function runRaise(context: Context, statement: number): Completion {
  const { source, statements, machine } = context;
  const { first, last } = statements;
  machine.possibleRaises++;
  machine.exception = undefined;
  const isBare =
    source.tokens.kind[first[statement]! + 1] === TokenKind.newline ||
    last[statement]! - first[statement]! === 1;
  const operand = isBare ? undefined : parseOperand(source, statements, statement);
  if (operand !== undefined) {
    const raised = operand.kind === 'call' ? operand.callee : operand;
    const exception = raised.kind === 'name' ? exceptionNamed(context, raised) : undefined;
    machine.foreign.escape(evaluateValue(context, operand));
    machine.exception = exception;
  }
  return 'raise';
}

function runAssert(context: Context, statement: number): Completion {
  const test = parseOperand(context.source, context.statements, statement);
  const truth = test && truthOf(context, evaluateValue(context, test), test);
  if (truth === undefined) context.machine.mayRaise('AssertionError');
  if (truth !== false || !context.machine.mayBeCaught) return 'normal';
  context.machine.exception = 'AssertionError';
  return 'raise';
}

function declareElsewhere(context: Context, statement: number): void {
  const { scope, source, statements } = context;
  const isGlobal = statements.keyword[statement] === Keyword.global;
  for (const name of parseNames(source, statements, statement)) {
    const home = isGlobal ? scope.module : enclosing(scope, name);
    if (home !== undefined && home !== scope) scope.elsewhere.set(name, home);
  }
}

/** The function around a scope that binds the name. */
function enclosing(scope: Scope, name: string): Scope | undefined {
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'function' && outer.state.bindings.has(name)) return outer;
  }
  return undefined;
}
