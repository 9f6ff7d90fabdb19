import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk, type DiskCalls } from '../../server/host/disk.js';
import { openProject } from '../support/openedProject.js';
import { FULL_CLIENT } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';

function failing(code: string, name: string): { disk: Disk; heal: () => void } {
  let isBroken = true;
  const error = (): NodeJS.ErrnoException => Object.assign(new Error(code), { code });
  const calls: DiskCalls = {
    ...fs,
    open: ((file: string, flags: number, done: (e: unknown, d?: number) => void) =>
      isBroken && file.endsWith(name) ? done(error()) : fs.open(file, flags, done)) as never,
  };
  return {
    disk: new Disk(calls),
    heal: () => {
      isBroken = false;
    },
  };
}

const REGISTRY = 'ann/src/cursus_dev/registry/workspace_registry.py';

describe('a file', () => {
  it.each(['EACCES', 'EIO'])(
    'that cannot be read (%s) is a finding, and nothing is unknown until it can',
    async code => {
      const { disk, heal } = failing(code, '/workspace_registry.py');
      const { client, at } = await openProject(
        { 'a.py': 'use X\n', [REGISTRY]: 'class X\n' },
        { server: { ...TOY_SERVER, disk } },
      );
      expect(client.codes(at(REGISTRY))).toEqual(['0:0 unreadable-registry']);
      expect(client.codes(at('a.py'))).toEqual([]);
      expect(client.statuses.at(-1)?.projects[0]?.incomplete.join()).toContain(code);
      heal();
      client.report([[at(REGISTRY), 2]]);
      await client.settled();
      expect(client.codes(at(REGISTRY))).toEqual([]);
      expect(client.statuses.at(-1)?.projects[0]?.incomplete).toEqual([]);
    },
  );

  it('that vanishes between being found and being read is simply not there', async () => {
    const { disk } = failing('ENOENT', '/b.py');
    const { client, at } = await openProject(
      { 'a.py': 'use X\n', 'b.py': 'class X\n' },
      { server: { ...TOY_SERVER, disk } },
    );
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.statuses.at(-1)?.projects[0]?.incomplete).toEqual([]);
  });

  it('that is a folder is a finding where a registry is expected, and becomes one', async () => {
    const { client, at } = await openProject({ [`${REGISTRY}/`]: '', 'x.py/a.py': 'use Y\n' });
    expect(client.codes(at(REGISTRY))).toEqual(['0:0 unreadable-registry']);
    client.delete(at(REGISTRY));
    client.write(at(REGISTRY), 'use X\n');
    await client.settled();
    expect(client.codes(at(REGISTRY))).toEqual(['0:4 unknown-builder']);
    expect(client.statuses.at(-1)?.projects[0]?.incomplete).toEqual([]);
  });

  it('that is too large, or not UTF-8, is a finding', async () => {
    const { client, at } = await openProject({
      'large.py': Buffer.alloc(6 * 1024 * 1024, '\n'),
      'latin.py': Buffer.from('use X\nuse \xe9\n', 'latin1'),
      'declared.py': Buffer.from('# coding: latin-1\nclass X\n# \xe9\n', 'latin1'),
    });
    expect(client.codes(at('large.py'))).toEqual(['0:0 unreadable-registry']);
    expect(client.codes(at('latin.py'))).toEqual(['1:4 unreadable-registry']);
    expect(client.codes(at('declared.py'))).toEqual([]);
  });
});

