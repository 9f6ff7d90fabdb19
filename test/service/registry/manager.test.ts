import { describe, expect, it } from 'vitest';
import { RegistryConflictError } from '../../../server/service/registry/errors.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import { CORES } from './golden.js';

const step = (name: string, more: object = {}): object => ({
  config_class: `${name}Config`,
  builder_step_name: `${name}StepBuilder`,
  spec_type: name,
  sagemaker_step_type: 'Processing',
  description: 'd',
  ...more,
});

const registry = (): UnifiedRegistryManager =>
  UnifiedRegistryManager.fromTables({
    core: CORES.seed,
    workspaces: [
      { directory: 'ann', path: 'dev/ann', steps: { Risk: step('Risk', { framework: 'pandas' }) } },
      {
        directory: 'bob',
        path: 'dev/bob',
        steps: { Risk: step('Risk', { framework: 'spark' }), Package: step('Package') },
        overrides: { Payload: step('Payload') },
      },
    ],
  });

describe('conflicts', () => {
  it('hold every declaration, core last', () => {
    const conflicts = registry().getStepConflicts();
    expect(
      Object.entries(conflicts).map(([name, all]) => [name, all.map(each => each.workspace_id)]),
    ).toEqual([
      ['Package', ['bob', null]],
      ['Risk', ['ann', 'bob']],
    ]);
  });

  it.each([
    [{}, {}, 'name_conflict'],
    [{ framework: 'a' }, {}, 'name_conflict'],
    [{ framework: 'a' }, { framework: 'A' }, 'name_conflict'],
    [{ framework: 'a' }, { framework: 'b' }, 'framework_conflict'],
    [{ framework_version: '1' }, { framework_version: '2' }, 'version_conflict'],
    [
      { framework: 'a', framework_version: '1' },
      { framework: 'b', framework_version: '2' },
      'framework_conflict',
    ],
  ])('%j against %j is a %s', (left, right, type) => {
    const manager = UnifiedRegistryManager.fromTables({
      core: {},
      workspaces: [
        { directory: 'l', steps: { S: step('S', left) } },
        { directory: 'r', overrides: { S: step('S', right) } },
      ],
    });
    const { conflict_details, total_conflicts } = manager.analyzeStepConflicts();
    expect(total_conflicts).toBe(1);
    expect(conflict_details.S).toMatchObject({
      conflict_type: type,
      workspace_count: 2,
      workspaces: ['l', 'r'],
      resolution_strategy: 'workspace_priority',
    });
  });

  it('of a workspace with core alone are workspace conflicts, and no conflicts between workspaces', () => {
    const tables = {
      core: { S: step('S') },
      workspaces: [{ directory: 'w', steps: { S: step('S') } }],
    };
    const manager = UnifiedRegistryManager.fromTables(tables);
    expect(manager.analyzeStepConflicts().conflict_details.S!.conflict_type).toBe(
      'workspace_conflict',
    );
    expect(manager.hasWorkspaceConflicts()).toBe(false);
    expect(registry().hasWorkspaceConflicts()).toBe(true);
  });

  it('are none where one workspace overrides core, and none with a refused entry', () => {
    const manager = UnifiedRegistryManager.fromTables({
      core: { S: step('S') },
      workspaces: [
        { directory: 'w', overrides: { S: step('S') } },
        { directory: 'x', steps: { S: step('S', { config_class: 5 }) } },
      ],
    });
    expect(manager.getStepConflicts()).toEqual({});
  });

  it('say which strategies tell the parties apart', () => {
    const { conflict_analysis: analysis } = registry().getStep('Risk', { workspace_id: 'ann' });
    expect(analysis).toMatchObject({
      conflicting_sources: ['ann', 'bob'],
      resolution_strategies: ['workspace_priority', 'framework_match', 'manual'],
      recommended_strategy: 'framework_match',
      workspace_context: 'ann',
    });
  });
});

