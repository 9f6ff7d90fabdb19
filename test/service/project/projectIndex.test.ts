import { describe, expect, it } from 'vitest';
import { Diagnoser } from '../../../server/service/project/diagnoser.js';
import type { ProjectView } from '../../../server/service/project/project.js';
import { ProjectIndex } from '../../../server/service/project/projectIndex.js';
import type { Finding } from '../../../server/service/rules/finding.js';
import { BUILTIN, coreFile, interfaceFile, pythonFile, workspaceFile } from './indexedFiles.js';

function indexOf(...files: ReturnType<typeof coreFile>[]): ProjectIndex {
  const index = new ProjectIndex(BUILTIN);
  for (const file of files) index.replace(file);
  return index;
}

describe('the core in force', () => {
  it('is the built-in snapshot where the project has none', () => {
    const view = indexOf(workspaceFile('ann', {})).view();
    expect(view.core().kind).toBe('builtin');
    expect(view.coreStep('Package')?.file.uri).toBe('builtin:core');
    expect(view.isSynthesisedBuilder('PackageStepBuilder')).toBe(true);
  });

  it('prefers interface files to a Python table, which is listed as inactive', () => {
    const view = indexOf(
      coreFile({ Old: { builder_step_name: 'OldStepBuilder' } }),
      interfaceFile('New', 'Training'),
    ).view();
    expect(view.core()).toMatchObject({
      kind: 'interfaces',
      source: 'src/cursus/steps/interfaces',
    });
    expect(view.core().inactive).toEqual([
      { kind: 'python', source: 'src/cursus/registry/step_names.py' },
    ]);
    expect(view.coreStep('Old')).toBeUndefined();
    expect(view.declarations('Old')).toEqual([]);
    expect([...view.names()]).toEqual(['New']);
    expect(view.isSynthesisedBuilder('NewStepBuilder')).toBe(true);
    expect(view.isSynthesisedBuilder('OldStepBuilder')).toBe(false);
  });

  it('is the one that the project file names', () => {
    const index = indexOf(coreFile({ Old: {} }), interfaceFile('New', 'Training'));
    expect(index.view().core().kind).toBe('interfaces');
    index.setConfig({ ...index.config, core: 'src/cursus/registry/step_names.py' });
    expect(index.view().core().kind).toBe('python');
    index.setConfig({ ...index.config, core: 'src/*/steps/interfaces' });
    expect(index.view().core().kind).toBe('interfaces');
    index.setConfig({ ...index.config, core: './src/cursus/registry/' });
    expect(index.view().core().kind).toBe('python');
  });

  it('takes the row of a step pack over the row of the core', () => {
    const view = indexOf(
      interfaceFile('Package', 'Processing'),
      interfaceFile('Package', 'Training', true),
    ).view();
    expect(view.coreStep('Package')?.file.path).toContain('step_pack');
    expect(view.declarations('Package')).toHaveLength(2);
  });
});

describe('workspaces', () => {
  it('are called by their developer_id, else by their directory', () => {
    const view = indexOf(workspaceFile('dir1', {}, {}, 'ann'), workspaceFile('bob', {})).view();
    expect(view.workspaces().map(workspace => workspace.id)).toEqual(['ann', 'bob']);
  });

  it('get unique ids where two claim one, and where one is called core', () => {
    const view = indexOf(
      workspaceFile('a', {}, {}, 'ann'),
      workspaceFile('b', {}, {}, 'ann'),
      workspaceFile('core', {}),
    ).view();
    expect(view.workspaces().map(workspace => workspace.id)).toEqual([
      'ann@dev/a',
      'ann@dev/b',
      'core@dev/core',
    ]);
  });

  it('hold the files below their folder', () => {
    const builder = pythonFile('dev/ann/src/cursus_dev/steps/builders/b.py', { classes: ['B'] });
    const elsewhere = pythonFile('dev/anna/x.py', { classes: ['C'] });
    const view = indexOf(workspaceFile('ann', {}), builder, elsewhere).view();
    expect(view.workspaceOf(builder)?.id).toBe('ann');
    expect(view.workspaceOf(elsewhere)).toBeUndefined();
  });
});

describe('names follow every change', () => {
  it('of a workspace file', () => {
    const index = indexOf(coreFile({ Core: {} }), workspaceFile('ann', { A: {}, B: {} }));
    expect([...index.names()].sort()).toEqual(['A', 'B', 'Core']);
    index.replace(workspaceFile('ann', { B: {}, C: {} }));
    expect([...index.names()].sort()).toEqual(['B', 'C', 'Core']);
    index.remove(workspaceFile('ann', {}).uri);
    expect([...index.names()]).toEqual(['Core']);
    expect(index.view().declarations('B')).toEqual([]);
  });

  it('with a draft only for who sees the draft', () => {
    const index = indexOf(workspaceFile('ann', { A: {} }));
    const draft = workspaceFile('ann', { Half: {} });
    expect(index.view(undefined, draft).declarations('Half')).toHaveLength(1);
    expect(index.view(undefined, draft).declarations('A')).toHaveLength(0);
    expect(index.view().declarations('A')).toHaveLength(1);
  });
});

