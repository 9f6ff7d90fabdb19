import {
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import { LineIndex, type Range, type Span } from '../service/text/span.js';

/** What stands between the literals of two lines. */
const JOINT = ',\n';

/** One cell of an open notebook: a document of its own for the client. */
export interface NotebookCellText {
  /** The canonical key of the cell's URI. */
  readonly key: string;
  readonly isCode: boolean;
  readonly document: TextDocument;
}

/** A cell as the client describes it. */
export interface CellDescription {
  readonly key: string;
  readonly isCode: boolean;
}

export interface CellPlace {
  readonly cell: NotebookCellText;
  readonly range: Range;
}

/**
 * A notebook that is open in the editor. To the registry it is one file: its text is the JSON that a save would write of
 * the cells' sources, so that open and closed notebooks are read by one reader.
 */
export class OpenNotebook {
  readonly key: string;
  readonly cells: readonly NotebookCellText[];
  readonly text: string;
  /** Where the first literal of each cell's source begins in the text, after its quote. */
  readonly #starts: readonly number[];

  constructor(key: string, cells: readonly NotebookCellText[]) {
    this.key = key;
    this.cells = cells;
    const starts: number[] = [];
    let text = '{"cells":[';
    for (const { isCode, document } of cells) {
      const type = isCode ? 'code' : 'markdown';
      text += `${starts.length > 0 ? ',' : ''}\n{"cell_type":"${type}","source":[`;
      starts.push(text.length + 1);
      // A line each, as Jupyter saves it: what silences a line then knows its line.
      const source = document.getText().split(/(?<=\n)/);
      text += `${source.map(line => JSON.stringify(line)).join(JOINT)}]}`;
    }
    this.text = `${text}\n],"nbformat":4}`;
    this.#starts = starts;
  }

  /** The notebook with another source in one cell. */
  withSource(index: number, source: string): OpenNotebook {
    const cell = this.cells[index];
    if (cell === undefined) return this;
    const document = TextDocument.create(cell.document.uri, 'python', 0, source);
    return new OpenNotebook(this.key, this.cells.with(index, { ...cell, document }));
  }

  /** The cell that holds a span of the text, and the place in it; undefined for what lies between the cells. */
  place({ start, end }: Span): CellPlace | undefined {
    const index = this.#starts.findLastIndex(first => first <= start);
    const cell = this.cells[index];
    if (cell === undefined) return undefined;
    const source = cell.document.getText();
    const first = this.#starts[index]!;
    const from = offsetIn(this.text, first, start, source.length);
    const to = offsetIn(this.text, first, end, source.length);
    return { cell, range: new LineIndex(source).range({ start: from, end: to }) };
  }

  /** The part of a cell's own text that a span of the whole is; undefined where it lies in another cell. */
  within(index: number, { start, end }: Span): Span | undefined {
    const first = this.#starts[index];
    const source = this.cells[index]?.document.getText();
    if (first === undefined || source === undefined || start < first) return undefined;
    const next = this.#starts[index + 1] ?? this.text.length;
    if (start >= next) return undefined;
    return {
      start: offsetIn(this.text, first, start, source.length),
      end: offsetIn(this.text, first, end, source.length),
    };
  }
}

/** How many characters of the source the literals have spelled before an offset. */
function offsetIn(text: string, first: number, offset: number, length: number): number {
  let at = first;
  let count = 0;
  while (at < offset && count < length) {
    const code = text.charCodeAt(at);
    if (code === 34 /* " */) {
      at += JOINT.length + 2;
      continue;
    }
    if (code === 92 /* \ */) at += text.charCodeAt(at + 1) === 117 /* u */ ? 6 : 2;
    else at++;
    count++;
  }
  return count;
}

/** All open notebooks and their cells. */
export class Notebooks {
  readonly #open = new Map<string, OpenNotebook>();
  /** Key of a cell -> key of its notebook. */
  readonly #homes = new Map<string, string>();

  get(key: string): OpenNotebook | undefined {
    return this.#open.get(key);
  }

  /** The notebook of a cell, and which of its cells that is. */
  home(cellKey: string): { notebook: OpenNotebook; index: number } | undefined {
    const notebook = this.#open.get(this.#homes.get(cellKey) ?? '');
    const index = notebook?.cells.findIndex(cell => cell.key === cellKey) ?? -1;
    return notebook === undefined || index < 0 ? undefined : { notebook, index };
  }

  open(
    key: string,
    cells: readonly CellDescription[],
    documents: Iterable<TextDocument>,
  ): OpenNotebook {
    const texts = new Map([...documents].map(document => [document.uri, document]));
    return this.#put(
      key,
      cells.map(cell => ({ ...cell, document: texts.get(cell.key) ?? emptyDocument(cell.key) })),
    );
  }

  /** Puts other cells in place of some. */
  splice(
    key: string,
    start: number,
    deleteCount: number,
    cells: readonly CellDescription[],
    opened: Iterable<TextDocument>,
  ): void {
    const notebook = this.#open.get(key);
    if (notebook === undefined) return;
    const texts = new Map(notebook.cells.map(cell => [cell.key, cell.document]));
    for (const document of opened) texts.set(document.uri, document);
    const added = cells.map(cell => ({
      ...cell,
      document: texts.get(cell.key) ?? emptyDocument(cell.key),
    }));
    this.#put(key, notebook.cells.toSpliced(start, deleteCount, ...added));
  }

  edit(cellKey: string, changes: TextDocumentContentChangeEvent[], version: number): void {
    const home = this.home(cellKey);
    if (home === undefined) return;
    const { notebook, index } = home;
    const cell = notebook.cells[index]!;
    const document = TextDocument.update(cell.document, changes, version);
    this.#put(notebook.key, notebook.cells.with(index, { ...cell, document }));
  }

  close(key: string): void {
    for (const cell of this.#open.get(key)?.cells ?? []) this.#homes.delete(cell.key);
    this.#open.delete(key);
  }

  #put(key: string, cells: readonly NotebookCellText[]): OpenNotebook {
    for (const cell of this.#open.get(key)?.cells ?? []) this.#homes.delete(cell.key);
    for (const cell of cells) this.#homes.set(cell.key, key);
    const notebook = new OpenNotebook(key, cells);
    this.#open.set(key, notebook);
    return notebook;
  }
}

function emptyDocument(key: string): TextDocument {
  return TextDocument.create(key, 'python', 0, '');
}
