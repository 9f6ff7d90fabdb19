import type {
  ClientCapabilities,
  CodeActionKind,
  InitializeResult,
  ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol';
import { FIX_ALL_KIND } from '../service/features/codeActions/fixAll.js';

// Written out: the answer does not wait for the library that has names for them.
const INCREMENTAL: TextDocumentSyncKind = 2;
const QUICK_FIX: CodeActionKind = 'quickfix';

/** The answer to `initialize`. */
export function greetingFor(client: ClientCapabilities, version: string): InitializeResult {
  return {
    serverInfo: { name: 'cursus-registry', version },
    capabilities: capabilitiesFor(client),
  };
}

/** What the server does for a client; nothing that the client did not announce where that would be wrong. */
export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  const canPrepare = client.textDocument?.rename?.prepareSupport ?? false;
  const python = { language: 'python' };
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: INCREMENTAL,
      save: { includeText: false },
    },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [python] }],
      save: true,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    completionProvider: { triggerCharacters: ['"', "'", '_', '-'], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [QUICK_FIX, FIX_ALL_KIND] },
    renameProvider: canPrepare ? { prepareProvider: true } : true,
  };
}
