import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerProcess } from './serverProcess.js';

interface Published {
  readonly uri: string;
  readonly version?: number;
}

/** A file that is open in the editor of a session. */
export class OpenDocument {
  readonly uri: string;
  readonly #server: ServerProcess;
  #text: string;
  #version = 1;

  constructor(server: ServerProcess, root: string, path: string) {
    const file = join(root, path);
    this.uri = pathToFileURL(file).href;
    this.#server = server;
    this.#text = readFileSync(file, 'utf8');
    const { uri } = this;
    server.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text: this.#text },
    });
  }

  /** The position behind the first occurrence of a text. */
  after(text: string): { line: number; character: number } {
    const at = this.#text.indexOf(text);
    if (at < 0) throw new Error(`no ${text} in ${this.uri}`);
    const lines = this.#text.slice(0, at + text.length).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  }

  /** Types a text behind the first occurrence of another. */
  type(after: string, typed: string): void {
    const start = this.after(after);
    this.#change({ start, end: start }, typed);
    this.#text = this.#text.replace(after, `${after}${typed}`);
  }

  /** Takes back what {@link type} typed, which is within one line or one line break. */
  untype(after: string, typed: string): void {
    this.#change({ start: this.after(after), end: this.after(`${after}${typed}`) }, '');
    this.#text = this.#text.replace(`${after}${typed}`, after);
  }

  /** Milliseconds until the findings of the document, as it is after an edit, are published. */
  async untilPublished(edit: () => void): Promise<number> {
    const version = this.#version + 1;
    const published = this.#server.next<Published>(
      'textDocument/publishDiagnostics',
      params =>
        params.uri === this.uri && (params.version === undefined || params.version === version),
    );
    const started = performance.now();
    edit();
    return (await published).at - started;
  }

  #change(range: unknown, text: string): void {
    this.#version++;
    this.#server.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }
}
