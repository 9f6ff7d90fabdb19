import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('what only running the code could tell', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'a whole table',
      { 'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = load()\n' },
      [
        'hint dynamic-entry "load()": Only running the code could tell what LOCAL_STEPS holds (load()): nothing is said about it.',
      ],
    ],
    [
      'the rest of a table, whatever stands before it',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, **load()}\n',
      },
      [
        'hint dynamic-entry "load()": Only running the code could tell what else LOCAL_STEPS holds (load()): nothing is said about it.',
      ],
    ],
    [
      'the rest of two tables',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {**load()}\nSTEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}, **load()}\n',
      },
      [
        'hint dynamic-entry "load()": Only running the code could tell what else LOCAL_STEPS holds (load()): nothing is said about it.',
        'hint dynamic-entry "load()": Only running the code could tell what else STEP_OVERRIDES holds (load()): nothing is said about it.',
      ],
    ],
    [
      'two reasons',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {**first(), **second()}\n',
      },
      [
        'hint dynamic-entry "first()": Only running the code could tell what else LOCAL_STEPS holds (first()): nothing is said about it.',
        'hint dynamic-entry "second()": Only running the code could tell what else LOCAL_STEPS holds (second()): nothing is said about it.',
      ],
    ],
    [
      'the name of an entry',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {name(): {"sagemaker_step_type": "Training"}}\n',
      },
      [
        'hint dynamic-entry "name(): {"sagemaker_step_type": "Training"}": Only running the code could tell what else LOCAL_STEPS holds (name()): nothing is said about it.',
      ],
    ],
    [
      'an entry',
      { 'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {"A": row()}\n' },
      [
        'hint dynamic-entry "A": Only running the code could tell \'A\' (row()): nothing is said about it.',
      ],
    ],
    [
      'an entry that is there on some path',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nif today():\n    LOCAL_STEPS["B"] = {"sagemaker_step_type": "Training"}\n',
      },
      ['hint dynamic-entry "B": Only running the code could tell \'B\': nothing is said about it.'],
    ],
    [
      'a field and the rest of another entry',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {**row()}, "B": {"sagemaker_step_type": row()}}\n',
      },
      [
        'hint dynamic-entry "row()": Only running the code could tell what else \'A\' holds (row()): nothing is said about it.',
        "hint dynamic-entry \"row()\": Only running the code could tell 'sagemaker_step_type' of 'B' (row()): nothing is said about it.",
      ],
    ],
    [
      'the rest of an entry',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", **row()}}\n',
      },
      [
        'hint dynamic-entry "row()": Only running the code could tell what else \'A\' holds (row()): nothing is said about it.',
      ],
    ],
    [
      'a field',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": kind()}}\n',
      },
      [
        "hint dynamic-entry \"kind()\": Only running the code could tell 'sagemaker_step_type' of 'A' (kind()): nothing is said about it.",
      ],
    ],
    [
      'a part of a field',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "metadata": {"x": {"y": f()}}}}\n',
      },
      [
        'hint dynamic-entry "{"x": {"y": f()}}": Only running the code could tell \'metadata.x.y\' of \'A\' (f()): nothing is said about it.',
      ],
    ],
    [
      'the metadata',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = meta()\n',
      },
      [
        'hint dynamic-entry "meta()": Only running the code could tell what WORKSPACE_METADATA holds (meta()): nothing is said about it.',
      ],
    ],
    [
      'a field of the metadata',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"developer_id": f()}\n',
      },
      [
        'hint dynamic-entry "f()": Only running the code could tell \'developer_id\' (f()): nothing is said about it.',
      ],
    ],
    [
      'not: a value that is known but no JSON',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "description": b"x", "more": {1, 2}}}\n',
      },
      [],
    ],
    [
      'not: what is damaged',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}, "B": {\n',
      },
      [
        "error unreadable-registry \"{\": '{' is never closed. At run time workspace 'ann' vanishes without a word: no step and no override of it is loaded.",
      ],
    ],
    ['not in core', { 'src/cursus/registry/step_names.py': 'STEP_NAMES = {"A": row()}\n' }, []],
    [
      'can be silenced by the name of the step',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: A\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": row(), "B": row(), **load()}\n',
      },
      [
        'hint dynamic-entry "B": Only running the code could tell \'B\' (row()): nothing is said about it.',
        'hint dynamic-entry "load()": Only running the code could tell what else LOCAL_STEPS holds (load()): nothing is said about it.',
      ],
    ],
    [
      'can be silenced by the id of the workspace',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: ann\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": row(), **load()}\nWORKSPACE_METADATA = {"contact": f()}\n',
      },
      [
        'hint dynamic-entry "A": Only running the code could tell \'A\' (row()): nothing is said about it.',
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