describe('lists', () => {
  it('see one workspace, all of them, or core', () => {
    const manager = registry();
    expect(manager.listSteps('ann')).toContain('Risk');
    expect(manager.listSteps()).not.toContain('Risk');
    expect(manager.listAllSteps()).toContain('Risk');
    expect(manager.listAllSteps(true)).toMatchObject({
      ann: ['Risk'],
      bob: ['Package', 'Payload', 'Risk'],
    });
    expect(manager.getStepCount('bob')).toBe(19);
    expect(manager.getWorkspaceStepCount('ann')).toBe(19);
    expect(manager.listAvailableWorkspaces()).toEqual(['ann', 'bob']);
    expect(Object.keys(manager.getLocalOnlyDefinitions('bob'))).toEqual([
      'Risk',
      'Package',
      'Payload',
    ]);
    expect(manager.getLocalOnlyDefinitions()).toEqual({});
    expect(manager.getAllStepDefinitions('bob').Package!.workspace_id).toBe('bob');
    expect(manager.getAllStepDefinitions().Package!.workspace_id).toBeNull();
    expect(manager.hasStep('Risk', 'ann')).toBe(true);
    expect(manager.hasStep('Risk')).toBe(false);
  });
});

describe('status and statistics', () => {
  it('count what there is', () => {
    const { core, ann, bob } = registry().getRegistryStatus();
    expect(core).toEqual({ loaded: true, step_count: 18 });
    expect(ann).toMatchObject({ local_step_count: 1, override_count: 0, total_step_count: 19 });
    expect(bob).toMatchObject({ path: 'dev/bob', local_step_count: 2, override_count: 1 });
    const { core_steps, workspace_steps, system_totals } = registry().getRegistryStatistics();
    expect(Object.keys(core_steps)).toHaveLength(18);
    expect(Object.keys(workspace_steps.bob!)).toHaveLength(3);
    expect(system_totals).toEqual({
      total_core_steps: 18,
      total_workspaces: 2,
      total_workspace_steps: 4,
      total_overrides: 1,
      total_steps: 19,
      total_conflicts: 2,
      total_rejected: 0,
    });
  });
});

it('lists the entries that are left out', () => {
  const manager = UnifiedRegistryManager.fromTables({
    core: { 'a.b': step('AB'), Fine: step('Fine') },
    workspaces: [
      { directory: 'w', steps: { Good: step('Good') }, overrides: { Fine: { job_types: null } } },
    ],
  });
  expect(manager.listRejectedEntries()).toEqual([
    {
      step_name: 'a.b',
      registry_type: 'core',
      source_registry: 'core',
      rejections: [expect.objectContaining({ field: 'name', reason: 'value_error' })],
      line: null,
    },
    {
      step_name: 'Fine',
      registry_type: 'override',
      source_registry: 'w',
      rejections: [expect.objectContaining({ field: 'job_types', reason: 'list_type' })],
      line: null,
    },
  ]);
  expect(manager.listAllSteps()).toEqual(['Fine', 'Good']);
});

describe('workspaces', () => {
  it('are added, replaced and removed', () => {
    const manager = registry();
    manager.addWorkspaceRegistry('cat', { steps: { New: step('New') } });
    expect(manager.getStep('New', { workspace_id: 'cat' }).source_registry).toBe('cat');
    manager.addWorkspaceRegistry('cat', { metadata: { developer_id: 'tom' } });
    expect(manager.listAvailableWorkspaces()).toEqual(['ann', 'bob', 'tom']);
    expect(manager.removeWorkspaceRegistry('cat')).toBe(true);
    expect(manager.removeWorkspaceRegistry('cat')).toBe(false);
    expect(manager.listAvailableWorkspaces()).toEqual(['ann', 'bob']);
  });

  it('are not removed where several can be meant', () => {
    const manager = registry();
    manager.addWorkspaceRegistry('cat', { metadata: { developer_id: 'ann' } });
    expect(manager.listAvailableWorkspaces()).toEqual(['ann@cat', 'ann@dev/ann', 'bob']);
    expect(() => manager.removeWorkspaceRegistry('ann')).toThrow(RegistryConflictError);
    expect(manager.removeWorkspaceRegistry('ann@cat')).toBe(true);
    expect(manager.listAvailableWorkspaces()).toEqual(['ann', 'bob']);
  });

  it('are found by a path within them', () => {
    const manager = registry();
    expect(manager.findWorkspaceOfPath('dev/ann/src/cursus_dev/x.py')).toBe('ann');
    expect(manager.findWorkspaceOfPath('dev/anna/x.py')).toBeNull();
  });
});

