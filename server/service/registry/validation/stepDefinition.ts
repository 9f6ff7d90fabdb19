import { isDict, type PyDict, type PyValue } from '../../sources/values.js';
import { pythonTypeName, rejectionOf } from '../acceptance.js';
import { type Era, isToday, TODAY } from '../era.js';
import { correctedName, isPascalCase } from '../names/pascalCase.js';
import { pyValueOf } from '../pythonValue.js';

/** A step to be checked: the fields of an entry, with its `name`. */
export type StepData = Readonly<Record<string, unknown>>;

/** What a check may know. Absent: today's runtime, and no names. */
export interface ValidationOptions extends Partial<Era> {
  /** Names of the registry: a name that differs from one in case and separators only is corrected to it. */
  readonly stepNames?: Iterable<string>;
}

const CONFIG = 'Config';
const BUILDER = 'StepBuilder';

/** Fields whose names are rules of their own; a wrong type in them is said once. */
const NAMED_FIELDS = ['name', 'config_class', 'builder_step_name', 'sagemaker_step_type'] as const;
type NamedField = (typeof NAMED_FIELDS)[number];

function entryOf(stepData: StepData): PyDict {
  const entry = pyValueOf(stepData);
  return isDict(entry) ? entry : new Map();
}

/** Python's truth: empty texts, lists and dicts, zero, False and None say nothing. */
function isStated(value: PyValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  return Boolean(value);
}

/** The conventional names of a step's parts, from its name as it should be. */
export function conventionalNames(
  name: string,
  options: ValidationOptions = {},
): { readonly config_class: string; readonly builder_step_name: string } {
  const base = correctedName(name, options.stepNames);
  return { config_class: `${base}${CONFIG}`, builder_step_name: `${base}${BUILDER}` };
}

function example(name: string): string {
  return `Example: '${name}' (suggested correction)`;
}

function nameProblem(name: string, options: ValidationOptions): string | undefined {
  if (name === '') return 'Step name is required';
  if (isPascalCase(name)) return undefined;
  return `Step name '${name}' must be PascalCase. ${example(correctedName(name, options.stepNames))}`;
}

/** Why the name of a config class breaks the convention: its ending, or what stands before it. */
export function configClassProblem(configClass: string): string | undefined {
  if (!configClass.endsWith(CONFIG)) return `must end with '${CONFIG}'`;
  const base = configClass.slice(0, -CONFIG.length);
  return base === '' || isPascalCase(base) ? undefined : 'base must be PascalCase';
}

/** Why the name of a builder breaks the convention. */
export function builderNameProblem(builderName: string): string | undefined {
  if (!builderName.endsWith(BUILDER)) return `must end with '${BUILDER}'`;
  const base = builderName.replaceAll(BUILDER, '');
  if (base !== '') return isPascalCase(base) ? undefined : 'base must be PascalCase';
  return 'must name a step';
}

function conventionProblem(
  field: NamedField,
  value: string,
  name: string,
  options: ValidationOptions,
): string | undefined {
  switch (field) {
    case 'name':
      return undefined;
    case 'config_class': {
      const problem = configClassProblem(value);
      const { config_class } = conventionalNames(name, options);
      return problem && `Config class '${value}' ${problem}. ${example(config_class)}`;
    }
    case 'builder_step_name': {
      const problem = builderNameProblem(value);
      const { builder_step_name } = conventionalNames(name, options);
      return problem && `Builder name '${value}' ${problem}. ${example(builder_step_name)}`;
    }
    case 'sagemaker_step_type': {
      const types = options.sagemakerTypes ?? TODAY.sagemakerTypes;
      if (types.includes(value)) return undefined;
      return `SageMaker step type '${value}' is invalid. Valid types: ${[...types].sort().join(', ')}`;
    }
  }
}

function wrongType(field: string, value: PyValue): string {
  return `Field ${field} must be a string, not ${pythonTypeName(value)}`;
}

/** What the runtime's loader would refuse, beyond the fields that have rules of their own. */
function* loaderProblems(entry: PyDict): Generator<string> {
  // The name has its own rule; any sound one serves to ask about the fields.
  for (const { field, message } of rejectionOf('Step', entry) ?? []) {
    if (!NAMED_FIELDS.some(named => named === field)) yield `Field ${message}`;
  }
}

/**
 * What is wrong with a new step: its names, its SageMaker type, and values that the runtime cannot load.
 * @returns messages for people, none where the step is fine
 */
export function validateNewStepDefinition(
  stepData: StepData,
  options: ValidationOptions = {},
): string[] {
  const entry = entryOf(stepData);
  const errors: string[] = [];
  const stated = entry.get('name');
  const name = typeof stated === 'string' ? stated : '';
  for (const field of NAMED_FIELDS) {
    const value = entry.get(field);
    if (value !== undefined && value !== null && typeof value !== 'string') {
      const empty = field === 'name' && !isStated(value);
      errors.push(empty ? 'Step name is required' : wrongType(field, value));
      continue;
    }
    const problem =
      field === 'name'
        ? nameProblem(name, options)
        : value
          ? conventionProblem(field, value, name, options)
          : undefined;
    if (problem !== undefined) errors.push(problem);
  }
  errors.push(...loaderProblems(entry));
  return errors;
}

/** The names that the recorded runtimes show as examples of config classes. */
function configExamples(options: ValidationOptions): string {
  const today = isToday(options.sagemakerTypes ?? TODAY.sagemakerTypes);
  return `'${today ? 'CradleDataLoadingConfig' : 'CradleDataLoadConfig'}', 'XGBoostTrainingConfig'`;
}

/** {@link validateNewStepDefinition}, marked for a terminal and followed by examples. */
export function getValidationErrorsWithSuggestions(
  stepData: StepData,
  options: ValidationOptions = {},
): string[] {
  const errors = validateNewStepDefinition(stepData, options);
  const mentions = (text: string): boolean => errors.some(error => error.includes(text));
  const lines = errors.map(error => `❌ ${error}`);
  if (mentions('PascalCase')) {
    lines.push("💡 PascalCase examples: 'CradleDataLoading', 'XGBoostTraining', 'PyTorchModel'");
  }
  if (mentions(CONFIG)) lines.push(`💡 Config class examples: ${configExamples(options)}`);
  if (mentions(BUILDER)) {
    lines.push(
      "💡 Builder name examples: 'CradleDataLoadingStepBuilder', 'XGBoostTrainingStepBuilder'",
    );
  }
  return lines;
}
