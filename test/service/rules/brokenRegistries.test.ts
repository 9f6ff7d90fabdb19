import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {};

describe('a registry that cannot be read', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'of core, in Python',
      { 'src/cursus/registry/step_names.py': 'STEP_NAMES = {\ndef f(:\n' },
      [
        'error unreadable-registry "{": \'{\' is never closed. At run time the core registry cannot be imported: nothing works.',
      ],
    ],
    [
      'of core, in Python, beside interfaces',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/c.py': 'class PackageConfig: ...\n',
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": 5}}\ndef f(:\n',
      },
      [],
    ],
    [
      'the extras of core',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/c.py': 'class PackageConfig: ...\n',
        'src/cursus/registry/interface_registry_loader.py': '_EXTRAS = {\ndef f(:\n',
      },
      [
        'error unreadable-registry "{": \'{\' is never closed. At run time the core registry cannot be imported: nothing works.',
      ],
    ],
    [
      'an interface',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: [Processing\n',
      },
      [
        'error registry-build-fails "": Broken YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. At run time the whole core registry fails to load, not just this step.',
      ],
    ],
    [
      'an interface beside a table',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
        'src/cursus/steps/interfaces/a.step.yaml': 'step_type: A\n  registry: {\n',
      },
      [],
    ],
    [
      'an interface of a pack, whatever the core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
        'p/step_pack/interfaces/a.step.yaml': 'step_type: A\nregistry:\n  description: no type\n',
      },
      [
        'error registry-build-fails "registry": `registry` needs a `sagemaker_step_type`. At run time the whole core registry fails to load, not just this step.',
      ],
    ],
    [
      'an interface without a type, and one that is broken too',
      { 'src/cursus/steps/interfaces/a.step.yaml': 'step_type: A\nregistry:\n  description: "x\n' },
      [
        'error registry-build-fails "": Broken YAML: Missing closing "quote. At run time the whole core registry fails to load, not just this step.',
      ],
    ],
    [
      'the table of core in YAML',
      { 'src/cursus/registry/step_names.yaml': 'step_names:\n  A: {config_class: [\n' },
      [
        'error registry-build-fails "": Broken YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. At run time the whole core registry fails to load, not just this step.',
      ],
    ],
    [
      'the table of core in YAML beside interfaces',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/registry/step_names.yaml': 'step_names:\n  A: {config_class: [\n',
      },
      [],
    ],
    [
      'a row of core with two wrong fields',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"spec_type": "A", "sagemaker_step_type": 5, "framework": ["x"], "metadata": {}}, "B": 5, "C": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        'error registry-build-fails "5": Step \'A\': sagemaker_step_type must be a string, not an int. At run time the whole core registry fails to load, not just this step.',
        'error registry-build-fails "["x"]": Step \'A\': framework must be a string, not a list. At run time the whole core registry fails to load, not just this step.',
        'error registry-build-fails "B": Step \'B\': the entry must be a dict, not an int. At run time the whole core registry fails to load, not just this step.',
        "warning missing-field \"C\": Step 'C' has no 'spec_type'. At run time the accessors that read 'spec_type' then raise KeyError for everybody.",
      ],
    ],
    [
      'a row of core that a later one replaces',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"sagemaker_step_type": 5}, "A": {"sagemaker_step_type": "Lambda"}}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> src/cursus/registry/step_names.py "A": This declaration counts',
      ],
    ],
    [
      'a row of core in YAML whose loader takes what is wrong',
      {
        'src/cursus/registry/step_names.yaml':
          'step_names:\n  A:\n    config_class: AConfig\n    builder_step_name: AStepBuilder\n    spec_type: 5\n    sagemaker_step_type: Lambda\n    description: x\n',
      },
      [],
    ],
    [
      'of a workspace: the first reason of several',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {\n  "A": "x\n  }}\n',
      },
      [
        'error unreadable-registry ""x": the quote of this string is never closed. At run time workspace \'ann\' vanishes without a word: no step and no override of it is loaded.',
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
