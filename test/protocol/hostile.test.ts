import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  type Hover,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import { serve } from '../../server/server.js';
import type { TreeNode } from '../../shared/view.js';
import { openProject } from '../support/openedProject.js';
import { type ProtocolClient, uriOf } from '../support/protocolClient.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };
const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';

async function tooltips(client: ProtocolClient, id?: string): Promise<string[]> {
  const nodes = await client.request<TreeNode[]>('cursus/tree', id === undefined ? {} : { id });
  const below = nodes
    .filter(node => node.children !== 'none')
    .map(node => tooltips(client, node.id));
  return [...nodes.map(node => node.tooltip ?? ''), ...(await Promise.all(below)).flat()];
}

/** What Markdown shows as text is taken out; what is left is what it acts on. */
function acting(markdown: string): string {
  // Code ends at as many back quotes as it begins with, and at no other number of them.
  return markdown.replace(/\\[\s\S]|(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
}

describe('names and descriptions from files', () => {
  const EVIL =
    '[x](command:evil) <img src=x onerror=evil()> ![y](https://evil.example/y) $(zap) ` [z](command:evil) ```';
  const entry = `{"config_class": ${JSON.stringify(EVIL)}, "description": ${JSON.stringify(EVIL)}, "sagemaker_step_type": ${JSON.stringify(EVIL)}, "framework": ${JSON.stringify(EVIL)}}`;
  const text = `LOCAL_STEPS = {${JSON.stringify(EVIL)}: ${entry},\n"Plain": ${entry}}\n`;

  it('neither link nor run commands nor embed HTML, in hovers, tooltips and the page', async () => {
    const { client, at } = await openProject({ [REGISTRY]: text }, { server: SERVER });
    client.open(at(REGISTRY), text);
    await client.settled();
    const said = await tooltips(client);
    for (const [line, character] of [
      [0, 20],
      [1, 4],
    ]) {
      const hover = await client.request<Hover | null>('textDocument/hover', {
        textDocument: { uri: uriOf(at(REGISTRY)) },
        position: { line, character },
      });
      const { value } = hover!.contents as { value: string };
      expect(value).toContain('evil');
      said.push(value);
    }
    expect(said.some(markdown => markdown.includes('evil'))).toBe(true);
    for (const markdown of said) {
      expect(acting(markdown)).not.toMatch(/command:|<img|!\[|evil\.example|\$\(/);
    }
    const page = await client.request<string>('cursus/registryPage', {});
    expect(page).toContain('evil');
    expect(page).not.toMatch(/<img/);
    expect(page).toContain('Content-Security-Policy');
  });
});

describe('a project file', () => {
  it.each(['../outside', '/etc', '..\\outside', 'a/../../outside', 'C:\\outside'])(
    'does not lead out of the project: %s',
    async leading => {
      const { client, at } = await openProject(
        {
          'in/cursus-registry.yaml': `core: ${JSON.stringify(leading)}\nworkspaces: [${JSON.stringify(`${leading}/*.py`)}]\n`,
          'outside/step_names.py': 'STEP_NAMES = {"Secret": {}}\n',
        },
        { server: SERVER, folders: ['in'] },
      );
      expect(client.codes(at('in/cursus-registry.yaml'))).toEqual([
        '0:6 invalid-project-file',
        '1:13 invalid-project-file',
      ]);
      expect(JSON.stringify(await client.request('cursus/stepList', {}))).not.toContain('Secret');
    },
  );

  it('may hold globs that would keep a regular expression busy for ever', async () => {
    const glob = JSON.stringify(`${'*a'.repeat(40)}**/${'{a,b}'.repeat(30)}/${'**/'.repeat(40)}z`);
    const { client, at } = await openProject(
      {
        'cursus-registry.yaml': `exclude: [${glob}]\nworkspaces: [${glob}]\nignore: [{ path: ${glob} }]\n`,
        [`${'a'.repeat(200)}/${'a/'.repeat(40)}x.dag.json`]:
          '{"dag": {"nodes": ["Package"], "edges": []}}',
      },
      { server: SERVER },
    );
    expect(client.codes(at('cursus-registry.yaml'))).toEqual([]);
    expect(client.statuses.at(-1)?.state).toBe('ready');
  });
});

describe('a module that constants are taken from', () => {
  it.each([
    'from ....... import secret',
    'from .secret import SECRET',
    'from .folder.secret import SECRET',
  ])('is not read from outside the project: %s', async line => {
    const { client } = await openProject(
      {
        [`in/${REGISTRY}`]: `${line}\nLOCAL_STEPS = {SECRET: {}}\n`,
        'secret.py': 'SECRET = "Secret"\n',
        'folder/secret.py': 'SECRET = "Secret"\n',
      },
      {
        server: SERVER,
        folders: ['in'],
        prepare: root => {
          for (const name of ['secret.py', 'folder']) {
            const link = path.join(root, 'in', path.dirname(REGISTRY), name);
            fs.symlinkSync(path.join(root, name), link);
          }
        },
      },
    );
    expect(JSON.stringify(await client.request('cursus/stepList', {}))).not.toContain('Secret');
  });
});

function bareConnection(): ProtocolConnection {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(server, SERVER);
  server.listen();
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  connection.listen();
  return connection;
}

const INITIALIZE = { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null };
const AT = { textDocument: { uri: 'file:///a.py' }, position: { line: 0, character: 0 } };

describe('a client that does not keep to the order', () => {
  it('gets an error before it has initialized the server, and is served afterwards', async () => {
    const connection = bareConnection();
    await expect(connection.sendRequest('textDocument/hover', AT)).rejects.toMatchObject({
      code: -32002,
    });
    await expect(connection.sendRequest('cursus/tree', {})).rejects.toMatchObject({ code: -32002 });
    void connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'file:///a.py', languageId: 'python', version: 1, text: '' },
    });
    await connection.sendRequest('initialize', INITIALIZE);
    await connection.sendNotification('initialized', {});
    expect(await connection.sendRequest('textDocument/hover', AT)).toBeNull();
    connection.dispose();
  });

  it('gets an error after shutdown', async () => {
    const connection = bareConnection();
    await connection.sendRequest('initialize', INITIALIZE);
    await connection.sendNotification('initialized', {});
    await connection.sendRequest('shutdown');
    await expect(connection.sendRequest('textDocument/hover', AT)).rejects.toMatchObject({
      code: -32600,
    });
    connection.dispose();
  });
});

it.each([undefined, null, 3, {}, ['x']])(
  'a client whose documents have %j for a text is served with an empty one, until it sends a text',
  async text => {
    const { client, at } = await openProject({ [REGISTRY]: '' }, { server: SERVER });
    const uri = uriOf(at(REGISTRY));
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text },
    });
    const change = (version: number, sent: object): void =>
      client.notify('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [sent],
      });
    const top = { line: 0, character: 0 };
    change(2, { text });
    change(3, { text, range: { start: top, end: top } });
    await client.settled();
    expect(client.codes(at(REGISTRY))).toEqual([]);
    change(4, { text: 'LOCAL_STEPS = {"A": 3}\n' });
    await client.settled();
    expect(client.codes(at(REGISTRY))).toEqual(['0:16 invalid-entry']);
    expect(client.log).toEqual([]);
  },
);

it.each([
  ['textDocument/completion', { textDocument: null }],
  ['cursus/tree', { id: { a: 1 } }],
])(
  'a %s that nobody can make sense of has no answer, and the log says why',
  async (method, params) => {
    const { client } = await openProject({ [REGISTRY]: '' }, { server: SERVER });
    expect(await client.request(method, params)).toBeNull();
    expect(client.log).toEqual([
      expect.stringContaining(`Internal error while answering ${method}`),
    ]);
  },
);
