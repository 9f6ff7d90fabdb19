import type { SourceProblem } from '../../facts.js';
import type { ModuleTexts } from '../../read.js';
import { PythonSource } from '../parsing/source.js';
import type { Statements } from '../statements.js';
import type { Tokens } from '../tokens.js';
import { BudgetExceeded } from './budget.js';
import { Context } from './context.js';
import { Machine } from './machine.js';
import { ModuleObject } from './objects.js';
import { Scope } from './scope.js';
import { endOfCompound, runBlock } from './statements.js';
import { Unknown } from './unknown.js';

/** Steps of evaluation that any file is given, and those that each of its tokens adds. */
const STEPS = 500_000;
const STEPS_PER_TOKEN = 8;
/** How often evaluation goes on behind a statement that took too long, and the steps it is given then. */
const MOST_RENEWALS = 5;
const STEPS_OF_RENEWAL = 100_000;

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
  const machine = new Machine(source, STEPS + STEPS_PER_TOKEN * tokens.count, texts);
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
      giveUp(context, renewals++);
      if (renewals > MOST_RENEWALS) break;
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

function giveUp({ machine, scope }: Context, renewals: number): void {
  const { start, end } = machine.placeOfEffect;
  machine.report('limit', 'This takes too many steps to evaluate', { start, end });
  const why = new Unknown('limit', '', 'foreign');
  machine.budget.renew(Number.POSITIVE_INFINITY);
  machine.giveUp(scope, why);
  machine.budget.renew(renewals < MOST_RENEWALS ? STEPS_OF_RENEWAL : 0);
}
