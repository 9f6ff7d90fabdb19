import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { type BuiltServer, buildServer } from '../support/builtServer.js';
import { ProtocolClient } from '../support/protocolClient.js';
import { removeTree, temporaryTree } from '../support/tree.js';

let server: BuiltServer;
beforeAll(async () => {
  server = await buildServer();
});
afterAll(() => server.remove());

function project(files: Record<string, string>): string {
  const root = temporaryTree(files);
  onTestFinished(() => removeTree(root));
  return root;
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  return code as number | null;
}

const DAG = '{ "dag": { "nodes": ["XGBoostTrainin"], "edges": [] } }\n';

describe('the server process', () => {
  it('serves over stdio, and ends when it is asked to', async () => {
    const root = project({ 'x.dag.json': DAG });
    const command = [process.execPath, server.file, '--stdio'];
    const client = await ProtocolClient.start({ server: command, folders: [root] });
    await client.settled();
    expect(client.codes(path.join(root, 'x.dag.json'))).toEqual(['0:22 unknown-step']);
    await client.stop();
    expect(await exitCode(client.process!)).toBe(0);
  });

  it('serves over node IPC', async () => {
    const child = fork(server.file, ['--node-ipc'], { silent: true });
    const connection = createProtocolConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    connection.listen();
    const result = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
    });
    expect(result).toHaveProperty('capabilities.hoverProvider', true);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await exitCode(child)).toBe(0);
    connection.dispose();
  });

  it('goes when its client goes', async () => {
    const child = spawn(process.execPath, [server.file, '--stdio'], { stdio: 'pipe' });
    child.stdin.end();
    expect(await exitCode(child)).toBe(1);
  });

  it('survives what is no message', async () => {
    const root = project({ 'x.dag.json': DAG });
    const command = [process.execPath, server.file, '--stdio'];
    const client = await ProtocolClient.start({ server: command, folders: [root] });
    const raw = '{"jsonrpc":"2.0","method":3}';
    client.process!.stdin!.write(`Content-Length: ${raw.length}\r\n\r\n${raw}`);
    client.notify('no/such/notification', { x: 1 });
    await expect(client.request('no/such/request', {})).rejects.toThrow(/Unhandled method/);
    client.notify('textDocument/didOpen', {});
    client.notify('textDocument/didChange', { textDocument: null });
    await client.settled();
    expect(client.codes(path.join(root, 'x.dag.json'))).toEqual(['0:22 unknown-step']);
    await client.stop();
  });

  it('says how it is started where nobody said it', async () => {
    const child = spawn(process.execPath, [server.file], { stdio: 'pipe' });
    const [said, code] = await Promise.all([text(child.stderr), exitCode(child)]);
    expect(said).toMatch(/--stdio/);
    expect(code).toBe(2);
  });
});
