import { describe, expect, it } from 'vitest';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import type { ResolutionContext } from '../../../server/service/registry/models.js';
import type { RegistryTables } from '../../../server/service/registry/tables.js';

const step = (more: object = {}): object => ({
  config_class: 'SameConfig',
  builder_step_name: 'SameStepBuilder',
  spec_type: 'Same',
  sagemaker_step_type: 'Processing',
  ...more,
});

const TABLES: RegistryTables = {
  core: { Same: step({ priority: 90 }), OnlyCore: step(), Hidden: step() },
  workspaces: [
    {
      directory: 'ann',
      steps: { Same: step({ framework: 'pandas', environment_tags: ['cpu', 'dev', 'cpu'] }) },
      overrides: { Same: step({ framework: 'Spark', environment_tags: ['gpu'] }), OnlyAnn: step() },
    },
    {
      directory: 'bob',
      overrides: { Same: step({ priority: 10, environment_tags: ['cpu'] }), Hidden: step() },
      metadata: {
        preferred_frameworks: [7, 'spark', null, 'Pandas'],
        environment_preferences: ['dev', 'cpu'],
        environment_tags: ['gpu'],
      },
    },
    {
      directory: 'cat',
      steps: { Other: step() },
      metadata: { preferred_frameworks: 'spark', environment_tags: 'cpu' },
    },
    {
      directory: 'dan',
      steps: { Same: step({ priority: 10, framework: 'dask' }) },
      metadata: { environment_tags: ['cpu'] },
    },
  ],
};

function resolve(
  name: string,
  context: ResolutionContext,
  choices: Record<string, string> = {},
  tables = TABLES,
) {
  return UnifiedRegistryManager.fromTables(tables, { choices }).getStep(name, context);
}

/** `SOURCE TYPE OUTCOME: REASON` of each candidate, in rank order. */
function told(...asked: Parameters<typeof resolve>): string[] {
  return resolve(...asked).trace.map(
    ({ source_registry, registry_type, outcome, reason }) =>
      `${source_registry} ${registry_type} ${outcome === 'chosen' ? 'won' : 'lost'}: ${reason}`,
  );
}

describe('a single declaration in sight', () => {
  it.each([
    ['OnlyCore', { workspace_id: 'ann' }, 'core core won: only core declares it'],
    ['OnlyAnn', { workspace_id: 'ann' }, 'ann override won: the own workspace declares it'],
    ['OnlyAnn', { workspace_id: 'bob' }, 'ann override won: the only declaration in sight'],
    ['Same', {}, 'core core won: only core declares it'],
  ])('of %s in %j', (name, context, reason) => {
    expect(told(name, context)).toEqual([reason]);
    const { reason: said, resolution_metadata, warnings } = resolve(name, context);
    expect(reason).toContain(`won: ${said}`);
    expect(resolution_metadata.tie).toBe(false);
    expect(warnings.filter(each => each.includes('can be chosen'))).toEqual([]);
  });

  it('needs no strategy, and no choice in interactive mode', () => {
    const context = {
      workspace_id: 'ann',
      resolution_mode: 'interactive',
      resolution_strategy: 'manual',
    } as const;
    expect(told('OnlyCore', context)).toEqual(['core core won: only core declares it']);
    expect(resolve('OnlyCore', context).warnings).toEqual([]);
  });
});

