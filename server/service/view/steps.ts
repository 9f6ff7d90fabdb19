import type { StepState } from '../../../shared/view.js';
import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';

/** What the explorer says of one step name in one place of the tree. */
export interface StepSummary {
  readonly state: StepState;
  /** The grey text: `overridden by ann`, `also in bob`. */
  readonly note: string;
}

function counts(placed: Placed): boolean {
  const { declaration } = placed;
  return (
    !declaration.superseded &&
    declaration.shape !== 'other' &&
    rejectionOfDeclaration(declaration) === undefined
  );
}

/** The workspaces that declare a name locally or override it, sorted. */
export function declaringWorkspaces(view: ProjectView, name: string): readonly string[] {
  const ids = new Set<string>();
  for (const placed of view.declarations(name)) {
    if (placed.workspace !== undefined && counts(placed)) ids.add(placed.workspace);
  }
  return [...ids].sort();
}

/** Two or more workspaces declare the name, or one does locally although core has it (DESIGN: conflicts). */
export function isConflict(view: ProjectView, name: string): boolean {
  const declared = view.declarations(name);
  // As nearly all names are: declared once.
  if (declared.length < 2) return false;
  const declarations = declared.filter(counts);
  const workspaces = new Set(declarations.flatMap(placed => placed.workspace ?? []));
  if (workspaces.size > 1) return true;
  return (
    view.coreStep(name) !== undefined &&
    declarations.some(placed => placed.declaration.kind === 'local')
  );
}

function list(ids: readonly string[]): string {
  return ids.length <= 3
    ? ids.join(', ')
    : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;
}

export function summariseCoreStep(view: ProjectView, name: string): StepSummary {
  const declarations = view.declarations(name).filter(counts);
  const overriding = declarations.filter(placed => placed.declaration.kind === 'override');
  const shadowing = declarations.filter(placed => placed.declaration.kind === 'local');
  const ids = (placed: readonly Placed[]): string[] =>
    [...new Set(placed.flatMap(one => one.workspace ?? []))].sort();
  if (shadowing.length > 0)
    return { state: 'shadowed', note: `shadowed by ${list(ids(shadowing))}` };
  if (overriding.length > 0) {
    return { state: 'overridden', note: `overridden by ${list(ids(overriding))}` };
  }
  return { state: 'core', note: '' };
}

export function summariseWorkspaceStep(view: ProjectView, placed: Placed): StepSummary {
  const { declaration, workspace } = placed;
  if (rejectionOfDeclaration(declaration) !== undefined)
    return { state: 'invalid', note: 'rejected at run time' };
  const others = declaringWorkspaces(view, declaration.name).filter(id => id !== workspace);
  const inCore = view.coreStep(declaration.name) !== undefined;
  if (others.length > 0) return { state: 'conflict', note: `also in ${list(others)}` };
  if (declaration.kind === 'override') {
    return { state: 'override', note: inCore ? 'overrides core' : 'override of no core step' };
  }
  if (inCore) return { state: 'conflict', note: 'core has this name' };
  return { state: 'local', note: '' };
}