describe('the workspace context', () => {
  it('is explicit, else the default, else none', () => {
    const manager = registry();
    expect(manager.getWorkspaceContext()).toBeNull();
    manager.setWorkspaceContext('ann');
    expect(manager.hasStep('Risk')).toBe(true);
    expect(manager.hasStep('Risk', null)).toBe(false);
    expect(manager.getStep('Risk').source_registry).toBe('ann');
    expect(manager.getStep('Risk', { workspace_id: null }).resolved).toBe(false);
    expect(manager.resolutionContext()).toEqual({ workspace_id: 'ann' });
    expect(manager.resolutionContext('bob')).toEqual({ workspace_id: 'bob' });
    manager.clearWorkspaceContext();
    expect(manager.hasStep('Risk')).toBe(false);
    const withDefault = UnifiedRegistryManager.fromTables({ core: {} }, { workspace: 'env' });
    expect(withDefault.getWorkspaceContext()).toBe('env');
  });

  it('is restored after use, also when the action throws', () => {
    const manager = registry();
    manager.setWorkspaceContext('ann');
    expect(manager.withWorkspaceContext('bob', () => manager.getWorkspaceContext())).toBe('bob');
    expect(manager.getWorkspaceContext()).toBe('ann');
    const fails = (): never => {
      throw new Error('no');
    };
    expect(() => manager.withWorkspaceContext('bob', fails)).toThrow('no');
    expect(manager.getWorkspaceContext()).toBe('ann');
  });

  /** Begins in ann, then in bob; gives what ends each. */
  function overlapping(manager: UnifiedRegistryManager) {
    const begin = (workspace: string) => {
      let open = (): void => undefined;
      const gate = new Promise<void>(resolve => {
        open = resolve;
      });
      const done = manager.withWorkspaceContext(workspace, () => gate);
      return async (): Promise<void> => {
        open();
        await done;
      };
    };
    return { endAnn: begin('ann'), endBob: begin('bob') };
  }

  it('is restored when the promise of the action settles, in any order', async () => {
    const manager = registry();
    const first = overlapping(manager);
    expect(manager.getWorkspaceContext()).toBe('bob');
    await first.endAnn();
    expect(manager.getWorkspaceContext()).toBe('bob');
    await first.endBob();
    expect(manager.getWorkspaceContext()).toBeNull();
    const second = overlapping(manager);
    await second.endBob();
    expect(manager.getWorkspaceContext()).toBe('ann');
    await second.endAnn();
    expect(manager.getWorkspaceContext()).toBeNull();
  });

  it('is restored when the promise of the action is rejected', async () => {
    const manager = registry();
    const fails = async (): Promise<never> => {
      throw new Error('no');
    };
    await expect(manager.withWorkspaceContext('bob', fails)).rejects.toThrow('no');
    expect(manager.getWorkspaceContext()).toBeNull();
  });
});

