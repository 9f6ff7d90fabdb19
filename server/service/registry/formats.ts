import { isDict, isOpaque, type PyDict, type PyValue } from '../sources/values.js';
import { rejectionOf, stripped } from './acceptance.js';
import { RegistryValidationError } from './errors.js';
import { formatValidationError } from './messages.js';
import {
  DEFAULT_PRIORITY,
  type RegistryType,
  ResolutionStrategy,
  type StepDefinition,
} from './models.js';
import { entriesOf, plainOf, pyValueOf, recordOf } from './pythonValue.js';

/** The fields of the document's table, in the order in which a legacy dictionary holds them. */
export const LEGACY_FIELDS = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
  'job_types',
] as const;

/** How a conflict is to be decided: read by this engine, ignored by the runtime. */
export const CONFLICT_FIELDS = [
  'priority',
  'compatibility_tags',
  'framework_version',
  'environment_tags',
  'conflict_resolution_strategy',
] as const;

const LEGACY_KEYS: ReadonlySet<string> = new Set(LEGACY_FIELDS);
const CONFLICT_KEYS: ReadonlySet<string> = new Set(CONFLICT_FIELDS);

function textOf(value: PyValue | undefined): string | null {
  return typeof value === 'string' ? stripped(value) : null;
}

function textsOf(value: PyValue | undefined): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly PyValue[];
  return items.every(item => typeof item === 'string' || isOpaque(item))
    ? items.filter(item => typeof item === 'string').map(stripped)
    : undefined;
}

/** The value of a field of {@link CONFLICT_FIELDS}; undefined where it is absent or cannot be used. */
function conflictField(field: string, value: PyValue | undefined): unknown {
  switch (field) {
    case 'priority':
      return Number.isInteger(value) ? value : undefined;
    case 'framework_version':
      return textOf(value) ?? undefined;
    case 'conflict_resolution_strategy': {
      const strategy = ResolutionStrategy.safeParse(value);
      return strategy.success ? strategy.data : undefined;
    }
    default:
      return textsOf(value);
  }
}

function metadataOf(entry: PyDict): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  const stated = entry.get('metadata');
  if (isDict(stated)) for (const [key, value] of stated) kept.push([key, plainOf(value)]);
  for (const [key, value] of entry) {
    if (LEGACY_KEYS.has(key) || (key === 'metadata' && isDict(value))) continue;
    if (CONFLICT_KEYS.has(key) && conflictField(key, value) !== undefined) continue;
    kept.push([key, plainOf(value)]);
  }
  return recordOf(kept);
}

/** The definition that an entry makes. Values that are not known, or that the model refuses, are absent. */
export function definitionFrom(
  name: string,
  entry: PyValue,
  registryType: RegistryType,
  workspaceId: string | null,
): StepDefinition {
  const fields: PyDict = isDict(entry) ? entry : new Map();
  const conflict = (field: string): unknown => conflictField(field, fields.get(field));
  return {
    name: stripped(name),
    registry_type: registryType,
    config_class: textOf(fields.get('config_class')),
    spec_type: textOf(fields.get('spec_type')),
    sagemaker_step_type: textOf(fields.get('sagemaker_step_type')),
    builder_step_name: textOf(fields.get('builder_step_name')),
    description: textOf(fields.get('description')),
    framework: textOf(fields.get('framework')),
    job_types: textsOf(fields.get('job_types')) ?? [],
    workspace_id: workspaceId,
    override_source: registryType === 'override' ? 'core' : null,
    priority: (conflict('priority') as number | undefined) ?? DEFAULT_PRIORITY,
    compatibility_tags: (conflict('compatibility_tags') as string[] | undefined) ?? [],
    framework_version: (conflict('framework_version') as string | undefined) ?? null,
    environment_tags: (conflict('environment_tags') as string[] | undefined) ?? [],
    conflict_resolution_strategy:
      (conflict('conflict_resolution_strategy') as ResolutionStrategy | undefined) ?? null,
    metadata: metadataOf(fields),
  };
}

/**
 * A definition from one entry of a `STEP_NAMES`-like table; keys that are no field are kept in `metadata`.
 * @throws RegistryValidationError where the runtime's model refuses the entry
 */
export function fromLegacyFormat(
  stepName: string,
  stepInfo: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>,
  registryType: RegistryType = 'core',
  workspaceId: string | null = null,
): StepDefinition {
  const entry = pyValueOf(stepInfo);
  const rejections = rejectionOf(stepName, entry);
  if (rejections !== undefined) {
    throw new RegistryValidationError(
      formatValidationError(
        stepName,
        rejections.map(rejection => rejection.message),
      ),
    );
  }
  return definitionFrom(stepName, entry, registryType, workspaceId);
}

function isDefault(field: (typeof CONFLICT_FIELDS)[number], value: unknown): boolean {
  return field === 'priority'
    ? value === DEFAULT_PRIORITY
    : Array.isArray(value)
      ? value.length === 0
      : value === null;
}

/**
 * The entry of a `STEP_NAMES`-like table for a definition: what is absent is left out, and `metadata` follows the
 * fields without ever replacing one.
 */
export function toLegacyFormat(definition: StepDefinition): Record<string, unknown> {
  const pairs: [string, unknown][] = [];
  for (const field of LEGACY_FIELDS) {
    const value = definition[field];
    if (value !== null && !(Array.isArray(value) && value.length === 0)) pairs.push([field, value]);
  }
  for (const field of CONFLICT_FIELDS) {
    const value = definition[field];
    if (!isDefault(field, value)) pairs.push([field, value]);
  }
  const taken: ReadonlySet<string> = new Set(pairs.map(([key]) => key));
  for (const [key, value] of entriesOf(definition.metadata)) {
    if (!LEGACY_KEYS.has(key) && !taken.has(key)) pairs.push([key, value]);
  }
  return recordOf(pairs);
}
