import { flatten } from '../../text/flatten.js';
import type { Span } from '../../text/span.js';
import type { Declaration, Field, TableKind } from '../facts.js';
import type { Origin, PyValue } from '../values.js';
import { stringBody } from './decode.js';
import { readPlainValue, skipComments } from './plainValues.js';
import { StringFlag, TokenKind, type Tokens } from './tokens.js';

/*
 * Nearly every entry of nearly every registry is a dict literal of plain strings. An index of 50,000 such entries as objects
 * costs 1.6 KB for each; here it costs a fifth of that: offsets in one typed array and the texts of plain strings in one string
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
  /** The value of a field is an offset into `texts`, as long as its source, or the complement of an index into `values`. */
  fields = new Int32Array(0);
  texts = '';
  values: readonly PyValue[] = [];
  /** Lists of field names. */
  shapes: readonly (readonly string[])[] = [];
  links: ReadonlyMap<number, readonly Origin[]> | undefined;

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
      value: value < 0 ? this.values[~value]! : this.texts.slice(value, value + end - start),
      valueSpan: { start, end },
      plain: value >= 0,
    };
  }
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

/** Packs the plain entries of one table. */
export class DeclarationPacker {
  readonly #tokens: Tokens;
  readonly #packed: PackedRows;
  readonly #rows: number[] = [];
  readonly #fields: number[] = [];
  readonly #texts: string[] = [];
  #textLength = 0;
  readonly #values: PyValue[] = [];
  readonly #shapes: string[][] = [];
  readonly #shapeNumbers = new Map<string, number>();
  readonly #links = new Map<number, readonly Origin[]>();
  /** Short texts and containers that were met before, by their source. */
  readonly #known = new Map<string, number>();
  #shape = -1;

  constructor(tokens: Tokens, kind: TableKind) {
    this.#tokens = tokens;
    this.#packed = new PackedRows(kind);
  }

