import { describe, expect, it } from 'vitest';
import { RegistryValidationError } from '../../../server/service/registry/errors.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import type { ResolutionContext } from '../../../server/service/registry/models.js';
import type { RegistryTables } from '../../../server/service/registry/tables.js';

const step = (builder: string, more: object = {}): object => ({
  config_class: 'SameConfig',
  builder_step_name: builder,
  spec_type: 'Same',
  sagemaker_step_type: 'Processing',
  ...more,
});

const TABLES: RegistryTables = {
  core: { Same: step('CoreBuilder', { priority: 90 }), OnlyCore: step('OnlyCoreBuilder') },
  workspaces: [
    {
      directory: 'ann',
      steps: {
        Same: step('AnnBuilder', { framework: 'pandas', environment_tags: ['cpu', 'dev'] }),
      },
    },
    {
      directory: 'bob',
      steps: {
        Same: step('BobBuilder', {
          framework: 'XGBoost',
          priority: 10,
          environment_tags: ['gpu', 'prod', 'cpu'],
        }),
      },
      overrides: { Same: step('BobOverride', { framework: 'spark', environment_tags: ['gpu'] }) },
    },
    {
      directory: 'cat',
      overrides: { Same: step('CatOverride', { framework: 'xgboost', priority: 10 }) },
      metadata: {
        default_resolution_strategy: 'framework_match',
        preferred_frameworks: ['spark', 'xgboost'],
        environment_tags: ['prod'],
      },
    },
  ],
};

function resolve(context: ResolutionContext, choices: Record<string, string> = {}) {
  const manager = UnifiedRegistryManager.fromTables(TABLES, { choices });
  const result = manager.getStep('Same', context);
  return { ...result, builder: result.selected_definition?.builder_step_name ?? null };
}

describe('rank order', () => {
  it('puts the own workspace first, then others by id, then core', () => {
    const { trace, builder, source_registry } = resolve({ workspace_id: 'bob' });
    expect(trace.map(each => [each.rank, each.source_registry, each.registry_type])).toEqual([
      [1, 'bob', 'workspace'],
      [2, 'bob', 'override'],
      [3, 'ann', 'workspace'],
      [4, 'cat', 'override'],
      [5, 'core', 'core'],
    ]);
    expect([builder, source_registry]).toEqual(['BobBuilder', 'bob']);
    expect(trace.map(each => each.reason)).toEqual([
      'the own workspace comes first',
      'the own local step comes before the own override',
      'another workspace',
      'another workspace',
      'workspaces come before core',
    ]);
  });

  it('is core alone without a context', () => {
    const { trace, source_registry, resolution_metadata } = resolve({});
    expect(source_registry).toBe('core');
    expect(trace).toHaveLength(1);
    expect(resolution_metadata.not_visible.map(each => each.source_registry)).toEqual([
      'ann',
      'bob',
      'bob',
      'cat',
    ]);
  });

  it('says that a workspace is not there, and answers with core', () => {
    const { source_registry, errors } = resolve({ workspace_id: 'bobby' });
    expect(source_registry).toBe('core');
    expect(errors).toEqual(["Workspace 'bobby' not found. Available workspaces: bob, ann, cat"]);
  });

  it('warns where the listings differ, and where another workspace answers', () => {
    const own = resolve({ workspace_id: 'bob' });
    expect(own.resolution_metadata.listing_differs).toBe(true);
    expect(own.resolution_metadata.listing).toEqual({
      source_registry: 'bob',
      registry_type: 'override',
    });
    expect(own.warnings).toEqual([expect.stringContaining('both own tables')]);
    const listed = UnifiedRegistryManager.fromTables(TABLES);
    expect(listed.getBuilderStepName('Same', 'bob')).toBe('BobOverride');
    expect(listed.getAllStepDefinitions('bob').Same!.registry_type).toBe('override');
    expect(listed.createLegacyStepNamesDict('bob').Same!.builder_step_name).toBe('BobOverride');
    const other = UnifiedRegistryManager.fromTables({
      core: {},
      workspaces: [{ directory: 'ann', steps: { A: step('A') } }, { directory: 'bob' }],
    }).getStep('A', { workspace_id: 'bob' });
    expect(other.source_registry).toBe('ann');
    expect(other.warnings).toEqual([expect.stringContaining("another workspace, 'ann'")]);
    expect(other.resolution_metadata).toMatchObject({
      get_step: { source_registry: 'ann' },
      listing: { source_registry: 'none' },
      listing_differs: true,
    });
  });
});