describe('the reasons of workspace_priority', () => {
  it.each<[ResolutionContext, string[]]>([
    [
      { workspace_id: 'ann' },
      [
        'ann workspace won: the own workspace comes first',
        'ann override lost: the own local step comes before the own override',
        'bob override lost: another workspace',
        'dan workspace lost: another workspace',
        'core core lost: workspaces come before core',
      ],
    ],
    [
      { workspace_id: 'bob' },
      [
        "bob override won: the own workspace's override comes before all other registries",
        'ann workspace lost: another workspace',
        'ann override lost: another workspace',
        'dan workspace lost: another workspace',
        'core core lost: workspaces come before core',
      ],
    ],
    [
      { workspace_id: 'cat' },
      [
        'ann workspace won: the own workspace does not declare it; other workspaces follow by id',
        'ann override lost: workspaces follow by id, local steps before overrides',
        'bob override lost: workspaces follow by id, local steps before overrides',
        'dan workspace lost: workspaces follow by id, local steps before overrides',
        'core core lost: workspaces come before core',
      ],
    ],
  ])('in %j', (context, reasons) => {
    expect(told('Same', context)).toEqual(reasons);
    expect(resolve('Same', context).resolution_metadata.tie).toBe(false);
  });
});

describe('the reasons of framework_match', () => {
  const resolution_strategy = 'framework_match';

  it('count the preferred frameworks of the context first, then those of the workspace that are text', () => {
    expect(told('Same', { workspace_id: 'bob', resolution_strategy })).toEqual([
      'bob override lost: no framework',
      "ann workspace lost: framework 'pandas' is preferred as number 2",
      "ann override won: framework 'Spark' is preferred as number 1",
      "dan workspace lost: framework 'dask' is not preferred",
      'core core lost: no framework',
    ]);
    const asked = {
      workspace_id: 'bob',
      resolution_strategy,
      preferred_framework: 'Dask',
    } as const;
    expect(told('Same', asked)).toEqual([
      'bob override lost: no framework',
      "ann workspace lost: framework 'pandas' is preferred as number 3",
      "ann override lost: framework 'Spark' is preferred as number 2",
      "dan workspace won: framework 'dask' is preferred as number 1",
      'core core lost: no framework',
    ]);
  });

  it('do not know preferences that are no list', () => {
    expect(told('Same', { workspace_id: 'cat', resolution_strategy })).toEqual([
      "ann workspace won: framework 'pandas' is not preferred; the rank order breaks the tie",
      "ann override lost: framework 'Spark' is not preferred; loses the tie by rank order",
      'bob override lost: no framework; loses the tie by rank order',
      "dan workspace lost: framework 'dask' is not preferred; loses the tie by rank order",
      'core core lost: no framework; loses the tie by rank order',
    ]);
  });
});

describe('the reasons of environment_match', () => {
  const resolution_strategy = 'environment_match';

  it('name the shared tags, each once', () => {
    expect(told('Same', { workspace_id: 'bob', resolution_strategy })).toEqual([
      'bob override lost: shares 1 environment tag (cpu)',
      'ann workspace won: shares 2 environment tags (cpu, dev)',
      'ann override lost: shares no environment tag',
      'dan workspace lost: shares no environment tag',
      'core core lost: shares no environment tag',
    ]);
  });

  it.each<[string, ResolutionContext, string]>([
    ['of the context', { workspace_id: 'bob', environment_tags: ['gpu'] }, 'Spark'],
    ['else the preferences of the workspace', { workspace_id: 'bob' }, 'pandas'],
    ['where the context has none', { workspace_id: 'bob', environment_tags: [] }, 'pandas'],
    ['else its tags', { workspace_id: 'dan' }, 'pandas'],
  ])('follow the tags %s', (_title, context, framework) => {
    const { selected_definition } = resolve('Same', { ...context, resolution_strategy });
    expect(selected_definition!.framework).toBe(framework);
  });

  it('do not take text for a list of tags', () => {
    const { reason, resolution_metadata } = resolve('Same', {
      workspace_id: 'cat',
      resolution_strategy,
    });
    expect(reason).toBe('shares no environment tag; the rank order breaks the tie');
    expect(resolution_metadata.tie).toBe(true);
  });
});

