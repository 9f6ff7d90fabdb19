import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('a step that is declared twice', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'in one table, where the last counts',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, "B": {"sagemaker_step_type": "Training"}, "A": {"sagemaker_step_type": "Training", "x": 1}}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "A": This declaration counts',
        "  fix: Remove this declaration of 'A', which is ignored",
      ],
    ],
    [
      'in each of two tables',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, "A": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}, "Package": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "A": This declaration counts',
        "  fix: Remove this declaration of 'A', which is ignored",
        'warning duplicate-step "Package": Step \'Package\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "Package": This declaration counts',
        "  fix: Remove this declaration of 'Package', which is ignored",
      ],
    ],
    [
      'not: to replace what a spread brings',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'BASE = {"A": {"sagemaker_step_type": "Training"}}\nLOCAL_STEPS = {**BASE, "A": {"sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'not: on some path only',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nif today():\n    LOCAL_STEPS["A"] = {"sagemaker_step_type": "Training"}\n',
      },
      [
        'hint dynamic-entry "A": Only running the code could tell \'A\': nothing is said about it.',
        'hint dynamic-entry "A": Only running the code could tell \'A\': nothing is said about it.',
      ],
    ],
    [
      'in one table, beside the other table',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, "A": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"A": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "A": This declaration counts',
        "  fix: Remove this declaration of 'A', which is ignored",
        'warning duplicate-step "A": Step \'A\' stands in both tables of this workspace: at run time get_step answers with the local step, but the listings show the override. Keep one of them.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "A": Override',
        "  fix: Remove this local step 'A'",
        'warning duplicate-step "A": Step \'A\' stands in both tables of this workspace: at run time get_step answers with the local step, but the listings show the override. Keep one of them.',
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "A": Local step',
        "  fix: Remove this override 'A'",
      ],
    ],
    [
      'in the table of core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": "Training"}, "A": {"sagemaker_step_type": "Processing"}}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> src/cursus/registry/step_names.py "A": This declaration counts',
        "  fix: Remove this declaration of 'A', which is ignored",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
