import { describe, expect, it } from 'vitest';
import { RegistryLoadError } from '../../../server/service/registry/errors.js';
import { UnifiedRegistryManager } from '../../../server/service/registry/manager.js';
import {
  isRegistryFile,
  readRegistryModule,
} from '../../../server/service/registry/registryModule.js';
import type { SourceInput } from '../../../server/service/sources/read.js';
import { Opaque } from '../../../server/service/sources/values.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { declaration, table, workspaceFile } from '../project/indexedFiles.js';

const entry = { builder_step_name: 'XStepBuilder' };
const span = { start: 0, end: 0 };

describe('a registry file', () => {
  it('reads what a registry file declares without running it', () => {
    const asked: SourceInput[] = [];
    const { facts } = workspaceFile('ann', { Mine: entry }, { Package: entry }, 'me');
    const unread = { ...table('local', { Mine: {}, Only: entry }), name: 'WORKSPACE_STEPS' };
    const part = { path: ['Mine', 'framework'], reason: 'call', detail: 'f()', span };
    const replaced = { ...declaration('local', 'Gone', entry), superseded: true };
    const tables = [...facts.tables, unread].map(each =>
      each.name === 'LOCAL_STEPS'
        ? { ...each, opaque: [part], declarations: [...each.declarations, replaced] }
        : each,
    );
    const read = (input: SourceInput) => {
      asked.push(input);
      return { ...facts, tables };
    };
    const module = readRegistryModule(read, 'text', 'anything.py');
    expect(asked).toMatchObject([{ text: 'text', role: { kind: 'workspace-registry' } }]);
    expect([...module.steps.keys()]).toEqual(['Mine', 'Only']);
    expect(module.steps.get('Mine')).toEqual(new Map(Object.entries(entry)));
    expect([...module.overrides.keys()]).toEqual(['Package']);
    expect(module.metadata.get('developer_id')).toBe('me');
    expect(module.core.size).toBe(0);
    expect(module.unknown).toEqual([
      { path: ['Mine', 'framework'], reason: 'call', detail: 'f()' },
    ]);
  });

  it('can be added to a registry as it is, what is unknown included', () => {
    const { facts } = workspaceFile('ann', {
      Mine: { ...entry, job_types: new Opaque('call') },
    });
    const manager = UnifiedRegistryManager.fromTables({ core: {} });
    manager.addWorkspaceRegistry(
      'ann',
      readRegistryModule(() => facts, '', 'x.py'),
    );
    expect(manager.getStep('Mine', { workspace_id: 'ann' }).source_registry).toBe('ann');
  });

  it('reads a core table where the path says so', () => {
    const roles: string[] = [];
    const read = ({ role }: SourceInput) => {
      roles.push(role.kind);
      return { ...workspaceFile('x', {}).facts, tables: [table('core', { A: entry })] };
    };
    const path = 'src/cursus/registry/step_names.py';
    expect([...readRegistryModule(read, '', path).core.keys()]).toEqual(['A']);
    expect(roles).toEqual(['core-python']);
  });

  const broken = () => ({
    ...workspaceFile('x', {}).facts,
    lines: new LineIndex('a\nb ='),
    problems: [
      { kind: 'syntax' as const, message: 'a value is missing', span: { start: 4, end: 5 } },
    ],
  });

  it('says where a file is broken', () => {
    expect(() => readRegistryModule(broken, '', 'x.py')).toThrow(
      new RegistryLoadError("Failed to load registry from 'x.py': line 2: a value is missing"),
    );
  });

  it('knows which files are registries that load', () => {
    const sound = () => workspaceFile('x', {}).facts;
    expect(isRegistryFile(sound, 'x.py', '')).toBe(true);
    expect(isRegistryFile(sound, 'x.txt', '')).toBe(false);
    expect(isRegistryFile(sound, 'x.py', null)).toBe(false);
    expect(isRegistryFile(broken, 'x.py', '')).toBe(false);
  });
});
