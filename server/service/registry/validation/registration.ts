import { RegistryValidationError } from '../errors.js';
import { autoCorrectStepDefinition } from './correction.js';
import {
  getValidationErrorsWithSuggestions,
  type StepData,
  type ValidationOptions,
  validateNewStepDefinition,
} from './stepDefinition.js';

/** `warn` reports, `strict` throws, `auto_correct` says what correction repairs. */
export type ValidationMode = 'warn' | 'strict' | 'auto_correct';

/** Names that are taken: a set or the keys of a table. */
export type ExistingSteps = ReadonlySet<string> | ReadonlyMap<string, unknown> | StepData;

function isTaken(existing: ExistingSteps, name: string): boolean {
  return existing instanceof Set || existing instanceof Map
    ? existing.has(name)
    : Object.hasOwn(existing, name);
}

/**
 * Checks a step that is about to be registered.
 * @returns messages for people; none where nothing is wrong
 * @throws RegistryValidationError in mode `strict`, for a name that is taken and for any error
 */
export function registerStepWithValidation(
  stepName: string,
  stepData: StepData,
  existingSteps: ExistingSteps,
  mode: ValidationMode = 'warn',
  options: ValidationOptions = {},
): string[] {
  const messages: string[] = [];
  if (isTaken(existingSteps, stepName)) {
    const duplicate = `Step '${stepName}' already exists in registry`;
    if (mode === 'strict') throw new RegistryValidationError(duplicate);
    messages.push(`⚠️  ${duplicate}`);
  }
  const named = { ...stepData, name: stepName };
  const errors = validateNewStepDefinition(named, options);
  if (errors.length === 0) return messages;
  if (mode === 'strict') {
    const listed = errors.map(error => `\n  - ${error}`).join('');
    throw new RegistryValidationError(`Step definition validation failed:${listed}`);
  }
  const remaining =
    mode === 'warn'
      ? errors
      : validateNewStepDefinition(autoCorrectStepDefinition(named, options), options);
  if (remaining.length > 0) {
    return [...messages, ...remaining.map(error => `⚠️  Validation issue: ${error}`)];
  }
  return [
    ...messages,
    `✅ Auto-corrected ${errors.length} validation issues for step '${stepName}'`,
    ...errors.map(error => `  - Fixed: ${error}`),
  ];
}

/** What a check found and what correction would change. */
export interface ValidationReport {
  readonly step_name: string;
  readonly validation_mode: ValidationMode;
  readonly is_valid: boolean;
  readonly error_count: number;
  readonly errors: readonly string[];
  readonly detailed_errors: readonly string[];
  readonly corrections_available: boolean;
  readonly suggested_corrections: Readonly<
    Record<string, { readonly original: unknown; readonly corrected: unknown }>
  >;
  /** Always null: a report says the same at any time. */
  readonly timestamp: null;
}

/** Everything about one step definition in one object. */
export function createValidationReport(
  stepName: string,
  stepData: StepData,
  validationMode: ValidationMode = 'warn',
  options: ValidationOptions = {},
): ValidationReport {
  const named: Record<string, unknown> = { ...stepData, name: stepName };
  const errors = validateNewStepDefinition(named, options);
  const corrected = autoCorrectStepDefinition(named, options);
  const corrections = ['name', 'config_class', 'builder_step_name']
    .filter(field => named[field] !== corrected[field])
    .map(field => [field, { original: named[field], corrected: corrected[field] }] as const);
  return {
    step_name: stepName,
    validation_mode: validationMode,
    is_valid: errors.length === 0,
    error_count: errors.length,
    errors,
    detailed_errors: getValidationErrorsWithSuggestions(named, options),
    corrections_available: corrections.length > 0,
    suggested_corrections: Object.fromEntries(corrections),
    timestamp: null,
  };
}
