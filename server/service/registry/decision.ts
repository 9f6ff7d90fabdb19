import type { Asker } from './asker.js';
import type { Candidate } from './candidates.js';
import { listSome } from './messages.js';
import type { ResolutionStrategy, StepResolutionResult } from './models.js';
import { defaultStrategyOf, isChoice, select } from './strategy.js';
import { CORE } from './workspaceLookup.js';

type StrategyOrigin = StepResolutionResult['resolution_metadata']['strategy_origin'];

function strategyFor(
  asker: Asker,
  first: Candidate | undefined,
): { readonly strategy: ResolutionStrategy; readonly origin: StrategyOrigin } {
  const asked = asker.context.resolution_strategy;
  if (asked) return { strategy: asked, origin: 'context' };
  const stated = first?.definition.conflict_resolution_strategy;
  if (stated) return { strategy: stated, origin: 'step' };
  const workspaceDefault = defaultStrategyOf(first?.workspace);
  if (workspaceDefault) return { strategy: workspaceDefault, origin: 'workspace' };
  return { strategy: 'workspace_priority', origin: 'default' };
}

function nameOf(candidate: Candidate): string {
  if (candidate.source === CORE) return CORE;
  return `${candidate.source} (${candidate.row.kind === 'local' ? 'local step' : 'override'})`;
}

/** Which candidate answers, by which strategy, and why. */
export interface Decision {
  readonly winner?: Candidate;
  readonly strategy: ResolutionStrategy;
  readonly origin: StrategyOrigin;
  /** Of every ranked candidate. */
  readonly reasons: readonly string[];
  readonly reason: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly tie?: boolean;
}

/** In `strict` mode, a name that is in both of the own tables is not decided. */
function isAmbiguous(asker: Asker, ranked: readonly Candidate[]): boolean {
  return asker.mode === 'strict' && ranked.filter(candidate => candidate.own).length > 1;
}

function undecided(
  ranked: readonly Candidate[],
  from: Pick<Decision, 'strategy' | 'origin'>,
  reason: string,
  error: string,
): Decision {
  return { ...from, reasons: ranked.map(() => reason), reason, errors: [error], warnings: [] };
}

/**
 * Decides among ranked candidates.
 * @param choice the remembered choice for the name
 */
export function decide(
  name: string,
  ranked: readonly Candidate[],
  asker: Asker,
  choice: string | undefined,
): Decision {
  const asked = strategyFor(asker, ranked[0]);
  if (asker.refused) {
    const reason = 'the context is ambiguous';
    return { ...asked, reasons: ranked.map(() => reason), reason, errors: [], warnings: [] };
  }
  if (ranked.length === 0) {
    return {
      ...asked,
      reasons: [],
      reason: 'no registry in sight declares it',
      errors: [],
      warnings: [],
    };
  }
  if (isAmbiguous(asker, ranked)) {
    const error = `'${name}' is in both tables of '${asker.label}', its local steps and its overrides; strict mode does not choose`;
    return undecided(ranked, asked, 'ambiguous in strict mode', error);
  }
  const chosen = ranked.some(candidate => isChoice(candidate, choice));
  const follows = asker.mode === 'interactive' && chosen;
  const { strategy, origin } = follows
    ? { strategy: 'manual' as const, origin: asked.origin }
    : asked;
  if (strategy === 'manual' && ranked.length > 1 && !chosen) {
    const choices = listSome(ranked.map(nameOf));
    const error =
      choice === undefined
        ? `No choice is remembered for '${name}'. Choices: ${choices}`
        : `The remembered choice '${choice}' does not declare '${name}'. Choices: ${choices}`;
    return undecided(ranked, { strategy, origin }, 'no choice is remembered', error);
  }
  const { winner, reasons, tie } = select(ranked, strategy, {
    context: asker.context,
    own: asker.own,
    choice,
  });
  const open = asker.mode === 'interactive' && !chosen && ranked.length > 1;
  return {
    winner,
    strategy,
    origin,
    reasons,
    tie,
    reason: reasons[ranked.indexOf(winner)]!,
    errors: [],
    warnings: open ? [`'${name}' can be chosen: ${listSome(ranked.map(nameOf))}`] : [],
  };
}
