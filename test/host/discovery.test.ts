import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Discovery, discover } from '../../server/host/discovery.js';
import type { DiskCalls } from '../../server/host/disk.js';
import { globMatcher } from '../../server/service/project/glob.js';
import { createLayout } from '../../server/service/project/layout.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) removeTree(root);
});

interface Options {
  exclude?: string[];
  maxFiles?: number;
  start?: string;
  calls?: Pick<DiskCalls, 'readdir'>;
}

async function found(
  files: Record<string, string>,
  options: Options = {},
  prepare: (root: string) => void = () => {},
): Promise<Discovery & { names: string[] }> {
  const root = temporaryTree(files);
  roots.push(root);
  prepare(root);
  const discovery = await discover(
    {
      root,
      layout: createLayout(),
      isExcluded: globMatcher(options.exclude ?? []),
      maxFiles: options.maxFiles ?? 1000,
      ...(options.start === undefined ? {} : { start: options.start }),
    },
    options.calls ?? fs,
  );
  return { ...discovery, names: discovery.files.map(file => file.relative).sort() };
}

const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';

describe('discovery', () => {
  it('finds what has a role, and nothing else', async () => {
    const { names } = await found({
      [REGISTRY]: '',
      'a.py': '',
      'notes.txt': '',
      'data.json': '{}',
      'dags/x.dag.json': '{}',
      'book.ipynb': '{}',
    });
    expect(names).toEqual(['a.py', 'book.ipynb', 'dags/x.dag.json', REGISTRY]);
  });

  it('stays out of environments, tool folders and build output, and says which environments it met', async () => {
    const result = await found({
      'a.py': '',
      'env/pyvenv.cfg': '',
      'env/lib/python3/b.py': '',
      'conda/conda-meta/x.json': '',
      'conda/b.py': '',
      'node_modules/b.py': '',
      '.venv/b.py': '',
      '__pycache__/b.py': '',
      'build/lib/b.py': '',
      'tools/build/b.py': '',
      'x.egg-info/b.py': '',
    });
    expect(result.names).toEqual(['a.py', 'tools/build/b.py']);
    expect([...result.boundaries].sort()).toEqual([
      ['build', 'build'],
      ['conda', 'environment'],
      ['env', 'environment'],
    ]);
  });

  it('stays out of nested projects: repositories, worktrees and project files', async () => {
    const result = await found({
      '.git/config': '',
      'a.py': '',
      'vendor/other/.git/config': '',
      'vendor/other/b.py': '',
      'worktree/.git': 'gitdir: elsewhere',
      'worktree/b.py': '',
      'team/cursus-registry.yaml': '',
      'team/b.py': '',
    });
    expect(result.names).toEqual(['a.py']);
    expect([...result.boundaries.keys()].sort()).toEqual(['team', 'vendor/other', 'worktree']);
  });

  it('never follows a symbolic link, not even in a circle', async () => {
    const { names } = await found({ 'a/a.py': '' }, {}, root => {
      fs.symlinkSync(path.join(root, 'a'), path.join(root, 'a', 'circle'));
      fs.symlinkSync(path.join(root, 'a', 'a.py'), path.join(root, 'linked.py'));
    });
    expect(names).toEqual(['a/a.py']);
  });

  it('follows excludes, for files and folders', async () => {
    const files = { 'a.py': '', 'old/b.py': '', 'x/c_test.py': '', 'x/c.py': '' };
    const { names } = await found(files, { exclude: ['old', '**/*_test.py'] });
    expect(names).toEqual(['a.py', 'x/c.py']);
  });

  it('takes a folder that has the name of a registry for a registry', async () => {
    const { names } = await found({ [`${REGISTRY}/a.py`]: '', 'module.py/b.py': '' });
    expect(names).toEqual([REGISTRY, 'module.py/b.py']);
  });

  it('stops at the cap and says so', async () => {
    const files = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`${i}.py`, '']));
    const result = await found(files, { maxFiles: 100 });
    expect(result.names).toHaveLength(100);
    expect(result.capped).toMatch(/more than 100 files/);
    const folders = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}/`, '']));
    expect((await found(folders, { maxFiles: 10 })).capped).toMatch(/more than 40 folders/);
  });

  it('stops at the cap however many folders wait to be listed', async () => {
    const folder = (name: string): fs.Dirent =>
      Object.assign(Object.create(fs.Dirent.prototype) as fs.Dirent, {
        name,
        isDirectory: () => true,
        isFile: () => false,
        isSymbolicLink: () => false,
      });
    const wide = Array.from({ length: 3_000 }, (_, i) => folder(`f${i}`));
    const readdir = (path: string, _: unknown, done: (e: null, entries: fs.Dirent[]) => void) =>
      setImmediate(done, null, /f\d+$/.test(path) ? [] : wide);
    const result = await found({}, { maxFiles: 100, calls: { readdir: readdir as never } });
    expect(result.capped).toMatch(/more than 400 folders/);
  });

  it('reports folders that it cannot read, and goes on', async () => {
    const refuse =
      (code: string) =>
      (folder: string, options: unknown, done: (e: unknown, entries?: unknown) => void) =>
        folder.endsWith('/secret')
          ? done(Object.assign(new Error(code), { code }))
          : fs.readdir(folder, options as never, done as never);
    const files = { 'a.py': '', 'secret/b.py': '' };
    const denied = await found(files, { calls: { readdir: refuse('EACCES') as never } });
    expect(denied.names).toEqual(['a.py']);
    expect(denied.unreadable).toEqual(['secret (EACCES)']);
    const vanished = await found(files, { calls: { readdir: refuse('ENOENT') as never } });
    expect(vanished.unreadableCount).toBe(0);
  });

  it('looks below one folder where it is asked to', async () => {
    const files = { 'a.py': '', 'x/b.py': '', 'x/y/c.py': '' };
    const result = await found(files, { start: 'x' });
    expect(result.names).toEqual(['x/b.py', 'x/y/c.py']);
    expect([...result.folders].sort()).toEqual(['x', 'x/y']);
    const environment = await found({ 'x/pyvenv.cfg': '', 'x/b.py': '' }, { start: 'x' });
    expect(environment.names).toEqual([]);
  });

  it('survives odd names', async () => {
    const names = ['a\nb.py', 'a b.py', '[x].py', '{a,b}.py', '!x.py', '\\.py', '(a).py'];
    const result = await found(Object.fromEntries(names.map(name => [`odd [1]/${name}`, ''])));
    expect(result.names).toEqual(names.map(name => `odd [1]/${name}`).sort());
  });

  it('says that the folder itself is gone', async () => {
    const result = await found({ 'a.py': '' }, { start: 'none' });
    expect(result.names).toEqual([]);
    const whole = await discover(
      { root: '/nowhere/at/all', layout: createLayout(), isExcluded: () => false, maxFiles: 100 },
      fs,
    );
    expect(whole.unreadable).toEqual(['the folder itself (ENOENT)']);
  });
});
