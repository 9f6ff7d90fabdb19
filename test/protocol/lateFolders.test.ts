import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Disk } from '../../server/host/disk.js';
import { openProject } from '../support/openedProject.js';
import { ProtocolClient } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';
import { removeTree, temporaryTree } from '../support/tree.js';

/** A disk that says nothing about one path until it is told to go on. */
function holdingBack(name: string) {
  const heldBack: (() => void)[] = [];
  let isHoldingBack = true;
  let noteAsked: () => void;
  const wasAsked = new Promise<void>(resolve => {
    noteAsked = resolve;
  });
  const lstat = (path: string, done: (error: Error | null, stats: fs.Stats) => void): void => {
    if (isHoldingBack && path.endsWith(name)) {
      heldBack.push(() => fs.lstat(path, done));
      noteAsked();
    } else fs.lstat(path, done);
  };
  const goOn = (): void => {
    isHoldingBack = false;
    for (const answer of heldBack) answer();
  };
  return { disk: new Disk({ ...fs, lstat: lstat as typeof fs.lstat }), wasAsked, goOn };
}

it('a document that is handed over while it is read is not held by the project that it came from', async () => {
  const { disk, wasAsked, goOn } = holdingBack('b.py');
  const { client, at } = await openProject(
    { 'cursus-registry.yaml': '', 'a.py': 'use X\n' },
    { server: { ...TOY_SERVER, disk } },
  );
  client.open(at('nested/b.py'), 'class X\n');
  await wasAsked;
  client.changeFolders([at('nested')], []);
  await expect.poll(() => client.statuses.at(-1)?.projects.length).toBe(2);
  goOn();
  await client.settled();
  expect(client.codes(at('a.py'))).toEqual(['0:4 unknown-builder']);
  expect(client.statuses.at(-1)?.projects.map(({ files }) => files)).toEqual([2, 1]);
});

it('a document that is opened before the folders are known starts no project of its own', async () => {
  let answer = (_: unknown): void => {};
  const root = temporaryTree({ 'cursus-registry.yaml': '', 'a.py': 'use X\n' });
  onTestFinished(() => removeTree(root));
  const client = await ProtocolClient.start({
    folders: [root, path.join(root, 'nested')],
    settings: new Promise(resolve => {
      answer = resolve;
    }),
    server: TOY_SERVER,
  });
  onTestFinished(() => client.stop());
  client.open(path.join(root, 'nested/b.py'), 'class X\n');
  expect(await client.request<string>('cursus/indexStatus')).not.toContain(root);
  answer({});
  await client.settled();
  expect(client.codes(path.join(root, 'a.py'))).toEqual(['0:4 unknown-builder']);
});
