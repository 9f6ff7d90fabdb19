import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { said } from '../../support/said.js';

const BASE: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
};

describe('the id of two workspaces', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'claimed by three',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"version": "1", "developer_id": "team"}\n',
        'dev/cho/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "team"}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"version": "1", "developer_id": "team"}\n',
      },
      [
        "error workspace-id-clash \"team\": The workspace id 'team' is also claimed by 'dev/bob' and 'dev/cho': at run time the one that is loaded last replaces the others without a word.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "team": Workspace in \'dev/bob\'',
        '  -> dev/cho/src/cursus_dev/registry/workspace_registry.py "team": Workspace in \'dev/cho\'',
      ],
    ],
    [
      'claimed by the one in the root',
      {
        'src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "ann"}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {}\n',
      },
      [
        "error workspace-id-clash \"LOCAL_STEPS\": The workspace id 'ann' is also claimed by '.': at run time the one that is loaded last replaces the others without a word.",
        '  -> src/cursus_dev/registry/workspace_registry.py "ann": Workspace in \'.\'',
      ],
    ],
    [
      'told in the root',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {}\n',
        'src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "ann"}\n',
      },
      [
        "error workspace-id-clash \"ann\": The workspace id 'ann' is also claimed by 'dev/ann': at run time the one that is loaded last replaces the others without a word.",
        '  -> dev/ann/src/cursus_dev/registry/workspace_registry.py "LOCAL_STEPS": Workspace in \'dev/ann\'',
      ],
    ],
    [
      'that is core’s',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'LOCAL_STEPS = {}\nWORKSPACE_METADATA = {"version": "1", "developer_id": "core"}\n',
      },
      [
        'error workspace-id-clash "core": A workspace cannot have the id \'core\': at run time it shares the cache of the core registry, and which of both answers depends on who asks first.',
      ],
    ],
    [
      'that is the folder of another',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "robert"}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "bob"}\n',
      },
      [
        "warning workspace-id-clash \"bob\": The workspace id 'bob' is the name of the folder of workspace 'robert': the runtime first loads each workspace under its folder's name, and one of both is lost.",
        '  -> dev/bob/src/cursus_dev/registry/workspace_registry.py "robert": Workspace in \'dev/bob\'',
      ],
    ],
    [
      'not: told to the one whose folder it is',
      {
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "bob"}\n',
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "robert"}\n',
      },
      [],
    ],
    [
      'not: that is its own folder',
      {
        'dev/bob/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "robert"}\n',
        'dev/ann/src/cursus_dev/registry/workspace_registry.py':
          'WORKSPACE_METADATA = {"version": "1", "developer_id": "ann"}\n',
      },
      [],
    ],
    [
      'of two folders of one name',
      {
        'x/bob/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {}\n',
        'dev/bob/src/cursus_dev/registry/workspace_registry.py': '\n',
      },
      [
        "error workspace-id-clash \"\": The workspace id 'bob' is also claimed by 'x/bob': at run time the one that is loaded last replaces the others without a word.",
        '  -> x/bob/src/cursus_dev/registry/workspace_registry.py "LOCAL_STEPS": Workspace in \'x/bob\'',
      ],
    ],
    [
      'can be silenced by the id',
      {
        'cursus-registry.yaml': 'ignore:\n  - name: bob\n',
        'x/bob/src/cursus_dev/registry/workspace_registry.py': 'LOCAL_STEPS = {}\n',
        'dev/bob/src/cursus_dev/registry/workspace_registry.py': 'WORKSPACE_METADATA = meta()\n',
      },
      [
        'hint dynamic-entry "meta()": Only running the code could tell what WORKSPACE_METADATA holds (meta()): nothing is said about it.',
      ],
    ],
    [
      'not in core',
      {
        'src/cursus/registry/step_names.py':
          'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\nWORKSPACE_METADATA = {"version": "1", "developer_id": "core"}\n',
      },
      [],
    ],
  ])('%s', (_title, texts, expected) => {
    const project = new ProjectText({ ...BASE, ...texts });
    expect(said(project, Object.keys(texts).at(-1)!)).toEqual(expected);
  });
});
