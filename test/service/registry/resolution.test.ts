import { describe, expect, it } from 'vitest';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import type { ResolutionMode, StepDefinition } from '../../../server/service/registry/models.js';
import type { WorkspaceTables } from '../../../server/service/registry/tables.js';
import { CORES, golden, type Table } from './golden.js';

interface Definition {
  readonly workspace_id: string | null;
  readonly registry_type: string;
  readonly builder_step_name: string | null;
  readonly sagemaker_step_type: string | null;
  readonly config_class: string | null;
}

interface Query {
  readonly step: string;
  readonly context: string | null;
  readonly get_step: {
    readonly resolved: boolean;
    readonly source_registry: string;
    readonly definition?: Definition | null;
    readonly strategy: string;
  };
  readonly get_step_definition: Definition | null;
  readonly has_step: boolean;
  readonly in_list_steps: boolean;
  readonly legacy_builder: string | null;
  readonly in_legacy: boolean;
  readonly suggested?: {
    readonly resolved: boolean;
    readonly source: string;
    readonly builder_step_name: string | null;
  };
  readonly upstream_bug?: boolean;
  readonly inconsistent?: readonly string[];
}

interface RecordedWorkspace {
  readonly dir: string;
  readonly LOCAL_STEPS?: Table;
  readonly STEP_OVERRIDES?: Table;
  readonly WORKSPACE_METADATA?: Readonly<Record<string, unknown>>;
  readonly source?: string;
  readonly registry_file?: 'absent';
}

interface PerContext {
  readonly get_step_count: number;
  readonly non_core_in_list_steps: readonly string[];
  readonly legacy_changed_vs_core: readonly string[];
  readonly local_only: Readonly<Record<string, Definition>> | null;
}

interface Scenario {
  readonly id: string;
  readonly description: string;
  readonly workspaces: readonly RecordedWorkspace[];
  readonly answers: {
    readonly loaded_workspaces: readonly string[];
    readonly registry_status: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly list_all_steps_by_source: Readonly<Record<string, unknown>>;
    readonly per_context: Readonly<Record<string, PerContext>>;
    readonly get_step_without_context: Readonly<
      Record<
        string,
        {
          readonly resolved: boolean;
          readonly source_registry: string;
          readonly builder: string | null;
        }
      >
    >;
  };
  readonly queries: readonly Query[];
  readonly suggested_name_overlaps: Readonly<
    Record<
      string,
      {
        readonly definitions: readonly { readonly workspace: string; readonly kind: string }[];
        readonly in_core: boolean;
      }
    >
  >;
}

const entry = (name: string, builder = `${name}StepBuilder`, config = `${name}Config`): object => ({
  config_class: config,
  builder_step_name: builder,
  spec_type: name,
  sagemaker_step_type: 'Processing',
  description: 'd',
});

/** What the recorded sources evaluate to; test/service/registry/fromView.test.ts reads the sources themselves. */
const EVALUATED: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  computed_registry: Object.fromEntries(
    ['Gen0', 'Gen1', 'Late', 'Upd'].map(name => [name, entry(name)]),
  ),
  duplicate_keys: { Dup: entry('Dup', 'SecondStepBuilder', 'C') },
};

/** Here the runtime loses whole workspaces or tables, and ours does not: the recorded lists are theirs alone. */
const LOSSES = new Set(['developer_id_swap', 'invalid_entry_in_middle', 'invalid_override']);

const { scenarios } = golden<{ readonly scenarios: readonly Scenario[] }>('resolution');

function tablesOf(scenario: Scenario, workspace: RecordedWorkspace): WorkspaceTables[] {
  if (workspace.registry_file === 'absent') return [];
  return [
    {
      directory: workspace.dir,
      steps: EVALUATED[scenario.id] ?? workspace.LOCAL_STEPS ?? {},
      overrides: workspace.STEP_OVERRIDES ?? {},
      metadata: workspace.WORKSPACE_METADATA ?? {},
    },
  ];
}

function essence(definition: StepDefinition | null): Definition | null {
  if (definition === null) return null;
  const { workspace_id, registry_type, builder_step_name, sagemaker_step_type, config_class } =
    definition;
  return { workspace_id, registry_type, builder_step_name, sagemaker_step_type, config_class };
}

