import { flatten } from '../../text/flatten.js';
import { StringFlag, type Tokens } from './tokens.js';

/** Numbers that a declaration has: name start, span start, span end, flags and shape, first field, first text. */
export const ROW = 6;
/** Numbers that a field has: key start and value start from the start of the declaration, length of the value, value. */
export const FIELD = 4;
/** The numbers of a field have 16 bits. */
export const LONGEST_ENTRY = 0xffff;

const INITIAL = 1 << 12;
/** Above this the memory is given back after a table: a huge file must not cost for ever. */
const KEPT = 1 << 20;

/** Growing arrays for the declarations of one table. One buffer serves all tables, as packing one is a single synchronous call. */
export class PackBuffer {
  rows = new Int32Array(INITIAL);
  rowCount = 0;
  fields = new Uint16Array(INITIAL);
  fieldCount = 0;
  textLength = 0;
  #characters = new Uint16Array(INITIAL);
  /** All characters so far, one over the other: below 128 if each is ASCII. */
  #union = 0;
  /** The text so far, but for the characters, which follow it, or the run, which follows it then. */
  #parts: string[] = [];
  #partsLength = 0;
  /** A part of another text, to which more may be added as long as it follows there. */
  #run: { readonly text: string; readonly from: number; to: number } | undefined;

  clear(): void {
    this.rowCount = 0;
    this.fieldCount = 0;
    this.textLength = 0;
    this.#union = 0;
    this.#parts = [];
    this.#partsLength = 0;
    this.#run = undefined;
    if (this.rows.length > KEPT) this.rows = new Int32Array(INITIAL);
    if (this.fields.length > KEPT) this.fields = new Uint16Array(INITIAL);
    if (this.#characters.length > KEPT) this.#characters = new Uint16Array(INITIAL);
  }

  addRow(
    nameStart: number,
    start: number,
    end: number,
    flagsAndShape: number,
    firstField: number,
    firstText: number,
  ): void {
    const at = this.rowCount;
    if (at + ROW > this.rows.length) {
      const larger = new Int32Array(2 * this.rows.length);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[at] = nameStart;
    this.rows[at + 1] = start;
    this.rows[at + 2] = end;
    this.rows[at + 3] = flagsAndShape;
    this.rows[at + 4] = firstField;
    this.rows[at + 5] = firstText;
    this.rowCount = at + ROW;
  }

  addField(keyStart: number, valueStart: number, length: number, value: number): void {
    const at = this.fieldCount;
    if (at + FIELD > this.fields.length) this.fields = grown(this.fields, at + FIELD);
    this.fields[at] = keyStart;
    this.fields[at + 1] = valueStart;
    this.fields[at + 2] = length;
    this.fields[at + 3] = value;
    this.fieldCount = at + FIELD;
  }

  /** Copies characters of a text: a part that is cut out of it would keep all of it alive. */
  copy(text: string, from: number, to: number): void {
    if (this.#run !== undefined) this.#endRun();
    const start = this.textLength - this.#partsLength;
    const length = start + to - from;
    if (length > this.#characters.length) this.#characters = grown(this.#characters, length);
    const characters = this.#characters;
    let union = this.#union;
    for (let i = from, at = start; i < to; i++, at++) {
      const character = text.charCodeAt(i);
      characters[at] = character;
      union |= character;
    }
    this.textLength = this.#partsLength + length;
    this.#union = union;
  }

  /** Takes over a part of a text that was packed before. */
  takeOver(text: string, from: number, length: number): void {
    const run = this.#run;
    if (run !== undefined && run.text === text && run.to === from) run.to += length;
    else {
      this.#endPart();
      this.#run = { text, from, to: from + length };
    }
    this.textLength += length;
  }

  /** The text that was copied and taken over. */
  takeText(): string {
    if (this.#parts.length === 0 && this.#run === undefined) return this.#copied();
    this.#endPart();
    const parts = this.#parts;
    return parts.length === 1 ? flatten(parts[0]!) : parts.join('');
  }

  /** What comes now is no longer part of the characters or of the run. */
  #endPart(): void {
    if (this.#run !== undefined) this.#endRun();
    else if (this.textLength > this.#partsLength) this.#add(this.#copied());
  }

  #endRun(): void {
    const { text, from, to } = this.#run!;
    this.#run = undefined;
    this.#add(text.slice(from, to));
  }

  #add(part: string): void {
    this.#parts.push(part);
    this.#partsLength += part.length;
  }

  #copied(): string {
    const characters = this.#characters.subarray(0, this.textLength - this.#partsLength);
    if (this.#union < 128) return ASCII.decode(new Uint8Array(characters));
    let text = '';
    for (let at = 0; at < characters.length; at += CHUNK) {
      const chunk = characters.subarray(at, at + CHUNK);
      text += String.fromCharCode.apply(null, chunk as unknown as number[]);
    }
    return text;
  }
}

const ASCII = new TextDecoder();
const CHUNK = 4096;

function grown(numbers: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(Math.max(length, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

/** Where the text of a string starts that is its value; -1 if the string is not written as it is. */
export function bodyOf({ text, start, end, flags }: Tokens, token: number): number {
  const quote = quoteOf(text, start[token]!);
  const flag = flags[token]!;
  if (flag === 0) return quote + 1;
  if ((flag & ~(StringFlag.raw | StringFlag.triple)) !== 0) return -1;
  if ((flag & StringFlag.triple) === 0) return quote + 1;
  return text.slice(start[token], end[token]).includes('\r') ? -1 : quote + 3;
}

/** The first quote of a string, behind its prefix. */
export function quoteOf(text: string, start: number): number {
  let at = start;
  while (!isQuote(text, at)) at++;
  return at;
}

export function isQuote(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 34 || code === 39;
}
