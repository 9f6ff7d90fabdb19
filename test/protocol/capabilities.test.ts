import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, CompletionList } from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import { openProject } from '../support/openedProject.js';
import { FULL_CLIENT, uriOf } from '../support/protocolClient.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };
const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
const TEXT = 'LOCAL_STEPS = {\n    "RiskScore": {"spec_type": "RiskScore"},\n}\n';

/** A client that announces next to nothing, and its positions in three encodings. */
const POOR_CLIENT: ClientCapabilities = {
  general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
  textDocument: {
    completion: { completionItem: { snippetSupport: false } },
    publishDiagnostics: {},
  },
};

function open(capabilities: ClientCapabilities) {
  return openProject({ [REGISTRY]: TEXT }, { server: SERVER, capabilities });
}

/** What a client is told, what it is asked for, and what the answers look like: one page to review. */
async function pageOf(capabilities: ClientCapabilities): Promise<string> {
  const { client, at } = await open(capabilities);
  const file = at(REGISTRY);
  client.open(file, TEXT);
  await client.settled();
  const textDocument = { uri: uriOf(file) };
  const key = { textDocument, position: { line: 1, character: 7 } };
  const answers = {
    initialize: client.initializeResult,
    registrations: client.registrations.map(({ method, registerOptions }) => ({
      method,
      registerOptions,
    })),
    diagnostics: client.diagnostics.get(textDocument.uri),
    completion: (
      await client.request<CompletionList>('textDocument/completion', {
        textDocument,
        position: { line: 1, character: 19 },
      })
    ).items.slice(0, 2),
    hover: await client.request('textDocument/hover', key),
    definition: await client.request('textDocument/definition', key),
    documentSymbol: await client.request('textDocument/documentSymbol', { textDocument }),
    rename: await client.request('textDocument/rename', {
      ...key,
      newName: 'Score',
    }),
  };
  return `${JSON.stringify(answers, null, 2).replaceAll(uriOf(at('.')), 'file:///project')}\n`;
}

describe('what a client gets', () => {
  it('that announces everything', async () => {
    await expect(await pageOf(FULL_CLIENT)).toMatchFileSnapshot('capabilities/full.json.snapshot');
  });

  it('that announces next to nothing', async () => {
    await expect(await pageOf(POOR_CLIENT)).toMatchFileSnapshot('capabilities/poor.json.snapshot');
  });
});
