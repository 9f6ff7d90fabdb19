/** Two developers and a Python core: a shadowed core step, an override, a name that both have. */
export const CORE = 'src/cursus/registry/step_names.py';
export const ANN = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
export const BOB = 'dev/bob/src/cursus_dev/registry/workspace_registry.py';

export const TEAM = {
  [CORE]: `STEP_NAMES = {
    "XGBoostTraining": {
        "config_class": "XGBoostTrainingConfig",
        "builder_step_name": "XGBoostTrainingStepBuilder",
        "spec_type": "XGBoostTraining",
        "sagemaker_step_type": "Training",
        "description": "Trains *boosted* trees"
    },
    "Package": {"config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder", "spec_type": "Package", "sagemaker_step_type": "Processing"},
    "Payload": {"sagemaker_step_type": "Processing"},
}
`,
  [ANN]: `LOCAL_STEPS = {
    "RiskScore": {
        "config_class": "RiskScoreConfig",
        "builder_step_name": "RiskScoreStepBuilder",
        "spec_type": "RiskScore",
        "sagemaker_step_type": "Processing",
        "framework": "pandas",
        "job_types": ["training"],
    },
    "Payload": {"sagemaker_step_type": "Processing"},
}
STEP_OVERRIDES = {
    "XGBoostTraining": {
        "builder_step_name": "MonotoneStepBuilder",
        "sagemaker_step_type": "Training",
    },
}
`,
  [BOB]: `LOCAL_STEPS = {
    'RiskScore': {'sagemaker_step_type': 'Training', 'framework': 'pytorch'},
}
`,
  'dev/ann/src/cursus_dev/steps/b.py': `class RiskScoreStepBuilder(StepBuilderBase):
    pass
class DriftReportStepBuilder(StepBuilderBase):
    pass
`,
  'dev/ann/pipe.py': `from cursus.api.dag.base_dag import PipelineDAG
dag = PipelineDAG()
dag.add_node("RiskScore_training")
dag.add_node("XGBoostTraining")
dag.add_node("Package")
`,
  'dev/bob/pipe.py': `from cursus.api.dag.base_dag import PipelineDAG
dag = PipelineDAG()
dag.add_node("RiskScore")
dag.add_node("Payload")
`,
  'shared.py': `from cursus.api.dag.base_dag import PipelineDAG
dag = PipelineDAG()
dag.add_node("XGBoostTraining")
dag.add_node("RiskScore")
`,
};
