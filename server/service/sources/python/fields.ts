import type { Span } from '../../text/span.js';
import type { Declaration, Field, OpaquePart } from '../facts.js';
import { Opaque, type PyValue } from '../values.js';
import type { Entry } from './evaluation/dictState.js';
import {
  chainOf,
  isPlainHere,
  nearestHere,
  opaque,
  placeLink,
  spellKey,
  trailLinks,
  type ValueWriter,
  writtenSpan,
} from './evaluation/facts.js';
import type { DictObject } from './evaluation/objects.js';
import type { Origin, Trail } from './evaluation/origin.js';

/** Reads the entries of a dict as fields. */
export class FieldReader {
  readonly #values: ValueWriter;
  readonly #span: Span;
  readonly #outer: readonly (Trail | undefined)[];
  readonly #notes: OpaquePart[] | undefined;
  readonly #path: readonly string[];

  /**
   * @param span where to point if nothing better is known
   * @param outer the references that led to the dict, for fields that are written in another module
   * @param notes takes what is not known; absent: nothing is said about it
   * @param path of the dict
   */
  constructor(
    values: ValueWriter,
    span: Span,
    outer: readonly (Trail | undefined)[],
    notes: OpaquePart[] | undefined,
    path: readonly string[],
  ) {
    this.#values = values;
    this.#span = span;
    this.#outer = outer;
    this.#notes = notes;
    this.#path = path;
  }

  /** @param asWritten fields that unknown code may have changed are given as they are written */
  read({ state }: DictObject, asWritten: boolean): Field[] {
    const fields: Field[] = [];
    for (const entry of state.entries.values()) {
      const field = this.#field(entry, asWritten);
      fields.push(field);
      if (this.#notes !== undefined) {
        noteInside(this.#notes, [...this.#path, field.key], field.value, field.valueSpan);
      }
    }
    for (const { why, place } of state.open) {
      const { reason, detail } = opaque(why);
      const { start, end } = place.source.path === undefined ? place : this.#span;
      this.#notes?.push({ path: [...this.#path, '**'], reason, detail, span: { start, end } });
    }
    return fields;
  }

  #field(entry: Entry, asWritten: boolean): Field {
    const { key, keyOrigin, origin, trail } = entry;
    const value =
      typeof key === 'string'
        ? this.#values.entry(entry, asWritten)
        : new Opaque('not-json', spellKey(key));
    const via = viaOf(entry);
    return {
      key: spellKey(key),
      keySpan: this.#spanOf(keyOrigin, trail),
      value,
      valueSpan: this.#spanOf(origin, trail),
      plain: typeof value === 'string' && isPlainHere(origin),
      ...(via.length > 0 && { via }),
    };
  }

  /** Where something is written, if that is this file, else the reference that led to it. */
  #spanOf(origin: Origin, trail: Trail | undefined): Span {
    if (origin.source.path === undefined) return writtenSpan(origin);
    return nearestHere(origin.trail, trail, ...this.#outer) ?? this.#span;
  }
}

/** Notes what is not known inside a value. */
export function noteInside(
  notes: OpaquePart[],
  path: readonly string[],
  value: PyValue,
  span: Span,
): void {
  if (value instanceof Opaque) {
    notes.push({ path, reason: value.reason, detail: value.detail, span });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      noteInside(notes, [...path, `${index}`], item, span);
  } else if (value instanceof Map) {
    for (const [key, item] of value) noteInside(notes, [...path, key], item, span);
  }
}

/** The chain from an entry back to where it is written. */
export function viaOf({ trail, place, origin }: Entry): Declaration['via'] {
  const spread = trail === undefined ? [] : [...trailLinks(trail), placeLink(place)];
  return [...spread, ...chainOf(origin)];
}
