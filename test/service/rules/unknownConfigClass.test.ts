import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = { 'src/cursus/steps/c.py': 'class PackagConfig: ...\n' };

describe('a config class that is derived', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'is not replaced where it is derived',
      {
        'src/cursus/steps/interfaces/p.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n',
      },
      [
        "information unknown-config-class \"Package\": No class 'PackageConfig' in core: at run time step 'Package' cannot be configured. Did you mean 'PackagConfig'?",
        "  fix: Create the config class 'PackageConfig'",
      ],
    ],
    [
      'is where it is written',
      {
        'src/cursus/steps/interfaces/p.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n  config_class: PackageConfig\n',
      },
      [
        "information unknown-config-class \"PackageConfig\": No class 'PackageConfig' in core: at run time step 'Package' cannot be configured. Did you mean 'PackagConfig'?",
        "  fix: Replace with 'PackagConfig'",
        "  fix: Create the config class 'PackageConfig'",
      ],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
