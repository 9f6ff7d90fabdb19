import { correctedName, isPascalCase } from '../names/pascalCase.js';
import { entriesOf, recordOf } from '../pythonValue.js';
import {
  builderNameProblem,
  configClassProblem,
  conventionalNames,
  type StepData,
  type ValidationOptions,
} from './stepDefinition.js';

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The step with its names put right: the name in PascalCase, config class and builder derived from it where they
 * break the convention. Everything else, also values of a wrong type, is kept as it is.
 */
export function autoCorrectStepDefinition(
  stepData: StepData,
  options: ValidationOptions = {},
): Record<string, unknown> {
  const corrected = recordOf(entriesOf(stepData));
  const name = textOf(stepData.name);
  if (name !== '' && !isPascalCase(name)) corrected.name = correctedName(name, options.stepNames);
  const { config_class, builder_step_name } = conventionalNames(textOf(corrected.name), options);
  const config = textOf(stepData.config_class);
  // `Config` alone keeps the rule but names no step.
  if (config !== '' && (configClassProblem(config) !== undefined || config === 'Config')) {
    corrected.config_class = config_class;
  }
  const builder = textOf(stepData.builder_step_name);
  if (builder !== '' && builderNameProblem(builder) !== undefined) {
    corrected.builder_step_name = builder_step_name;
  }
  return corrected;
}