describe('a folder', () => {
  it('without any registry is calm', async () => {
    const { client } = await openProject({ 'notes.txt': '' });
    expect(client.diagnostics.size).toBe(0);
    expect(client.statuses.at(-1)).toMatchObject({ state: 'ready', messages: [] });
  });

  it('that cannot be read is a gap in what is known', async () => {
    const calls: DiskCalls = {
      ...fs,
      readdir: ((folder: string, options: unknown, done: (e: unknown) => void) =>
        folder.endsWith('/secret')
          ? done(Object.assign(new Error('EACCES'), { code: 'EACCES' }))
          : fs.readdir(folder, options as never, done as never)) as never,
    };
    const { client, at } = await openProject(
      { 'a.py': 'use X\n', 'secret/b.py': 'class X\n' },
      { server: { ...TOY_SERVER, disk: new Disk(calls) } },
    );
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.statuses.at(-1)?.projects[0]?.incomplete).toEqual(['secret (EACCES)']);
  });

  it('with more files than the cap says so, and nothing is unknown', async () => {
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`${i}.py`, 'use X\n']));
    const { client } = await openProject(files, { settings: { maxFiles: 100 } });
    expect(client.diagnostics.size).toBe(0);
    expect(client.statuses.at(-1)?.projects[0]?.incomplete.join()).toMatch(/more than 100 files/);
    client.settings = { maxFiles: 200 };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    expect(client.diagnostics.size).toBe(120);
  });

  it('whose links lead in circles or out of it is read without them', async () => {
    const { client, at } = await openProject(
      { 'a/a.py': 'use X\n', 'outside/b.py': 'class X\n' },
      {
        folders: ['a'],
        prepare: root => {
          fs.symlinkSync(path.join(root, 'a'), path.join(root, 'a', 'circle'));
          fs.symlinkSync(path.join(root, 'outside'), path.join(root, 'a', 'out'));
        },
      },
    );
    expect(client.codes(at('a/a.py'))).toEqual(['0:4 unknown-builder']);
    client.report([
      [at('a/out'), 1],
      [at('a/out/b.py'), 1],
      [at('a/circle/a.py'), 2],
    ]);
    await client.settled();
    expect(client.codes(at('a/a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.diagnostics.size).toBe(1);
  });
});

describe('settings', () => {
  it('of the wrong type are said once, and the last good ones stay', async () => {
    const { client, at } = await openProject(
      { 'a.py': 'use X\n' },
      { settings: { severity: { 'unknown-builder': 'off' } } },
    );
    expect(client.codes(at('a.py'))).toEqual([]);
    client.settings = { severity: 3, maxFiles: 'all' };
    for (let i = 0; i < 2; i++) {
      client.notify('workspace/didChangeConfiguration', { settings: null });
    }
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.messages).toHaveLength(1);
    expect(client.statuses.at(-1)?.messages).toHaveLength(2);
    client.settings = {};
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.statuses.at(-1)?.messages).toEqual([]);
  });
});

describe('events', () => {
  it('about what is no business of ours change nothing', async () => {
    const { client, at, root } = await openProject({ 'a.py': 'use X\n', 'node_modules/b.py': '' });
    const before = client.generations.length;
    client.write(at('node_modules/b.py'), 'class X\n');
    client.write(at('notes.txt'), '');
    client.write(at('.cache/x.py'), 'class X\n');
    client.report([
      [path.join(root, '..', 'elsewhere.py'), 1],
      ['git:/x', 1],
      ['nonsense', 1],
    ]);
    await client.settled();
    expect(client.generations.length).toBe(before);
  });

  it('in any number are bounded, and the end is right', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n' });
    fs.writeFileSync(at('b.py'), 'class X\n');
    client.report(Array.from({ length: 6000 }, (_, i) => [at(`junk/${i}.py`), 1] as const));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
  });

  it('that never came are made up for by the next save', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': '' });
    fs.writeFileSync(at('b.py'), 'class X\n');
    client.open(at('a.py'), 'use X\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    client.save(at('a.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
  });
});

describe('a client', () => {
  it('that cannot watch files gets the disk compared on save and focus', async () => {
    const { workspace, ...rest } = FULL_CLIENT;
    const { didChangeWatchedFiles: _, ...without } = workspace!;
    const { client, at } = await openProject(
      { 'a.py': 'use X\n', 'b.py': '', 'c.py': 'use Y\n' },
      {
        capabilities: { ...rest, workspace: without },
        initializationOptions: { delays: { quiet: 0, syntax: 0, disk: 0, reconcile: 60_000 } },
      },
    );
    expect(client.registrations.map(each => each.method)).not.toContain(
      'workspace/didChangeWatchedFiles',
    );
    fs.writeFileSync(at('b.py'), 'class X\n');
    client.open(at('c.py'), 'use Y\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    fs.rmSync(at('b.py'));
    client.save(at('c.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    fs.writeFileSync(at('b.py'), 'class Y\n');
    client.notify('cursus/activeEditor', { uri: null });
    await client.settled();
    expect(client.codes(at('c.py'))).toEqual([]);
  });

  it('that announces nothing gets plain diagnostics, and is asked nothing', async () => {
    const { client, at } = await openProject(
      { 'a.py': 'class X\n', 'b.py': 'class X\n' },
      { capabilities: {} },
    );
    const [diagnostic] = client.diagnostics.get(`file://${at('a.py')}`)!;
    expect(Object.keys(diagnostic!).sort()).toEqual([
      'code',
      'message',
      'range',
      'severity',
      'source',
    ]);
    expect(client.registrations).toEqual([]);
  });

  it('is told to report what matters', async () => {
    const { client } = await openProject({});
    const methods = client.registrations.map(each => each.method);
    expect(methods).toContain('workspace/didChangeWatchedFiles');
    expect(methods).toContain('workspace/didChangeConfiguration');
  });
});
