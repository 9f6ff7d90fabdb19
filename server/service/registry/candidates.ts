import { definitionFrom } from './formats.js';
import type { RegistryType, ResolutionMode, StepDefinition } from './models.js';
import {
  compareText,
  type DeclaredStep,
  type RegistrySource,
  type StepRow,
  type WorkspaceInfo,
} from './source.js';
import { CORE } from './workspaceLookup.js';

/** A declaration that could answer for a name. */
export interface Candidate extends DeclaredStep {
  readonly definition: StepDefinition;
  /** `core` or the workspace's id. */
  readonly source: string;
  /** In the workspace of the context. */
  readonly own: boolean;
}

export interface Candidates {
  /** In rank order. */
  readonly ranked: readonly Candidate[];
  /** Refused by the runtime's model; in rank order too. */
  readonly invalid: readonly Candidate[];
}

/** What the document calls the kinds of tables. */
export const REGISTRY_TYPES: Readonly<Record<StepRow['kind'], RegistryType>> = {
  core: 'core',
  local: 'workspace',
  override: 'override',
};

const definitions = new WeakMap<StepRow, StepDefinition>();

/** The definition that a row makes; the same object for the same row and workspace. */
export function definitionOf(row: StepRow, workspaceId: string | null): StepDefinition {
  const known = definitions.get(row);
  if (known !== undefined && known.workspace_id === workspaceId) return known;
  const made = definitionFrom(row.name, row.entry, REGISTRY_TYPES[row.kind], workspaceId);
  definitions.set(row, made);
  return made;
}

function candidate(declared: DeclaredStep, own: WorkspaceInfo | undefined): Candidate {
  const { row, workspace } = declared;
  return {
    ...declared,
    definition: definitionOf(row, workspace?.id ?? null),
    source: workspace?.id ?? CORE,
    own: workspace !== undefined && workspace.id === own?.id,
  };
}

/** Workspaces by id, local before override; core last. */
export function byDeclaringOrder(a: DeclaredStep, b: DeclaredStep): number {
  if (a.workspace === undefined || b.workspace === undefined) {
    return Number(a.workspace === undefined) - Number(b.workspace === undefined);
  }
  return compareText(a.workspace.id, b.workspace.id) || compareText(a.row.kind, b.row.kind);
}

/** Every declaration of a name, core included, refused rows too, in {@link byDeclaringOrder}. */
export function declarationsOf(source: RegistrySource, name: string): readonly DeclaredStep[] {
  const core = source.coreRow(name);
  const declared = [...source.workspaceRows(name)];
  if (core !== undefined) declared.push({ row: core });
  return declared.sort(byDeclaringOrder);
}

/** What the mode and the context let see: the own workspace and core, and in other modes than `strict` all workspaces. */
export function isVisible(
  declared: DeclaredStep,
  own: WorkspaceInfo | undefined,
  mode: ResolutionMode,
): boolean {
  if (declared.workspace === undefined) return true;
  if (own === undefined) return false;
  return mode !== 'strict' || declared.workspace.id === own.id;
}

/**
 * The candidates of a name in the order that the document states and the runtime's `get_step` follows: the own local
 * step, the own override, other workspaces by id, core.
 */
export function candidatesOf(
  declared: readonly DeclaredStep[],
  own: WorkspaceInfo | undefined,
  mode: ResolutionMode,
): Candidates {
  const visible = declared
    .filter(each => isVisible(each, own, mode))
    .map(each => candidate(each, own));
  // The order of declarations is stable, so only the own workspace has to be moved to the front.
  const ordered = [...visible.filter(each => each.own), ...visible.filter(each => !each.own)];
  return {
    ranked: ordered.filter(each => each.row.rejections === undefined),
    invalid: ordered.filter(each => each.row.rejections !== undefined),
  };
}
