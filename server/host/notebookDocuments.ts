import type {
  DidChangeNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  NotebookCell,
  TextDocumentItem,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CellDescription, Notebooks } from './notebooks.js';
import type { Session } from './session.js';
import type { Uris } from './uris.js';

/** `NotebookCellKind.Code` of the protocol. */
const CODE = 2;

/** Follows the notebooks that the client opens: each is one open file of the session. */
export class NotebookDocuments {
  readonly #session: Session;
  readonly #notebooks: Notebooks;
  readonly #uris: Uris;
  /** Grows with every change, whatever the client counts: cells have versions of their own. */
  #version = 0;

  constructor(session: Session, notebooks: Notebooks, uris: Uris) {
    this.#session = session;
    this.#notebooks = notebooks;
    this.#uris = uris;
  }

  opened({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): void {
    const key = this.#uris.key(notebookDocument.uri);
    if (key === undefined) return;
    this.#uris.remember(key, notebookDocument.uri);
    const { text } = this.#notebooks.open(
      key,
      this.#cells(notebookDocument.cells),
      this.#documents(cellTextDocuments),
    );
    this.#session.open(key, 'jupyter', ++this.#version, text);
  }

  changed({ notebookDocument, change }: DidChangeNotebookDocumentParams): void {
    const key = this.#uris.key(notebookDocument.uri);
    if (key === undefined || this.#notebooks.get(key) === undefined) return;
    const { structure, textContent = [] } = change.cells ?? {};
    if (structure !== undefined) {
      const { start, deleteCount, cells = [] } = structure.array;
      const opened = this.#documents(structure.didOpen ?? []);
      this.#notebooks.splice(key, start, deleteCount, this.#cells(cells), opened);
    }
    for (const { document, changes } of textContent) {
      const cell = this.#uris.key(document.uri);
      if (cell !== undefined) this.#notebooks.edit(cell, changes, document.version);
    }
    const { text } = this.#notebooks.get(key)!;
    this.#session.edit(key, [{ text }], ++this.#version);
  }

  saved(uri: string): void {
    const key = this.#uris.key(uri);
    if (key !== undefined) this.#session.save(key);
  }

  closed(uri: string): void {
    const key = this.#uris.key(uri);
    if (key === undefined) return;
    this.#notebooks.close(key);
    this.#session.close(key);
  }

  #cells(cells: readonly NotebookCell[]): CellDescription[] {
    return cells.flatMap(({ document, kind }) => {
      const key = this.#uris.key(document);
      if (key === undefined) return [];
      this.#uris.remember(key, document);
      return [{ key, isCode: kind === CODE }];
    });
  }

  #documents(items: readonly TextDocumentItem[]): TextDocument[] {
    return items.flatMap(({ uri, languageId, version, text }) => {
      const key = this.#uris.key(uri);
      return key === undefined ? [] : [TextDocument.create(key, languageId, version, text)];
    });
  }
}
