import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
  'src/cursus/steps/c.py': 'class PackageConfig: ...\n',
};

describe('a key that is nearly a field', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'of an entry',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "framewrok": "x", "owner": "me", "config_clas": "PackageConfig"}}\n',
      },
      [
        "information unknown-field \"framewrok\": 'framewrok' is no field that the registry reads; it is kept as metadata only. Did you mean 'framework'?",
        "  fix: Replace with 'framework'",
        "information unknown-field \"config_clas\": 'config_clas' is no field that the registry reads; it is kept as metadata only. Did you mean 'config_class'?",
        "  fix: Replace with 'config_class'",
      ],
    ],
    [
      'not: beside the field itself',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "framework": "x", "framewrok": "y"}}\n',
      },
      [],
    ],
    [
      'where a spread has the field: it was meant to be replaced',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'ROW = {"framework": "x", "sagemaker_step_type": "Training"}\nLOCAL_STEPS = {"A": {**ROW, "framewrok": "y"}}\n',
      },
      [
        "information unknown-field \"framewrok\": 'framewrok' is no field that the registry reads; it is kept as metadata only. Did you mean 'framework'?",
        "  fix: Replace with 'framework'",
      ],
    ],
    [
      'not: of a spread beside the field itself',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'ROW = {"framewrok": "x"}\nLOCAL_STEPS = {"A": {**ROW, "framework": "y", "sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
    [
      'of the metadata',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"developer": "x", "develper_id": "ann", "team": "x", "priority": 1}\n',
      },
      [
        "information unknown-field \"developer\": 'developer' is no field that the registry reads; it is kept as metadata only. Did you mean 'developer_id'?",
        "  fix: Replace with 'developer_id'",
        "information unknown-field \"develper_id\": 'develper_id' is no field that the registry reads; it is kept as metadata only. Did you mean 'developer_id'?",
        "  fix: Replace with 'developer_id'",
      ],
    ],
    [
      'of an interface',
      {
        'src/cursus/steps/interfaces/a.step.yaml':
          'step_type: Package\nregistry:\n  sagemaker_step_type: Processing\n  config_clas: PackageConfig\n  framework: x\n',
      },
      [
        "information unknown-field \"config_clas\": 'config_clas' is no field that the registry reads; it is kept as metadata only. Did you mean 'config_class'?",
        "  fix: Replace with 'config_class'",
      ],
    ],
    [
      'not told where the metadata is no registry’s',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"develper_id": "x"}\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(saidWithFixes(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