describe('strategies', () => {
  it('come from the context, the first candidate, its workspace, or the default', () => {
    const origin = (context: ResolutionContext) => {
      const { resolution_strategy, resolution_metadata } = resolve(context);
      return [resolution_strategy, resolution_metadata.strategy_origin];
    };
    expect(origin({ workspace_id: 'ann' })).toEqual(['workspace_priority', 'default']);
    expect(origin({ workspace_id: 'cat' })).toEqual(['framework_match', 'workspace']);
    expect(origin({ workspace_id: 'cat', resolution_strategy: 'highest_priority' })).toEqual([
      'highest_priority',
      'context',
    ]);
    const stated = UnifiedRegistryManager.fromTables({
      core: { S: step('C') },
      workspaces: [
        {
          directory: 'w',
          steps: { S: step('W', { conflict_resolution_strategy: 'core_fallback' }) },
          metadata: { default_resolution_strategy: 'framework_match' },
        },
      ],
    }).getStep('S', { workspace_id: 'w' });
    expect(stated.resolution_strategy).toBe('core_fallback');
    expect(stated.resolution_metadata.strategy_origin).toBe('step');
    expect(stated.source_registry).toBe('core');
  });

  it('framework_match follows the context, then the workspace, blind to case', () => {
    const resolution_strategy = 'framework_match';
    const ann = resolve({ workspace_id: 'ann', resolution_strategy, preferred_framework: 'spark' });
    expect(ann.builder).toBe('BobOverride');
    expect(ann.trace[0]!.reason).toBe("framework 'pandas' is not preferred");
    expect(resolve({ workspace_id: 'cat' }).builder).toBe('BobOverride');
    expect(resolve({ workspace_id: 'cat', preferred_framework: 'PANDAS' }).builder).toBe(
      'AnnBuilder',
    );
  });

  it('framework_match leaves equal frameworks, and none, to the rank order', () => {
    const tie = resolve({
      workspace_id: 'cat',
      resolution_strategy: 'framework_match',
      preferred_framework: 'xgboost',
    });
    expect(tie.builder).toBe('CatOverride');
    expect(tie.resolution_metadata.tie).toBe(true);
    expect(tie.reason).toContain('the rank order breaks the tie');
    const none = resolve({ workspace_id: 'ann', resolution_strategy: 'framework_match' });
    expect(none.builder).toBe('AnnBuilder');
    expect(none.resolution_metadata.tie).toBe(true);
  });

  it('environment_match counts shared tags: of the context, else of the workspace', () => {
    const resolution_strategy = 'environment_match';
    const tags = (environment_tags: string[]) =>
      resolve({ workspace_id: 'ann', resolution_strategy, environment_tags }).builder;
    expect(tags(['gpu', 'prod'])).toBe('BobBuilder');
    expect(tags(['dev'])).toBe('AnnBuilder');
    expect(resolve({ workspace_id: 'cat', resolution_strategy }).builder).toBe('BobBuilder');
    const tie = resolve({ workspace_id: 'ann', resolution_strategy, environment_tags: ['cpu'] });
    expect([tie.builder, tie.resolution_metadata.tie]).toEqual(['AnnBuilder', true]);
  });

  it('highest_priority takes the lowest number, 100 where none is stated', () => {
    const resolution_strategy = 'highest_priority';
    const { builder, trace } = resolve({ workspace_id: 'ann', resolution_strategy });
    expect(builder).toBe('BobBuilder');
    expect(trace[0]!.reason).toBe('priority 100');
    const strict = resolve({
      workspace_id: 'ann',
      resolution_strategy,
      resolution_mode: 'strict',
    });
    expect(strict.builder).toBe('CoreBuilder');
  });

  it('core_fallback takes core where it has the name', () => {
    expect(resolve({ workspace_id: 'ann', resolution_strategy: 'core_fallback' }).builder).toBe(
      'CoreBuilder',
    );
  });

  it('manual follows the remembered choice, and is an error without one', () => {
    const context = { workspace_id: 'ann', resolution_strategy: 'manual' } as const;
    expect(resolve(context, { Same: 'cat' }).builder).toBe('CatOverride');
    expect(resolve(context, { Same: 'core' }).builder).toBe('CoreBuilder');
    const without = resolve(context);
    expect(without.resolved).toBe(false);
    expect(without.errors).toEqual([
      "No choice is remembered for 'Same'. Choices: ann (local step), bob (local step), bob (override), cat (override), core",
    ]);
    expect(resolve(context, { Same: 'gone' }).errors[0]).toContain(
      "'gone' does not declare 'Same'",
    );
  });

  it('manual has nothing to choose where there is one candidate', () => {
    const manager = UnifiedRegistryManager.fromTables(TABLES);
    const context = { workspace_id: 'ann', resolution_strategy: 'manual' } as const;
    expect(manager.getStep('OnlyCore', context).source_registry).toBe('core');
  });
});

