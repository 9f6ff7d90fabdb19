import type { SourceProblem } from '../../facts.js';
import type { ModuleTexts } from '../../read.js';
import { Keyword } from '../keywords.js';
import { PythonSource } from '../parsing/source.js';
import type { Statements } from '../statements.js';
import { TokenKind, type Tokens } from '../tokens.js';
import { BudgetExceeded } from './budget.js';
import { Context } from './context.js';
import { Machine } from './machine.js';
import { ModuleObject } from './objects.js';
import { Scope } from './scope.js';
import { endOfCompound, runBlock } from './statements.js';
import { Unknown } from './unknown.js';

/** Steps of evaluation that any file is given, and those that each of its tokens adds. */
const STEPS = 300_000;
const STEPS_PER_TOKEN = 4;
const MOST_STEPS = 500_000;
/** How often evaluation goes on behind a statement that took too long, and the steps it is given then. */
const MOST_RENEWALS = 5;
const STEPS_OF_RENEWAL = 50_000;

/** What a module is after it was evaluated. */
export interface Evaluated {
  readonly scope: Scope;
  readonly source: PythonSource;
  readonly machine: Machine;
  readonly problems: readonly SourceProblem[];
  /** Paths of modules that were asked for, found or not. */
  readonly moduleRequests: readonly string[];
}

/**
 * Evaluates a module as importing it would, without running any of it that is not known to be harmless. Never throws.
 *
 * @param path of the file, relative to the project
 */
export function evaluateModule(
  tokens: Tokens,
  statements: Statements,
  path: string,
  texts: ModuleTexts | undefined,
): Evaluated {
  const source = new PythonSource(tokens);
  const machine = new Machine(
    source,
    Math.min(STEPS + STEPS_PER_TOKEN * tokens.count, MOST_STEPS),
    texts,
  );
  const scope = new Scope('module');
  const module = path.replace(/\.pyi?$/, '');
  const own = new ModuleObject(module, scope);
  own.isLoading = true;
  machine.modules.set(module, own);
  const context = new Context(machine, source, statements, scope, module);
  let renewals = 0;
  for (let statement = 0; statement < statements.count; ) {
    const after = endOfCompound(statements, statement, statements.count);
    try {
      // Whatever ends the module early also ends it at run time; what follows is still worth showing.
      runBlock(context, statement, after);
    } catch (error) {
      if (!(error instanceof BudgetExceeded || error instanceof RangeError)) throw error;
      const isLast = renewals === MOST_RENEWALS;
      giveUp(context, statement, isLast ? statements.count : after);
      if (isLast) break;
      renewals++;
    }
    statement = after;
  }
  return {
    scope,
    source,
    machine,
    problems: machine.problems,
    moduleRequests: [...machine.moduleRequests],
  };
}

function giveUp(context: Context, from: number, to: number): void {
  const { machine, scope } = context;
  const { start, end } = machine.placeOfEffect;
  machine.report('limit', 'This takes too many steps to evaluate', { start, end });
  const why = new Unknown('limit', '', 'foreign');
  machine.budget.renew(Number.POSITIVE_INFINITY);
  machine.giveUp(scope, why);
  for (let statement = from; statement < to; statement++) bindTarget(context, statement, why);
  machine.budget.renew(STEPS_OF_RENEWAL);
}

/** What a statement that was given up would have bound is not known; but bound it may be. */
function bindTarget(
  { machine, scope, source, statements }: Context,
  statement: number,
  why: Unknown,
): void {
  const token = statements.first[statement]!;
  if (statements.keyword[statement] !== Keyword.none) return;
  if (source.tokens.kind[token] !== TokenKind.name) return;
  const name = source.nameText(token);
  if (!scope.state.bindings.has(name)) machine.bind(scope, name, machine.unseenBinding(why));
}
