import { describe, expect, test } from 'vitest';
import { createLayout, isTestPath, roleOf } from '../../../server/service/project/layout.js';
import type { FileRole } from '../../../server/service/project/roles.js';

const ROLES: [path: string, role: FileRole | undefined][] = [
  [
    'teams/ann/src/cursus_dev/registry/workspace_registry.py',
    { kind: 'workspace-registry', directory: 'ann', root: 'teams/ann' },
  ],
  [
    'src/cursus_dev/registry/workspace_registry.py',
    { kind: 'workspace-registry', directory: 'repo', root: '' },
  ],
  [
    'test/fixtures/bob/src/cursus_dev/registry/workspace_registry.py',
    { kind: 'workspace-registry', directory: 'bob', root: 'test/fixtures/bob' },
  ],
  ['cursus_dev/registry/workspace_registry.py', { kind: 'python' }],
  [
    'src/cursus/registry/step_names_original.py',
    { kind: 'core-python', rank: 0, root: 'src/cursus' },
  ],
  ['src/cursus/registry/step_names_base.py', { kind: 'core-python', rank: 1, root: 'src/cursus' }],
  ['src/cursus/registry/step_names.py', { kind: 'core-python', rank: 2, root: 'src/cursus' }],
  [
    'src/cursus/steps/registry/step_names.py',
    { kind: 'core-python', rank: 2, root: 'src/cursus/steps' },
  ],
  ['registry/step_names.py', { kind: 'core-python', rank: 2, root: '' }],
  ['src/cursus/registry/step_names.yaml', { kind: 'core-yaml', root: 'src/cursus' }],
  ['src/cursus/registry/interface_registry_loader.py', { kind: 'core-extras', root: 'src/cursus' }],
  ['src/cursus/registry/step_names_extra.py', { kind: 'python' }],
  ['step_names.py', { kind: 'python' }],
  ['tests/registry/step_names.py', { kind: 'python' }],
  ['pkg/tests/data/registry/step_names_original.py', { kind: 'python' }],
  ['tests/registry/step_names.yaml', undefined],
  ['tests/registry/interface_registry_loader.py', { kind: 'python' }],
  ['slipbox/registry/step_names.md', undefined],
  [
    'src/cursus/steps/interfaces/xgboost_training.step.yaml',
    { kind: 'interface', pack: false, root: 'src/cursus' },
  ],
  ['steps/interfaces/a.step.yaml', { kind: 'interface', pack: false, root: '' }],
  [
    'projects/demo/step_pack/interfaces/a.step.yaml',
    { kind: 'interface', pack: true, root: 'projects/demo' },
  ],
  ['src/cursus/steps/interfaces/old/a.step.yaml', undefined],
  ['src/cursus/steps/interfaces/a.yaml', undefined],
  ['tests/steps/interfaces/a.step.yaml', undefined],
  ['other/interfaces/a.step.yaml', undefined],
  ['projects/x/pipeline.py', { kind: 'python' }],
  ['a.ipynb', { kind: 'notebook' }],
  ['.ipynb_checkpoints/a-checkpoint.ipynb', undefined],
  ['catalog/shared_dags/xgboost/complete_e2e.dag.json', { kind: 'dag' }],
  ['projects/x/pipeline_config/config.json', { kind: 'config-json' }],
  ['projects/x/pipeline_config/NA.json', { kind: 'config-json' }],
  ['tests/exe/config_NA_xgboost_AtoZ.json', { kind: 'config-json' }],
  ['execute_doc.json', { kind: 'config-json' }],
  ['sample_exe_doc.json', { kind: 'config-json' }],
  ['test_output_execution_document.json', { kind: 'config-json' }],
  ['package.json', undefined],
  ['tsconfig.json', undefined],
  ['projects/x/hyperparameters.json', undefined],
  ['cursus-registry.yaml', { kind: 'project-file' }],
  ['nested/cursus-registry.yaml', undefined],
  ['README.md', undefined],
];

describe('roleOf', () => {
  test.each(ROLES)('%s', (path, role) => {
    expect(roleOf(path, { rootName: 'repo' })).toEqual(role);
  });

  test('the project file names a core of another layout', () => {
    const folder = createLayout({ core: 'shared/steps' });
    expect(folder('shared/steps/a.step.yaml')).toEqual({
      kind: 'interface',
      pack: false,
      root: 'shared',
    });
    expect(roleOf('shared/names.py', { core: 'shared/names.py' })).toEqual({
      kind: 'core-python',
      rank: 0,
      root: '',
    });
    expect(roleOf('a/b/steps.yml', { core: '**/steps.yml' })).toEqual({
      kind: 'core-yaml',
      root: 'a',
    });
    expect(roleOf('tests/registry/step_names.py', { core: 'tests/registry' })).toEqual({
      kind: 'core-python',
      rank: 2,
      root: 'tests',
    });
  });

  test('the project file names workspaces of another layout', () => {
    const layout = createLayout({ workspaces: ['teams/*/steps.py', 'people'] });
    expect(layout('teams/ann/steps.py')).toEqual({
      kind: 'workspace-registry',
      directory: 'ann',
      root: 'teams/ann',
    });
    expect(layout('people/bob/registry/workspace_registry.py')).toEqual({
      kind: 'workspace-registry',
      directory: 'bob',
      root: 'people/bob',
    });
    expect(layout('people/bob/src/cursus_dev/registry/workspace_registry.py')).toEqual({
      kind: 'workspace-registry',
      directory: 'bob',
      root: 'people/bob',
    });
    expect(layout('people/bob/other.py')).toEqual({ kind: 'python' });
    expect(layout('elsewhere/registry/workspace_registry.py')).toEqual({ kind: 'python' });
  });
});

test.each([
  ['tests/a.py', true],
  ['src/x/test/a.ipynb', true],
  ['src/test_a.py', true],
  ['src/a_test.py', true],
  ['conftest.py', true],
  ['Tests/a.dag.json', true],
  ['src/cursus/registry/step_type_test_variants.py', false],
  ['pipeline_testing/a.py', false],
  ['src/contest.py', false],
  ['latest/a.py', false],
])('isTestPath(%s) is %s', (path, expected) => {
  expect(isTestPath(path)).toBe(expected);
});
