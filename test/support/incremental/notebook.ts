import { type ProtocolClient, uriOf } from '../protocolClient.js';

interface Cell {
  readonly uri: string;
  text: string;
}

/** A notebook as an editor has it open: cells that come, go and change, told to the server. */
export class EditedNotebook {
  readonly #uri: string;
  readonly #client: ProtocolClient;
  #cells: Cell[];
  #made = 0;
  #version = 1;

  constructor(file: string, client: ProtocolClient, texts: readonly string[]) {
    this.#uri = uriOf(file);
    this.#client = client;
    this.#cells = texts.map(text => this.#cell(text));
    this.openIn(client);
  }

  /** What a save writes. */
  get text(): string {
    const cells = this.#cells.map(({ text }) => ({
      cell_type: 'code',
      metadata: {},
      outputs: [],
      source: [text],
    }));
    return JSON.stringify({ cells, metadata: {}, nbformat: 4 });
  }

  /** Opens it, as it is now, in a server. */
  openIn(client: ProtocolClient): void {
    client.notify('notebookDocument/didOpen', {
      notebookDocument: {
        uri: this.#uri,
        notebookType: 'jupyter-notebook',
        version: this.#version,
        cells: this.#cells.map(({ uri }) => ({ kind: 2, document: uri })),
      },
      cellTextDocuments: this.#cells.map(documentOf),
    });
  }

  insert(at: number, text: string): void {
    const cell = this.#cell(text);
    const start = at % (this.#cells.length + 1);
    this.#cells.splice(start, 0, cell);
    this.#change({
      structure: {
        array: { start, deleteCount: 0, cells: [{ kind: 2, document: cell.uri }] },
        didOpen: [documentOf(cell)],
      },
    });
  }

  remove(at: number): void {
    if (this.#cells.length === 0) return;
    const start = at % this.#cells.length;
    const [gone] = this.#cells.splice(start, 1);
    this.#change({
      structure: { array: { start, deleteCount: 1 }, didClose: [{ uri: gone!.uri }] },
    });
  }

  replace(at: number, text: string): void {
    const cell = this.#cells[at % Math.max(1, this.#cells.length)];
    if (cell === undefined) return;
    cell.text = text;
    this.#change({
      textContent: [{ document: { uri: cell.uri, version: ++this.#version }, changes: [{ text }] }],
    });
  }

  save(): void {
    this.#client.notify('notebookDocument/didSave', { notebookDocument: { uri: this.#uri } });
  }

  close(): void {
    this.#client.notify('notebookDocument/didClose', {
      notebookDocument: { uri: this.#uri },
      cellTextDocuments: this.#cells.map(({ uri }) => ({ uri })),
    });
  }

  #cell(text: string): Cell {
    return { uri: `${this.#uri.replace('file:', 'vscode-notebook-cell:')}#W${this.#made++}`, text };
  }

  #change(cells: unknown): void {
    this.#client.notify('notebookDocument/didChange', {
      notebookDocument: { uri: this.#uri, version: ++this.#version },
      change: { cells },
    });
  }
}

function documentOf({ uri, text }: Cell) {
  return { uri, languageId: 'python', version: 1, text };
}
