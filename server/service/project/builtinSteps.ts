/** The day of the upstream registry that the snapshot was taken from. */
export const BUILTIN_CORE_DATE = '2026-08-17';

/** One core step; class names that follow the convention (`<Name>Config`, `<Name>StepBuilder`) are left out. */
export interface BuiltinStep {
  readonly name: string;
  readonly sagemakerType: string;
  readonly config?: string;
  readonly builder?: string;
}

const step = (
  name: string,
  sagemakerType: string,
  classes: { readonly config?: string; readonly builder?: string } = {},
): BuiltinStep => ({ name, sagemakerType, ...classes });

/** In the order of the runtime's own table. */
export const BUILTIN_STEPS: readonly BuiltinStep[] = [
  step('Base', 'Base', { config: 'BasePipelineConfig', builder: 'StepBuilderBase' }),
  step('Processing', 'Processing', { config: 'ProcessingStepConfigBase' }),
  step('HyperparameterPrep', 'Lambda'),
  step('ActiveSampleSelection', 'Processing'),
  step('BatchTransform', 'Transform', { config: 'BatchTransformStepConfig' }),
  step('BedrockBatchProcessing', 'Processing'),
  step('BedrockProcessing', 'Processing'),
  step('BedrockPromptTemplateGeneration', 'Processing'),
  step('CradleDataLoading', 'CradleDataLoading'),
  step('CurrencyConversion', 'Processing'),
  step('DataUploading', 'Processing'),
  step('DummyDataLoading', 'Processing'),
  step('DummyTraining', 'Processing'),
  step('EdxUploading', 'Processing'),
  step('FeatureSelection', 'Processing'),
  step('GraphConstruction', 'Processing'),
  step('GraphFeatureProcessing', 'Processing'),
  step('GraphSubgraphExtraction', 'Processing'),
  step('GraphStormGNNInferenceEval', 'Processing'),
  step('GraphStormGNNTraining', 'Training'),
  step('GraphStormGNNTuning', 'Tuning'),
  step('LabelRulesetExecution', 'Processing'),
  step('LabelRulesetGeneration', 'Processing'),
  step('LightGBMModelEval', 'Processing'),
  step('LightGBMModelInference', 'Processing'),
  step('LightGBMTraining', 'Training'),
  step('LightGBMMTModelEval', 'Processing'),
  step('LightGBMMTModelInference', 'Processing'),
  step('LightGBMMTTraining', 'Training'),
  step('MissingValueImputation', 'Processing'),
  step('ModelCalibration', 'Processing'),
  step('ModelMetricsComputation', 'Processing'),
  step('ModelWikiGenerator', 'Processing'),
  step('Package', 'Processing'),
  step('Payload', 'Processing'),
  step('PercentileModelCalibration', 'Processing'),
  step('PiperMetricGeneration', 'Processing'),
  step('PseudoLabelMerge', 'Processing'),
  step('PyTorchModel', 'CreateModel', { config: 'PyTorchModelStepConfig' }),
  step('PyTorchModelEval', 'Processing'),
  step('PyTorchModelInference', 'Processing'),
  step('PyTorchTraining', 'Training'),
  step('RedshiftDataLoading', 'RedshiftDataLoading'),
  step('Registration', 'MimsModelRegistrationProcessing'),
  step('RiskTableMapping', 'Processing'),
  step('SlipboxKnowledgeRouting', 'Processing'),
  step('SOPAInstructionTuning', 'Training'),
  step('StratifiedSampling', 'Processing'),
  step('TabularPreprocessing', 'Processing'),
  step('TemporalFeatureEngineering', 'Processing'),
  step('TemporalSequenceNormalization', 'Processing'),
  step('TemporalSplitPreprocessing', 'Processing'),
  step('TokenizerTraining', 'Processing'),
  step('TSAModelCalibration', 'Processing'),
  step('TSAModelEval', 'Processing'),
  step('TSAPreprocessing', 'Processing'),
  step('TSATabularPreprocessing', 'Processing'),
  step('TSATraining', 'Training'),
  step('XGBoostModel', 'CreateModel', { config: 'XGBoostModelStepConfig' }),
  step('XGBoostModelEval', 'Processing'),
  step('XGBoostModelInference', 'Processing'),
  step('XgboostMtModelEval', 'Processing'),
  step('XgboostMtTraining', 'Training'),
  step('XGBoostTraining', 'Training'),
];
