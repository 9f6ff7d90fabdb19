import { declarationsOf, definitionOf } from './candidates.js';
import {
  type ConflictAnalysis,
  type ConflictType,
  ResolutionStrategy,
  type StepDefinition,
} from './models.js';
import type { DeclaredStep, RegistrySource } from './source.js';
import { CORE } from './workspaceLookup.js';

/** A name that registries declare against each other. */
export interface Conflict {
  readonly name: string;
  readonly type: ConflictType;
  /** All declarations: workspaces by id, local before override, core last. */
  readonly parties: readonly DeclaredStep[];
  /** One workspace against core, and nobody else. */
  readonly withCoreOnly: boolean;
}

export function sourceOf(declared: DeclaredStep): string {
  return declared.workspace?.id ?? CORE;
}

export function definitionOfDeclared(declared: DeclaredStep): StepDefinition {
  return definitionOf(declared.row, declared.workspace?.id ?? null);
}

/** At least two parties state a value, and not the same one. */
function differ(values: readonly (string | null)[]): boolean {
  return new Set(values.filter(value => value !== null)).size > 1;
}

function typeOf(parties: readonly DeclaredStep[], withCoreOnly: boolean): ConflictType {
  if (withCoreOnly) return 'workspace_conflict';
  const definitions = parties.map(definitionOfDeclared);
  if (differ(definitions.map(each => each.framework?.toLowerCase() ?? null))) {
    return 'framework_conflict';
  }
  if (differ(definitions.map(each => each.framework_version))) return 'version_conflict';
  return 'name_conflict';
}

/**
 * The conflict among declarations of one name: two or more workspaces declare it, or one declares it locally although
 * core has it. Overriding core through `STEP_OVERRIDES` is none, and refused rows are no declarations.
 */
export function conflictAmong(
  name: string,
  declared: readonly DeclaredStep[],
): Conflict | undefined {
  const parties = declared.filter(each => each.row.rejections === undefined);
  const workspaces = new Set(parties.map(each => each.workspace?.id));
  const inCore = workspaces.delete(undefined);
  const shadowsCore = inCore && parties.some(each => each.row.kind === 'local');
  if (workspaces.size < 2 && !shadowsCore) return undefined;
  const withCoreOnly = workspaces.size < 2;
  return { name, type: typeOf(parties, withCoreOnly), parties, withCoreOnly };
}

/** The conflict about one name, project-wide, whatever the context. */
export function conflictOf(source: RegistrySource, name: string): Conflict | undefined {
  return conflictAmong(name, declarationsOf(source, name));
}

/** Every conflict of the project, by name. Looks at all workspaces' entries. */
export function allConflicts(source: RegistrySource): readonly Conflict[] {
  const declaring = new Map<string, number>();
  for (const workspace of source.workspaces()) {
    const rows = source.rowsOf(workspace.id);
    if (rows === undefined) continue;
    const names = new Set([...rows.local.keys(), ...rows.overrides.keys()]);
    for (const name of names) declaring.set(name, (declaring.get(name) ?? 0) + 1);
  }
  const conflicts: Conflict[] = [];
  for (const name of [...declaring.keys()].sort()) {
    if (declaring.get(name) === 1 && source.coreRow(name) === undefined) continue;
    const conflict = conflictOf(source, name);
    if (conflict !== undefined) conflicts.push(conflict);
  }
  return conflicts;
}

/** The strategies that tell the parties apart, best first; the rank order always does. */
function strategiesFor(conflict: Conflict): readonly ResolutionStrategy[] {
  const definitions = conflict.parties.map(definitionOfDeclared);
  const apart: ResolutionStrategy[] = [];
  if (differ(definitions.map(each => each.framework))) apart.push('framework_match');
  if (differ(definitions.map(each => [...each.environment_tags].sort().join('\n')))) {
    apart.push('environment_match');
  }
  if (new Set(definitions.map(each => each.priority)).size > 1) apart.push('highest_priority');
  apart.push('workspace_priority', 'manual');
  if (conflict.parties.some(each => each.workspace === undefined)) apart.push('core_fallback');
  return apart;
}

function impactOf(conflict: Conflict): string {
  const workspaces = new Set(conflict.parties.flatMap(each => each.workspace?.id ?? []));
  if (conflict.withCoreOnly) {
    const [workspace] = workspaces;
    return `In '${workspace}' the local step hides the core step of the same name; everywhere else core answers.`;
  }
  return `${workspaces.size} workspaces declare the name: which definition answers depends on the workspace.`;
}

/** What clashes and how it could be settled, for one context. */
export function analysisOf(
  conflict: Conflict,
  decidedBy: ResolutionStrategy,
  workspaceContext: string | null,
): ConflictAnalysis {
  const strategies = strategiesFor(conflict);
  return {
    step_name: conflict.name,
    conflict_type: conflict.type,
    conflicting_definitions: conflict.parties.map(definitionOfDeclared),
    conflicting_sources: [...new Set(conflict.parties.map(sourceOf))],
    resolution_strategies: ResolutionStrategy.options.filter(each => strategies.includes(each)),
    recommended_strategy: strategies[0]!,
    resolution_strategy: decidedBy,
    workspace_context: workspaceContext,
    impact_assessment: impactOf(conflict),
  };
}