describe('the reasons of the other strategies', () => {
  it('say the priority, and a tie only of those that are tied', () => {
    const context = { workspace_id: 'ann', resolution_strategy: 'highest_priority' } as const;
    expect(told('Same', context)).toEqual([
      'ann workspace lost: priority 100',
      'ann override lost: priority 100',
      'bob override won: priority 10; the rank order breaks the tie',
      'dan workspace lost: priority 10; loses the tie by rank order',
      'core core lost: priority 90',
    ]);
    expect(resolve('Same', context).resolution_metadata.tie).toBe(true);
    const strict = { ...context, workspace_id: 'bob', resolution_mode: 'strict' } as const;
    expect(told('Same', strict)).toEqual([
      'bob override won: priority 10',
      'core core lost: priority 90',
    ]);
    expect(resolve('Same', strict).resolution_metadata.tie).toBe(false);
  });

  it('say where core has the name', () => {
    const context = { workspace_id: 'bob', resolution_strategy: 'core_fallback' } as const;
    expect(told('Hidden', context)).toEqual([
      'bob override lost: no core step',
      'core core won: core has the name',
    ]);
  });

  it('say which is the remembered choice', () => {
    const context = { workspace_id: 'bob', resolution_strategy: 'manual' } as const;
    expect(told('Hidden', context, { Hidden: 'core' })).toEqual([
      'bob override lost: not the remembered choice',
      'core core won: the remembered choice',
    ]);
  });

  it('know a choice by the id that its workspace claims', () => {
    const claimed: RegistryTables = {
      core: {},
      workspaces: ['a', 'b', 'c'].map(directory => ({
        directory,
        steps: { Same: step() },
        ...(directory === 'a' ? {} : { metadata: { developer_id: 'me' } }),
      })),
    };
    const context = { workspace_id: 'a', resolution_strategy: 'manual' } as const;
    expect(told('Same', context, { Same: 'me' }, claimed)).toEqual([
      'a workspace lost: not the remembered choice',
      'me@b workspace won: the remembered choice; the rank order breaks the tie',
      'me@c workspace lost: the remembered choice; loses the tie by rank order',
    ]);
    expect(resolve('Same', context, { Same: 'b' }, claimed).errors).toEqual([
      "The remembered choice 'b' does not declare 'Same'. Choices: a (local step), me@b (local step), me@c (local step)",
    ]);
  });
});

describe('what is not decided', () => {
  it.each<[string, ResolutionContext, object]>([
    [
      'a name of both own tables in strict mode',
      { workspace_id: 'ann', resolution_mode: 'strict' },
      {
        reason: 'ambiguous in strict mode',
        errors: [
          "'Same' is in both tables of 'ann', its local steps and its overrides; strict mode does not choose",
        ],
        warnings: [],
        resolution_strategy: 'workspace_priority',
      },
    ],
    [
      'a strategy that needs a choice',
      { workspace_id: 'bob', resolution_mode: 'strict', resolution_strategy: 'manual' },
      {
        reason: 'no choice is remembered',
        errors: ["No choice is remembered for 'Same'. Choices: bob (override), core"],
        warnings: [],
        resolution_strategy: 'manual',
      },
    ],
  ])('%s', (_title, context, said) => {
    const result = resolve('Same', context);
    expect(result).toMatchObject({ ...said, resolved: false, source_registry: 'none' });
    expect(result.resolution_metadata.tie).toBe(false);
    expect(new Set(result.trace.map(each => each.reason))).toEqual(new Set([result.reason]));
    expect(new Set(result.trace.map(each => each.outcome))).toEqual(new Set(['passed_over']));
  });

  it('anything in a context that can mean several workspaces', () => {
    const tables: RegistryTables = {
      core: { Same: step() },
      workspaces: ['a', 'b'].map(directory => ({ directory, metadata: { developer_id: 'me' } })),
    };
    const context = { workspace_id: 'me', resolution_mode: 'strict' } as const;
    const found = resolve('Same', context, {}, tables);
    expect(found).toMatchObject({
      resolved: false,
      reason: 'the context is ambiguous',
      errors: ["'me' can mean several workspaces: me@a, me@b; strict mode does not choose"],
      warnings: [],
    });
    expect(found.trace.map(each => each.reason)).toEqual(['the context is ambiguous']);
    // Whether the name is there is not the question then.
    expect(resolve('Nothing', context, {}, tables).errors).toEqual(found.errors);
  });

  it('a name that nothing in sight declares', () => {
    const { reason, trace, warnings } = resolve('Nothing', { workspace_id: 'ann' });
    expect([reason, trace, warnings]).toEqual(['no registry in sight declares it', [], []]);
  });
});