describe('modes', () => {
  it('strict sees the own workspace and core, and does not choose between own tables', () => {
    const ann = resolve({ workspace_id: 'ann', resolution_mode: 'strict' });
    expect(ann.trace.map(each => each.source_registry)).toEqual(['ann', 'core']);
    const bob = resolve({ workspace_id: 'bob', resolution_mode: 'strict' });
    expect(bob.resolved).toBe(false);
    expect(bob.errors).toEqual([expect.stringContaining("both tables of 'bob'")]);
    expect(bob.trace.map(each => each.outcome)).toEqual([
      'passed_over',
      'passed_over',
      'passed_over',
    ]);
  });

  it('interactive names the choices until one is remembered', () => {
    const context = { workspace_id: 'ann', resolution_mode: 'interactive' } as const;
    const open = resolve(context);
    expect(open.builder).toBe('AnnBuilder');
    expect(open.warnings).toEqual([
      "'Same' can be chosen: ann (local step), bob (local step), bob (override), cat (override), core",
    ]);
    const chosen = resolve(context, { Same: 'cat' });
    expect([chosen.builder, chosen.resolution_strategy]).toEqual(['CatOverride', 'manual']);
    expect(chosen.warnings).toEqual([expect.stringContaining("another workspace, 'cat'")]);
  });
});

describe('identity', () => {
  const clash: RegistryTables = {
    core: { S: step('C') },
    workspaces: [
      {
        directory: 'ann',
        path: 'x/ann',
        steps: { S: step('X') },
        metadata: { developer_id: 'me' },
      },
      {
        directory: 'bob',
        path: 'y/bob',
        steps: { S: step('Y') },
        metadata: { developer_id: 'me' },
      },
      { directory: 'core', path: 'z/core', steps: { S: step('Z') } },
    ],
  };
  const manager = UnifiedRegistryManager.fromTables(clash);

  it('belongs to nobody where several claim it, or where it is core', () => {
    expect(manager.listAvailableWorkspaces()).toEqual(['core@z/core', 'me@x/ann', 'me@y/bob']);
    expect(manager.getStep('S', { workspace_id: 'me@y/bob' }).source_registry).toBe('me@y/bob');
    expect(manager.getStep('S', { workspace_id: 'core' }).source_registry).toBe('core');
    expect(manager.getStep('S', { workspace_id: 'core' }).errors).toEqual([]);
  });

  it('is taken with a warning, and refused in strict mode', () => {
    const taken = manager.getStep('S', { workspace_id: 'me' });
    expect(taken.source_registry).toBe('me@x/ann');
    expect(taken.warnings[0]).toContain('me@x/ann, me@y/bob');
    const refused = manager.getStep('S', { workspace_id: 'me', resolution_mode: 'strict' });
    expect(refused.resolved).toBe(false);
    expect(refused.errors).toEqual([expect.stringContaining('strict mode does not choose')]);
  });

  it('is the directory where no id has the name', () => {
    expect(manager.getStep('S', { workspace_id: 'bob' })).toMatchObject({
      source_registry: 'me@y/bob',
      workspace_id: 'me@y/bob',
      errors: [],
    });
  });
});

describe('names that are not there', () => {
  it('lists at most twenty names, nearest first, and counts the others', () => {
    const names = Array.from({ length: 50 }, (_, i) => `Unrelated${i}`);
    const core = Object.fromEntries([...names, 'XGBoostTraining'].map(name => [name, step(name)]));
    const { errors } = UnifiedRegistryManager.fromTables({ core }).getStep('XGBoostTrainin');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /^Step 'XGBoostTrainin' not found \(core registry\)\. Available steps: XGBoostTraining, /,
    );
    expect(errors[0]).toMatch(/ \(and 31 more\)$/);
    expect(errors[0]!.split(', ')).toHaveLength(20);
  });

  it('never lists the missing name itself', () => {
    const manager = UnifiedRegistryManager.fromTables({
      core: {},
      workspaces: [{ directory: 'ann', steps: { Mine: step('M') } }],
    });
    expect(manager.getStep('Mine').errors).toEqual(["Step 'Mine' not found (core registry)"]);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('is not fooled by %j', name => {
    const manager = UnifiedRegistryManager.fromTables({ core: { A: step('A') } });
    expect(manager.getStep(name).resolved).toBe(false);
    expect(manager.hasStep(name)).toBe(false);
    expect(manager.validateStepName(name)).toBe(false);
    expect(manager.getStepDefinition(name)).toBeNull();
    expect(manager.validateSpecType(name)).toBe(false);
    expect(manager.getStepNameFromSpecType(name)).toBe(name);
    expect(() => manager.getConfigClassName(name)).toThrow('Unknown step name');
  });

  it('takes __proto__ and constructor for names where they are declared', () => {
    const core = JSON.parse('{"__proto__": {"spec_type": "P"}, "constructor": {"spec_type": "C"}}');
    const manager = UnifiedRegistryManager.fromTables({ core });
    // At run time a name may hold letters, digits, `_` and `-`; both are names.
    expect(manager.listSteps()).toEqual(['__proto__', 'constructor']);
    expect(manager.getSpecStepType('__proto__')).toBe('P');
    expect(Object.keys(manager.getSpecStepTypes())).toEqual(['__proto__', 'constructor']);
  });
});

it('refuses a context that is none', () => {
  const manager = UnifiedRegistryManager.fromTables({ core: {} });
  const context = { resolution_mode: 'sometimes' } as unknown as ResolutionContext;
  expect(() => manager.getStep('A', context)).toThrow(RegistryValidationError);
});
