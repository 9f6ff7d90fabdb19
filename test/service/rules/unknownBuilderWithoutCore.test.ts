import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'dev/ann/src/cursus_dev/steps/builders/b.py':
    'class OwnScoreStepBuilder: ...\nclass AStepBuilder: ...\nclass OmegaStepBuilder: ...\n',
};

describe('a builder where core is not part of the project', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'that is imported from core: it may be there',
      {
        'dev/ann/src/cursus_dev/steps/x.py':
          'from cursus.steps.builders.new import NewStepBuilder\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NewStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type' and 'config_class'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
      ],
    ],
    [
      'that is imported from where it is not',
      {
        'dev/ann/src/cursus_dev/steps/x.py':
          'from cursus_dev.steps.new import NewStepBuilder\nfrom .old import NewStepBuilder\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "NewStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type' and 'config_class'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
        "information unknown-builder \"NewStepBuilder\": No class 'NewStepBuilder' in workspace 'ann', in core or in a step pack: at run time step 'A' cannot be built. Did you mean 'AStepBuilder'?",
      ],
    ],
    [
      'of the snapshot',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"builder_step_name": "XGBoostTrainingStepBuilder", "sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning missing-field \"A\": Step 'A' has no 'spec_type' and 'config_class'. At run time the accessors that read 'spec_type' then raise KeyError for the whole workspace.",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
