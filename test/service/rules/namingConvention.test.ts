import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"XGBoostTraining": {"sagemaker_step_type": "Lambda"}, "odd_core": {"config_class": "Odd", "builder_step_name": "OddBuilder", "sagemaker_step_type": "Lambda"}, "Base": {"config_class": "BaseThing", "sagemaker_step_type": "Base"}}\n',
};

describe('a name in another spelling than cursus writes it', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'xgboost_training',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"xgboost_training": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"xgboost_training\": Step 'xgboost_training' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"xgboost_training\": Step names are written in PascalCase, without '_' and '-': 'xgboost_training' is taken for a name with a job type in some places. Did you mean 'XGBoostTraining'?",
        "  fix: Rename 'xgboost_training'...",
      ],
    ],
    [
      'risk-score',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"risk-score": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"risk-score\": Step 'risk-score' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"risk-score\": Step names are written in PascalCase, without '_' and '-': 'risk-score' is taken for a name with a job type in some places. Did you mean 'RiskScore'?",
        "  fix: Replace with 'RiskScore'",
        "  fix: Rename 'risk-score'...",
      ],
    ],
    [
      'risk  score',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"risk  score": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "error invalid-entry \"risk  score\": Step 'risk  score': name 'risk  score' may hold only letters, digits, '_' and '-'. At run time the entry is rejected, and it is dropped without a word.",
      ],
    ],
    [
      'riskScore',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"riskScore": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"riskScore\": Step 'riskScore' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"riskScore\": Step names are written in PascalCase, without '_' and '-': 'riskScore' is taken for a name with a job type in some places. Did you mean 'RiskScore'?",
        "  fix: Replace with 'RiskScore'",
        "  fix: Rename 'riskScore'...",
      ],
    ],
    [
      '2Score',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"2Score": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"2Score\": Step '2Score' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"2Score\": Step names are written in PascalCase, without '_' and '-': '2Score' is taken for a name with a job type in some places.",
        "  fix: Rename '2Score'...",
      ],
    ],
    [
      'Café',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Café": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"Café\": Step 'Café' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"Café\": Step names are written in PascalCase, without '_' and '-': 'Café' is taken for a name with a job type in some places.",
        "  fix: Rename 'Café'...",
      ],
    ],
    [
      'étape',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"étape": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"étape\": Step 'étape' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"étape\": Step names are written in PascalCase, without '_' and '-': 'étape' is taken for a name with a job type in some places.",
        "  fix: Rename 'étape'...",
      ],
    ],
    [
      '__x__',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"__x__": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"__x__\": Step '__x__' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"__x__\": Step names are written in PascalCase, without '_' and '-': '__x__' is taken for a name with a job type in some places. Did you mean 'X'?",
        "  fix: Replace with 'X'",
        "  fix: Rename '__x__'...",
      ],
    ],
    [
      'Good',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Good": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"Good\": Step 'Good' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
      ],
    ],
    [
      'odd_core',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"odd_core": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        'warning shadowed-core-step "odd_core": Local step \'odd_core\' hides the core step of that name in this workspace. To replace the core step, declare it in STEP_OVERRIDES; otherwise rename the local step.',
        '  -> src/cursus/registry/step_names.py "odd_core": The core step',
        "  fix: Move 'odd_core' to STEP_OVERRIDES",
        "  fix: Rename 'odd_core'...",
        "information missing-field \"odd_core\": Step 'odd_core' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
      ],
    ],
    [
      'of another workspace: only core’s own spelling counts first',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"RiskSCORE": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"risk_score": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"risk_score\": Step 'risk_score' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information naming-convention \"risk_score\": Step names are written in PascalCase, without '_' and '-': 'risk_score' is taken for a name with a job type in some places. Did you mean 'RiskSCORE'?",
        "  fix: Rename 'risk_score'...",
      ],
    ],
    [
      'config RiskConfig',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "RiskConfig", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config Config',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "Config", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config riskConfig',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "riskConfig", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"riskConfig\": The name of a config class is written in PascalCase and ends with 'Config', not 'riskConfig'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config risk_config',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "risk_config", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"risk_config\": The name of a config class is written in PascalCase and ends with 'Config', not 'risk_config'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config RiskConf',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "RiskConf", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"RiskConf\": The name of a config class is written in PascalCase and ends with 'Config', not 'RiskConf'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config RiskConfiguration',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "RiskConfiguration", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"RiskConfiguration\": The name of a config class is written in PascalCase and ends with 'Config', not 'RiskConfiguration'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config Risk_cfg',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "Risk_cfg", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"Risk_cfg\": The name of a config class is written in PascalCase and ends with 'Config', not 'Risk_cfg'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config Risk',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "Risk", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"Risk\": The name of a config class is written in PascalCase and ends with 'Config', not 'Risk'. Did you mean 'RiskConfig'?",
        "  fix: Replace with 'RiskConfig'",
      ],
    ],
    [
      'config config',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "config", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"config\": The name of a config class is written in PascalCase and ends with 'Config', not 'config'. Did you mean 'ConfigConfig'?",
        "  fix: Replace with 'ConfigConfig'",
      ],
    ],
    [
      'config ConfigRisk',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "ConfigRisk", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"ConfigRisk\": The name of a config class is written in PascalCase and ends with 'Config', not 'ConfigRisk'. Did you mean 'ConfigRiskConfig'?",
        "  fix: Replace with 'ConfigRiskConfig'",
      ],
    ],
    [
      'config BaseThing',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "BaseThing", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config Odd',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "Odd", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"Odd\": The name of a config class is written in PascalCase and ends with 'Config', not 'Odd'. Did you mean 'OddConfig'?",
        "  fix: Replace with 'OddConfig'",
      ],
    ],
    [
      'config ',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config  RiskConfig ',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": " RiskConfig ", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config a b',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "a b", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'config x²Config',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"config_class": "x²Config", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
        "information naming-convention \"x²Config\": The name of a config class is written in PascalCase and ends with 'Config', not 'x²Config'.",
      ],
    ],
    [
      'builder RiskStepBuilder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "RiskStepBuilder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
      ],
    ],
    [
      'builder RiskBuilder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "RiskBuilder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
        "information naming-convention \"RiskBuilder\": The name of a builder class is written in PascalCase and ends with 'StepBuilder', not 'RiskBuilder'. Did you mean 'RiskStepBuilder'?",
        "  fix: Replace with 'RiskStepBuilder'",
      ],
    ],
    [
      'builder risk_step_builder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "risk_step_builder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
        "information naming-convention \"risk_step_builder\": The name of a builder class is written in PascalCase and ends with 'StepBuilder', not 'risk_step_builder'. Did you mean 'RiskStepBuilder'?",
        "  fix: Replace with 'RiskStepBuilder'",
      ],
    ],
    [
      'builder RiskStep_builder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "RiskStep_builder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
        "information naming-convention \"RiskStep_builder\": The name of a builder class is written in PascalCase and ends with 'StepBuilder', not 'RiskStep_builder'. Did you mean 'RiskStepBuilder'?",
        "  fix: Replace with 'RiskStepBuilder'",
      ],
    ],
    [
      'builder StepBuilder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "StepBuilder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
      ],
    ],
    [
      'builder builder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "builder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
        "information naming-convention \"builder\": The name of a builder class is written in PascalCase and ends with 'StepBuilder', not 'builder'. Did you mean 'BuilderStepBuilder'?",
        "  fix: Replace with 'BuilderStepBuilder'",
      ],
    ],
    [
      'an override with the classes of core',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"odd_core": {"config_class": "Odd", "builder_step_name": "OtherBuilder", "sagemaker_step_type": "Lambda"}}\n',
      },
      [
        "information naming-convention \"OtherBuilder\": The name of a builder class is written in PascalCase and ends with 'StepBuilder', not 'OtherBuilder'. Did you mean 'OtherStepBuilder'?",
        "  fix: Replace with 'OtherStepBuilder'",
      ],
    ],
    [
      'not: an entry that is no dict',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"a_b": 5, 5: {"sagemaker_step_type": "Lambda"}, "c d": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        'error invalid-entry "a_b": Step \'a_b\': the entry must be a dict, not an int. At run time the entry is rejected, and everything after it (2 steps) is dropped with it without a word.',
        'error invalid-entry "5": Step \'5\': name must be a string, not 5. At run time the entry is rejected, and everything after it (1 step) is dropped with it without a word.',
        "error invalid-entry \"c d\": Step 'c d': name 'c d' may hold only letters, digits, '_' and '-'. At run time the entry is rejected, and it is dropped without a word.",
      ],
    ],
    [
      'an entry that cannot be seen',
      { 'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {"a_b": f()}\n' },
      [
        "information naming-convention \"a_b\": Step names are written in PascalCase, without '_' and '-': 'a_b' is taken for a name with a job type in some places. Did you mean 'AB'?",
        "  fix: Replace with 'AB'",
        "  fix: Rename 'a_b'...",
      ],
    ],
    [
      'in a step pack',
      {
        'p/step_pack/interfaces/x.step.yaml':
          'step_type: odd_core\nregistry:\n  sagemaker_step_type: Lambda\n  config_class: odd_config\n',
      },
      [
        'warning step-pack-clash "odd_core": Core has a step \'odd_core\' too: at run time the registry takes this row, but the interface is loaded from core, so that both halves of the step come from different files. Rename this one.',
        '  -> src/cursus/registry/step_names.py "odd_core": The core step',
        "  fix: Rename 'odd_core'...",
      ],
    ],
    [
      'not in core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"XGBoostTraining": {"sagemaker_step_type": "Lambda"}, "odd_core": {"config_class": "Odd", "builder_step_name": "OddBuilder", "sagemaker_step_type": "Lambda"}, "Base": {"config_class": "BaseThing", "sagemaker_step_type": "Base"}}\n',
      },
      [
        "information missing-field \"XGBoostTraining\": Step 'XGBoostTraining' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
        "information missing-field \"Base\": Step 'Base' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