describe.each(scenarios.map(scenario => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  const manager = UnifiedRegistryManager.fromTables({
    core: CORES.seed,
    workspaces: scenario.workspaces.flatMap(workspace => tablesOf(scenario, workspace)),
  });
  const answer = (query: Query, resolution_mode: ResolutionMode) =>
    manager.getStep(query.step, { workspace_id: query.context, resolution_mode });
  const contexts = Object.entries(scenario.answers.per_context).map(
    ([context, answers]) => [context === 'null' ? null : context, answers] as const,
  );

  it.each(scenario.queries.map(query => [query.step, query.context, query] as const))(
    '%s in %s',
    (_step, context, query) => {
      const { resolved, definition = null } = query.get_step;
      const suggested = query.suggested ?? {
        resolved,
        source: resolved ? query.get_step.source_registry : 'none',
        builder_step_name: definition?.builder_step_name ?? null,
      };
      const strict = answer(query, 'strict');
      expect({
        resolved: strict.resolved,
        source: strict.source_registry,
        builder_step_name: strict.selected_definition?.builder_step_name ?? null,
      }).toEqual(suggested);

      const automatic = answer(query, 'automatic');
      const builder = automatic.selected_definition?.builder_step_name ?? null;
      if (resolved && !LOSSES.has(id)) {
        expect(builder).toBe(definition!.builder_step_name);
        expect(automatic.source_registry).toBe(definition!.workspace_id ?? 'core');
        expect(automatic.resolution_strategy).toBe(query.get_step.strategy);
      } else if (query.suggested?.resolved) {
        expect(builder).toBe(query.suggested.builder_step_name);
      } else if (!LOSSES.has(id)) {
        expect(automatic.resolved).toBe(false);
      }
      expect(manager.getStepDefinition(query.step, context)).toBe(automatic.selected_definition);
      if (query.inconsistent === undefined && !LOSSES.has(id)) {
        // Without a known workspace the runtime's get_step_definition answers with any workspace's override.
        if (context !== null && context !== 'nope') {
          expect(essence(automatic.selected_definition)).toEqual(query.get_step_definition);
        }
        expect(manager.hasStep(query.step, context)).toBe(query.has_step);
        expect(manager.getBuilderStepNames(context)[query.step] ?? null).toBe(query.legacy_builder);
      }
      if (!LOSSES.has(id)) {
        expect(manager.listSteps(context).includes(query.step)).toBe(query.in_list_steps);
        const names = manager.createLegacyStepNamesDict(context);
        expect(Object.hasOwn(names, query.step)).toBe(query.in_legacy);
      }
    },
  );

  it.each(Object.entries(scenario.answers.get_step_without_context))(
    '%s without a context',
    (step, expected) => {
      // The runtime looks into a workspace that happens to be called `default`; ours looks into core alone.
      const core = CORES.seed[step];
      const better = {
        resolved: core !== undefined,
        source_registry: core === undefined ? 'none' : 'core',
        builder: core?.builder_step_name ?? null,
      };
      const result = manager.getStep(step);
      expect({
        resolved: result.resolved,
        source_registry: result.source_registry,
        builder: result.selected_definition?.builder_step_name ?? null,
      }).toEqual(id === 'workspace_named_default' ? better : expected);
    },
  );

  it.each(LOSSES.has(id) ? [] : contexts)('lists and counts in %s', (context, expected) => {
    expect(manager.getStepCount(context)).toBe(expected.get_step_count);
    const steps = manager.listSteps(context);
    expect(steps.filter(name => !Object.hasOwn(CORES.seed, name))).toEqual(
      expected.non_core_in_list_steps,
    );
    const core = manager.createLegacyStepNamesDict(null);
    const changed = Object.entries(manager.createLegacyStepNamesDict(context))
      .filter(([name, info]) => JSON.stringify(core[name]) !== JSON.stringify(info))
      .map(([name]) => name);
    expect(changed.sort()).toEqual(expected.legacy_changed_vs_core);
    const own = Object.entries(manager.getLocalOnlyDefinitions(context));
    expect(Object.fromEntries(own.map(([name, each]) => [name, essence(each)]))).toEqual(
      expected.local_only ?? {},
    );
  });

  it.each(LOSSES.has(id) ? [] : [id])('status and sources of %s', () => {
    expect(manager.listAvailableWorkspaces()).toEqual(scenario.answers.loaded_workspaces);
    expect(manager.getRegistryStatus()).toMatchObject(scenario.answers.registry_status);
    const { core: _, ...recorded } = scenario.answers.list_all_steps_by_source;
    const { core, ...sources } = manager.listAllSteps(true);
    expect(core).toEqual(Object.keys(CORES.seed).sort());
    expect(sources).toEqual(recorded);
  });

  it('knows every overlap of names', () => {
    const expected = Object.entries(scenario.suggested_name_overlaps).filter(
      // One workspace that overrides core is no conflict.
      ([, { definitions }]) => definitions.length > 1 || definitions[0]!.kind === 'local',
    );
    const overlaps = Object.entries(manager.getStepConflicts()).map(([name, definitions]) => [
      name,
      {
        definitions: definitions
          .filter(each => each.workspace_id !== null)
          .map(each => ({
            workspace: each.workspace_id,
            kind: each.registry_type === 'workspace' ? 'local' : 'override',
          })),
        in_core: definitions.some(each => each.workspace_id === null),
      },
    ]);
    expect(Object.fromEntries(overlaps)).toEqual(Object.fromEntries(expected));
  });
});