describe('validation of all registries', () => {
  it('makes refused entries and stolen ids errors, everything else warnings', () => {
    const manager = UnifiedRegistryManager.fromTables({
      core: CORES.seed,
      workspaces: [
        { directory: 'good', steps: { Fine: step('Fine') } },
        {
          directory: 'bad',
          steps: { Both: step('Both'), Wrong: step('Wrong', { job_types: 'x' }), Bare: {} },
          overrides: { Both: step('Both') },
        },
        { directory: 'x', metadata: { developer_id: 'same' } },
        { directory: 'y', metadata: { developer_id: 'same' } },
        { directory: 'core' },
      ],
    });
    const all = manager.validateDistributedRegistry();
    expect(all.is_valid).toBe(false);
    expect(all.core_validation).toMatchObject({ is_valid: true, step_count: 18, issues: [] });
    const { good, bad, 'same@x': same, 'core@core': core } = all.workspace_validations;
    expect(good).toMatchObject({ is_valid: true, issues: [], step_count: 1 });
    expect(bad!.errors).toEqual([
      "'Wrong' is refused by the runtime: job_types must be a list of strings, not a string",
    ]);
    expect(bad!.warnings).toEqual([
      "'Bare' has no spec_type",
      "'Bare' has no sagemaker_step_type",
      "'Both' is in both tables",
      "'Both' overrides no core step",
    ]);
    expect(same!.errors).toEqual(["The id 'same' is also claimed by y"]);
    expect(core!.errors).toEqual(["The id 'core' names the core registry"]);
    expect(all.issues).toContain("same@x: The id 'same' is also claimed by y");
  });

  it('names conflicts without making them invalid', () => {
    const all = registry().validateDistributedRegistry();
    expect(all.is_valid).toBe(true);
    expect(all.conflicts).toEqual({ Package: ['bob', 'core'], Risk: ['ann', 'bob'] });
  });
});

describe('diagnosis', () => {
  it('follows the resolution of a step', () => {
    const { resolution_path, issues, recommendations } = registry().diagnoseStepResolution(
      'Risk',
      'ann',
    );
    expect(resolution_path).toEqual([
      'Found in workspace ann: workspace (chosen: the own workspace comes first)',
      'Found in workspace bob: workspace (passed over: another workspace)',
    ]);
    expect(issues).toEqual(['Step not found in core registry']);
    expect(recommendations).toEqual(['Rename the step in all but one of ann, bob']);
  });

  it.each([
    ['Risk', undefined, 'Declared in ann, bob: resolve it there, or move the step to core'],
    ['MIMSPackaging', undefined, "'MIMSPackaging' is a legacy name of 'Package'"],
    ['XGBoostTrainin', undefined, 'Did you mean XGBoostTraining?'],
    ['Zebra', undefined, 'Check step name spelling and registry definitions'],
  ])('advises about %s', (name, workspace, advice) => {
    const { recommendations, resolution_path } = registry().diagnoseStepResolution(name, workspace);
    expect(recommendations).toContain(advice);
    expect(resolution_path).toEqual([]);
  });

  it('says that a workspace is not there', () => {
    const { issues } = registry().diagnoseStepResolution('Package', 'nobody');
    expect(issues).toContain('Workspace nobody not found');
    const own = registry().diagnoseStepResolution('Payload', 'ann');
    expect(own.issues).toContain('Step not found in workspace ann');
  });

  it('sums up the health of the registry', () => {
    const health = registry().diagnoseRegistryHealth();
    expect(health.overall_status).toBe('UNHEALTHY');
    expect(health.core_registry.status).toBe('HEALTHY');
    expect(health.workspace_registries.ann!.status).toBe('HEALTHY');
    expect(health.system_issues).toEqual(['Registry conflicts found: Package, Risk']);
    expect(health.recommendations).toEqual([
      'Resolve step name conflicts between workspaces',
      'Move local steps that have a core name to STEP_OVERRIDES',
    ]);
    const healthy = UnifiedRegistryManager.fromTables({ core: CORES.new });
    expect(healthy.diagnoseRegistryHealth()).toMatchObject({
      overall_status: 'HEALTHY',
      recommendations: [],
      unknown_values: {},
    });
  });

  it('counts what only running code could tell', () => {
    const manager = UnifiedRegistryManager.fromTables({
      core: { A: step('A', { config_class: () => 'A', extra: [Number.NaN] }) },
    });
    expect(manager.diagnoseRegistryHealth().unknown_values).toEqual({ 'not-json': 2 });
  });
});
