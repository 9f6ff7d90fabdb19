import { flatten } from '../../text/flatten.js';
import type { Span } from '../../text/span.js';
import { isSameValue } from '../copies.js';
import type { Declaration, Field, TableKind } from '../facts.js';
import { isDict, isOpaque, type Origin, type PyValue } from '../values.js';
import { bodyOf, FIELD, isQuote, LONGEST_ENTRY, PackBuffer, quoteOf, ROW } from './packBuffer.js';
import { readPlainValue, skipComments } from './plainValues.js';
import { TokenKind, type Tokens } from './tokens.js';

/*
 * Nearly every entry of nearly every registry is a dict literal of plain strings. An index of 50,000 such entries as objects
 * costs 1.6 KB for each; here it costs a fifth of that: offsets in typed arrays and the texts of plain strings in one string
 * for a whole table, turned into the objects of the contract when somebody asks.
 */

const Flag = { conditional: 1, superseded: 2 } as const;
/** The bits of the flags; the number of the shape stands above them. */
const SHAPE = 2;

const NO_LINKS: readonly Origin[] = [];

/** What the declarations of one table share. */
class PackedRows {
  readonly kind: TableKind;
  rows = new Int32Array(0);
  /** The value of a field is 0 for a plain string, which follows the one before in the texts; else an index into `values` plus 1. */
  fields = new Uint16Array(0);
  texts = '';
  values: readonly PyValue[] = [];
  /** Lists of field names. */
  shapes: readonly (readonly string[])[] = [];
  links: ReadonlyMap<number, readonly Origin[]> | undefined;

  constructor(kind: TableKind) {
    this.kind = kind;
  }

  fieldsOf(row: number): Field[] {
    const first = row * ROW;
    const shape = this.shapes[this.rows[first + 3]! >> SHAPE]!;
    const base = this.rows[first + 1]!;
    let at = this.rows[first + 4]!;
    let text = this.rows[first + 5]!;
    const read: Field[] = [];
    for (const key of shape) {
      const keyStart = base + this.fields[at]!;
      const start = base + this.fields[at + 1]!;
      const length = this.fields[at + 2]!;
      const number = this.fields[at + 3]!;
      const plain = number === 0;
      read.push({
        key,
        keySpan: { start: keyStart, end: keyStart + key.length },
        value: plain ? this.texts.slice(text, text + length) : this.values[number - 1]!,
        valueSpan: { start, end: start + length },
        plain,
      });
      if (plain) text += length;
      at += FIELD;
    }
    return read;
  }

  /** Whether two entries have the same fields with the same values, as far from their starts. */
  haveSameFields(row: number, other: PackedRows, otherRow: number): boolean {
    const first = row * ROW;
    const second = otherRow * ROW;
    const shape = this.shapes[this.rows[first + 3]! >> SHAPE]!;
    if (shape !== other.shapes[other.rows[second + 3]! >> SHAPE]) return false;
    const at = this.rows[first + 4]!;
    const otherAt = other.rows[second + 4]!;
    const end = shape.length * FIELD;
    let length = 0;
    for (let i = 0; i < end; i += FIELD) {
      const number = this.fields[at + i + 3]!;
      const otherNumber = other.fields[otherAt + i + 3]!;
      if (
        this.fields[at + i] !== other.fields[otherAt + i] ||
        this.fields[at + i + 1] !== other.fields[otherAt + i + 1] ||
        this.fields[at + i + 2] !== other.fields[otherAt + i + 2] ||
        (number === 0) !== (otherNumber === 0)
      ) {
        return false;
      }
      if (number === 0) length += this.fields[at + i + 2]!;
      else if (!isSameValue(this.values[number - 1]!, other.values[otherNumber - 1]!)) return false;
    }
    const text = this.rows[first + 5]!;
    const otherText = other.rows[second + 5]!;
    return (
      this.texts.slice(text, text + length) === other.texts.slice(otherText, otherText + length)
    );
  }
}

