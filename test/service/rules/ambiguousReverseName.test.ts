import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/steps/configs/c.py':
    'class PackageConfig: ...\nclass PayloadConfig: ...\nclass SharedConfig: ...\n',
};

describe('a class or spec type of two steps', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'of three rows in one table',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"config_class": "SharedConfig"}, "B": {"config_class": "SharedConfig "}, "C": {"config_class": "SharedConfig"}}\n',
      },
      [
        "information ambiguous-reverse-name \"SharedConfig\": The config class 'SharedConfig' is also that of 'B' and 'C': from the config class back to the step, the runtime finds only one of them.",
        '  -> src/cursus/registry/step_names.py "SharedConfig ": Step \'B\'',
        '  -> src/cursus/registry/step_names.py "SharedConfig": Step \'C\'',
        "information ambiguous-reverse-name \"SharedConfig \": The config class 'SharedConfig' is also that of 'A' and 'C': from the config class back to the step, the runtime finds only one of them.",
        '  -> src/cursus/registry/step_names.py "SharedConfig": Step \'A\'',
        '  -> src/cursus/registry/step_names.py "SharedConfig": Step \'C\'',
        "information ambiguous-reverse-name \"SharedConfig\": The config class 'SharedConfig' is also that of 'A' and 'B': from the config class back to the step, the runtime finds only one of them.",
        '  -> src/cursus/registry/step_names.py "SharedConfig": Step \'A\'',
        '  -> src/cursus/registry/step_names.py "SharedConfig ": Step \'B\'',
      ],
    ],
    [
      'not: a row of one name twice, an empty one, one on some path',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"config_class": "SharedConfig"}, "A": {"config_class": "SharedConfig"}, "B": {"config_class": ""}, "C": {"config_class": ""}, "D": {"config_class": "PackageConfig"}, "E": {"config_class": None}, "F": {}}\nif today():\n    STEP_NAMES["G"] = {"config_class": "PackageConfig"}\n',
      },
      [
        'warning duplicate-step "A": Step \'A\' is declared twice in one table: Python keeps the other declaration, and this one is ignored.',
        '  -> src/cursus/registry/step_names.py "A": This declaration counts',
        "information missing-field \"E\": Step 'E' has no 'config_class'. At run time the step cannot be found by its configuration.",
        "information missing-field \"F\": Step 'F' has no 'config_class'. At run time the step cannot be found by its configuration.",
      ],
    ],
    [
      'not: a local step and an override',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"A": {"config_class": "PackageConfig"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"B": {"config_class": "PackageConfig"}}\nSTEP_OVERRIDES = {"A": {"config_class": "PackageConfig"}}\n',
      },
      [],
    ],
    [
      'written in an interface, derived in another',
      {
        'src/cursus/steps/interfaces/package.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/payload.step.yaml':
          'step_type: Payload\nregistry:\n  sagemaker_step_type: Processing\n  config_class: PackageConfig\n',
      },
      [
        "information ambiguous-reverse-name \"PackageConfig\": The config class 'PackageConfig' is also that of 'Package': from the config class back to the step, the runtime finds only one of them.",
        '  -> src/cursus/steps/interfaces/package.step.yaml "Package": Step \'Package\'',
      ],
    ],
    [
      'not told where it is derived',
      {
        'src/cursus/steps/interfaces/payload.step.yaml':
          'step_type: Payload\nregistry:\n  sagemaker_step_type: Processing\n  config_class: PackageConfig\n',
        'src/cursus/steps/interfaces/package.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
      },
      [],
    ],
    [
      'not: an interface that says what follows from its name',
      {
        'src/cursus/steps/interfaces/package.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/payload.step.yaml':
          'step_type: Payload\nregistry:\n  sagemaker_step_type: Processing\n  config_class: PayloadConfig\n',
      },
      [],
    ],
    [
      'not: an interface whose config is no text',
      {
        'src/cursus/steps/interfaces/package.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n  config_class: [x]\n',
        'src/cursus/steps/interfaces/payload.step.yaml':
          'step_type: Payload\nregistry:\n  sagemaker_step_type: Processing\n  config_class: [x]\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