describe('a remembered choice', () => {
  it('counts in interactive mode, whatever strategy was asked for, and else only for manual', () => {
    const choices = { Same: 'dan' };
    const interactive = resolve(
      'Same',
      { workspace_id: 'ann', resolution_mode: 'interactive', resolution_strategy: 'core_fallback' },
      choices,
    );
    expect(interactive.source_registry).toBe('dan');
    expect(interactive.resolution_strategy).toBe('manual');
    expect(interactive.resolution_metadata.strategy_origin).toBe('context');
    expect(interactive.warnings).toEqual([
      "'Same' comes from another workspace, 'dan': workspaces are meant to be isolated",
      "'Same' is in both own tables: at run time get_step answers with the local step, STEP_NAMES with the override",
    ]);
    expect(resolve('Same', { workspace_id: 'ann' }, choices).source_registry).toBe('ann');
  });

  it('of a registry that does not declare the name leaves the choice open', () => {
    const context = { workspace_id: 'bob', resolution_mode: 'interactive' } as const;
    expect(resolve('Hidden', context, { Hidden: 'cat' }).warnings).toEqual([
      "'Hidden' can be chosen: bob (override), core",
    ]);
  });
});

describe('names that a miss can mean', () => {
  const available = (context: ResolutionContext): string => {
    const { errors } = resolve('Nothing', context);
    expect(errors).toHaveLength(1);
    return errors[0]!.replace(/^.*Available steps: /, '');
  };

  it('are those that the mode lets see', () => {
    const all = ['Hidden', 'OnlyAnn', 'OnlyCore', 'Other', 'Same'];
    const sorted = (context: ResolutionContext): string[] => available(context).split(', ').sort();
    expect(sorted({ workspace_id: 'cat' })).toEqual(all);
    expect(sorted({ workspace_id: 'cat', resolution_mode: 'interactive' })).toEqual(all);
    expect(sorted({})).toEqual(['Hidden', 'OnlyCore', 'Same']);
    expect(sorted({ workspace_id: 'cat', resolution_mode: 'strict' })).toEqual(
      all.filter(name => name !== 'OnlyAnn'),
    );
    expect(sorted({ workspace_id: 'ann', resolution_mode: 'strict' })).toEqual(
      all.filter(name => name !== 'Other'),
    );
  });
});

