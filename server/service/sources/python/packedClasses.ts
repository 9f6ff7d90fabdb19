import type { Span } from '../../text/span.js';
import type { ClassFact } from '../facts.js';

/*
 * A project of a thousand developers has a hundred thousand classes, of which nearly all are asked for their names alone. As
 * objects they would be the largest part of the index; here their places are numbers in one array for each file.
 */

/** What stands around the name of a class: mostly the same for all classes of a file. */
interface Heading {
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
}

interface PackedRows {
  /** Of each class: where its name starts, its own start and end, the number of its heading. */
  rows: Int32Array;
  readonly headings: Heading[];
}

class PackedClass implements ClassFact {
  readonly name: string;
  readonly #packed: PackedRows;
  readonly #row: number;

  constructor(name: string, packed: PackedRows, row: number) {
    this.name = name;
    this.#packed = packed;
    this.#row = row;
  }

  get nameSpan(): Span {
    const start = this.#packed.rows[this.#row]!;
    return { start, end: start + this.name.length };
  }

  get span(): Span {
    const { rows } = this.#packed;
    return { start: rows[this.#row + 1]!, end: rows[this.#row + 2]! };
  }

  get bases(): readonly string[] {
    return this.#heading.bases;
  }

  get decorators(): readonly string[] {
    return this.#heading.decorators;
  }

  get #heading(): Heading {
    return this.#packed.headings[this.#packed.rows[this.#row + 3]!]!;
  }
}

/** Packs the classes of one file. */
export class ClassPacker {
  readonly #packed: PackedRows = { rows: new Int32Array(0), headings: [] };
  readonly #numbers: number[] = [];
  readonly #classes: ClassFact[] = [];

  /**
   * @param name as written, with characters of its own
   * @param bases the same list where they are the same, so that it is kept once
   */
  add(
    name: string,
    nameStart: number,
    span: Span,
    bases: readonly string[],
    decorators: readonly string[],
  ): void {
    const row = this.#numbers.length;
    this.#numbers.push(nameStart, span.start, span.end, this.#heading(bases, decorators));
    this.#classes.push(new PackedClass(name, this.#packed, row));
  }

  /** The classes; none can be added any more. */
  finish(): readonly ClassFact[] {
    this.#packed.rows = new Int32Array(this.#numbers);
    return this.#classes.slice();
  }

  #heading(bases: readonly string[], decorators: readonly string[]): number {
    const { headings } = this.#packed;
    const last = headings.at(-1);
    if (last?.bases === bases && last.decorators === decorators) return headings.length - 1;
    return headings.push({ bases, decorators }) - 1;
  }
}