/** A declaration whose entry is a plain literal. Its objects are made anew each time they are asked for. */
export class PackedDeclaration implements Declaration {
  readonly name: string;
  readonly #rows: PackedRows;
  readonly #row: number;

  constructor(name: string, rows: PackedRows, row: number) {
    this.name = name;
    this.#rows = rows;
    this.#row = row;
  }

  /** Where a declaration is packed. */
  static placeOf(declaration: PackedDeclaration): { rows: PackedRows; row: number } {
    return { rows: declaration.#rows, row: declaration.#row };
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

  /** Compares the packed numbers and texts: nothing is unpacked. */
  isCopyOf(other: Declaration): boolean | undefined {
    if (!(#rows in other)) return undefined;
    const { rows } = this.#rows;
    const first = this.#row * ROW;
    const theirs = other.#rows.rows;
    const second = other.#row * ROW;
    const base = rows[first + 1]!;
    const otherBase = theirs[second + 1]!;
    const flags = (1 << SHAPE) - 1;
    return (
      this.name === other.name &&
      this.kind === other.kind &&
      rows[first]! - base === theirs[second]! - otherBase &&
      rows[first + 2]! - base === theirs[second + 2]! - otherBase &&
      (rows[first + 3]! & flags) === (theirs[second + 3]! & flags) &&
      this.via.length + other.via.length === 0 &&
      this.#rows.haveSameFields(this.#row, other.#rows, other.#row)
    );
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

const buffer = new PackBuffer();

/** Lists of fields by their spelling: the same few in all registries. */
const knownShapes = new Map<string, readonly string[]>();
const MOST_SHAPES = 500;
let lastShape: readonly string[] = [];

/** Packs the plain entries of one table. Only one is at work at a time: all of them write into the same buffer. */
export class DeclarationPacker {
  readonly #tokens: Tokens;
  readonly #packed: PackedRows;
  readonly #values: PyValue[] = [];
  /** Where a value is that is no plain string, by its source: lists of job types and the like repeat word for word. */
  readonly #known = new Map<string, number>();
  #lastSource = '';
  #lastNumber = 0;
  readonly #shapes: (readonly string[])[] = [];
  /** The fields of the last entry: most entries have those of the one before, or of the last one in the file before. */
  #shape: readonly string[] = lastShape;
  readonly #links = new Map<number, readonly Origin[]>();
  /** Rows that declarations are taken over from, and what the numbers of their values are here; 0: not known yet. */
  #source: PackedRows | undefined;
  #numbers = new Int32Array(0);

  constructor(tokens: Tokens, kind: TableKind) {
    this.#tokens = tokens;
    this.#packed = new PackedRows(kind);
    buffer.clear();
  }

  /** How many declarations have been packed. */
  get count(): number {
    return buffer.rowCount / ROW;
  }

  /**
   * Packs the entry `"key": {...}` whose value is a plain literal.
   *
   * @param keyToken a string
   * @param open the bracket of the value
   * @returns `undefined` if a key is not written as it is, or comes twice, or the entry is very long
   */
  pack(
    keyToken: number,
    open: number,
    options: PackOptions = PLAIN,
  ): PackedDeclaration | undefined {
    const { text, start, end, match } = this.#tokens;
    const nameStart = bodyOf(this.#tokens, keyToken);
    const entryStart = start[keyToken]!;
    const entryEnd = options.end ?? end[match[open]!]!;
    if (nameStart < 0 || entryEnd - entryStart > LONGEST_ENTRY) return undefined;
    const nameEnd = end[keyToken]! - (nameStart - quoteOf(text, entryStart));
    const firstField = buffer.fieldCount;
    const firstText = buffer.textLength;
    const shape = this.#packFields(open, entryStart);
    if (shape < 0) {
      buffer.fieldCount = firstField;
      buffer.textLength = firstText;
      return undefined;
    }
    const row = this.count;
    const flags =
      (options.conditional ? Flag.conditional : 0) | (options.superseded ? Flag.superseded : 0);
    const flagsAndShape = flags | (shape << SHAPE);
    buffer.addRow(nameStart, entryStart, entryEnd, flagsAndShape, firstField, firstText);
    if (options.via !== undefined && options.via.length > 0) this.#links.set(row, options.via);
    return new PackedDeclaration(flatten(text.slice(nameStart, nameEnd)), this.#packed, row);
  }

  /**
   * Packs an entry that was packed before, of plain options, to the letter.
   *
   * @param start where it stands now
   * @returns `undefined` if the table has too many values
   */
  takeOver(known: PackedDeclaration, start: number): PackedDeclaration | undefined {
    const { rows: old, row: oldRow } = PackedDeclaration.placeOf(known);
    const first = oldRow * ROW;
    const shift = start - old.rows[first + 1]!;
    const shape = old.shapes[old.rows[first + 3]! >> SHAPE]!;
    const firstField = buffer.fieldCount;
    const firstText = buffer.textLength;
    const { fields } = old;
    let at = old.rows[first + 4]!;
    let textLength = 0;
    for (let i = 0; i < shape.length; i++, at += FIELD) {
      const length = fields[at + 2]!;
      let number = fields[at + 3]!;
      if (number === 0) textLength += length;
      else {
        number = this.#numberFrom(old, number, start + fields[at + 1]!, length);
        if (number < 0) return undefined;
      }
      buffer.addField(fields[at]!, fields[at + 1]!, length, number);
    }
    buffer.takeOver(old.texts, old.rows[first + 5]!, textLength);
    this.#shape = lastShape = shape;
    const row = this.count;
    const nameStart = old.rows[first]! + shift;
    const end = old.rows[first + 2]! + shift;
    const flagsAndShape = this.#numberOfShape(shape) << SHAPE;
    buffer.addRow(nameStart, start, end, flagsAndShape, firstField, firstText);
    return new PackedDeclaration(known.name, this.#packed, row);
  }

  /** The number here of a value that has another one in other rows; -1 if there are too many. */
  #numberFrom(old: PackedRows, number: number, start: number, length: number): number {
    if (this.#source !== old) {
      this.#source = old;
      this.#numbers = new Int32Array(old.values.length + 1);
    }
    const known = this.#numbers[number]!;
    if (known > 0) return known;
    const source = this.#tokens.text.slice(start, start + length);
    const own = this.#numberOf(source, old.values[number - 1]!);
    if (own > LONGEST_ENTRY) return -1;
    this.#numbers[number] = own;
    return own;
  }

  /** Notes that a later entry replaces the one that was packed as number `row`. */
  supersede(row: number): void {
    buffer.rows[row * ROW + 3]! |= Flag.superseded;
  }

  /** Must be called when the last entry has been packed, before any of them is read. */
  finish(): void {
    const packed = this.#packed;
    packed.rows = buffer.rows.slice(0, buffer.rowCount);
    packed.fields = buffer.fields.slice(0, buffer.fieldCount);
    packed.texts = buffer.takeText();
    packed.values = this.#values;
    packed.shapes = this.#shapes;
    if (this.#links.size > 0) packed.links = this.#links;
  }

  /** Packs the fields of a dict literal and returns the number of its shape; -1 if it cannot be packed. */
  #packFields(open: number, base: number): number {
    const tokens = this.#tokens;
    const { kind, match, start, end, flags, text } = tokens;
    const close = match[open]!;
    const shape = this.#shape;
    let isShape = true;
    let count = 0;
    let at = skipComments(tokens, open + 1);
    while (at < close) {
      const keyStart = start[at]! + 1;
      let value = at + 1;
      while (kind[value] === TokenKind.comment) value++;
      if (kind[value] !== TokenKind.colon || flags[at] !== 0 || !isQuote(text, keyStart - 1)) {
        return -1;
      }
      value++;
      while (kind[value] === TokenKind.comment) value++;
      if (isShape) isShape = isAt(text, keyStart, end[at]! - 1, shape[count]);
      count++;
      let next = value + 1;
      while (kind[next] === TokenKind.comment) next++;
      const isSingle = kind[value] === TokenKind.string && kind[next] !== TokenKind.string;
      const bodyStart = isSingle ? bodyOf(tokens, value) : -1;
      if (bodyStart >= 0) {
        const bodyEnd = end[value]! - (bodyStart - quoteOf(text, start[value]!));
        buffer.copy(text, bodyStart, bodyEnd);
        buffer.addField(keyStart - base, bodyStart - base, bodyEnd - bodyStart, 0);
      } else {
        next = this.#packOther(keyStart - base, value, base);
        if (next < 0) return -1;
      }
      at = next;
      if (kind[at] === TokenKind.comma) at = skipComments(tokens, at + 1);
    }
    if (!isShape || count !== shape.length) return this.#newShape(count, base);
    return this.#numberOfShape(shape);
  }

  /** Packs a value that is no plain string and returns the index of the token behind it; -1 if it cannot be packed. */
  #packOther(key: number, first: number, base: number): number {
    const { start, end, text, match, kind } = this.#tokens;
    const from = start[first]!;
    if (kind[first] === TokenKind.open) {
      const close = match[first]!;
      const length = end[close]! - from;
      if (length === this.#lastSource.length && text.startsWith(this.#lastSource, from)) {
        buffer.addField(key, from - base, length, this.#lastNumber);
        return skipComments(this.#tokens, close + 1);
      }
    }
    const { value, next } = readPlainValue(this.#tokens, first);
    let last = next - 1;
    while (kind[last] === TokenKind.comment) last--;
    const to = end[last]!;
    const number = this.#numberOf(text.slice(from, to), value);
    if (number < 0 || number > LONGEST_ENTRY) return -1;
    buffer.addField(key, from - base, to - from, number);
    return next;
  }

  /** -1 for a value that is not known to the last part: that has to be said, which is not for here. */
  #numberOf(source: string, value: PyValue): number {
    let number = this.#known.get(source);
    if (number === undefined) {
      if (holdsOpaque(value)) return -1;
      number = this.#values.push(value);
      this.#known.set(source, number);
    }
    this.#lastSource = source;
    this.#lastNumber = number;
    return number;
  }

  /** The number of the shape of the last `count` fields; -1 if a key comes twice. */
  #newShape(count: number, base: number): number {
    const names: string[] = [];
    const { fields, fieldCount } = buffer;
    for (let i = fieldCount - count * FIELD; i < fieldCount; i += FIELD) {
      names.push(this.#keyAt(base + fields[i]!));
    }
    const spelling = JSON.stringify(names);
    let shape = knownShapes.get(spelling);
    if (shape === undefined) {
      if (new Set(names).size < names.length) return -1;
      if (knownShapes.size >= MOST_SHAPES) knownShapes.clear();
      shape = names.map(flatten);
      knownShapes.set(spelling, shape);
    }
    this.#shape = shape;
    lastShape = shape;
    return this.#numberOfShape(shape);
  }

  #numberOfShape(shape: readonly string[]): number {
    if (this.#shapes.at(-1) === shape) return this.#shapes.length - 1;
    const number = this.#shapes.indexOf(shape);
    return number >= 0 ? number : this.#shapes.push(shape) - 1;
  }

  #keyAt(start: number): string {
    const { text } = this.#tokens;
    return text.slice(start, text.indexOf(text.charAt(start - 1), start));
  }
}

function holdsOpaque(value: PyValue): boolean {
  if (isOpaque(value)) return true;
  if (isDict(value)) return [...value.values()].some(holdsOpaque);
  return Array.isArray(value) && value.some(holdsOpaque);
}

/** Whether a key stands at a place in the text. A loop, as this is asked for every field and asking the engine costs more. */
function isAt(text: string, start: number, end: number, key: string | undefined): boolean {
  if (key === undefined || key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) {
    if (text.charCodeAt(start + i) !== key.charCodeAt(i)) return false;
  }
  return true;
}