  /**
   * Packs the entry `"key": {...}` whose value is a plain literal.
   *
   * @param keyToken a string
   * @param open the bracket of the value
   * @returns `undefined` if a key is not written as it is, or comes twice
   */
  pack(keyToken: number, open: number, options: PackOptions = {}): Declaration | undefined {
    const { text, start, end, match } = this.#tokens;
    if (!this.#isVerbatim(keyToken)) return undefined;
    const firstField = this.#fields.length;
    const shape = this.#packFields(open);
    if (shape < 0) {
      this.#fields.length = firstField;
      return undefined;
    }
    const row = this.#rows.length / ROW;
    const body = stringBody(this.#tokens, keyToken);
    const flags =
      (options.conditional ? Flag.conditional : 0) | (options.superseded ? Flag.superseded : 0);
    this.#rows.push(
      body.start,
      start[keyToken]!,
      options.end ?? end[match[open]!]!,
      flags,
      shape,
      firstField / FIELD,
    );
    if (options.via !== undefined && options.via.length > 0) this.#links.set(row, options.via);
    return new PackedDeclaration(flatten(text.slice(body.start, body.end)), this.#packed, row);
  }

  /** Notes that a later entry replaces the one that was packed as number `row`. */
  supersede(row: number): void {
    this.#rows[row * ROW + 3]! |= Flag.superseded;
  }

  /** Must be called when the last entry has been packed, before any of them is read. */
  finish(): void {
    this.#packed.rows = Int32Array.from(this.#rows);
    this.#packed.fields = Int32Array.from(this.#fields);
    this.#packed.texts = this.#texts.join('');
    this.#packed.values = this.#values;
    this.#packed.shapes = this.#shapes;
    if (this.#links.size > 0) this.#packed.links = this.#links;
  }

  /** A string whose source is its value. */
  #isVerbatim(token: number): boolean {
    const flags = this.#tokens.flags[token]!;
    if (flags === 0) return true;
    return (
      (flags & ~(StringFlag.raw | StringFlag.triple)) === 0 &&
      !this.#tokens.text.slice(this.#tokens.start[token], this.#tokens.end[token]).includes('\r')
    );
  }

  /** Packs the fields of a dict literal and returns the number of its shape; -1 if it cannot be packed. */
  #packFields(open: number): number {
    const { kind, match, start } = this.#tokens;
    const close = match[open]!;
    const keys: number[] = [];
    let at = skipComments(this.#tokens, open + 1);
    while (at < close) {
      const colon = skipComments(this.#tokens, at + 1);
      if (kind[colon] !== TokenKind.colon || !this.#isBareKey(at)) return -1;
      keys.push(at);
      this.#fields.push(start[at]! + 1);
      const next = this.#packValue(skipComments(this.#tokens, colon + 1));
      at = kind[next] === TokenKind.comma ? skipComments(this.#tokens, next + 1) : next;
    }
    return this.#shapeOf(keys);
  }

  /** A string of two quotes and its value between them. */
  #isBareKey(token: number): boolean {
    const quote = this.#tokens.text.charCodeAt(this.#tokens.start[token]!);
    return this.#tokens.flags[token] === 0 && (quote === 34 || quote === 39);
  }

  /** Packs one value and returns the index of the token behind it. */
  #packValue(first: number): number {
    const { kind, start, end, text } = this.#tokens;
    const behind = skipComments(this.#tokens, first + 1);
    if (
      kind[first] === TokenKind.string &&
      kind[behind] !== TokenKind.string &&
      this.#isVerbatim(first)
    ) {
      const body = stringBody(this.#tokens, first);
      this.#fields.push(body.start, body.end, this.#packText(text.slice(body.start, body.end)));
      return behind;
    }
    const { value, next } = readPlainValue(this.#tokens, first);
    let last = next - 1;
    while (kind[last] === TokenKind.comment) last--;
    const source = text.slice(start[first], end[last]);
    this.#fields.push(start[first]!, end[last]!, this.#packContainer(source, value));
    return next;
  }

  #packText(text: string): number {
    const isShort = text.length < SHORT;
    const known = isShort ? this.#known.get(text) : undefined;
    if (known !== undefined) return known;
    const offset = this.#textLength;
    this.#texts.push(text);
    this.#textLength += text.length;
    if (isShort) this.#known.set(text, offset);
    return offset;
  }

  /** Lists of job types and the like repeat word for word. A bracket or quote in front keeps them apart from short texts. */
  #packContainer(source: string, value: PyValue): number {
    const known = this.#known.get(source);
    if (known !== undefined && known < 0) return known;
    const number = ~this.#values.length;
    this.#values.push(value);
    if (source.length < LONG) this.#known.set(source, number);
    return number;
  }

  /** The number of a list of keys; -1 if one comes twice. */
  #shapeOf(keys: readonly number[]): number {
    if (this.#shape >= 0 && this.#isShape(keys, this.#shapes[this.#shape]!)) return this.#shape;
    const names = keys.map(key => this.#keyText(key));
    const spelling = JSON.stringify(names);
    let shape = this.#shapeNumbers.get(spelling);
    if (shape === undefined) {
      if (new Set(names).size < names.length) return -1;
      shape = this.#shapes.push(names.map(flatten)) - 1;
      this.#shapeNumbers.set(spelling, shape);
    }
    this.#shape = shape;
    return shape;
  }

  #keyText(key: number): string {
    const { text, start, end } = this.#tokens;
    return text.slice(start[key]! + 1, end[key]! - 1);
  }

  #isShape(keys: readonly number[], shape: readonly string[]): boolean {
    if (keys.length !== shape.length) return false;
    const { text, start, end } = this.#tokens;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const name = shape[i]!;
      const from = start[key]! + 1;
      if (end[key]! - from - 1 !== name.length || !text.startsWith(name, from)) return false;
    }
    return true;
  }
}

const SHORT = 13;
const LONG = 200;
