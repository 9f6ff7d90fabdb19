import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { ProtocolClient } from '../protocolClient.js';

const SCHEME = 'vscode-notebook-cell:';

/** The document of the one cell of a notebook that is open, as VS Code names it. */
export function cellUri(notebook: string): string {
  return `${pathToFileURL(notebook).href.replace(/^file:/, SCHEME)}#W0sZmlsZQ==`;
}

/** The notebook's path, where the URI is of a cell. */
export function notebookOf(uri: string): string | undefined {
  return uri.startsWith(SCHEME)
    ? fileURLToPath(uri.replace(SCHEME, 'file:').replace(/#.*$/, ''))
    : undefined;
}

/** A notebook with one cell, as it is saved. */
export function savedNotebook(source: string): string {
  const cell = { cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null };
  return `${JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 })}\n`;
}

export function openNotebook(client: ProtocolClient, notebook: string, text: string): void {
  const document = cellUri(notebook);
  client.notify('notebookDocument/didOpen', {
    notebookDocument: {
      uri: pathToFileURL(notebook).href,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: [{ kind: 2, document }],
    },
    cellTextDocuments: [{ uri: document, languageId: 'python', version: 1, text }],
  });
}

export function changeCell(
  client: ProtocolClient,
  notebook: string,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): void {
  const document = { uri: cellUri(notebook), version };
  client.notify('notebookDocument/didChange', {
    notebookDocument: { uri: pathToFileURL(notebook).href, version },
    change: { cells: { textContent: [{ document, changes }] } },
  });
}
