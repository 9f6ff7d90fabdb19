import { describe, expect, it } from 'vitest';
import { declaredBy, ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('a name that several workspaces declare', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'as a local step and as an override, and core',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/cho/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training", "x": 2}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning conflicting-step-name \"Package\": Step 'Package' is also declared by workspaces 'bob' and 'cho', and core has it too: which one a pipeline gets depends on the workspace that it runs in.",
        '  -> src/cursus/registry/step_names.py "Package": The core step',
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "Package": The local step of workspace \'bob\'',
        '  -> dev/cho/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'cho\'',
      ],
    ],
    [
      'beside a row of core that its runtime rejects',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": 5}}\n',
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}}\n',
      },
      [
        "warning conflicting-step-name \"Package\": Step 'Package' is also declared by workspace 'bob': which one a pipeline gets depends on the workspace that it runs in.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "Package": The local step of workspace \'bob\'',
      ],
    ],
    [
      'in seven workspaces',
      {
        ...declaredBy('zoe', 'bob', 'cho', 'dan', 'eve', 'fay'),
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Far": {"sagemaker_step_type": "Training", "x": 1}}\n',
      },
      [
        "warning conflicting-step-name \"Far\": Step 'Far' is also declared by workspaces 'bob', 'cho', 'dan', 'eve' and 2 more: which one a pipeline gets depends on the workspace that it runs in.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'bob\'',
        '  -> dev/cho/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'cho\'',
        '  -> dev/dan/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'dan\'',
        '  -> dev/eve/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'eve\'',
        '  -> dev/fay/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'fay\'',
      ],
    ],
    [
      'the same word for word',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"conflict_tolerance": "low", "default_resolution_strategy": "manual"}\n',
      },
      [
        "information conflicting-step-name \"A\": Step 'A' is also declared by workspace 'bob': all declarations are the same today, but nothing keeps them so.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "A": The local step of workspace \'bob\'',
      ],
    ],
    [
      'with a low tolerance, where nothing decides',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"conflict_tolerance": "low", "default_resolution_strategy": "manual"}\n',
      },
      [
        "error conflicting-step-name \"A\": Step 'A' is also declared by workspace 'bob': which one a pipeline gets depends on the workspace that it runs in. conflict_tolerance is 'low', and the strategy 'manual' does not decide between them.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "A": The local step of workspace \'bob\'',
      ],
    ],
    [
      'with a tolerance in another spelling, which is ignored',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"conflict_tolerance": " LOW ", "default_resolution_strategy": "manual"}\n',
      },
      [
        "warning conflicting-step-name \"A\": Step 'A' is also declared by workspace 'bob': which one a pipeline gets depends on the workspace that it runs in.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "A": The local step of workspace \'bob\'',
        "warning invalid-metadata \" LOW \": conflict_tolerance must be one of 'low', 'medium' and 'high', not ' LOW ': it is ignored. Did you mean 'low'?",
      ],
    ],
    [
      'with a low tolerance, where the own workspace comes first',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"conflict_tolerance": "low"}\n',
      },
      [
        "warning conflicting-step-name \"A\": Step 'A' is also declared by workspace 'bob': which one a pipeline gets depends on the workspace that it runs in.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "A": The local step of workspace \'bob\'',
      ],
    ],
    [
      'with a high tolerance',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"conflict_tolerance": "high"}\n',
      },
      [
        "information conflicting-step-name \"A\": Step 'A' is also declared by workspace 'bob': which one a pipeline gets depends on the workspace that it runs in.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "A": The local step of workspace \'bob\'',
      ],
    ],
    [
      'not: an entry that is rejected',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"A": {"sagemaker_step_type": 5}}\n',
      },
      [
        'error invalid-entry "5": Step \'A\': sagemaker_step_type must be a string, not an int. At run time the entry is rejected, and it is dropped without a word.',
      ],
    ],
    [
      'not told in core',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training", "x": 1}}\n',
        'dev/cho/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training", "x": 2}}\n',
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
