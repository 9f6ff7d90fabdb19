import type { Range } from 'vscode-languageserver-types';
import { resolveEscapes } from '../../sources/python/decode.js';
import { LineIndex } from '../../text/span.js';
import type { Places, RenameTexts } from '../context.js';
import { Refusal, type RenameGroup, type RenamePlace } from './place.js';

export interface RenameEdit {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
  readonly group: RenameGroup;
}

interface ReadText {
  readonly text: string;
  readonly lines: LineIndex;
}

/** The texts of one rename, each read once; a text that cannot be read refuses the whole rename. */
export class RenameReading {
  readonly #texts: RenameTexts;
  readonly #places: Places;
  readonly #read = new Map<string, Promise<ReadText | Refusal>>();

  constructor(texts: RenameTexts, places: Places) {
    this.#texts = texts;
    this.#places = places;
  }

  text(uri: string): Promise<ReadText | Refusal> {
    let read = this.#read.get(uri);
    if (read === undefined) {
      read = this.#texts.read(uri).then(
        text => ({ text, lines: new LineIndex(text) }),
        () => new Refusal(`${uri} cannot be read now; nothing was renamed.`),
      );
      this.#read.set(uri, read);
    }
    return read;
  }

  /** The edit of a place, after looking that the text still stands there. */
  async edit(place: RenamePlace): Promise<RenameEdit | Refusal> {
    const { file, span, cell, text, from, to, group } = place;
    const where = `${file.path}:${file.facts.lines.lineOf(span.start) + 1}`;
    const location = this.#places.location(file, span, cell);
    if (location === undefined) return new Refusal(`${where} is gone; nothing was renamed.`);
    const { uri } = location;
    const read = await this.text(uri);
    if (read instanceof Refusal) return read;
    const start = read.lines.offsetAt(location.range.start);
    const written = read.text.slice(start, read.lines.offsetAt(location.range.end));
    const isStale = uri === file.uri && read.text.length !== file.facts.lines.length;
    if (isStale || readings(written).every(value => value !== text)) {
      const inQuotes = /["']/.test(read.text[start - 1] ?? '');
      return new Refusal(isStale ? changed(where) : mismatch(where, written, from, inQuotes));
    }
    if (!written.startsWith(from)) {
      return { uri, range: location.range, newText: to + text.slice(from.length), group };
    }
    const range = read.lines.range({ start, end: start + from.length });
    return { uri, range, newText: to, group };
  }
}

function changed(where: string): string {
  return `${where} has changed since it was read; nothing was renamed. Try again.`;
}

/** Why a text is not what was read: the name is put together, comes from elsewhere, or was changed meanwhile. */
function mismatch(where: string, written: string, from: string, inQuotes: boolean): string {
  if (/["'\\]/.test(written)) {
    return `${where} names ${from}, but not as one plain text that could be edited; nothing was renamed.`;
  }
  const reference = /^\**([A-Za-z_][\w.]*)$/.exec(written)?.[1];
  return inQuotes || reference === undefined
    ? changed(where)
    : `${where}: ${from} comes from ${reference}, where it cannot be edited from here; nothing was renamed.`;
}

/** What the content of a literal may stand for: itself, or with the escapes of Python, JSON or both resolved. */
function readings(written: string): string[] {
  if (!written.includes('\\')) return [written];
  const json = fromJson(written);
  return [written, fromPython(written), ...(json === undefined ? [] : [json, fromPython(json)])];
}

function fromPython(body: string): string {
  const decoded = resolveEscapes(body, 'text');
  return decoded.kind === 'text' ? decoded.value : body;
}

function fromJson(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${body}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
