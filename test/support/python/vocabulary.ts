/** The words that generated registries are made of: few, so that names meet and clash. */
export const STEP_NAMES = [
  'Alpha',
  'Beta',
  'Gamma',
  'Delta',
  'XGBoostTraining',
  'RiskScore',
  'Étape',
  'my-step',
  'Tabular_Preprocessing',
] as const;

export const TEXT_FIELDS = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
] as const;

export const TEXTS = [
  'AlphaConfig',
  'AlphaStepBuilder',
  'Training',
  'Processing',
  'xgboost',
  'pandas',
  '',
  'two words',
  "it's",
  'a "quoted" word',
  'tab\there',
  'line\nbreak',
  'back\\slash',
  'naïve',
  '漢字',
  '😀 smile',
  '{braces}',
  '100 %',
  'nul\0byte',
  '# no comment',
] as const;

export const JOB_TYPES = ['training', 'validation', 'testing', 'calibration'] as const;

export const TABLES = ['LOCAL_STEPS', 'WORKSPACE_STEPS', 'STEP_OVERRIDES', 'STEP_NAMES'] as const;
