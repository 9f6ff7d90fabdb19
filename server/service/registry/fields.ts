import { RegistryError } from './errors.js';
import { type LEGACY_FIELDS, toLegacyFormat } from './formats.js';
import { listedDefinition, listedDefinitions, listedNames } from './listing.js';
import { formatUnknownStepError } from './messages.js';
import type { StepDefinition } from './models.js';
import { capitalize } from './names/pythonText.js';
import { recordOf } from './pythonValue.js';
import type { RegistrySource, WorkspaceInfo } from './source.js';

/** What the runtime's functions over `STEP_NAMES` look at: a registry, and a workspace's view of it. */
export interface Listing {
  readonly source: RegistrySource;
  readonly own: WorkspaceInfo | undefined;
}

function definitionIn({ source, own }: Listing, stepName: string): StepDefinition {
  const definition = listedDefinition(source, own, stepName);
  if (definition === undefined) {
    throw new RegistryError(formatUnknownStepError(stepName, listedNames(source, own)));
  }
  return definition;
}

/**
 * One field of a step, as its legacy entry holds it.
 * @throws RegistryError for a name that is no step, and for a field that its entry lacks
 */
export function stepField(listing: Listing, stepName: string, fieldName: string): unknown {
  const definition = definitionIn(listing, stepName);
  const entry = toLegacyFormat(definition);
  if (!Object.hasOwn(entry, fieldName)) {
    const where =
      definition.workspace_id === null ? 'core' : `workspace '${definition.workspace_id}'`;
    throw new RegistryError(`Step '${stepName}' of ${where} has no '${fieldName}'`);
  }
  return entry[fieldName];
}

type TextField = Exclude<(typeof LEGACY_FIELDS)[number], 'job_types'>;

/** {@link stepField} for a field that holds a text. */
export function textField(listing: Listing, stepName: string, field: TextField): string {
  return stepField(listing, stepName, field) as string;
}

/** `STEP_NAMES`: every step with its legacy entry. A fresh copy. */
export function stepNamesDict({ source, own }: Listing): Record<string, Record<string, unknown>> {
  return recordOf(
    [...listedDefinitions(source, own)].map(([name, definition]) => [
      name,
      toLegacyFormat(definition),
    ]),
  );
}

function pairsOf({ source, own }: Listing, field: TextField): [name: string, value: string][] {
  return [...listedDefinitions(source, own)].flatMap(([name, definition]) => {
    const value = definition[field];
    return value === null ? [] : [[name, value] as [string, string]];
  });
}

/** Name to the value of a field, steps without it left out. */
export function byName(listing: Listing, field: TextField): Record<string, string> {
  return recordOf(pairsOf(listing, field));
}

/** The value of a field to the name; of steps that share one the last, as at run time. */
export function byValue(listing: Listing, field: TextField): Record<string, string> {
  return recordOf(pairsOf(listing, field).map(([name, value]) => [value, name]));
}

/** The spec type of a step, with a job type as its suffix. */
export function specTypeWithJobType(
  listing: Listing,
  stepName: string,
  jobType: string | null | undefined,
): string {
  const specType = textField(listing, stepName, 'spec_type');
  return jobType ? `${specType}_${capitalize(jobType)}` : specType;
}

function baseSpecType(specType: string): string {
  return specType.split('_', 1)[0]!;
}

/** The step of a spec type, whose job type is cut off; a spec type that no step has is returned as it is. */
export function stepNameFromSpecType(listing: Listing, specType: string): string {
  return byValue(listing, 'spec_type')[baseSpecType(specType)] ?? specType;
}

export function isSpecType(listing: Listing, specType: string): boolean {
  return Object.hasOwn(byValue(listing, 'spec_type'), baseSpecType(specType));
}

/** SageMaker type to the steps that have it, in the registry's order. */
export function stepsByType(listing: Listing): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, type] of pairsOf(listing, 'sagemaker_step_type')) {
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [name]);
    else group.push(name);
  }
  return recordOf(groups);
}
