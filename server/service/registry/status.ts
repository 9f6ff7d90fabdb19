import { allConflicts } from './conflicts.js';
import { coreDefinitions, listedNames, ownDefinitions } from './listing.js';
import type { StepDefinition } from './models.js';
import { emptyRecord, plainOf, recordOf } from './pythonValue.js';
import type { RegistrySource, WorkspaceInfo } from './source.js';
import { CORE } from './workspaceLookup.js';

export interface CoreStatus {
  readonly loaded: boolean;
  readonly step_count: number;
}

export interface WorkspaceStatus {
  readonly loaded: boolean;
  readonly local_step_count: number;
  readonly override_count: number;
  /** Core's steps and its own, each name once. */
  readonly total_step_count: number;
  readonly workspace_id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly directory: string;
  readonly path: string;
  /** Entries that the runtime's model refuses. */
  readonly rejected_count: number;
}

/** `core`, then every workspace by its id. */
export type RegistryStatus = Readonly<Record<string, CoreStatus | WorkspaceStatus>>;

function workspaceStatus(source: RegistrySource, workspace: WorkspaceInfo): WorkspaceStatus {
  const rows = source.rowsOf(workspace.id);
  return {
    loaded: rows !== undefined,
    local_step_count: rows?.local.size ?? 0,
    override_count: rows?.overrides.size ?? 0,
    total_step_count: listedNames(source, workspace).size,
    workspace_id: workspace.id,
    metadata: plainOf(workspace.metadata) as Record<string, unknown>,
    directory: workspace.directory,
    path: workspace.path,
    rejected_count: rows?.rejected.length ?? 0,
  };
}

export function registryStatus(source: RegistrySource): RegistryStatus {
  const coreCount = listedNames(source, undefined).size;
  const status = emptyRecord<CoreStatus | WorkspaceStatus>();
  status[CORE] = { loaded: coreCount > 0, step_count: coreCount };
  for (const workspace of source.workspaces()) {
    status[workspace.id] = workspaceStatus(source, workspace);
  }
  return status;
}

export interface RegistryStatistics {
  readonly core_steps: Readonly<Record<string, StepDefinition>>;
  /** Workspace id to what it declares itself. */
  readonly workspace_steps: Readonly<Record<string, Readonly<Record<string, StepDefinition>>>>;
  readonly system_totals: {
    readonly total_core_steps: number;
    readonly total_workspaces: number;
    /** Names, counted once for each workspace that declares them. */
    readonly total_workspace_steps: number;
    readonly total_overrides: number;
    /** Names, each once. */
    readonly total_steps: number;
    readonly total_conflicts: number;
    readonly total_rejected: number;
  };
}

export function registryStatistics(source: RegistrySource): RegistryStatistics {
  const core = coreDefinitions(source);
  const workspaces = source
    .workspaces()
    .map(workspace => [workspace.id, ownDefinitions(source, workspace)] as const);
  const rows = workspaces.map(([id]) => source.rowsOf(id));
  const names = new Set(core.keys());
  for (const [, own] of workspaces) for (const name of own.keys()) names.add(name);
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  return {
    core_steps: recordOf(core),
    workspace_steps: recordOf(workspaces.map(([id, own]) => [id, recordOf(own)])),
    system_totals: {
      total_core_steps: core.size,
      total_workspaces: workspaces.length,
      total_workspace_steps: sum(workspaces.map(([, own]) => own.size)),
      total_overrides: sum(rows.map(each => each?.overrides.size ?? 0)),
      total_steps: names.size,
      total_conflicts: allConflicts(source).length,
      total_rejected: sum(rows.map(each => each?.rejected.length ?? 0)),
    },
  };
}
