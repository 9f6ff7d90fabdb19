import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { SERVER_ARGUMENTS } from '../../client/memoryCeiling.js';
import { type BuiltProgram, buildServer } from '../support/builtProgram.js';
import { ProtocolClient, uriOf } from '../support/protocolClient.js';
import { removeTree, temporaryTree } from '../support/tree.js';

let server: BuiltProgram;
beforeAll(async () => {
  server = await buildServer();
});
afterAll(() => server.remove());

const REGISTRY = 'ann/src/cursus_dev/registry/workspace_registry.py';
const ENTRIES = Array.from({ length: 60 }, (_, i) => `    "step_${i}": {"spec_type": 3},\n`);
const FILES = { [REGISTRY]: `LOCAL_STEPS = {\n${ENTRIES.join('')}}\n` };

function project(): string {
  const root = temporaryTree(FILES);
  onTestFinished(() => removeTree(root));
  return root;
}

function start(root: string): Promise<ProtocolClient> {
  return ProtocolClient.start({
    server: [process.execPath, server.file, '--stdio'],
    folders: [root],
  });
}

async function exit(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

const PHASES: readonly (readonly [
  string,
  (client: ProtocolClient, file: string) => Promise<void>,
])[] = [
  ['while it reads the project', async () => {}],
  ['when it is ready', async client => void (await client.settled())],
  [
    'while somebody types',
    async (client, file) => {
      await client.settled();
      client.open(file, FILES[REGISTRY]!);
      client.change(file, 'LOCAL_STEPS = {"A');
      await client.request('cursus/indexStatus');
    },
  ],
  ['after shutdown', async client => void (await client.request('shutdown'))],
];

describe('a server', () => {
  it.each(PHASES)(
    'that is killed %s leaves nothing behind that a new one would miss',
    async (_, reach) => {
      const root = project();
      const file = path.join(root, REGISTRY);
      const killed = await start(root);
      await reach(killed, file);
      killed.process!.kill('SIGKILL');
      expect(await exit(killed.process!)).toBe('SIGKILL');
      killed.connection.dispose();
      const client = await start(root);
      await client.settled();
      expect(client.codes(file).length).toBeGreaterThan(60);
      await client.stop();
    },
  );

  it.each(PHASES)('whose client goes %s goes too', async (_, reach) => {
    const root = project();
    const client = await start(root);
    await reach(client, path.join(root, REGISTRY));
    client.process!.stdin!.end();
    client.process!.stdout!.destroy();
    expect([0, 1]).toContain(await exit(client.process!));
    client.connection.dispose();
  });

  it.skipIf(process.platform !== 'linux')(
    'whose client does not read stays small, and says the last state when it does',
    async () => {
      const root = project();
      const file = path.join(root, REGISTRY);
      const client = await start(root);
      await client.settled();
      client.open(file, FILES[REGISTRY]!);
      await client.settled();
      const { stdout, pid } = client.process!;
      const largest = (): number =>
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
      const before = largest();
      stdout!.pause();
      const top = { line: 0, character: 0 };
      const change = { range: { start: top, end: top }, text: '\n' };
      for (let i = 0; i < 60; i++) client.change(file, [change]);
      const settled = client.settled();
      stdout!.resume();
      await settled;
      expect(largest() - before).toBeLessThan(150);
      expect(client.codes(file)[0]).toMatch(/^61:/);
      await client.stop();
    },
  );

  it('that meets its ceiling of memory ends and says why; with the usual one it says all', async () => {
    const root = project();
    /** What cannot be written any more is no concern of the editor. */
    const open = (connection: ProtocolConnection) =>
      Promise.allSettled(
        Array.from({ length: 40 }, (_, i) => {
          const uri = uriOf(path.join(root, `${i}.py`));
          const textDocument = { uri, languageId: 'python', version: 1, text: '#'.repeat(1e6) };
          return connection.sendNotification('textDocument/didOpen', { textDocument });
        }),
      );
    const child = spawn(process.execPath, ['--max-old-space-size=24', server.file, '--stdio']);
    const said = text(child.stderr);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const gone = new Promise<void>(resolve => connection.onClose(resolve));
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      capabilities: {},
      rootUri: null,
      workspaceFolders: [{ uri: uriOf(root), name: 'root' }],
    });
    await connection.sendNotification('initialized', {});
    child.stdin.on('error', () => {});
    const sent = open(connection);
    expect([134, 'SIGABRT', 'SIGTRAP']).toContain(await exit(child));
    await gone;
    await sent;
    connection.dispose();
    expect(await said).toMatch(/heap out of memory/);

    const client = await ProtocolClient.start({
      server: [process.execPath, ...SERVER_ARGUMENTS, server.file, '--stdio'],
      folders: [root],
    });
    await open(client.connection);
    await client.settled();
    expect(client.codes(path.join(root, REGISTRY)).length).toBeGreaterThan(60);
    await client.stop();
  });
});
