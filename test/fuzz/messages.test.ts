import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import { serve } from '../../server/server.js';
import { Method } from '../../shared/protocol.js';
import { CELLS, FILES, TEXTS } from '../support/incremental/texts.js';
import { openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';
import { FUZZ_TIMEOUT_MS, fuzz } from './budget.js';
import { anyValue, damagedText, damagedValue } from './inputs.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };
const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
/** Said by nobody who follows the protocol, and the end of the session where it is understood. */
const LAST = new Set(['shutdown', 'exit']);

/** Each message with parameters as a client sends them. */
function messages(at: (name: string) => string) {
  const uri = uriOf(at(REGISTRY));
  const book = uriOf(at('dags/explore.ipynb'));
  const cell = `${book.replace('file:', 'vscode-notebook-cell:')}#W0`;
  const textDocument = { uri };
  const position = { line: 1, character: 8 };
  const range = { start: position, end: position };
  const caret = { textDocument, position };
  const notifications: [string, unknown][] = [
    [
      'textDocument/didOpen',
      { textDocument: { uri, languageId: 'python', version: 1, text: TEXTS[REGISTRY]![0] } },
    ],
    [
      'textDocument/didChange',
      { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: '"' }] },
    ],
    ['textDocument/didSave', { textDocument }],
    ['textDocument/didClose', { textDocument }],
    ['workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] }],
    ['workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } }],
    ['workspace/didChangeConfiguration', { settings: { cursus: { maxFiles: 3 } } }],
    [
      'notebookDocument/didOpen',
      {
        notebookDocument: {
          uri: book,
          notebookType: 'jupyter-notebook',
          version: 1,
          cells: [{ kind: 2, document: cell }],
        },
        cellTextDocuments: [{ uri: cell, languageId: 'python', version: 1, text: CELLS[0] }],
      },
    ],
    [
      'notebookDocument/didChange',
      {
        notebookDocument: { uri: book, version: 2 },
        change: {
          cells: {
            structure: {
              array: { start: 0, deleteCount: 1, cells: [{ kind: 2, document: cell }] },
              didOpen: [{ uri: cell, languageId: 'python', version: 1, text: '' }],
            },
            textContent: [{ document: { uri: cell, version: 2 }, changes: [{ range, text: 'x' }] }],
          },
        },
      },
    ],
    [
      'notebookDocument/didClose',
      { notebookDocument: { uri: book }, cellTextDocuments: [{ uri: cell }] },
    ],
    ['cursus/activeEditor', { uri }],
    ['$/cancelRequest', { id: 1 }],
    ['$/setTrace', { value: 'verbose' }],
  ];
  const own = Object.values(Method)
    .filter(
      method =>
        ![
          Method.registryChanged,
          Method.status,
          Method.treeChanged,
          Method.activeWorkspaceChanged,
          'cursus/activeEditor',
        ].includes(method as never),
    )
    .map((method): [string, unknown] => [
      method,
      { uri, name: 'RiskScore', workspace: 'ann', id: 'a/b', query: 'Risk', ...caret },
    ]);
  const requests: [string, unknown][] = [
    ...[
      'completion',
      'hover',
      'definition',
      'typeDefinition',
      'documentHighlight',
      'prepareRename',
    ].map((name): [string, unknown] => [`textDocument/${name}`, caret]),
    ['textDocument/references', { ...caret, context: { includeDeclaration: true } }],
    ['textDocument/rename', { ...caret, newName: 'FraudScore' }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/inlayHint', { textDocument, range }],
    [
      'textDocument/codeAction',
      { textDocument, range, context: { diagnostics: [], only: ['quickfix'] } },
    ],
    ['codeAction/resolve', { title: 'x', data: { code: 'unknown-step' } }],
    ['completionItem/resolve', { label: 'RiskScore', data: { name: 'RiskScore' } }],
    ['workspace/symbol', { query: 'Risk' }],
    ['no/such/method', {}],
    ...own,
  ];
  return { notifications, requests };
}

it(
  'messages of any shape are answered or passed over, and the server goes on',
  async () => {
    // The protocol's library writes what it catches itself to the standard error.
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => written.mockRestore());
    const files = Object.fromEntries(FILES.slice(0, 12).map(name => [name, TEXTS[name]![0]!]));
    const { client, at } = await openProject(files, { server: SERVER });
    const { notifications, requests } = messages(at);
    const message = fc.oneof(
      fc
        .constantFrom(...notifications)
        .chain(([method, sample]) =>
          fc.tuple(
            fc.constant(method),
            fc.constant(false),
            fc.oneof(damagedValue(sample), anyValue),
          ),
        ),
      fc
        .constantFrom(...requests)
        .chain(([method, sample]) =>
          fc.tuple(
            fc.constant(method),
            fc.constant(true),
            fc.oneof(damagedValue(sample), anyValue),
          ),
        ),
    );
    await fuzz(
      'messages',
      fc.array(message, { minLength: 1, maxLength: 5 }),
      async list => {
        client.published.length = 0;
        client.log.length = 0;
        const answers = list.map(([method, isRequest, params]) => {
          if (LAST.has(method)) return undefined;
          if (isRequest) return client.request(method, params).catch(error => error);
          client.notify(method, params);
          return undefined;
        });
        await Promise.all(answers);
        expect(await client.request('cursus/indexStatus')).toContain('Cursus step registry');
      },
      120,
    );
  },
  FUZZ_TIMEOUT_MS,
);

it(
  'bytes that are no messages end nothing but themselves',
  async () => {
    const raw = '{"jsonrpc":"2.0","id":1,"method":"cursus/indexStatus"}';
    const framed = `Content-Length: ${raw.length}\r\n\r\n${raw}`;
    await fuzz(
      'bytes on the wire',
      damagedText([framed, `${framed}${framed}`, `Content-Type: x\r\n${framed}`]),
      async text => {
        const toServer = new PassThrough();
        const toClient = new PassThrough();
        const server = createConnection(
          new StreamMessageReader(toServer),
          new StreamMessageWriter(toClient),
        );
        onTestFinished(() => server.dispose());
        serve(server, SERVER);
        server.listen();
        toServer.write(text);
        toServer.end();
        await new Promise(resolve => setImmediate(resolve));
        server.dispose();
      },
      100,
    );
  },
  FUZZ_TIMEOUT_MS,
);
