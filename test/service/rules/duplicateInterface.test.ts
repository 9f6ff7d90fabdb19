import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {};

describe('a step of several interfaces', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'is that of the last by name: told where it is ignored',
      {
        'src/cursus/steps/configs/c.py': 'class AConfig: ...\n',
        'src/cursus/steps/interfaces/b.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/c.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'p/step_pack/interfaces/d.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
      },
      [
        "warning duplicate-step \"A\": Step 'A' is also declared by 'src/cursus/steps/interfaces/b.step.yaml' and 'src/cursus/steps/interfaces/c.step.yaml': at run time 'src/cursus/steps/interfaces/c.step.yaml' wins without a word, because it comes last by name, and this file is ignored.",
        '  -> src/cursus/steps/interfaces/b.step.yaml "A": The other interface file',
        '  -> src/cursus/steps/interfaces/c.step.yaml "A": The other interface file',
      ],
    ],
    [
      'is that of the last by name: told where it wins',
      {
        'src/cursus/steps/configs/c.py': 'class AConfig: ...\n',
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/b.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'p/step_pack/interfaces/d.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
        'src/cursus/steps/interfaces/c.step.yaml':
          'step_type: A\nregistry:\n  sagemaker_step_type: Processing\n',
      },
      [
        "warning duplicate-step \"A\": Step 'A' is also declared by 'src/cursus/steps/interfaces/a.step.yaml' and 'src/cursus/steps/interfaces/b.step.yaml': at run time this file wins without a word, because it comes last by name.",
        '  -> src/cursus/steps/interfaces/a.step.yaml "A": The other interface file',
        '  -> src/cursus/steps/interfaces/b.step.yaml "A": The other interface file',
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
