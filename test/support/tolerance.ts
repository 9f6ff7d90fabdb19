import { apply, type Damage, endOfLine, lineStarts } from './damage.js';
import type { LiteralClass, LiteralEntry, LiteralModule } from './literalTables.js';

/** How much of a text survives damage to another part of it. */
export class Tally {
  states = 0;
  entries = 0;
  entriesKept = 0;
  laterTables = 0;
  laterTablesKept = 0;
  laterClasses = 0;
  laterClassesKept = 0;
  /** What was lost, at most as many as asked for. */
  readonly losses: Loss[] = [];

  get entryShare(): number {
    return this.entries === 0 ? 1 : this.entriesKept / this.entries;
  }
}

export interface Loss {
  readonly damage: Damage;
  /** The line that was damaged, and what is missing after that. */
  readonly line: string;
  readonly missing: readonly string[];
}

/** The kinds of typing that are measured, and where each happens. */
export const TYPING_KINDS = [
  ['type a new entry', 'entries', (meter: ToleranceMeter) => meter.gapsBetweenEntries()],
  ['type a new field', 'fields', (meter: ToleranceMeter) => meter.gapsBetweenFields()],
  ['type a new statement', 'statements', (meter: ToleranceMeter) => meter.gapsBetweenStatements()],
] as const;

export type Read = (text: string) => LiteralModule;

/** Compares readings of one registry text with readings of damaged copies. */
export class ToleranceMeter {
  readonly #text: string;
  readonly #read: Read;
  readonly #original: LiteralModule;

  constructor(text: string, read: Read) {
    this.#text = text;
    this.#read = read;
    this.#original = read(text);
  }

  /**
   * @param isNewText the damage adds lines of its own: then no entry overlaps it
   * @param keepLosses how many losses are recorded in all
   */
  measure(damage: Damage, tally: Tally, isNewText: boolean, keepLosses = 0): void {
    const lineStart = this.#text.lastIndexOf('\n', damage.at - 1) + 1;
    const lineEnd = endOfLine(this.#text, Math.max(damage.at, damage.at + damage.removed - 1));
    const from = isNewText ? damage.at : lineStart;
    const to = isNewText ? damage.at : lineEnd;
    const shift = damage.inserted.length - damage.removed;
    const found = this.#read(apply(this.#text, damage));
    const have = new Set(
      found.tables.flatMap(table => table.entries.map(entry => entryKey(table.name, entry, 0))),
    );
    const haveClasses = new Set(found.classes.map(found => classKey(found, 0)));
    const missing: string[] = [];
    const untouched = (start: number, end: number) =>
      isNewText ? !(start < from && from < end) : end < from || start > to;
    tally.states++;
    for (const table of this.#original.tables) {
      const isLater = table.start >= to;
      let intact = true;
      for (const entry of table.entries) {
        if (!untouched(entry.start, entry.end)) continue;
        tally.entries++;
        if (have.has(entryKey(table.name, entry, entry.start >= to ? shift : 0))) {
          tally.entriesKept++;
        } else {
          intact = false;
          missing.push(`${table.name}[${entry.name}]`);
        }
      }
      if (!isLater || table.entries.length === 0 || !untouched(table.start, table.start)) continue;
      tally.laterTables++;
      if (intact) tally.laterTablesKept++;
    }
    for (const original of this.#original.classes) {
      if (original.start < to || !untouched(original.start, original.end)) continue;
      tally.laterClasses++;
      if (haveClasses.has(classKey(original, shift))) tally.laterClassesKept++;
      else missing.push(`class ${original.name}`);
    }
    if (missing.length > 0 && tally.losses.length < keepLosses) {
      tally.losses.push({ damage, line: this.#text.slice(lineStart, lineEnd), missing });
    }
  }

  /** The places between two entries, where a new one can be typed: starts of lines. */
  gapsBetweenEntries(): number[] {
    return this.#lineStarts(
      this.#original.tables.flatMap(table =>
        table.entries
          .flatMap(entry => [this.#startOfLine(entry.start), endOfLine(this.#text, entry.end) + 1])
          .filter(gap => table.start < gap && gap < table.end),
      ),
    ).filter(gap => !this.#isInsideEntry(gap));
  }

  /** The places between two fields, where a new one can be typed. */
  gapsBetweenFields(): number[] {
    return this.#lineStarts(
      this.#original.tables.flatMap(table =>
        table.entries.flatMap(entry => entry.fields.map(field => this.#startOfLine(field.at))),
      ),
    ).filter(gap => this.#isInsideEntry(gap));
  }

  /** The places before tables and classes, where a new statement can be typed. */
  gapsBetweenStatements(): number[] {
    return this.#lineStarts(
      [...this.#original.tables, ...this.#original.classes].map(({ start }) =>
        this.#startOfLine(start),
      ),
    );
  }

  #startOfLine(at: number): number {
    return this.#text.lastIndexOf('\n', at - 1) + 1;
  }

  #lineStarts(candidates: readonly number[]): number[] {
    const starts = new Set(lineStarts(this.#text));
    return [...new Set(candidates)].filter(gap => starts.has(gap));
  }

  #isInsideEntry(gap: number): boolean {
    return this.#original.tables.some(table =>
      table.entries.some(entry => entry.start < gap && gap < entry.end),
    );
  }
}

function entryKey(table: string, entry: LiteralEntry, shift: number): string {
  const fields = entry.fields.map(field => `${field.key}=${field.value}@${field.at + shift}`);
  return [table, entry.name, entry.start + shift, entry.end + shift, ...fields].join('\0');
}

function classKey(found: LiteralClass, shift: number): string {
  return `${found.name}@${found.start + shift}-${found.end + shift}`;
}
