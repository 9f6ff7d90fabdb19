import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../support/openedProject.js';
import { writeTree } from '../support/tree.js';

describe('folders', () => {
  it('come and go, and what was said about their files goes with them', async () => {
    const { client, at } = await openProject(
      { 'one/a.py': 'use X\n', 'two/a.py': 'use X\n' },
      { folders: ['one'] },
    );
    expect([...client.diagnostics.keys()]).toHaveLength(1);
    client.changeFolders([at('two')], []);
    await client.settled();
    expect(client.codes(at('two/a.py'))).toEqual(['0:4 unknown-builder']);
    client.changeFolders([], [at('one')]);
    await client.settled();
    expect(client.codes(at('one/a.py'))).toEqual([]);
    expect(client.codes(at('two/a.py'))).toEqual(['0:4 unknown-builder']);
    client.changeFolders([], [at('two')]);
    await client.settled();
    expect(client.diagnostics.size).toBe(0);
  });

  it('are projects of their own: two checkouts side by side do not see each other', async () => {
    const { client, at } = await openProject({
      'main/.git/HEAD': '',
      'main/a.py': 'class X\n',
      'worktree/.git': 'gitdir: elsewhere',
      'worktree/a.py': 'class X\nuse Y\n',
      'team/cursus-registry.yaml': '',
      'team/a.py': 'class X\nclass Y\n',
      'b.py': 'use X\n',
    });
    expect(client.codes(at('main/a.py'))).toEqual([]);
    expect(client.codes(at('worktree/a.py'))).toEqual(['1:4 unknown-builder']);
    expect(client.codes(at('team/a.py'))).toEqual([]);
    expect(client.codes(at('b.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.statuses.at(-1)?.projects).toHaveLength(4);
  });

  it('that lie in each other are read once', async () => {
    const { client, at } = await openProject(
      { '.git/HEAD': '', 'a.py': 'use X\n', 'sub/b.py': 'class X\nuse Y\n' },
      { folders: ['.', 'sub'] },
    );
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.published.filter(({ uri }) => uri.endsWith('/b.py'))).toHaveLength(1);
    expect(client.statuses.at(-1)?.projects).toHaveLength(1);
    client.changeFolders([], [at('.')]);
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    expect(client.codes(at('sub/b.py'))).toEqual(['1:4 unknown-builder']);
  });

  it('that lie where the folder around them does not look are read by themselves', async () => {
    const { client, at } = await openProject(
      { 'a.py': '', '.hidden/b.py': 'use Y\n', 'env/pyvenv.cfg': '', 'env/c.py': 'use Y\n' },
      { folders: ['.', '.hidden', 'env'] },
    );
    expect(client.codes(at('.hidden/b.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.codes(at('env/c.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('that are opened under two names are one', async () => {
    const { client, at } = await openProject(
      { 'real/a.py': 'use X\n' },
      {
        folders: ['real', 'link'],
        prepare: root => fs.symlinkSync(path.join(root, 'real'), path.join(root, 'link')),
      },
    );
    expect([...client.diagnostics.keys()]).toHaveLength(1);
    expect(client.codes(at('real/a.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('become projects, and cease to be, as their marks come and go', async () => {
    const { client, at, root } = await openProject({ 'a.py': 'use X\n', 'sub/b.py': 'class X\n' });
    expect(client.codes(at('a.py'))).toEqual([]);
    client.write(at('sub/cursus-registry.yaml'), '');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    client.delete(at('sub/cursus-registry.yaml'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    writeTree(root, { 'sub/.git/HEAD': '' });
    client.report([[at('sub/.git'), 1]]);
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    client.delete(at('sub'));
    await client.settled();
    expect(client.statuses.at(-1)?.projects).toHaveLength(1);
  });

  it('that become environments are left', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'sub/b.py': 'class X\n' });
    client.write(at('sub/pyvenv.cfg'), '');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    client.delete(at('sub/pyvenv.cfg'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
  });

  it('keep an open document through all of that', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'sub/b.py': '' });
    client.open(at('sub/b.py'), 'class X\nuse Y\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.write(at('sub/cursus-registry.yaml'), '');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.codes(at('sub/b.py'))).toEqual(['1:4 unknown-builder']);
    client.change(at('sub/b.py'), 'class X\nclass Y\nuse Y\n');
    await client.settled();
    expect(client.codes(at('sub/b.py'))).toEqual([]);
    client.delete(at('sub/cursus-registry.yaml'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
  });

  it.each([
    ['/', /whole disk/],
    [os.homedir(), /home folder|holds home folders/],
    [path.dirname(os.homedir()), /whole disk|holds home folders/],
  ])('%s is not read, and that is said', async (folder, message) => {
    const { client } = await openProject({}, { folders: [folder] });
    expect(client.statuses.at(-1)).toMatchObject({ state: 'ready', projects: [] });
    expect(client.statuses.at(-1)?.messages.join()).toMatch(message);
  });

  it('that are not read still serve the project of a file that is opened', async () => {
    const { client, at } = await openProject(
      { 'repo/.git/HEAD': '', 'repo/a.py': 'use X\n', 'repo/b.py': 'class X\n', 'c.py': '' },
      { folders: ['/'] },
    );
    client.open(at('repo/a.py'), 'use X\nuse Y\n');
    await client.settled();
    expect(client.codes(at('repo/a.py'))).toEqual(['1:4 unknown-builder']);
    client.close(at('repo/a.py'));
    await client.settled();
    expect(client.diagnostics.size).toBe(0);
    expect(client.statuses.at(-1)?.projects).toEqual([]);
  });

  it('may be none: a single file is diagnosed by itself', async () => {
    const { client, at } = await openProject({ 'a.py': '', 'b.py': 'class X\n' }, { folders: [] });
    client.open(at('a.py'), 'use X\n');
    client.open('untitled:Untitled-1', 'use Z\n', 'python');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.codes('untitled:Untitled-1')).toEqual(['0:4 unknown-builder']);
    client.change(at('a.py'), 'class X\nuse X\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.close(at('a.py'));
    client.close('untitled:Untitled-1');
    await client.settled();
    expect(client.diagnostics.size).toBe(0);
  });

  it('that do not exist, or are none, are said to be so', async () => {
    const { client } = await openProject({}, { folders: ['none'] });
    expect(client.statuses.at(-1)?.projects[0]?.incomplete.join()).toMatch(/ENOENT/);
  });
});
