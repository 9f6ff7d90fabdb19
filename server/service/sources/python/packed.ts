import { flatten } from '../../text/flatten.js';
import type { Span } from '../../text/span.js';
import type { Declaration, Field, TableKind } from '../facts.js';
import type { Origin, PyValue } from '../values.js';
import { readPlainValue, skipComments } from './plainValues.js';
import { StringFlag, TokenKind, type Tokens } from './tokens.js';

/*
 * Nearly every entry of nearly every registry is a dict literal of plain strings. An index of 50,000 such entries as objects
 * costs 1.6 KB for each; here it costs a fifth of that: offsets in typed arrays and the texts of plain strings in one string
 * for a whole table, turned into the objects of the contract when somebody asks.
 */

/** Numbers that a declaration has: name start, span start, span end, flags, shape, first field. */
const ROW = 6;
/** Numbers that a field has: key start, value start, value end, value. */
const FIELD = 4;

const Flag = { conditional: 1, superseded: 2 } as const;

const NO_LINKS: readonly Origin[] = [];

/** What the declarations of one table share. */
class PackedRows {
  readonly kind: TableKind;
  rows = new Int32Array(0);
  /** The value of a field is an offset into the texts, as long as its source, or the complement of an index into `values`. */
  fields = new Int32Array(0);
  values: readonly PyValue[] = [];
  /** Lists of field names. */
  shapes: readonly (readonly string[])[] = [];
  links: ReadonlyMap<number, readonly Origin[]> | undefined;
  /** The plain values one behind the other: characters until the first is asked for. */
  texts: string | Uint8Array | Uint16Array = '';

  constructor(kind: TableKind) {
    this.kind = kind;
  }

  fieldsOf(row: number): Field[] {
    const shape = this.shapes[this.rows[row * ROW + 4]!]!;
    const first = this.rows[row * ROW + 5]!;
    return shape.map((key, index) => this.#field(key, (first + index) * FIELD));
  }

  #field(key: string, at: number): Field {
    const keyStart = this.fields[at]!;
    const start = this.fields[at + 1]!;
    const end = this.fields[at + 2]!;
    const value = this.fields[at + 3]!;
    return {
      key,
      keySpan: { start: keyStart, end: keyStart + key.length },
      value: value < 0 ? this.values[~value]! : this.#text(value, value + end - start),
      valueSpan: { start, end },
      plain: value >= 0,
    };
  }

  #text(start: number, end: number): string {
    if (typeof this.texts !== 'string') this.texts = textOf(this.texts);
    return this.texts.slice(start, end);
  }
}

const CHUNK = 8192;

function textOf(characters: Uint8Array | Uint16Array): string {
  let text = '';
  for (let at = 0; at < characters.length; at += CHUNK) {
    text += String.fromCharCode(...characters.subarray(at, at + CHUNK));
  }
  return text;
}

/** A declaration whose entry is a plain literal. Its objects are made anew each time they are asked for. */
class PackedDeclaration implements Declaration {
  readonly name: string;
  readonly #rows: PackedRows;
  readonly #row: number;

  constructor(name: string, rows: PackedRows, row: number) {
    this.name = name;
    this.#rows = rows;
    this.#row = row;
  }

