import { flatten } from '../../../text/flatten.js';
import type { Span } from '../../../text/span.js';
import { Opaque, type Origin as OriginLink, type PyValue } from '../../values.js';
import { stringBody } from '../decode.js';
import type { DictState, Entry, Place } from './dictState.js';
import { isPlainString } from './literals.js';
import { DictObject, ListObject, TupleObject, type Value } from './objects.js';
import type { Origin, Trail } from './origin.js';
import { floatText } from './texts.js';
import { Unknown } from './unknown.js';

const DEEPEST = 250;
const MOST_VALUES = 200_000;

/** Turns values into what the index keeps. One is used for a whole file, so that a small text cannot unfold into a huge value: values and their length count. */
export class ValueWriter {
  #left = MOST_VALUES;
  /** The containers that are being written: one that is inside itself can be written nowhere. */
  readonly #around = new Set<Value>();

  /**
   * @param asWritten an entry that may have been replaced by unknown code is given as it is written
   */
  write(value: Value, asWritten = false, depth = 0): PyValue {
    this.#left--;
    if (depth > DEEPEST || this.#left < 0) return new Opaque('limit');
    if (value instanceof Unknown) return opaque(value);
    switch (typeof value) {
      case 'string':
        this.#left -= value.length >> 6;
        return flatten(value);
      case 'bigint':
        return Number.isSafeInteger(Number(value))
          ? Number(value)
          : new Opaque('not-json', shorten(value.toString()));
      case 'number':
        return Number.isFinite(value) ? value : new Opaque('not-json', floatText(value));
      default:
    }
    if (value === null || typeof value === 'boolean') return value;
    if (this.#around.has(value)) return new Opaque('not-json');
    this.#around.add(value);
    const written = this.#container(value, asWritten, depth);
    this.#around.delete(value);
    return written;
  }

  #container(value: Value, asWritten: boolean, depth: number): PyValue {
    if (value instanceof DictObject) return this.#dict(value.state, asWritten, depth);
    if (value instanceof ListObject && value.state.unknown !== undefined) {
      return opaque(value.state.unknown);
    }
    if (value instanceof ListObject || value instanceof TupleObject) {
      const items = value instanceof ListObject ? value.state.items : value.items;
      if (items.length > this.#left) return new Opaque('limit');
      return items.map(item => this.write(item.value, asWritten, depth + 1));
    }
    return new Opaque('not-json');
  }

  #dict(state: DictState, asWritten: boolean, depth: number): PyValue {
    const open = asWritten ? undefined : state.open[0];
    if (open !== undefined) return opaque(open.why);
    const written = new Map<string, PyValue>();
    for (const entry of state.entries.values()) {
      if (typeof entry.key !== 'string') return new Opaque('not-json');
      if (entry.isUncertain && !asWritten) return new Opaque(entry.doubt?.reason ?? 'condition');
      written.set(flatten(entry.key), this.entry(entry, asWritten, depth + 1));
    }
    return written;
  }

  /** The value of an entry; opaque if it may be another one. */
  entry({ value, doubt, isUncertain }: Entry, asWritten = false, depth = 0): PyValue {
    if (asWritten) return this.write(value, true, depth);
    if (doubt !== undefined) return opaque(doubt);
    if (isUncertain) return new Opaque('condition');
    return this.write(value, false, depth);
  }
}

export function opaque({ reason, detail }: Unknown): Opaque {
  return new Opaque(reason, flatten(detail));
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

/** How Python spells a key that is no string. */
export function spellKey(key: Value): string {
  if (typeof key === 'string') return flatten(key);
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  if (typeof key === 'number') return floatText(key);
  if (typeof key === 'bigint') return shorten(key.toString());
  if (!(key instanceof TupleObject)) return '?';
  const items = key.items.map(item =>
    typeof item.value === 'string' ? JSON.stringify(item.value) : spellKey(item.value),
  );
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** A range of the file that is read, or the place in another module. */
export function placeLink({ source, start, end }: Place | Trail): OriginLink {
  const span = { start, end };
  return source.path === undefined ? { span } : { path: source.path, span };
}

/** The links of a trail, nearest first. */
export function trailLinks(trail: Trail | undefined): OriginLink[] {
  const links: OriginLink[] = [];
  for (let current = trail; current !== undefined && links.length < 20; current = current.next) {
    links.push(placeLink(current));
  }
  return links;
}

/** The reference in the file itself that is nearest to the use. */
export function nearestHere(...trails: readonly (Trail | undefined)[]): Span | undefined {
  for (const trail of trails) {
    for (let current = trail; current !== undefined; current = current.next) {
      if (current.source.path === undefined) return { start: current.start, end: current.end };
    }
  }
  return undefined;
}

/** Where a value is written: a plain string without its quotes, anything else as a whole. */
export function writtenSpan({ node }: Origin): Span {
  if (node.kind === 'string' && isPlainString(node)) {
    const { start, end } = stringBody(node.source.tokens, node.firstToken);
    const { base } = node.source;
    return { start: start + base, end: end + base };
  }
  return { start: node.start, end: node.end };
}

/** Whether a value is one plain string in the file itself, so that it may be edited where it is written. */
export function isPlainHere({ node, source }: Origin): boolean {
  return source.path === undefined && node.kind === 'string' && isPlainString(node);
}

/** The chain from a value's use to where it is written, if that is not where it is used. */
export function chainOf(origin: Origin): OriginLink[] {
  if (origin.trail === undefined) return [];
  const span = writtenSpan(origin);
  const written = origin.source.path === undefined ? { span } : { path: origin.source.path, span };
  return [...trailLinks(origin.trail), written];
}
