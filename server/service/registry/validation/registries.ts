import { definitionOf } from '../candidates.js';
import { allConflicts, sourceOf } from '../conflicts.js';
import type { Era } from '../era.js';
import { toLegacyFormat } from '../formats.js';
import type { RegistryValidationResult, StepDefinition } from '../models.js';
import { recordOf } from '../pythonValue.js';
import type { RegistrySource, StepRow, WorkspaceInfo } from '../source.js';
import { CORE, workspacesCalled } from '../workspaceLookup.js';
import { validateNewStepDefinition } from './stepDefinition.js';

/** Fields without which the runtime's functions fail for the whole workspace. */
const NEEDED = ['spec_type', 'sagemaker_step_type'] as const;

function rejectionText(row: StepRow): string {
  const reasons = row.rejections!.map(({ message }) => message).join('; ');
  return `'${row.name}' is refused by the runtime: ${reasons}`;
}

function warningsOf(definition: StepDefinition, era: Era): string[] {
  const missing = NEEDED.filter(field => definition[field] === null);
  const warnings = missing.map(field => `'${definition.name}' has no ${field}`);
  const data = { ...toLegacyFormat(definition), name: definition.name };
  for (const error of validateNewStepDefinition(data, era)) {
    warnings.push(`'${definition.name}': ${error}`);
  }
  return warnings;
}

function result(
  registryType: string,
  stepCount: number,
  errors: string[],
  warnings: string[],
): RegistryValidationResult {
  return {
    is_valid: errors.length === 0,
    registry_type: registryType,
    issues: [...errors, ...warnings],
    errors,
    warnings,
    step_count: stepCount,
  };
}

/** What is wrong with core. Its names are their own convention. */
export function validateCore(source: RegistrySource): RegistryValidationResult {
  const rows = source.coreNames().flatMap(name => source.coreRow(name) ?? []);
  const errors = rows.filter(row => row.rejections !== undefined).map(rejectionText);
  if (rows.length === 0) errors.push('Core has no steps');
  const sound = rows.filter(row => row.rejections === undefined);
  const warnings = sound.flatMap(row => {
    const definition = definitionOf(row, null);
    return NEEDED.filter(field => definition[field] === null).map(
      field => `'${row.name}' has no ${field}`,
    );
  });
  return result(CORE, sound.length, errors, warnings);
}

function identityErrors(source: RegistrySource, workspace: WorkspaceInfo): string[] {
  if (workspace.claimedId === CORE) return [`The id '${CORE}' names the core registry`];
  const others = workspacesCalled(source, workspace.claimedId).filter(
    ({ id }) => id !== workspace.id,
  );
  if (others.length === 0) return [];
  const paths = others.map(({ path }) => path).join(', ');
  return [`The id '${workspace.claimedId}' is also claimed by ${paths}`];
}

/** What is wrong with one workspace: refused entries and its id are errors, everything else warns. */
export function validateWorkspace(
  source: RegistrySource,
  workspace: WorkspaceInfo,
  era: Era,
): RegistryValidationResult {
  const rows = source.rowsOf(workspace.id);
  const local = [...(rows?.local.values() ?? [])];
  const overrides = [...(rows?.overrides.values() ?? [])];
  const warnings = [...local, ...overrides].flatMap(row =>
    warningsOf(definitionOf(row, workspace.id), era),
  );
  for (const { name } of local) {
    if (rows?.overrides.has(name)) warnings.push(`'${name}' is in both tables`);
  }
  for (const { name } of overrides) {
    if (source.coreRow(name) === undefined) warnings.push(`'${name}' overrides no core step`);
  }
  const errors = [
    ...identityErrors(source, workspace),
    ...(rows?.rejected ?? []).map(rejectionText),
  ];
  return result(workspace.id, local.length + overrides.length, errors, warnings);
}

export interface DistributedValidation {
  readonly is_valid: boolean;
  readonly core_validation: RegistryValidationResult;
  readonly workspace_validations: Readonly<Record<string, RegistryValidationResult>>;
  /** Names in conflict, and who declares them. */
  readonly conflicts: Readonly<Record<string, readonly string[]>>;
  readonly issues: readonly string[];
}

/** Core and every workspace checked. Conflicts are listed and make nothing invalid. */
export function validateRegistries(source: RegistrySource, era: Era): DistributedValidation {
  const core = validateCore(source);
  const workspaces = source
    .workspaces()
    .map(workspace => [workspace.id, validateWorkspace(source, workspace, era)] as const);
  const conflicts = allConflicts(source).map(
    ({ name, parties }) => [name, [...new Set(parties.map(sourceOf))]] as const,
  );
  return {
    is_valid: core.is_valid && workspaces.every(([, each]) => each.is_valid),
    core_validation: core,
    workspace_validations: recordOf(workspaces),
    conflicts: recordOf(conflicts),
    issues: [core, ...workspaces.map(([, each]) => each)].flatMap(({ registry_type, issues }) =>
      issues.map(issue => `${registry_type}: ${issue}`),
    ),
  };
}
