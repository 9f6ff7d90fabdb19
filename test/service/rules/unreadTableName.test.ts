import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('a table that released runtimes do not read', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'alone',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        'information unread-table-name "WORKSPACE_STEPS": Released versions of cursus read LOCAL_STEPS only: the steps in WORKSPACE_STEPS are not loaded. Rename the table, or add the line \'LOCAL_STEPS = WORKSPACE_STEPS\' behind it.',
        '  fix: Rename to LOCAL_STEPS',
        "  fix: Add the line 'LOCAL_STEPS = WORKSPACE_STEPS'",
      ],
    ],
    [
      'beside overrides',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}}\nWORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        'information unread-table-name "WORKSPACE_STEPS": Released versions of cursus read LOCAL_STEPS only: the steps in WORKSPACE_STEPS are not loaded. Rename the table, or add the line \'LOCAL_STEPS = WORKSPACE_STEPS\' behind it.',
        '  fix: Rename to LOCAL_STEPS',
        "  fix: Add the line 'LOCAL_STEPS = WORKSPACE_STEPS'",
      ],
    ],
    [
      'not: with the other one',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nLOCAL_STEPS = {"B": {"sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'not: with a second name',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nLOCAL_STEPS = WORKSPACE_STEPS\n',
      },
      [],
    ],
    [
      'with another second name',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nSTEPS = WORKSPACE_STEPS\nMORE = STEPS\n',
      },
      [
        'information unread-table-name "WORKSPACE_STEPS": Released versions of cursus read LOCAL_STEPS only: the steps in WORKSPACE_STEPS are not loaded. Rename the table, or add the line \'LOCAL_STEPS = WORKSPACE_STEPS\' behind it.',
        '  fix: Rename to LOCAL_STEPS',
        "  fix: Add the line 'LOCAL_STEPS = WORKSPACE_STEPS'",
      ],
    ],
    [
      'can be silenced by the id',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}  # cursus: ignore[unread-table-name]\n',
      },
      [],
    ],
    [
      'can be silenced by the id of its workspace',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: ann\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'not in core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {}\nWORKSPACE_STEPS = {"A": {"sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
