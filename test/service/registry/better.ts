import type { RecordingDate } from './golden.js';

/** Messages of a validator. */
type Messages = readonly string[];

/** A better answer about a step definition than the runtime's. */
export interface BetterDefinition {
  readonly errors: Messages;
  readonly corrected?: Readonly<Record<string, unknown>>;
  readonly remaining?: Messages;
}

const example = (name: string): string => `Example: '${name}' (suggested correction)`;
const notText = (field: string, type: string): string =>
  `Field ${field} must be a string, not ${type}`;
const loader = (message: string): BetterDefinition => ({
  errors: [message],
  remaining: [message],
});
const baseCase = (value: string): BetterDefinition => ({
  errors: [`Config class '${value}' base must be PascalCase. ${example('MyCustomStepConfig')}`],
  corrected: { config_class: 'MyCustomStepConfig' },
});
const renamed = (name: string, better: string): BetterDefinition => ({
  errors: [`Step name '${name}' must be PascalCase. ${example(better)}`],
  corrected: { name: better },
});
const builder = (name: string, problem: string): BetterDefinition => ({
  errors: [`Builder name '${name}' ${problem}. ${example('MyCustomStepStepBuilder')}`],
  corrected: { builder_step_name: 'MyCustomStepStepBuilder' },
});

/** What is right where the recording calls the runtime's answer a defect, by case. */
export const BETTER_DEFINITIONS: Readonly<Record<number, BetterDefinition>> = {
  8: renamed('2MyStep', 'MyStep2'),
  19: renamed('É', 'E'),
  49: renamed('my/step', 'MyStep'),
  50: renamed('my:step', 'MyStep'),
  58: baseCase('myConfig'),
  64: baseCase('My CustomConfig'),
  77: baseCase('ÉConfig'),
  82: builder('StepBuilder', 'must name a step'),
  97: builder('pkg.MyStepBuilder', 'base must be PascalCase'),
  99: builder('ÉStepBuilder', 'base must be PascalCase'),
  101: builder('xStepBuilderStepBuilder', 'base must be PascalCase'),
  141: loader(notText('config_class', 'a list')),
  142: loader(notText('config_class', 'a list')),
  143: loader(notText('config_class', 'a dict')),
  144: loader(notText('config_class', 'an int')),
  145: loader(notText('config_class', 'a bool')),
  148: loader(notText('builder_step_name', 'a bool')),
  150: loader(notText('builder_step_name', 'a list')),
  151: loader(notText('builder_step_name', 'a dict')),
  152: loader(notText('builder_step_name', 'an int')),
  153: loader(notText('builder_step_name', 'a bool')),
  158: loader(notText('sagemaker_step_type', 'a list')),
  166: loader(notText('name', 'a list')),
  171: loader(notText('spec_type', 'an int')),
  172: loader(notText('spec_type', 'a bool')),
  173: loader(notText('spec_type', 'a list')),
  175: loader(notText('spec_type', 'a dict')),
  177: loader(notText('spec_type', 'a bool')),
  181: loader('Field job_types must be a list of strings, not None'),
  187: loader(notText('framework', 'an int')),
  191: loader('Field metadata must be a dict, not None'),
};

/**
 * What is right about file names where the recording calls the runtime's answer a defect and knows no truth; a
 * flagged name that is not listed is no step's, or could be several steps': an error.
 */
export const BETTER_FILE_NAMES: Readonly<Record<RecordingDate, Readonly<Record<string, string>>>> =
  {
    seed: {
      cradle_data_load: 'CradleDataLoading',
      data_loading: 'CradleDataLoading',
      conversion: 'CurrencyConversion',
      torch_training: 'PyTorchTraining',
      hyperparameter: 'HyperparameterPrep',
    },
    new: {
      cradle_data_load: 'CradleDataLoading',
      conversion: 'CurrencyConversion',
      torch_training: 'PyTorchTraining',
      hyperparameter: 'HyperparameterPrep',
      xgboost_training_train: 'XGBoostTraining',
      model_pytorch: 'PyTorchModel',
      preprocess_tabular: 'TabularPreprocessing',
      xgboost_model_eval_x_y: 'XGBoostModelEval',
    },
  };