describe('a change re-runs exactly its readers', () => {
  /** Files report what they looked at, so that a test can see who was asked again. */
  function diagnoserOver(
    index: ProjectIndex,
    read: (view: ProjectView, path: string) => void,
  ): Diagnoser {
    return new Diagnoser(index, (file, view): readonly Finding[] => {
      read(view, file.path);
      return [];
    });
  }

  it('a name concerns who asked for it, found or not', () => {
    const ann = workspaceFile('ann', { A: { description: 'one' }, Other: {} });
    const index = indexOf(ann, pythonFile('uses_a.py', {}), pythonFile('uses_b.py', {}));
    const diagnoser = diagnoserOver(index, (view, path) => {
      view.declarations(path === 'uses_a.py' ? 'A' : 'B');
    });
    index.takeChanges();
    for (const file of index.files()) diagnoser.diagnose(file.uri, {});

    index.replace(workspaceFile('ann', { A: { description: 'two' }, Other: {} }));
    expect([...diagnoser.affected()]).toEqual(['file:///repo/uses_a.py']);
    index.replace(workspaceFile('ann', { A: { description: 'two' }, Other: {}, B: {} }));
    expect([...diagnoser.affected()].sort()).toEqual([ann.uri, 'file:///repo/uses_b.py'].sort());
    expect([...diagnoser.affected()]).toEqual([]);
  });

  it('an edit that changes no substance concerns nobody', () => {
    const index = indexOf(workspaceFile('ann', { A: { job_types: ['training'] } }));
    const diagnoser = diagnoserOver(index, view => void view.declarations('A'));
    diagnoser.diagnose(workspaceFile('ann', {}).uri, {});
    diagnoser.affected();
    index.replace(workspaceFile('ann', { A: { job_types: ['training'] } }));
    expect([...diagnoser.affected()]).toEqual([]);
  });

  it('a class that appears concerns who missed it', () => {
    const ann = workspaceFile('ann', {});
    const index = indexOf(ann);
    const diagnoser = diagnoserOver(index, view => void view.classes('AStepBuilder'));
    diagnoser.diagnose(ann.uri, {});
    diagnoser.affected();
    index.replace(pythonFile('builder.py', { classes: ['AStepBuilder'] }));
    expect([...diagnoser.affected()]).toEqual([ann.uri]);
  });

  it('a core that comes into force concerns who read one of its names', () => {
    const reader = pythonFile('dag.py', {});
    const index = indexOf(coreFile({ Old: {} }), reader);
    const diagnoser = diagnoserOver(index, view => void view.declarations('Old'));
    diagnoser.diagnose(reader.uri, {});
    diagnoser.affected();
    index.replace(interfaceFile('New', 'Training'));
    expect([...diagnoser.affected()]).toEqual([reader.uri]);
    index.remove(interfaceFile('New', 'Training').uri);
    expect([...diagnoser.affected()]).toEqual([reader.uri]);
    expect(index.view().coreStep('Old')).toBeDefined();
  });

  it('a second claim of an id concerns who asked for the workspaces', () => {
    const ann = workspaceFile('ann', {});
    const index = indexOf(ann);
    const diagnoser = diagnoserOver(index, view => void view.workspaces());
    diagnoser.diagnose(ann.uri, {});
    diagnoser.affected();
    index.replace(workspaceFile('b', {}, {}, 'ann'));
    expect([...diagnoser.affected()]).toEqual([ann.uri]);
  });
});

describe('a file whose role changes', () => {
  it('is in its new role what it would have been from the start', () => {
    const registry = workspaceFile('red', { RiskScore: {} });
    const index = indexOf({ ...registry, role: { kind: 'python' } }, workspaceFile('ann', {}));
    expect(
      index
        .view()
        .workspaces()
        .map(({ id }) => id),
    ).toEqual(['ann']);
    index.replace(registry);
    const view = index.view();
    expect(view.workspaces().map(({ id }) => id)).toEqual(['ann', 'red']);
    expect(view.declarations('RiskScore').map(({ workspace }) => workspace)).toEqual(['red']);
    index.replace({ ...registry, role: { kind: 'python' } });
    expect(
      index
        .view()
        .workspaces()
        .map(({ id }) => id),
    ).toEqual(['ann']);
  });
});

describe('answers', () => {
  it('name files in the order of their paths, whichever was read first', () => {
    const files = ['cleo', 'ann', 'bob'].map(id => workspaceFile(id, { RiskScore: {} }));
    const [first, ...rest] = files;
    const expected = ['ann', 'bob', 'cleo'];
    const idsOf = (view: ProjectView) =>
      view.declarations('RiskScore').map(({ workspace }) => workspace);
    expect(idsOf(indexOf(...files).view())).toEqual(expected);
    expect(idsOf(indexOf(...rest, first!).view(undefined, first))).toEqual(expected);
    const empty = workspaceFile('cleo', {});
    expect(idsOf(indexOf(empty, ...rest).view(undefined, first))).toEqual(expected);
  });
});
