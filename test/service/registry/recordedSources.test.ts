import { describe, expect, it } from 'vitest';
import { loadRegistryModule, UnifiedRegistryManager } from '../../../server/registry.js';
import { CORES, golden } from './golden.js';

interface Scenario {
  readonly id: string;
  readonly workspaces: readonly { readonly dir: string; readonly source?: string }[];
  readonly queries: readonly {
    readonly step: string;
    readonly context: string | null;
    readonly get_step: {
      readonly resolved: boolean;
      readonly definition?: { readonly builder_step_name: string | null } | null;
    };
  }[];
}

const { scenarios } = golden<{ readonly scenarios: readonly Scenario[] }>('resolution');
const written = scenarios.filter(({ workspaces }) => workspaces.some(({ source }) => source));

describe.each(written.map(scenario => [scenario.id, scenario] as const))(
  'the source of %s, read without running it',
  (_, { workspaces, queries }) => {
    const manager = UnifiedRegistryManager.fromTables({ core: CORES.seed });
    for (const { dir, source } of workspaces) {
      manager.addWorkspaceRegistry(dir, loadRegistryModule(source!));
    }

    it.each(queries.map(query => [query.step, query.context, query] as const))(
      '%s in %s',
      (step, context, { get_step }) => {
        const { resolved, selected_definition } = manager.getStep(step, { workspace_id: context });
        expect(resolved).toBe(get_step.resolved);
        expect(selected_definition?.builder_step_name).toBe(get_step.definition?.builder_step_name);
      },
    );
  },
);

it('reads a core table', () => {
  const text = 'STEP_NAMES = {"A": {"config_class": "AConfig", "job_types": ("training",)}}\n';
  const { core } = loadRegistryModule(text, 'src/cursus/registry/step_names_original.py');
  const manager = UnifiedRegistryManager.fromTables({ core });
  expect(manager.getConfigClassName('A')).toBe('AConfig');
  expect(manager.getStepField('A', 'job_types')).toEqual(['training']);
});
