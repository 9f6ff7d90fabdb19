import {
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import { ReadingMemory } from '../service/sources/read.js';
import type { Span } from '../service/text/span.js';

/** A document that is open in the editor: its text counts, whatever is on disk. */
export class OpenBuffer {
  readonly key: string;
  readonly languageId: string;
  /** Gone with the document when that is closed. */
  readonly memory = new ReadingMemory();
  #document: TextDocument;
  #lastEdit: Span | undefined;

  constructor(key: string, languageId: string, version: number, text: string) {
    this.key = key;
    this.languageId = languageId;
    this.#document = TextDocument.create(key, languageId, version, isText(text) ? text : '');
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  /** Where the last edit left its text: as near to the caret as the protocol tells. */
  get lastEdit(): Span | undefined {
    return this.#lastEdit;
  }

  edit(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if (!isText(change.text)) continue;
      const before = this.#document;
      if ('range' in change) {
        const start = before.offsetAt(change.range.start);
        this.#document = TextDocument.update(before, [change], version);
        this.#lastEdit = { start, end: start + change.text.length };
      } else {
        this.#lastEdit = changedSpan(before.getText(), change.text);
        this.#document = TextDocument.update(before, [change], version);
      }
    }
    if (this.version !== version) this.#document = TextDocument.update(this.#document, [], version);
  }
}

/** What a client sends is not checked by anybody else, and everything behind a buffer reads its text. */
function isText(sent: unknown): boolean {
  return typeof sent === 'string';
}

/** The part of the new text that the old one does not have, for clients that send whole texts. */
function changedSpan(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  return { start, end: after.length - end };
}

/** All open documents, by key. */
export class Buffers {
  readonly #open = new Map<string, OpenBuffer>();

  open(key: string, languageId: string, version: number, text: string): OpenBuffer {
    const buffer = new OpenBuffer(key, languageId, version, text);
    this.#open.set(key, buffer);
    return buffer;
  }

  close(key: string): void {
    this.#open.delete(key);
  }

  get(key: string): OpenBuffer | undefined {
    return this.#open.get(key);
  }

  has(key: string): boolean {
    return this.#open.has(key);
  }

  all(): Iterable<OpenBuffer> {
    return this.#open.values();
  }
}
