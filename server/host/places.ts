import type { Location } from 'vscode-languageserver-types';
import type { Places } from '../service/features/context.js';
import type { IndexedFile } from '../service/project/project.js';
import type { Range, Span } from '../service/text/span.js';
import type { Notebooks } from './notebooks.js';
import type { Uris } from './uris.js';

/** Schemes that a client can open; the built-in core is no file. */
const OPENABLE = /^(?:file|vscode-remote|untitled|vscode-notebook-cell):/;

/** Where places of the index stand for the client: in files as it spells them, and in cells of open notebooks. */
export class ClientPlaces implements Places {
  readonly #uris: Uris;
  readonly #notebooks: Notebooks;

  constructor(uris: Uris, notebooks: Notebooks) {
    this.#uris = uris;
    this.#notebooks = notebooks;
  }

  location(file: IndexedFile, span: Span): Location | undefined {
    const place = this.document(file, span);
    return place && { uri: this.#uris.client(place.key), range: place.range };
  }

  /** The document that shows a place of a file, by its key: the file itself, or a cell. */
  document(file: IndexedFile, span: Span): { key: string; range: Range } | undefined {
    if (!OPENABLE.test(file.uri)) return undefined;
    const notebook = this.#notebooks.get(file.uri);
    if (notebook === undefined) return { key: file.uri, range: file.facts.lines.range(span) };
    const place = notebook.place(span);
    return place && { key: place.cell.key, range: place.range };
  }

  clientUri(key: string): string {
    return this.#uris.client(key);
  }
}