describe('what is out of sight', () => {
  const sources = (name: string, context: ResolutionContext): string[] =>
    resolve(name, context).resolution_metadata.not_visible.map(
      ({ source_registry, registry_type }) => `${source_registry} ${registry_type}`,
    );

  it('is told, refused entries left out', () => {
    expect(sources('Same', { workspace_id: 'dan', resolution_mode: 'strict' })).toEqual([
      'ann workspace',
      'ann override',
      'bob override',
    ]);
    expect(sources('Same', { workspace_id: 'dan' })).toEqual([]);
    const refused: RegistryTables = {
      core: {},
      workspaces: [
        { directory: 'ann', steps: { Same: step({ builder_step_name: 'pkg.B' }) } },
        { directory: 'bob', steps: { Same: step() } },
      ],
    };
    const { resolution_metadata } = resolve('Same', {}, {}, refused);
    expect(resolution_metadata.not_visible).toEqual([
      { source_registry: 'bob', registry_type: 'workspace' },
    ]);
  });

  it('warns of an entry that the runtime loses to a refused one, and answers with it all the same', () => {
    const tables: RegistryTables = {
      core: {},
      workspaces: [
        { directory: 'ann', steps: { Bad: step({ builder_step_name: 'pkg.B' }), Same: step() } },
      ],
    };
    const found = resolve('Same', { workspace_id: 'ann' }, {}, tables);
    expect(found.source_registry).toBe('ann');
    expect(found.warnings).toEqual([
      "'Same' in 'ann': at run time lost because of the entry 'Bad'",
    ]);
    expect(found.trace[0]!.notes).toEqual(["at run time lost because of the entry 'Bad'"]);
  });

  it('warns of a refused entry only in its own workspace', () => {
    const tables: RegistryTables = {
      core: {},
      workspaces: [
        { directory: 'ann', steps: { Same: step({ builder_step_name: 'pkg.B' }) } },
        { directory: 'bob', steps: {} },
      ],
    };
    const warnings = (workspace_id: string) =>
      resolve('Same', { workspace_id }, {}, tables).warnings;
    expect(warnings('ann')).toEqual([
      "'Same' in 'ann': the runtime refuses the entry: builder_step_name 'pkg.B' may hold only letters, digits, '_' and '-'",
    ]);
    expect(warnings('bob')).toEqual([]);
    expect(resolve('Same', { workspace_id: 'bob' }, {}, tables).trace).toMatchObject([
      { rank: null, outcome: 'invalid', source_registry: 'ann' },
    ]);
  });
});

describe('what the runtime says elsewhere', () => {
  const other = (name: string, context: ResolutionContext) => {
    const { get_step, listing, listing_differs } = resolve(name, context).resolution_metadata;
    return [get_step, listing, listing_differs];
  };

  it('is told of get_step and of the listings', () => {
    const local = { source_registry: 'ann', registry_type: 'workspace' };
    const override = { source_registry: 'ann', registry_type: 'override' };
    const core = { source_registry: 'core', registry_type: 'core' };
    expect(other('Same', { workspace_id: 'ann' })).toEqual([local, override, true]);
    expect(other('Same', { workspace_id: 'cat' })).toEqual([local, core, true]);
    expect(other('OnlyCore', { workspace_id: 'ann' })).toEqual([core, core, false]);
    const bob = { source_registry: 'bob', registry_type: 'override' };
    expect(other('Hidden', { workspace_id: 'bob' })).toEqual([bob, bob, false]);
    expect(resolve('Hidden', { workspace_id: 'bob' }).selected_definition!.workspace_id).toBe(
      'bob',
    );
    const nowhere = { source_registry: 'none', registry_type: null };
    expect(other('Nothing', { workspace_id: 'ann' })).toEqual([nowhere, nowhere, false]);
  });
});

describe('a conflict', () => {
  it('is analysed for the context, with the strategy that decides', () => {
    const result = resolve('Same', { workspace_id: 'ann', resolution_strategy: 'core_fallback' });
    expect(result.conflict_detected).toBe(true);
    expect(result.conflict_analysis).toMatchObject({
      step_name: 'Same',
      conflict_type: 'framework_conflict',
      conflicting_sources: ['ann', 'bob', 'dan', 'core'],
      recommended_strategy: 'framework_match',
      resolution_strategy: 'core_fallback',
      workspace_context: 'ann',
      impact_assessment:
        '3 workspaces declare the name: which definition answers depends on the workspace.',
    });
    expect(result.conflicting_definitions).toEqual(
      result.conflict_analysis!.conflicting_definitions,
    );
    expect(result.conflicting_definitions).toHaveLength(5);
    const none = resolve('OnlyCore', { workspace_id: 'ann' });
    expect(none).toMatchObject({
      conflict_detected: false,
      conflict_analysis: null,
      conflicting_definitions: [],
    });
  });
});
