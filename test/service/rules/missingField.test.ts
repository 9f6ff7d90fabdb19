import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder", "spec_type": "Package", "sagemaker_step_type": "Processing"}}\n',
  'src/cursus/steps/c.py':
    'class PackageConfig: ...\nclass PackageStepBuilder: ...\nclass AConfig: ...\nclass AStepBuilder: ...\n',
};

describe('fields that an entry lacks', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'all of them',
      { 'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {"A": {}}\n' },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type', 'sagemaker_step_type', 'config_class' and 'builder_step_name'. At run time the accessors that read 'spec_type' and 'sagemaker_step_type' then raise KeyError for the whole workspace.",
      ],
    ],
    [
      'its type',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": "A", "config_class": "AConfig", "builder_step_name": "AStepBuilder"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for the whole workspace.",
      ],
    ],
    [
      'its spec type',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "config_class": "AConfig", "builder_step_name": "AStepBuilder"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
        "  fix: Add 'spec_type'",
      ],
    ],
    [
      'its classes',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": "A", "sagemaker_step_type": "Processing"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class' and 'builder_step_name'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class', 'builder_step_name'",
      ],
    ],
    [
      'its config class',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": "A", "sagemaker_step_type": "Processing", "builder_step_name": "AStepBuilder"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "  fix: Add 'config_class'",
      ],
    ],
    [
      'its builder',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": "A", "sagemaker_step_type": "Processing", "config_class": "AConfig"}}\n',
      },
      [
        "information missing-field \"A\": Step 'A' has no 'builder_step_name'. At run time the step cannot be found by its builder.",
        "  fix: Add 'builder_step_name'",
      ],
    ],
    [
      'or writes as None',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": None, "sagemaker_step_type": "Processing", "config_class": "AConfig", "builder_step_name": "AStepBuilder"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
        "  fix: Add 'spec_type'",
      ],
    ],
    [
      'not: one that cannot be seen',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"spec_type": "A", "sagemaker_step_type": f(), "config_class": "AConfig", "builder_step_name": "AStepBuilder"}}\n',
      },
      [
        "hint dynamic-entry \"f()\": Only running the code could tell 'sagemaker_step_type' of 'A' (f()): nothing is said about it.",
      ],
    ],
    [
      'not: where part of the entry cannot be seen',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {**f()}, "B": f()}\n',
      },
      [
        'hint dynamic-entry "f()": Only running the code could tell what else \'A\' holds (f()): nothing is said about it.',
        'hint dynamic-entry "B": Only running the code could tell \'B\' (f()): nothing is said about it.',
      ],
    ],
    [
      'not: of an entry that is rejected',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": 5}, "B": 5}\n',
      },
      [
        'error invalid-entry "5": Step \'A\': sagemaker_step_type must be a string, not an int. At run time the entry is rejected, and everything after it (1 step) is dropped with it without a word.',
        'error invalid-entry "B": Step \'B\': the entry must be a dict, not an int. At run time the entry is rejected, and it is dropped without a word.',
      ],
    ],
    [
      'which an override would hide: core has them',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"priority": 1}}\n',
      },
      [
        "warning missing-field \"Package\": Step 'Package' has no 'spec_type', 'sagemaker_step_type', 'config_class' and 'builder_step_name'. At run time the accessors that read 'spec_type' and 'sagemaker_step_type' then raise KeyError for the whole workspace.",
        "  fix: Add 'spec_type', 'sagemaker_step_type', 'config_class', 'builder_step_name'",
      ],
    ],
    [
      'an override of nothing, with the names that follow from its own',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"A": {"sagemaker_step_type": "Processing"}}\n',
      },
      [
        'information override-without-target "A": STEP_OVERRIDES names \'A\', which core does not have: nothing is overridden, and at run time this becomes a step of its own. If that is meant, declare it as a local step.',
        "  fix: Move 'A' to LOCAL_STEPS",
        "warning missing-field \"A\": Step 'A' has no 'spec_type', 'config_class' and 'builder_step_name'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
        "  fix: Add 'spec_type', 'config_class', 'builder_step_name'",
      ],
    ],
    [
      'in core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder", "spec_type": "Package", "sagemaker_step_type": "Processing"}, "Payload": {"spec_type": "Payload"}}\n',
      },
      [
        "warning missing-field \"Payload\": Step 'Payload' has no 'sagemaker_step_type', 'config_class' and 'builder_step_name'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for everybody.",
      ],
    ],
    [
      'not: one that no row of core has',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, "B": {}}\n',
      },
      [
        "warning missing-field \"B\": Step 'B' has no 'sagemaker_step_type'. At run time the accessors that read 'sagemaker_step_type' then raise KeyError for the whole workspace.",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
