import type { Rejection } from './acceptance.js';
import { definitionOf, REGISTRY_TYPES } from './candidates.js';
import type { RegistryType, StepDefinition } from './models.js';
import type { RegistrySource, StepRow, WorkspaceInfo } from './source.js';
import { CORE } from './workspaceLookup.js';

function sound(row: StepRow | undefined): StepRow | undefined {
  return row?.rejections === undefined ? row : undefined;
}

/** Core's rows that load, in core's order. */
export function coreDefinitions(source: RegistrySource): Map<string, StepDefinition> {
  const definitions = new Map<string, StepDefinition>();
  for (const name of source.coreNames()) {
    const row = sound(source.coreRow(name));
    if (row !== undefined) definitions.set(name, definitionOf(row, null));
  }
  return definitions;
}

/** What a workspace declares itself; an override takes the place of a local step of its name. */
export function ownDefinitions(
  source: RegistrySource,
  own: WorkspaceInfo | undefined,
): Map<string, StepDefinition> {
  const definitions = new Map<string, StepDefinition>();
  const rows = own === undefined ? undefined : source.rowsOf(own.id);
  if (own === undefined || rows === undefined) return definitions;
  for (const row of rows.local.values()) definitions.set(row.name, definitionOf(row, own.id));
  for (const row of rows.overrides.values()) definitions.set(row.name, definitionOf(row, own.id));
  return definitions;
}

/**
 * What the runtime lists (`STEP_NAMES`): core, replaced and followed by the workspace's own steps, overrides before
 * local steps. Other workspaces never appear.
 */
export function listedDefinitions(
  source: RegistrySource,
  own: WorkspaceInfo | undefined,
): Map<string, StepDefinition> {
  const definitions = coreDefinitions(source);
  for (const [name, definition] of ownDefinitions(source, own)) definitions.set(name, definition);
  return definitions;
}

/** {@link listedDefinitions} for one name, without making the list. */
export function listedDefinition(
  source: RegistrySource,
  own: WorkspaceInfo | undefined,
  name: string,
): StepDefinition | undefined {
  const rows = own === undefined ? undefined : source.rowsOf(own.id);
  const row = rows?.overrides.get(name) ?? rows?.local.get(name);
  if (own !== undefined && row !== undefined) return definitionOf(row, own.id);
  const core = sound(source.coreRow(name));
  return core === undefined ? undefined : definitionOf(core, null);
}

/** The names of {@link listedDefinitions}, in its order. */
export function listedNames(
  source: RegistrySource,
  own: WorkspaceInfo | undefined,
): ReadonlySet<string> {
  const rows = own === undefined ? undefined : source.rowsOf(own.id);
  const core = source.coreNames().filter(name => sound(source.coreRow(name)) !== undefined);
  return new Set([...core, ...(rows?.local.keys() ?? []), ...(rows?.overrides.keys() ?? [])]);
}

/** An entry that the runtime's model refuses, and why. */
export interface RejectedEntry {
  readonly step_name: string;
  readonly registry_type: RegistryType;
  /** `core` or the workspace's id. */
  readonly source_registry: string;
  readonly rejections: readonly Rejection[];
  /** Counted from 1; null where no file is known. */
  readonly line: number | null;
}

function rejectedEntry(row: StepRow, source: string): RejectedEntry {
  return {
    step_name: row.name,
    registry_type: REGISTRY_TYPES[row.kind],
    source_registry: source,
    rejections: row.rejections ?? [],
    line: row.line ?? null,
  };
}

/** Every entry that is left out: of core, then of the workspaces by id. */
export function rejectedEntries(source: RegistrySource): RejectedEntry[] {
  const core = source.coreNames().flatMap(name => {
    const row = source.coreRow(name);
    return row?.rejections === undefined ? [] : [rejectedEntry(row, CORE)];
  });
  const workspaces = source
    .workspaces()
    .flatMap(({ id }) => (source.rowsOf(id)?.rejected ?? []).map(row => rejectedEntry(row, id)));
  return [...core, ...workspaces];
}
