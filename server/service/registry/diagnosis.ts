import { allConflicts } from './conflicts.js';
import type { Era } from './era.js';
import type { ResolutionContext, StepResolutionResult } from './models.js';
import { LEGACY_ALIASES } from './names/legacyAliases.js';
import { nearestNames } from './names/nearest.js';
import { recordOf } from './pythonValue.js';
import { resolveStep } from './resolve.js';
import type { RegistrySource } from './source.js';
import { validateRegistries } from './validation/registries.js';
import { CORE, workspacesCalled } from './workspaceLookup.js';

export interface StepDiagnosis {
  readonly step_name: string;
  readonly workspace_id: string | null;
  /** Where the name was found, in the order of resolution. */
  readonly resolution_path: readonly string[];
  readonly issues: readonly string[];
  readonly recommendations: readonly string[];
  readonly resolution: StepResolutionResult;
}

function recommendationsFor(
  source: RegistrySource,
  stepName: string,
  resolution: StepResolutionResult,
): string[] {
  const recommendations: string[] = [];
  const invalid = resolution.trace.filter(({ outcome }) => outcome === 'invalid');
  if (invalid.length > 0) recommendations.push('Repair the entry that the runtime refuses');
  if (!resolution.resolved) {
    const alias = LEGACY_ALIASES.get(stepName);
    if (alias !== undefined) recommendations.push(`'${stepName}' is a legacy name of '${alias}'`);
    const hidden = resolution.resolution_metadata.not_visible;
    if (hidden.length > 0) {
      const where = [...new Set(hidden.map(each => each.source_registry))].join(', ');
      recommendations.push(`Declared in ${where}: resolve it there, or move the step to core`);
    }
    const near = nearestNames(stepName, source.names(), 3);
    if (near.length > 0) recommendations.push(`Did you mean ${near.join(', ')}?`);
    if (recommendations.length === 0) {
      recommendations.push('Check step name spelling and registry definitions');
    }
  }
  if (resolution.conflict_analysis !== null) {
    const { conflicting_sources: sources } = resolution.conflict_analysis;
    recommendations.push(`Rename the step in all but one of ${sources.join(', ')}`);
  }
  return recommendations;
}

/** Why a name resolves as it does, or why it does not, and what to do about it. */
export function diagnoseStep(
  source: RegistrySource,
  stepName: string,
  context: ResolutionContext,
): StepDiagnosis {
  const resolution = resolveStep(source, stepName, context);
  const issues: string[] = [];
  const core = source.coreRow(stepName);
  if (core === undefined || core.rejections !== undefined) {
    issues.push('Step not found in core registry');
  }
  const asked = context.workspace_id;
  if (asked && asked !== CORE) {
    const [own] = workspacesCalled(source, asked);
    const declares = resolution.trace.some(
      each => own !== undefined && each.workspace_id === own.id,
    );
    if (own === undefined) issues.push(`Workspace ${asked} not found`);
    else if (!declares) issues.push(`Step not found in workspace ${own.id}`);
  }
  for (const each of resolution.trace) {
    const isElsewhere = each.source_registry !== resolution.workspace_id;
    if (each.outcome === 'invalid' && isElsewhere) {
      issues.push(`${each.source_registry}: ${each.reason}`);
    }
  }
  return {
    step_name: stepName,
    workspace_id: resolution.workspace_id,
    resolution_path: resolution.trace
      .filter(({ rank }) => rank !== null)
      .map(each => {
        const where =
          each.workspace_id === null ? 'core registry' : `workspace ${each.workspace_id}`;
        return `Found in ${where}: ${each.registry_type} (${each.outcome === 'chosen' ? 'chosen' : 'passed over'}: ${each.reason})`;
      }),
    issues: [...issues, ...resolution.warnings],
    recommendations: recommendationsFor(source, stepName, resolution),
    resolution,
  };
}

export type HealthStatus = 'HEALTHY' | 'UNHEALTHY';

export interface ComponentHealth {
  readonly status: HealthStatus;
  readonly issues: readonly string[];
  readonly warnings: readonly string[];
}

export interface RegistryHealth {
  readonly overall_status: HealthStatus;
  readonly core_registry: ComponentHealth;
  readonly workspace_registries: Readonly<Record<string, ComponentHealth>>;
  readonly system_issues: readonly string[];
  readonly recommendations: readonly string[];
  /** Reason to how many values only running code could tell. */
  readonly unknown_values: Readonly<Record<string, number>>;
}

function healthOf(each: {
  readonly is_valid: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}): ComponentHealth {
  return {
    status: each.is_valid ? 'HEALTHY' : 'UNHEALTHY',
    issues: each.errors,
    warnings: each.warnings,
  };
}

function countReasons(source: RegistrySource): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of source.unknownReasons()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return recordOf([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The state of the whole registry. Anything invalid, and any conflict, is unhealthy. */
export function diagnoseHealth(source: RegistrySource, era: Era): RegistryHealth {
  const { core_validation: core, workspace_validations: workspaces } = validateRegistries(
    source,
    era,
  );
  const conflicts = allConflicts(source);
  const invalid = !core.is_valid || Object.values(workspaces).some(each => !each.is_valid);
  const recommendations: string[] = [];
  if (invalid) recommendations.push('Review and fix registry validation issues');
  if (conflicts.some(({ withCoreOnly }) => !withCoreOnly)) {
    recommendations.push('Resolve step name conflicts between workspaces');
  }
  if (conflicts.some(({ withCoreOnly }) => withCoreOnly)) {
    recommendations.push('Move local steps that have a core name to STEP_OVERRIDES');
  }
  return {
    overall_status: invalid || conflicts.length > 0 ? 'UNHEALTHY' : 'HEALTHY',
    core_registry: healthOf(core),
    workspace_registries: recordOf(
      Object.entries(workspaces).map(([id, each]) => [id, healthOf(each)]),
    ),
    system_issues:
      conflicts.length === 0
        ? []
        : [`Registry conflicts found: ${conflicts.map(({ name }) => name).join(', ')}`],
    recommendations,
    unknown_values: countReasons(source),
  };
}
