import { describe, expect, it } from 'vitest';
import { declaredBy, ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
  'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {}\n',
};

describe('a step of other workspaces', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'that several declare, in the order of their ids',
      {
        'dev/aaa/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Far": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"Far": {"sagemaker_step_type": "Training"}, "Package": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"developer_id": "zoe"}\n',
        'dev/zzz/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}, "Far": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"developer_id": "bob"}\n',
        'dev/ann/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Far")\ndag.add_node("Package")\n',
      },
      [
        "information cross-workspace-step \"Far\": Step 'Far' is declared neither by this workspace nor by core, but by workspaces 'bob' and 'zoe': it works only as long as that registry is loaded too.",
        '  -> dev/zzz/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'bob\'',
        '  -> dev/aaa/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'zoe\'',
        '  -> dev/aaa/src/cursus_dev/registry/workspace_registry.py "Far": The override of workspace \'zoe\'',
        "warning cross-workspace-step \"Package\": Workspace 'bob' declares 'Package', and at run time other workspaces come before core: this is not the core step while that registry is loaded.",
        '  -> dev/zzz/src/cursus_dev/registry/workspace_registry.py "Package": The local step of workspace \'bob\'',
        '  -> dev/aaa/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'zoe\'',
      ],
    ],
    [
      'that many declare: five of them are shown',
      {
        ...declaredBy('zoe', 'bob', 'cho', 'dan', 'eve', 'fay'),
        'dev/ann/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Far")\ndag.add_node("Package")\n',
      },
      [
        "information cross-workspace-step \"Far\": Step 'Far' is declared neither by this workspace nor by core, but by workspaces 'bob', 'cho', 'dan', 'eve' and 2 more: it works only as long as that registry is loaded too.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'bob\'',
        '  -> dev/cho/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'cho\'',
        '  -> dev/dan/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'dan\'',
        '  -> dev/eve/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'eve\'',
        '  -> dev/fay/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'fay\'',
        "warning cross-workspace-step \"Package\": Workspace 'bob' overrides 'Package', and at run time other workspaces come before core: this is not the core step while that registry is loaded.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'bob\'',
        '  -> dev/cho/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'cho\'',
        '  -> dev/dan/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'dan\'',
        '  -> dev/eve/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'eve\'',
        '  -> dev/fay/src/cursus_dev/registry/workspace_registry.py "Package": The override of workspace \'fay\'',
      ],
    ],
    [
      'for shared code',
      {
        'dev/aaa/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Far": {"sagemaker_step_type": "Training"}}\nSTEP_OVERRIDES = {"Far": {"sagemaker_step_type": "Training"}, "Package": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"developer_id": "zoe"}\n',
        'dev/zzz/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Package": {"sagemaker_step_type": "Training"}, "Far": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"developer_id": "bob"}\n',
        'dags/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Far")\ndag.add_node("Package")\n',
      },
      [
        "information cross-workspace-step \"Far\": Step 'Far' is declared only by workspaces 'bob' and 'zoe': it is found only where that workspace is active.",
        '  -> dev/zzz/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'bob\'',
        '  -> dev/aaa/src/cursus_dev/registry/workspace_registry.py "Far": The local step of workspace \'zoe\'',
        '  -> dev/aaa/src/cursus_dev/registry/workspace_registry.py "Far": The override of workspace \'zoe\'',
      ],
    ],
    [
      'not: what the runtime rejects there, or a later key replaces',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": 5}, "XGBoostTraining": {"sagemaker_step_type": "Training"}, "XGBoostTraining": ["no"]}\n',
        'dev/ann/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Package")\ndag.add_node("XGBoostTraining")\n',
      },
      [],
    ],
    [
      'not: where the own override counts',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'STEP_OVERRIDES = {"Package": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Package")\n',
      },
      [],
    ],
    [
      'not: where one of the own tables may hide it',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {"Far": {"sagemaker_step_type": "Training"}}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nSTEP_OVERRIDES = {**f()}\n',
        'dev/ann/d.py':
          'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\ndag.add_node("Far")\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