describe('where the runtime loses what is declared', () => {
  const manager = (id: string): UnifiedRegistryManager => {
    const scenario = scenarios.find(each => each.id === id)!;
    return UnifiedRegistryManager.fromTables({
      core: CORES.seed,
      workspaces: scenario.workspaces.flatMap(workspace => tablesOf(scenario, workspace)),
    });
  };

  it('keeps both workspaces that swap their ids', () => {
    const swapped = manager('developer_id_swap');
    expect(swapped.listAllSteps(true)).toMatchObject({ a: ['StepB'], b: ['StepA'] });
    expect(swapped.getStep('StepA', { workspace_id: 'b' }).source_registry).toBe('b');
    const leaked = swapped.getStep('StepA', { workspace_id: 'a' });
    expect(leaked.source_registry).toBe('b');
    expect(leaked.warnings).toEqual([expect.stringContaining("another workspace, 'b'")]);
  });

  it('leaves out a refused entry and keeps its neighbours, overrides and metadata', () => {
    const broken = manager('invalid_entry_in_middle');
    expect(broken.getRegistryStatus().dev_a).toMatchObject({
      local_step_count: 2,
      override_count: 1,
      rejected_count: 1,
      metadata: { developer_id: 'dev_a' },
    });
    expect(broken.getStep('Good1', { workspace_id: 'dev_a' }).warnings).toEqual([]);
    const lost = broken.getStep('Good2', { workspace_id: 'dev_a' });
    expect(lost.warnings).toEqual([
      "'Good2' in 'dev_a': at run time lost because of the entry 'Bad'",
    ]);
    expect(lost.trace[0]!.notes).toEqual(["at run time lost because of the entry 'Bad'"]);
    const bad = broken.getStep('Bad', { workspace_id: 'dev_a' });
    expect(bad.resolved).toBe(false);
    expect(bad.warnings).toEqual([
      "'Bad' in 'dev_a': the runtime refuses the entry: builder_step_name 'pkg.mod.BadStepBuilder' may hold only letters, digits, '_' and '-'",
    ]);
    expect(bad.trace).toMatchObject([{ rank: null, outcome: 'invalid', source_registry: 'dev_a' }]);
  });

  it('loses an override only to an entry before it', () => {
    const broken = manager('invalid_override');
    const refused = broken.getStep('XGBoostTraining', { workspace_id: 'dev_a' });
    expect(refused.source_registry).toBe('core');
    expect(refused.warnings).toEqual([expect.stringContaining('the runtime refuses the entry')]);
    const later = broken.getStep('Package', { workspace_id: 'dev_a' });
    expect(later.source_registry).toBe('dev_a');
    expect(later.warnings[0]).toContain("lost because of the entry 'XGBoostTraining'");
  });
});
