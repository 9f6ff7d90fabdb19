import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { VERSION } from '../../server/commands/version.js';
import { ENGINE } from '../../server/host/engine.js';
import { type BuiltProgram, buildServer } from '../support/builtProgram.js';
import { ProtocolClient } from '../support/protocolClient.js';
import { removeTree, temporaryTree } from '../support/tree.js';

let server: BuiltProgram;
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

const HELLO = { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null };
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
    const result = await connection.sendRequest('initialize', HELLO);
    expect(result).toHaveProperty('capabilities.hoverProvider', true);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await exitCode(child)).toBe(0);
    connection.dispose();
  });

  it.each(['--pipe', '--socket'])('serves over what %s names', async option => {
    const client = createServer();
    const place = option === '--pipe' ? path.join(path.dirname(server.file), 'pipe') : '0';
    client.listen(option === '--pipe' ? place : { host: '127.0.0.1', port: 0 });
    await once(client, 'listening');
    const address = client.address();
    const value = typeof address === 'string' ? address : String(address?.port);
    const child = spawn(process.execPath, [server.file, `${option}=${value}`]);
    const [socket] = (await once(client, 'connection')) as [Socket];
    const connection = createProtocolConnection(
      new SocketMessageReader(socket),
      new SocketMessageWriter(socket),
    );
    connection.listen();
    const result = await connection.sendRequest('initialize', HELLO);
    expect(result).toHaveProperty('capabilities.hoverProvider', true);
    socket.end();
    expect(await exitCode(child)).toBe(1);
    connection.dispose();
    client.close();
  });

  it('says the same in its first answer as whoever serves then', async () => {
    const command = [process.execPath, server.file, '--stdio'];
    const spawned = await ProtocolClient.start({ server: command });
    const complete = await ProtocolClient.start({ server: { version: VERSION, engine: ENGINE } });
    expect(spawned.initializeResult).toEqual(complete.initializeResult);
    await Promise.all([spawned.stop(), complete.stop()]);
  });

  it('takes what is sent without waiting for its first answer, in order, and answers once', async () => {
    const child = spawn(process.execPath, [server.file, '--stdio']);
    const reader = new StreamMessageReader(child.stdout);
    const answers: Message[] = [];
    reader.listen(message => answers.push(message));
    const writer = new StreamMessageWriter(child.stdin);
    const messages = [
      { id: 1, method: 'initialize', params: HELLO },
      { method: 'initialized', params: {} },
      { id: 2, method: 'cursus/settled' },
      { id: 3, method: 'shutdown' },
      { method: 'exit' },
    ];
    for (const message of messages) await writer.write({ jsonrpc: '2.0', ...message } as Message);
    expect(await exitCode(child)).toBe(0);
    const ids = answers.flatMap(answer =>
      'method' in answer ? [] : (answer as { id?: number }).id,
    );
    expect(ids).toEqual([1, 2, 3]);
  });

  it('refuses what comes before the greeting, and a greeting that is none', async () => {
    const child = spawn(process.execPath, [server.file, '--stdio']);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await expect(connection.sendRequest('cursus/settled')).rejects.toThrow(/not initialized/);
    await expect(connection.sendRequest('initialize', {})).rejects.toThrow();
    expect(await connection.sendRequest('initialize', HELLO)).toHaveProperty('serverInfo');
    child.stdin.end();
    expect(await exitCode(child)).toBe(1);
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
