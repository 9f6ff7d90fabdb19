import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import {
  type ResolutionContext,
  ResolutionMode,
  ResolutionStrategy,
  StepResolutionResult,
} from '../../../server/service/registry/models.js';
import type { RegistryTables, WorkspaceTables } from '../../../server/service/registry/tables.js';

const RUNS = { seed: 20_250_904, numRuns: 400 };

const NAMES = ['Alpha', 'Beta', 'Gamma', '__proto__', 'constructor', 'bad name'];
const IDS = ['ann', 'bob', 'cat', 'core', 'shared'];

const name = fc.constantFrom(...NAMES);
const id = fc.constantFrom(...IDS);
const framework = fc.constantFrom('pandas', 'spark', 'xgboost');
const tags = fc.subarray(['cpu', 'gpu', 'prod']);

/** Entries as people write them, wrong types included. */
const entry = fc.oneof(
  { weight: 8, arbitrary: soundEntry() },
  { weight: 1, arbitrary: fc.constantFrom(null, 'text', 5, []) },
  { weight: 1, arbitrary: fc.record({ job_types: fc.constantFrom(null, 'training', [1]) }) },
);

function soundEntry(): fc.Arbitrary<object> {
  return fc.record(
    {
      builder_step_name: fc.constantFrom('AStepBuilder', 'BStepBuilder', 'pkg.C'),
      framework,
      framework_version: fc.constantFrom('1', '2'),
      priority: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant('high')),
      environment_tags: tags,
      conflict_resolution_strategy: fc.constantFrom(...ResolutionStrategy.options, 'bogus'),
      job_types: fc.constant(['training']),
    },
    { requiredKeys: [] },
  );
}

/** A table as JSON holds it: `__proto__` is a key like any other. */
const table = fc
  .array(fc.tuple(name, entry), { maxLength: 5 })
  .map(pairs => new Map<string, unknown>(pairs));

const metadata = fc.record(
  {
    developer_id: fc.oneof(id, fc.constantFrom(7, '', ' ann ')),
    default_resolution_strategy: fc.constantFrom(...ResolutionStrategy.options, 'bogus'),
    preferred_frameworks: fc.uniqueArray(framework),
    environment_tags: tags,
    environment_preferences: fc.oneof(tags, fc.constant('cpu')),
  },
  { requiredKeys: [] },
);

const workspaces: fc.Arbitrary<WorkspaceTables[]> = fc
  .array(fc.record({ directory: id, steps: table, overrides: table, metadata }), { maxLength: 5 })
  .map(all => all.map((each, index) => ({ ...each, path: `root${index}/${each.directory}` })));

const tables: fc.Arbitrary<RegistryTables> = fc.record({ core: table, workspaces });

const context: fc.Arbitrary<ResolutionContext> = fc.record(
  {
    workspace_id: fc.oneof(id, fc.constant(null), fc.constant('nobody')),
    preferred_framework: framework,
    environment_tags: tags,
    resolution_mode: fc.constantFrom(...ResolutionMode.options),
    resolution_strategy: fc.constantFrom(...ResolutionStrategy.options),
  },
  { requiredKeys: [] },
);

const choices = fc.dictionary(name, fc.oneof(id, fc.constant('core')), { maxKeys: 3 });

const question = fc.record({ tables, choices, context, name });
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function ask({ tables, choices, context, name }: Question): StepResolutionResult {
  return UnifiedRegistryManager.fromTables(tables, { choices }).getStep(name, context);
}

function holds(property: (question: Question, result: StepResolutionResult) => void): void {
  fc.assert(
    fc.property(question, each => property(each, ask(each))),
    RUNS,
  );
}

