import type { ProjectView } from '../project/project.js';
import { ViewSource } from './fromView.js';
import type { StepResolutionResult } from './models.js';
import { resolveStep } from './resolve.js';
import { CORE } from './workspaceLookup.js';

/** One remembered choice of the project file. */
export interface RememberedChoice {
  readonly step: string;
  /** A workspace's id, or `core`. */
  readonly winner: string;
  /** Why it has no effect; absent: the winner declares the step. */
  readonly problem?: string;
}

/** The remembered choice for a name: a workspace's id or `core`. */
export function choiceFor(view: ProjectView, step: string): string | undefined {
  const { choices } = view.config();
  return Object.hasOwn(choices, step) ? choices[step] : undefined;
}

/** Every remembered choice, by step name. */
export function rememberedChoices(view: ProjectView): readonly RememberedChoice[] {
  return Object.entries(view.config().choices)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([step, winner]) => {
      const problem = choiceProblem(view, step, winner);
      return { step, winner, ...(problem === undefined ? {} : { problem }) };
    });
}

/** Why nobody of that name can win a step; undefined where somebody can. */
export function choiceProblem(view: ProjectView, step: string, winner: string): string | undefined {
  const sources = possibleWinners(view, step);
  if (sources.length === 0) return `no registry declares '${step}'`;
  const claims = view.workspaces().filter(each => each.claimedId === winner);
  const isMeant = sources.includes(winner) || claims.some(({ id }) => sources.includes(id));
  if (isMeant) return undefined;
  return `'${winner}' does not declare '${step}'; ${sources.join(', ')} ${sources.length === 1 ? 'does' : 'do'}`;
}

/** Who can win a step: ids of workspaces, then `core`. */
export function possibleWinners(view: ProjectView, step: string): readonly string[] {
  const { trace } = resolveStep(new ViewSource(view), step, {
    workspace_id: view.workspaces()[0]?.id ?? null,
  });
  const sources = new Set(
    trace.filter(({ outcome }) => outcome !== 'invalid').map(entry => entry.source_registry),
  );
  const ids = [...sources].filter(source => source !== CORE).sort();
  return sources.has(CORE) ? [...ids, CORE] : ids;
}

/**
 * How a name resolves where a person looks at it: a remembered choice is followed, as in the mode `interactive`; without
 * one the order of the mode `automatic` answers.
 * @param workspace null: core only
 */
export function resolveForDisplay(
  view: ProjectView,
  step: string,
  workspace: string | null,
): StepResolutionResult {
  const isChosen = choiceFor(view, step) !== undefined;
  return resolveStep(new ViewSource(view), step, {
    workspace_id: workspace,
    ...(isChosen ? { resolution_mode: 'interactive' as const } : {}),
  });
}
