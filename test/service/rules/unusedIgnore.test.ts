import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('a comment that silences nothing', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      '# cursus: ignore',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore\n',
      },
      [
        'hint unused-ignore "# cursus: ignore": This comment silences nothing.',
        '  fix: Remove this comment',
      ],
    ],
    [
      '# cursus: ignore[missing-field]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-field]\n',
      },
      [
        'hint unused-ignore "# cursus: ignore[missing-field]": \'missing-field\' finds nothing here: there is nothing to silence.',
        '  fix: Remove this comment',
      ],
    ],
    [
      '# cursus: ignore[missing-field, unknown-field]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-field, unknown-field]\n',
      },
      [
        'hint unused-ignore "missing-field": \'missing-field\' finds nothing here: there is nothing to silence.',
        "  fix: Remove 'missing-field' from this comment",
        'hint unused-ignore "unknown-field": \'unknown-field\' finds nothing here: there is nothing to silence.',
        "  fix: Remove 'unknown-field' from this comment",
      ],
    ],
    [
      '# cursus: ignore[missing-fild]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-fild]\n',
      },
      [
        "hint unused-ignore \"# cursus: ignore[missing-fild]\": 'missing-fild' is no rule. Did you mean 'missing-field'?",
        '  fix: Remove this comment',
      ],
    ],
    [
      '# cursus: ignore[whatever]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[whatever]\n',
      },
      [
        'hint unused-ignore "# cursus: ignore[whatever]": \'whatever\' is no rule.',
        '  fix: Remove this comment',
      ],
    ],
    [
      '# cursus: ignore[unused-ignore]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[unused-ignore]\n',
      },
      [],
    ],
    [
      '# cursus: ignore[missing-field, unused-ignore]',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-field, unused-ignore]\n',
      },
      [
        'hint unused-ignore "missing-field": \'missing-field\' finds nothing here: there is nothing to silence.',
        "  fix: Remove 'missing-field' from this comment",
      ],
    ],
    [
      'not where the rule is off',
      {
        'cursus-registry.yaml': 'rules: {unused-ignore: off}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore\n',
      },
      [],
    ],
    [
      'of which one code is used',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-field, shadowed-core-step]\n',
      },
      [
        'hint unused-ignore "missing-field": \'missing-field\' finds nothing here: there is nothing to silence.',
        "  fix: Remove 'missing-field' from this comment",
      ],
    ],
    [
      'two findings by one comment',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Trainin"}}  # cursus: ignore\n',
      },
      [],
    ],
    [
      'not: in damaged text',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore\ndef f(:\n',
      },
      [
        "error unreadable-registry \"(\": '(' is never closed. At run time workspace 'ann' vanishes without a word: no step and no override of it is loaded.",
      ],
    ],
    [
      'beside what makes the build fail',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: A # cursus: ignore[missing-field]\nregistry:\n  description: x\n',
      },
      [
        "information unknown-config-class \"A\": No class 'AConfig' in core: at run time step 'A' cannot be configured.",
        "  fix: Create the config class 'AConfig'",
        'hint unused-ignore "# cursus: ignore[missing-field]": \'missing-field\' finds nothing here: there is nothing to silence.',
        '  fix: Remove this comment',
        'error registry-build-fails "registry": `registry` needs a `sagemaker_step_type`. At run time the whole core registry fails to load, not just this step.',
      ],
    ],
    [
      'can be silenced by its code',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: missing-field\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[missing-field]\n',
      },
      [],
    ],
    [
      'without a code is silenced as a whole',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: ignore\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
