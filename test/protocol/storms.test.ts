import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Disk, type DiskCalls } from '../../server/host/disk.js';
import { openProject } from '../support/openedProject.js';
import { ProtocolClient } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';
import { removeTree, temporaryTree } from '../support/tree.js';

/** Counts the files that are opened. */
function countingDisk(overrides: Partial<DiskCalls> = {}): { disk: Disk; opened: () => number } {
  let opened = 0;
  const calls: DiskCalls = {
    ...fs,
    open: ((...args: Parameters<typeof fs.open>) => {
      opened++;
      fs.open(...args);
    }) as never,
    ...overrides,
  };
  return { disk: new Disk(calls), opened: () => opened };
}

/** Every call answers after others have had so many turns. */
function later<T extends (...args: never[]) => void>(call: T, turns: number): T {
  return ((...args: never[]) => {
    const wait = (left: number): void => {
      if (left === 0) call(...args);
      else setImmediate(wait, left - 1);
    };
    wait(turns);
  }) as T;
}

it('a folder that grows while it is looked through is known to the end', async () => {
  let root = '';
  let grown = 0;
  let isGrowing = true;
  const readdir = ((folder: string, options: unknown, done: unknown) => {
    // Each folder that is looked into brings another one beside it.
    if (isGrowing && root !== '' && folder.startsWith(root) && grown < 20) {
      const name = path.join(root, `grown${grown++}`);
      fs.mkdirSync(name, { recursive: true });
      fs.writeFileSync(path.join(name, 'x.py'), `class X${grown}\n`);
    }
    fs.readdir(folder, options as never, done as never);
  }) as never;
  const { disk } = countingDisk({ readdir });
  const uses = Array.from({ length: 20 }, (_, i) => `use X${i + 1}\n`).join('');
  const { client, at } = await openProject(
    { 'a.py': uses, 'one/a.py': '', 'two/a.py': '', 'two/three/a.py': '' },
    {
      server: { ...TOY_SERVER, disk },
      prepare: made => {
        root = made;
      },
    },
  );
  isGrowing = false;
  expect(grown).toBeGreaterThan(3);
  client.report(Array.from({ length: grown }, (_, i) => [at(`grown${i}/x.py`), 1] as const));
  await client.settled();
  const known = Array.from({ length: grown }, (_, i) => `${i}:4 unknown-builder`);
  expect(client.codes(at('a.py')).filter(code => known.includes(code))).toEqual([]);
});

it('a slow disk is waited for in sight of the user, and changes nothing about the result', async () => {
  const files = {
    'a.py': 'use X\nuse Y\n',
    ...Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`f${i}/x.py`, i === 59 ? 'class X\n' : '']),
    ),
  };
  const quick = await openProject(files);
  const root = temporaryTree(files);
  const { disk } = countingDisk({
    open: later(fs.open as never, 20) as never,
    readdir: later(fs.readdir as never, 20) as never,
    lstat: later(fs.lstat as never, 20) as never,
  });
  const client = await ProtocolClient.start({
    server: { ...TOY_SERVER, disk },
    folders: [root],
  });
  try {
    expect(client.diagnostics.size).toBe(0);
    await client.settled();
    const states = client.statuses.map(status => status.state);
    expect(states[0]).toBe('indexing');
    expect(states.at(-1)).toBe('ready');
    expect(client.codes(path.join(root, 'a.py'))).toEqual(quick.client.codes(quick.at('a.py')));
    expect(client.codes(path.join(root, 'a.py'))).toEqual(['1:4 unknown-builder']);
  } finally {
    await client.stop();
    removeTree(root);
  }
});

it('ten thousand changes are a few readings of what they name', async () => {
  const { disk, opened } = countingDisk();
  const names = Array.from({ length: 100 }, (_, i) => `f${i}.py`);
  const { client, at } = await openProject(
    { ...Object.fromEntries(names.map(name => [name, ''])), 'a.py': 'use X\n' },
    { server: { ...TOY_SERVER, disk } },
  );
  expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  fs.writeFileSync(at('f7.py'), 'class X\n');
  const before = opened();
  for (let burst = 0; burst < 10; burst++) {
    client.report(
      Array.from({ length: 1000 }, (_, i) => [at(`${i % 2 ? 'f' : 'junk/f'}${i}.py`), 2] as const),
    );
  }
  await client.settled();
  expect(client.codes(at('a.py'))).toEqual([]);
  expect(opened() - before).toBeLessThan(3000);
});

it('a program that writes junk without pause keeps no change from being seen', async () => {
  const { client, at } = await openProject({ 'a.py': 'use X\nuse Y\n', 'b.py': '' });
  let seen: string[] = [];
  for (let round = 0; round < 40; round++) {
    client.write(at(`junk${round % 7}.py`), `# ${round}\n`);
    if (round === 5) client.write(at('b.py'), 'class X\n');
    await client.settled();
    if (round === 20) seen = client.codes(at('a.py'));
  }
  expect(seen).toEqual(['1:4 unknown-builder']);
});
