import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/service/project/config.js';
import type { IndexedFile, ProjectView } from '../../../server/service/project/project.js';
import { ProjectIndex } from '../../../server/service/project/projectIndex.js';
import { WorkspaceRegistryError } from '../../../server/service/registry/errors.js';
import { registryOf } from '../../../server/service/registry/fromView.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import { LineIndex } from '../../../server/service/text/span.js';
import {
  BUILTIN,
  coreFile,
  declaration,
  type Entry,
  file,
  interfaceFile,
  pythonFile,
  table,
  workspaceFile,
} from '../project/indexedFiles.js';

function viewOf(...files: readonly IndexedFile[]): ProjectView {
  return indexOf(...files).view();
}

function indexOf(...files: readonly IndexedFile[]): ProjectIndex {
  const index = new ProjectIndex(BUILTIN);
  for (const each of files) index.replace(each);
  return index;
}

const step = (builder: string): Entry => ({ builder_step_name: builder, spec_type: 'S' });

describe('the registry of an index', () => {
  it('answers as one of plain tables does', () => {
    const name = fc.constantFrom('A', 'B', 'bad name');
    const entry = fc.constantFrom<Entry>(
      step('X'),
      step('a.b'),
      { framework: 'pandas', priority: 3 },
      { job_types: 'x' },
      { conflict_resolution_strategy: 'highest_priority', priority: 1 },
    );
    const entries = fc.dictionary(name, entry, { maxKeys: 3 });
    const id = fc.constantFrom('ann', 'bob', 'core', undefined);
    const workspaces = fc.array(fc.tuple(entries, entries, id), { maxLength: 3 });
    const context = fc.constantFrom('ann', 'bob', 'w0', 'core', 'w1', null);
    fc.assert(
      fc.property(entries, workspaces, context, name, (core, all, workspace_id, wanted) => {
        const view = viewOf(
          coreFile({ ...core, Always: step('Y') }),
          ...all.map(([local, overrides, developerId], index) =>
            workspaceFile(`w${index}`, local, overrides, developerId),
          ),
        );
        const plain = UnifiedRegistryManager.fromTables({
          core: { ...core, Always: step('Y') },
          workspaces: all.map(([steps, overrides, developer_id], index) => ({
            directory: `w${index}`,
            path: `dev/w${index}`,
            steps,
            overrides,
            metadata: { developer_id },
          })),
        });
        const overIndex = registryOf(view).getStep(wanted, { workspace_id });
        const overTables = plain.getStep(wanted, { workspace_id });
        // Only an index knows lines, and only tables know which names are refused before anybody asks.
        const essence = (result: object): string =>
          JSON.stringify(result)
            .replaceAll(/the entry '[^']*'(?=["\\])/g, 'line 1')
            .replaceAll(/\. Available steps: [^"]*/g, '');
        expect(essence(overIndex)).toBe(essence(overTables));
        expect(registryOf(view).listAllSteps(true)).toEqual(plain.listAllSteps(true));
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('looks only at the workspaces that declare a name', () => {
    const read: string[] = [];
    const files = Array.from({ length: 100 }, (_, i) => {
      const own = workspaceFile(`w${i}`, i % 50 === 0 ? { Shared: step('X') } : { [`S${i}`]: {} });
      const { tables, ...rest } = own.facts;
      const facts = {
        ...rest,
        get tables() {
          read.push(`w${i}`);
          return tables;
        },
      };
      return { ...own, facts };
    });
    const view = viewOf(coreFile({ Package: {} }), ...files);
    view.names();
    read.length = 0;
    const result = registryOf(view).getStep('Shared', { workspace_id: 'w7' });
    expect(result.trace.map(each => each.source_registry)).toEqual(['w0', 'w50']);
    expect(new Set(read)).toEqual(new Set(['w0', 'w50']));
  });

  it('sees a change at once, and the draft of an open file', () => {
    const index = indexOf(coreFile({ Package: {} }), workspaceFile('ann', { A: step('Old') }));
    const registry = registryOf(index.view());
    const builder = (over: UnifiedRegistryManager): string => over.getBuilderStepName('A', 'ann');
    expect(builder(registry)).toBe('Old');
    const draft = workspaceFile('ann', { A: step('Draft'), B: step('New') });
    const drafted = registryOf(index.view(undefined, draft));
    expect(builder(drafted)).toBe('Draft');
    expect(drafted.getStep('B', { workspace_id: 'ann' }).resolved).toBe(true);
    expect(drafted.listSteps('ann')).toContain('B');
    index.replace(workspaceFile('ann', { A: step('Newer') }));
    expect(builder(registry)).toBe('Newer');
  });

  it('reads through keys, so that its readers are run again', () => {
    const keys: string[] = [];
    const index = indexOf(coreFile({ Package: {} }), workspaceFile('ann', { A: step('X') }));
    registryOf(index.view((kind, name) => keys.push(`${kind}:${name}`))).getStep('A', {
      workspace_id: 'ann',
    });
    expect(new Set(keys)).toEqual(new Set(['name:A', 'workspaces:', 'config:']));
  });

  it('names the line of the entry that the runtime stops at', () => {
    const text = 'LOCAL_STEPS = {\n  "Bad": 1,\n  "Good": {},\n}\n';
    const at = (name: string) => ({
      ...declaration('local', name, {}),
      nameSpan: { start: text.indexOf(name), end: text.indexOf(name) + name.length },
    });
    const bad = { ...at('Bad'), shape: 'other' as const, raw: 1 };
    const own = workspaceFile('ann', {});
    const facts = {
      ...own.facts,
      lines: new LineIndex(text),
      tables: [{ ...table('local', {}), declarations: [bad, at('Good')] }],
    };
    const registry = registryOf(viewOf(coreFile({ Package: {} }), { ...own, facts }));
    expect(registry.getStep('Good', { workspace_id: 'ann' }).warnings).toEqual([
      "'Good' in 'ann': at run time lost because of line 2",
    ]);
  });

  it('lets LOCAL_STEPS take the place of WORKSPACE_STEPS, and says that the latter is not read', () => {
    const own = workspaceFile('ann', { Both: step('Read') });
    const unread = {
      ...table('local', { Both: step('Unread'), Only: step('Only') }),
      name: 'WORKSPACE_STEPS',
    };
    const facts = { ...own.facts, tables: [...own.facts.tables, unread] };
    const registry = registryOf(viewOf(coreFile({ Package: {} }), { ...own, facts }));
    expect(registry.getBuilderStepName('Both', 'ann')).toBe('Read');
    const only = registry.getStep('Only', { workspace_id: 'ann' });
    expect(only.warnings).toEqual([]);
    expect(only.trace[0]!.notes).toEqual(['in a table that released runtimes do not read']);
  });

  it('knows entries that are conditional, replaced or unknown', () => {
    const own = workspaceFile('ann', {});
    const declarations = [
      { ...declaration('local', 'Twice', step('First')), superseded: true },
      declaration('local', 'Twice', step('Second')),
      { ...declaration('local', 'Maybe', step('Maybe')), conditional: true },
      { ...declaration('local', 'Opaque', {}), shape: 'opaque' as const },
    ];
    const facts = { ...own.facts, tables: [{ ...table('local', {}), declarations }] };
    const registry = registryOf(viewOf(coreFile({ Package: {} }), { ...own, facts }));
    expect(registry.getBuilderStepName('Twice', 'ann')).toBe('Second');
    expect(registry.getStep('Maybe', { workspace_id: 'ann' }).warnings).toEqual([
      "'Maybe' in 'ann': exists only on some path through the code",
    ]);
    expect(registry.getStep('Opaque', { workspace_id: 'ann' }).resolved).toBe(true);
  });

  it('takes the remembered choices from the project file', () => {
    const index = indexOf(
      coreFile({ S: step('Core') }),
      workspaceFile('ann', { S: step('Ann') }),
      workspaceFile('bob', { S: step('Bob') }),
    );
    index.setConfig({ ...DEFAULT_CONFIG, choices: { S: 'bob' } });
    const registry = registryOf(index.view());
    const manual = registry.getStep('S', { workspace_id: 'ann', resolution_strategy: 'manual' });
    expect(manual.source_registry).toBe('bob');
  });

  it('has the workspaces that the files have', () => {
    const registry = registryOf(viewOf(coreFile({ Package: {} }), workspaceFile('ann', {})));
    expect(registry.listAvailableWorkspaces()).toEqual(['ann']);
    expect(registry.findWorkspaceOfPath('dev/ann/x.py')).toBe('ann');
    expect(() => registry.addWorkspaceRegistry('x', {})).toThrow(WorkspaceRegistryError);
    expect(() => registry.removeWorkspaceRegistry('ann')).toThrow(WorkspaceRegistryError);
  });

  it('finds builder classes, and those that the runtime makes of interfaces', () => {
    const registry = registryOf(
      viewOf(
        interfaceFile('Package', 'Processing'),
        workspaceFile('ann', { Risk: step('RiskStepBuilder') }),
        pythonFile('dev/ann/src/cursus_dev/steps/builders/builder_risk_step.py', {
          classes: ['RiskStepBuilder', 'ExtraStepBuilder', 'StepBuilderBase'],
        }),
      ),
    );
    expect(registry.findBuilderClass('Package')).toMatchObject({ synthesised: true });
    expect(registry.findBuilderClass('Risk', 'ann')).toMatchObject({ workspace: 'ann' });
    const found = registry.getGlobalRegistry().discoverBuilders('ann');
    expect(Object.keys(found)).toEqual(['Package', 'Risk', 'Extra']);
    expect(registry.era().sagemakerTypes).not.toContain('Tuning');
  });

  it('finds hyperparameter tables, of core and of workspaces', () => {
    const rows = (path: string) => ({
      hyperparameters: {
        ...table('core', { XGBoostHyperparameters: { module_path: path, model_type: 'xgboost' } }),
        name: 'HYPERPARAMETER_REGISTRY',
      },
    });
    const registry = registryOf(
      viewOf(
        coreFile({ Package: {} }),
        workspaceFile('ann', {}),
        file('src/cursus/registry/hyperparameter_registry.py', { kind: 'python' }, rows('core')),
        file('dev/ann/src/cursus_dev/hyper.py', { kind: 'python' }, rows('own')),
      ),
    );
    expect(registry.getModulePath('XGBoostHyperparameters')).toBe('core');
    expect(registry.getModulePath('XGBoostHyperparameters', 'ann')).toBe('own');
  });

  it('counts what only running code could tell', () => {
    const own = workspaceFile('ann', {});
    const part = { path: [], reason: 'call', detail: 'f()', span: { start: 0, end: 0 } };
    const facts = { ...own.facts, tables: [{ ...table('local', {}), opaque: [part, part] }] };
    const registry = registryOf(viewOf(coreFile({ Package: {} }), { ...own, facts }));
    expect(registry.diagnoseRegistryHealth().unknown_values).toEqual({ call: 2 });
  });
});
