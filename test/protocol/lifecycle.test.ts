import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openProject } from '../support/openedProject.js';
import { writeTree } from '../support/tree.js';

describe('a project on disk', () => {
  it('is diagnosed with all its closed files', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'class Y\nuse Y\n' });
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.codes(at('b.py'))).toEqual([]);
    expect(client.generations.length).toBe(1);
    expect(client.statuses.at(-1)).toMatchObject({ state: 'ready', projects: [{ files: 2 }] });
  });

  it('shows in one file what is edited in another', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'class Y\n' });
    client.open(at('b.py'), 'class Y\n');
    client.change(at('b.py'), 'class X\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
    client.close(at('b.py'));
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  });

  it('follows what is written, created, deleted and renamed on disk', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'class X\n' });
    expect(client.codes(at('a.py'))).toEqual([]);
    client.write(at('b.py'), 'class Y\nuse Z\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    expect(client.codes(at('b.py'))).toEqual(['1:4 unknown-builder']);
    client.write(at('c.py'), 'class X\nclass Z\n');
    await client.settled();
    expect([...client.diagnostics.keys()]).toEqual([]);
    client.delete(at('c.py'));
    await client.settled();
    fs.renameSync(at('b.py'), at('d.py'));
    client.report([
      [at('b.py'), 3],
      [at('d.py'), 1],
    ]);
    await client.settled();
    expect(client.codes(at('b.py'))).toEqual([]);
    expect(client.codes(at('d.py'))).toEqual(['1:4 unknown-builder']);
  });

  it('forgets the files of a folder that is deleted, and knows those of one that is moved in', async () => {
    const { client, at, root } = await openProject({
      'a.py': 'use X\n',
      'pkg/sub/b.py': 'class X\nuse Q\n',
    });
    expect(client.codes(at('pkg/sub/b.py'))).toEqual(['1:4 unknown-builder']);
    client.delete(at('pkg'));
    await client.settled();
    expect(client.codes(at('pkg/sub/b.py'))).toEqual([]);
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    writeTree(root, { 'moved/deep/er/b.py': 'class X\n' });
    client.report([[at('moved'), 1]]);
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual([]);
  });

  it('takes a branch switch as one pass', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`pkg/m${i}.py`, `class C${i}\nuse C${i + 1}\n`]),
    );
    const { client, at } = await openProject(files);
    const before = client.generations.length;
    const changes = Array.from({ length: 300 }, (_, i) => {
      fs.writeFileSync(at(`pkg/m${i}.py`), `class D${i}\nuse D${i + 1}\n`);
      return [at(`pkg/m${i}.py`), 2] as [string, 2];
    });
    client.report(changes);
    await client.settled();
    expect(client.generations.length - before).toBe(1);
    expect([...client.diagnostics.keys()]).toHaveLength(1);
    expect(client.codes(at('pkg/m299.py'))).toEqual(['1:4 unknown-builder']);
  });

  it('publishes differences only', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n', 'b.py': 'use X\n', 'c.py': '' });
    const before = client.published.length;
    client.write(at('c.py'), 'class Y\n');
    await client.settled();
    expect(client.published.length).toBe(before);
    client.write(at('c.py'), 'class X\n');
    await client.settled();
    expect(client.published.slice(before).map(params => params.diagnostics)).toEqual([[], []]);
  });

  it('is read again on request, and then knows what no event told', async () => {
    const { client, at } = await openProject({ 'a.py': 'use X\n' });
    fs.writeFileSync(at('b.py'), 'class X\n');
    await client.settled();
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
    await client.request('cursus/refresh');
    expect(client.codes(at('a.py'))).toEqual([]);
    fs.rmSync(at('b.py'));
    await client.request('cursus/refresh');
    expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  });
});
