import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('a type that no step has', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      '"Trainin"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Trainin"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Trainin\": 'Trainin' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      '"TrainingStep"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "TrainingStep"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"TrainingStep\": 'TrainingStep' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      '"Training_step"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training_step"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Training_step\": 'Training_step' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      '"training"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "training"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"training\": 'training' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      '"StepTraining"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "StepTraining"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"StepTraining\": 'StepTraining' is no SageMaker step type that cursus knows. Known are 'Processing', 'Training', 'Transform', 'CreateModel' and 'Tuning'.",
      ],
    ],
    [
      '"Whatever"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Whatever"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Whatever\": 'Whatever' is no SageMaker step type that cursus knows. Known are 'Processing', 'Training', 'Transform', 'CreateModel' and 'Tuning'.",
      ],
    ],
    [
      '"Processing Step"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Processing Step"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Processing Step\": 'Processing Step' is no SageMaker step type that cursus knows. Did you mean 'Processing'?",
        "  fix: Replace with 'Processing'",
      ],
    ],
    [
      '"TraningStep"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "TraningStep"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"TraningStep\": 'TraningStep' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      '" Training "',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": " Training "}}\n',
      },
      [],
    ],
    [
      '"Transform"',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Transform"}}\n',
      },
      [],
    ],
    [
      '""',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": ""}}\n',
      },
      [],
    ],
    [
      'of one row of core, which looks like another',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": "Trainin"}, "B": {"sagemaker_step_type": "Training"}, "C": {"sagemaker_step_type": "Streaming"}}\n',
      },
      [
        "warning unknown-sagemaker-type \"Trainin\": 'Trainin' is no SageMaker step type that cursus knows. Did you mean 'Training'?",
        "  fix: Replace with 'Training'",
      ],
    ],
    [
      'not: of two rows of core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": "Trainin"}, "B": {"sagemaker_step_type": "Trainin"}}\n',
      },
      [],
    ],
    [
      'not: one that a row of core brings',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": "Streaming"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A2": {"sagemaker_step_type": "Streaming"}}\n',
      },
      [],
    ],
    [
      'of an interface: an error',
      {
        'src/cursus/steps/c.py': 'class AConfig: ...\n',
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Whatever\n',
      },
      [
        "error unknown-sagemaker-type \"Whatever\": 'Whatever' is no SageMaker step type that cursus knows: its schema refuses the interface. Known are 'Processing', 'Training', 'Transform', 'CreateModel' and 'Tuning'.",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
