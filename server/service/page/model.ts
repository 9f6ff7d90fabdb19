import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';
import { registryOf } from '../registry/fromView.js';
import type { ConflictAnalysis, StepResolutionResult } from '../registry/models.js';
import { choiceFor, choiceProblem, resolveForDisplay } from '../registry/remembered.js';

/** More columns than this no screen shows; the page says how many are left out. */
export const MAX_COLUMNS = 60;
/** Rows of the matrix, and steps with a section of their own. */
export const MAX_STEPS = 3000;

export type CellKind = 'core' | 'local' | 'override' | 'invalid';

/** What the page shows, independent of how it is written (HTML or Markdown). */
export interface RegistryPicture {
  readonly title: string;
  readonly coreSource: string;
  readonly incomplete: readonly string[];
  readonly workspaces: readonly {
    readonly id: string;
    readonly path: string;
    readonly steps: number;
  }[];
  readonly hiddenWorkspaces: number;
  readonly steps: readonly PicturedStep[];
  readonly hiddenSteps: number;
  readonly conflicts: readonly ConflictAnalysis[];
  readonly counts: {
    readonly core: number;
    readonly local: number;
    readonly overrides: number;
    readonly invalid: number;
  };
}

export interface PicturedStep {
  readonly name: string;
  readonly description: string | undefined;
  readonly type: string | undefined;
  readonly inConflict: boolean;
  /** Who wins by the project file, and why that has no effect if so. */
  readonly remembered?: { readonly winner: string; readonly problem?: string };
  /** `core` or a workspace id, to what stands there. */
  readonly cells: ReadonlyMap<string, readonly CellKind[]>;
  readonly places: readonly Placed[];
  /**
   * How the name resolves for a person in core and in each workspace that declares it: remembered choices are followed.
   * Contexts with one answer are one.
   */
  readonly resolutions: readonly {
    readonly contexts: readonly string[];
    readonly result: StepResolutionResult;
  }[];
}

function kindOf(placed: Placed): CellKind {
  if (rejectionOfDeclaration(placed.declaration) !== undefined) return 'invalid';
  return placed.declaration.kind;
}

function text(placed: Placed | undefined, key: string): string | undefined {
  const value = placed?.declaration.fields.findLast(field => field.key === key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function sameAnswer(a: StepResolutionResult, b: StepResolutionResult): boolean {
  return JSON.stringify(a.trace) === JSON.stringify(b.trace);
}

/** Gathers what the page shows. Names in conflict come first where there are too many steps. */
export function pictureOf(view: ProjectView, title: string): RegistryPicture {
  const registry = registryOf(view);
  const conflicts = Object.values(registry.analyzeStepConflicts().conflict_details);
  const conflicting = new Set(conflicts.map(conflict => conflict.step_name));
  const all = [...view.names()].sort();
  const shown =
    all.length <= MAX_STEPS
      ? all
      : [
          ...all.filter(name => conflicting.has(name)),
          ...all.filter(name => !conflicting.has(name)),
        ]
          .slice(0, MAX_STEPS)
          .sort();
  const workspaces = view.workspaces();
  const counts = { core: view.coreNames().length, local: 0, overrides: 0, invalid: 0 };
  for (const { file } of workspaces) {
    for (const table of file.facts.tables) {
      for (const declaration of table.declarations) {
        if (declaration.superseded) continue;
        if (rejectionOfDeclaration(declaration) !== undefined) counts.invalid++;
        else if (declaration.kind === 'override') counts.overrides++;
        else counts.local++;
      }
    }
  }
  return {
    title,
    coreSource: view.core().source,
    incomplete: view.knowledge().reasons,
    workspaces: workspaces.slice(0, MAX_COLUMNS).map(({ id, root, file }) => ({
      id,
      path: root,
      steps: file.facts.tables.reduce((sum, table) => sum + table.declarations.length, 0),
    })),
    hiddenWorkspaces: Math.max(0, workspaces.length - MAX_COLUMNS),
    steps: shown.map(name => pictureStep(view, name, conflicting.has(name))),
    hiddenSteps: all.length - shown.length,
    conflicts,
    counts,
  };
}

function pictureStep(view: ProjectView, name: string, inConflict: boolean): PicturedStep {
  const places = view
    .declarations(name)
    .filter(placed => !placed.declaration.superseded)
    .filter(
      placed =>
        placed.workspace !== undefined || view.coreStep(name)?.declaration === placed.declaration,
    );
  const cells = new Map<string, CellKind[]>();
  for (const placed of places) {
    const column = placed.workspace ?? 'core';
    cells.set(column, [...(cells.get(column) ?? []), kindOf(placed)]);
  }
  const main = view.coreStep(name) ?? places[0];
  const resolutions: { contexts: string[]; result: StepResolutionResult }[] = [];
  for (const context of cells.keys()) {
    const result = resolveForDisplay(view, name, context === 'core' ? null : context);
    const same = resolutions.find(other => sameAnswer(other.result, result));
    if (same === undefined) resolutions.push({ contexts: [context], result });
    else same.contexts.push(context);
  }
  const winner = choiceFor(view, name);
  const problem = winner === undefined ? undefined : choiceProblem(view, name, winner);
  return {
    name,
    ...(winner === undefined
      ? {}
      : { remembered: { winner, ...(problem === undefined ? {} : { problem }) } }),
    description: text(main, 'description'),
    type: text(main, 'sagemaker_step_type'),
    inConflict,
    cells,
    places,
    resolutions,
  };
}