describe('resolution of any name in any registry', () => {
  it('is total and has the shape that it promises', () => {
    holds((_, result) => {
      expect(() => StepResolutionResult.parse(result)).not.toThrow();
      expect(result.resolved).toBe(result.selected_definition !== null);
      expect(result.resolved).toBe(result.source_registry !== 'none');
      if (!result.resolved) expect(result.errors).not.toEqual([]);
    });
  });

  it('is deterministic, and does not depend on the order of files', () => {
    fc.assert(
      fc.property(question, fc.infiniteStream(fc.nat()), (each, keys) => {
        const shuffled = each.tables
          .workspaces!.map(workspace => ({ workspace, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ workspace }) => workspace);
        const moved = ask({ ...each, tables: { ...each.tables, workspaces: shuffled } });
        expect(moved).toEqual(ask(each));
      }),
      RUNS,
    );
  });

  it('chooses among the candidates, and explains each once', () => {
    holds((_, { trace, selected_definition, source_registry, resolved }) => {
      const places = trace.map(each => `${each.source_registry} ${each.registry_type}`);
      expect(new Set(places).size).toBe(places.length);
      const ranks = trace.filter(each => each.outcome !== 'invalid').map(each => each.rank);
      expect(ranks).toEqual(ranks.map((_each, index) => index + 1));
      expect(trace.every(each => each.reason !== '')).toBe(true);
      const chosen = trace.filter(each => each.outcome === 'chosen');
      expect(chosen).toHaveLength(resolved ? 1 : 0);
      if (!resolved) return;
      expect(chosen[0]!.source_registry).toBe(source_registry);
      expect(chosen[0]!.registry_type).toBe(selected_definition!.registry_type);
      expect(chosen[0]!.workspace_id).toBe(selected_definition!.workspace_id);
    });
  });

  it('never crosses workspaces in strict mode', () => {
    holds((each, result) => {
      const strict = ask({ ...each, context: { ...each.context, resolution_mode: 'strict' } });
      const own = [strict.workspace_id, null];
      expect(strict.trace.every(entry => own.includes(entry.workspace_id))).toBe(true);
      // What strict mode decides, it decides among what automatic mode sees too.
      if (strict.resolved) {
        expect(result.trace.map(entry => entry.source_registry)).toContain(strict.source_registry);
      }
    });
  });

  it('warns whenever another workspace answers', () => {
    holds((_, { source_registry, workspace_id, warnings }) => {
      const crosses = !['core', 'none', workspace_id].includes(source_registry);
      expect(warnings.some(text => text.includes('comes from another workspace'))).toBe(crosses);
    });
  });

  it('detects the conflicts that the registry lists', () => {
    holds((each, result) => {
      const manager = UnifiedRegistryManager.fromTables(each.tables);
      const conflicts = manager.getStepConflicts();
      expect(Object.hasOwn(conflicts, each.name)).toBe(result.conflict_detected);
      const analysis = manager.analyzeStepConflicts();
      expect(analysis.conflicting_steps).toEqual(Object.keys(conflicts));
    });
  });

  it('never throws in any listing', () => {
    fc.assert(
      fc.property(tables, id, (each, workspace) => {
        const manager = UnifiedRegistryManager.fromTables(each, { workspace });
        expect(manager.listSteps()).toHaveLength(manager.getStepCount());
        expect(manager.getAllStepNames().every(step => manager.hasStep(step))).toBe(true);
        expect(Object.keys(manager.getAllStepDefinitions()).sort()).toEqual(manager.listSteps());
        expect(Object.keys(manager.createLegacyStepNamesDict()).sort()).toEqual(
          manager.listSteps(),
        );
        const { system_totals: totals } = manager.getRegistryStatistics();
        expect(totals.total_steps).toBe(manager.listAllSteps().length);
        expect(totals.total_workspaces).toBe(manager.listAvailableWorkspaces().length);
        const health = manager.diagnoseRegistryHealth();
        const conflicts = Object.keys(manager.getStepConflicts()).length;
        const healthy = conflicts === 0 && manager.validateDistributedRegistry().is_valid;
        expect(health.overall_status).toBe(healthy ? 'HEALTHY' : 'UNHEALTHY');
      }),
      RUNS,
    );
  });
});