  #number(index: number): number {
    return this.#rows.rows[this.#row * ROW + index]!;
  }

  get kind(): TableKind {
    return this.#rows.kind;
  }

  get nameSpan(): Span {
    const start = this.#number(0);
    return { start, end: start + this.name.length };
  }

  get span(): Span {
    return { start: this.#number(1), end: this.#number(2) };
  }

  get shape(): 'entry' {
    return 'entry';
  }

  get fields(): readonly Field[] {
    return this.#rows.fieldsOf(this.#row);
  }

  get conditional(): boolean {
    return (this.#number(3) & Flag.conditional) !== 0;
  }

  get superseded(): boolean {
    return (this.#number(3) & Flag.superseded) !== 0;
  }

  get damaged(): boolean {
    return false;
  }

  get via(): readonly Origin[] {
    return this.#rows.links?.get(this.#row) ?? NO_LINKS;
  }
}

export interface PackOptions {
  /** Where the entry ends; its literal's end if absent. */
  readonly end?: number;
  readonly conditional?: boolean;
  readonly superseded?: boolean;
  readonly via?: readonly Origin[];
}

const PLAIN: PackOptions = {};

/** Packs the plain entries of one table. */
export class DeclarationPacker {
  readonly #tokens: Tokens;
  readonly #packed: PackedRows;
  readonly #rows = new Numbers();
  readonly #fields = new Numbers();
  #characters = new Uint16Array(1024);
  #length = 0;
  /** All characters so far, one over the other: below 256 if each fits in a byte. */
  #union = 0;
  readonly #values: PyValue[] = [];
  /** Where a value is that is no plain string, by its source: lists of job types and the like repeat word for word. */
  readonly #known = new Map<string, number>();
  #lastSource = '';
  #lastNumber = 0;
  readonly #shapes: string[][] = [];
  readonly #shapeNumbers = new Map<string, number>();
  #shape: readonly string[] = [];
  #shapeNumber = -1;
  readonly #links = new Map<number, readonly Origin[]>();

  constructor(tokens: Tokens, kind: TableKind) {
    this.#tokens = tokens;
    this.#packed = new PackedRows(kind);
  }

  /** How many declarations have been packed. */
  get count(): number {
    return this.#rows.length / ROW;
  }

  /**
   * Packs the entry `"key": {...}` whose value is a plain literal.
   *
   * @param keyToken a string
   * @param open the bracket of the value
   * @returns `undefined` if a key is not written as it is, or comes twice
   */
  pack(keyToken: number, open: number, options: PackOptions = PLAIN): Declaration | undefined {
    const { text, start, end, match } = this.#tokens;
    const nameStart = this.#bodyOf(keyToken);
    if (nameStart < 0) return undefined;
    const nameEnd = end[keyToken]! - (nameStart - quoteOf(text, start[keyToken]!));
    const firstField = this.#fields.length;
    const shape = this.#packFields(open);
    if (shape < 0) {
      this.#fields.length = firstField;
      return undefined;
    }
    const row = this.count;
    const flags =
      (options.conditional ? Flag.conditional : 0) | (options.superseded ? Flag.superseded : 0);
    const rows = this.#rows;
    rows.reserve(ROW);
    rows.add(nameStart);
    rows.add(start[keyToken]!);
    rows.add(options.end ?? end[match[open]!]!);
    rows.add(flags);
    rows.add(shape);
    rows.add(firstField / FIELD);
    if (options.via !== undefined && options.via.length > 0) this.#links.set(row, options.via);
    return new PackedDeclaration(flatten(text.slice(nameStart, nameEnd)), this.#packed, row);
  }

  /** Notes that a later entry replaces the one that was packed as number `row`. */
  supersede(row: number): void {
    this.#rows.values[row * ROW + 3]! |= Flag.superseded;
  }

  /** Must be called when the last entry has been packed, before any of them is read. */
  finish(): void {
    const packed = this.#packed;
    packed.rows = this.#rows.values.slice(0, this.#rows.length);
    packed.fields = this.#fields.values.slice(0, this.#fields.length);
    const characters = this.#characters.subarray(0, this.#length);
    packed.texts = this.#union < 256 ? Uint8Array.from(characters) : characters.slice();
    packed.values = this.#values;
    packed.shapes = this.#shapes;
    if (this.#links.size > 0) packed.links = this.#links;
  }

  /** Where the text of a string starts that is its value; -1 if the string is not written as it is. */
  #bodyOf(token: number): number {
    const { text, start, end, flags } = this.#tokens;
    const quote = quoteOf(text, start[token]!);
    if (flags[token] === 0) return quote + 1;
    if ((flags[token]! & ~(StringFlag.raw | StringFlag.triple)) !== 0) return -1;
    if ((flags[token]! & StringFlag.triple) === 0) return quote + 1;
    return text.slice(start[token], end[token]).includes('\r') ? -1 : quote + 3;
  }

  /** Packs the fields of a dict literal and returns the number of its shape; -1 if it cannot be packed. */
  #packFields(open: number): number {
    const { kind, match, start, end, flags, text } = this.#tokens;
    const close = match[open]!;
    let count = 0;
    let isShape = this.#shapeNumber >= 0;
    let at = skipComments(this.#tokens, open + 1);
    while (at < close) {
      const colon = skipComments(this.#tokens, at + 1);
      const keyStart = start[at]! + 1;
      if (kind[colon] !== TokenKind.colon || flags[at] !== 0 || !isQuote(text, keyStart - 1)) {
        return -1;
      }
      if (isShape) {
        const key = this.#shape[count];
        isShape =
          key !== undefined &&
          key.length === end[at]! - keyStart - 1 &&
          text.startsWith(key, keyStart);
      }
      count++;
      this.#fields.reserve(FIELD);
      this.#fields.add(keyStart);
      const next = this.#packValue(skipComments(this.#tokens, colon + 1));
      at = kind[next] === TokenKind.comma ? skipComments(this.#tokens, next + 1) : next;
    }
    if (isShape && count === this.#shape.length) return this.#shapeNumber;
    return this.#newShape(count);
  }

  /** Packs one value and returns the index of the token behind it. */
  #packValue(first: number): number {
    const { kind, start, end, text } = this.#tokens;
    const fields = this.#fields;
    if (kind[first] === TokenKind.string) {
      const behind = skipComments(this.#tokens, first + 1);
      const bodyStart = kind[behind] === TokenKind.string ? -1 : this.#bodyOf(first);
      if (bodyStart >= 0) {
        const bodyEnd = end[first]! - (bodyStart - quoteOf(text, start[first]!));
        fields.add(bodyStart);
        fields.add(bodyEnd);
        fields.add(this.#length);
        this.#copy(bodyStart, bodyEnd);
        return behind;
      }
    }
    return this.#packOther(first);
  }

  /** Copies characters of the text: a part that is cut out of it would keep all of it alive. */
  #copy(from: number, to: number): void {
    const { text } = this.#tokens;
    let length = this.#length;
    if (length + to - from > this.#characters.length) this.#grow(length + to - from);
    const characters = this.#characters;
    let union = this.#union;
    for (let i = from; i < to; i++) {
      const character = text.charCodeAt(i);
      characters[length++] = character;
      union |= character;
    }
    this.#length = length;
    this.#union = union;
  }

  #grow(length: number): void {
    const larger = new Uint16Array(Math.max(length, 2 * this.#characters.length));
    larger.set(this.#characters);
    this.#characters = larger;
  }

  #packOther(first: number): number {
    const { start, end, text, match, kind } = this.#tokens;
    const fields = this.#fields;
    fields.add(start[first]!);
    if (kind[first] === TokenKind.open) {
      const close = match[first]!;
      const length = end[close]! - start[first]!;
      if (length === this.#lastSource.length && text.startsWith(this.#lastSource, start[first])) {
        fields.add(end[close]!);
        fields.add(this.#lastNumber);
        return skipComments(this.#tokens, close + 1);
      }
    }
    const { value, next } = readPlainValue(this.#tokens, first);
    let last = next - 1;
    while (kind[last] === TokenKind.comment) last--;
    fields.add(end[last]!);
    fields.add(this.#numberOf(text.slice(start[first], end[last]), value));
    return next;
  }

  #numberOf(source: string, value: PyValue): number {
    let number = this.#known.get(source);
    if (number === undefined) {
      number = ~this.#values.length;
      this.#values.push(value);
      this.#known.set(source, number);
    }
    this.#lastSource = source;
    this.#lastNumber = number;
    return number;
  }

  /** The number of the shape of the last `count` fields; -1 if a key comes twice. */
  #newShape(count: number): number {
    const names: string[] = [];
    for (let i = this.#fields.length - count * FIELD; i < this.#fields.length; i += FIELD) {
      names.push(this.#keyAt(this.#fields.values[i]!));
    }
    const spelling = JSON.stringify(names);
    let shape = this.#shapeNumbers.get(spelling);
    if (shape === undefined) {
      if (new Set(names).size < names.length) return -1;
      shape = this.#shapes.push(names.map(flatten)) - 1;
      this.#shapeNumbers.set(spelling, shape);
    }
    this.#shapeNumber = shape;
    this.#shape = this.#shapes[shape]!;
    return shape;
  }

  #keyAt(start: number): string {
    const { text } = this.#tokens;
    return text.slice(start, text.indexOf(text.charAt(start - 1), start));
  }
}

/** A list of whole numbers that grows. */
class Numbers {
  values = new Int32Array(256);
  length = 0;

  /** Must be called before numbers are added that may not fit. */
  reserve(count: number): void {
    if (this.length + count <= this.values.length) return;
    const larger = new Int32Array(2 * this.values.length);
    larger.set(this.values);
    this.values = larger;
  }

  add(value: number): void {
    this.values[this.length++] = value;
  }
}

/** The first quote of a string, behind its prefix. */
function quoteOf(text: string, start: number): number {
  let at = start;
  while (!isQuote(text, at)) at++;
  return at;
}

function isQuote(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 34 || code === 39;
}
