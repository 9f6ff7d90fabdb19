import type { Span } from '../../text/span.js';
import type { Declaration, OpaquePart, RegistryTable, TableKind } from '../facts.js';
import { Opaque } from '../values.js';
import type { DictState, Entry, PastEntry } from './evaluation/dictState.js';
import {
  isPlainHere,
  nearestHere,
  opaque,
  spellKey,
  ValueWriter,
  writtenSpan,
} from './evaluation/facts.js';
import { DictObject, type Value } from './evaluation/objects.js';
import type { Evaluated } from './evaluation/run.js';
import type { Binding } from './evaluation/scope.js';
import { Unknown } from './evaluation/unknown.js';
import { FieldReader, noteInside, viaOf } from './fields.js';
import { DeclarationPacker, type PackOptions } from './packed.js';
import { skipComments } from './plainValues.js';
import { PackedTable, tableMemoryOf } from './tableMemory.js';
import { Bracket, TokenKind, type Tokens } from './tokens.js';

/** The table that a module binds to a name, if it binds one. */
export function readTable(
  evaluated: Evaluated,
  name: string,
  kind: TableKind,
): RegistryTable | undefined {
  const binding = evaluated.scope.state.bindings.get(name);
  if (binding === undefined) return undefined;
  const span = tableSpan(binding);
  const { start, end } = binding.at;
  const table = { kind, name, nameSpan: { start, end }, span } as const;
  if (!(binding.value instanceof DictObject)) {
    return { ...table, declarations: [], opaque: [notATable(binding, span)] };
  }
  const plain = readLiteral(evaluated, binding.value, binding, kind);
  if (plain !== undefined) return { ...table, declarations: plain, opaque: [] };
  const reader = new TableReader(evaluated, binding, kind, span);
  const declarations = reader.read(binding.value);
  const { isUnordered } = binding.value.state;
  return { ...table, declarations, opaque: reader.opaque, ...(isUnordered && { isUnordered }) };
}

/** The literal that a name stands for, or the reference to it. */
export function tableSpan({ origin, at }: Binding): Span {
  if (origin.source.path !== undefined)
    return nearestHere(origin.trail) ?? { start: at.start, end: at.end };
  return { start: origin.node.start, end: origin.node.end };
}

/** Says that a whole table is not known. */
export function notATable({ value, doubt, isUncertain }: Binding, span: Span): OpaquePart {
  const why = value instanceof Unknown ? value : doubt;
  const { reason, detail } =
    why === undefined ? new Opaque(isUncertain ? 'condition' : 'not-json') : opaque(why);
  return { path: [], reason, detail, span };
}

/** Reads a table that is a plain literal straight from its tokens; `undefined` if it is anything else. */
function readLiteral(
  { source }: Evaluated,
  dict: DictObject,
  binding: Binding,
  kind: TableKind,
): Declaration[] | undefined {
  const { literal } = dict;
  const isSure =
    !binding.isUncertain && binding.doubt === undefined && formerEntries(binding).length === 0;
  if (literal === undefined || dict.isOpened || !isSure || literal.source !== source)
    return undefined;
  const { tokens } = source;
  const packer = new DeclarationPacker(tokens, kind);
  const packed = new PackedTable();
  const declarations: Declaration[] = [];
  const rows = new Map<string, number>();
  const close = tokens.match[literal.open]!;
  const memory = tableMemoryOf(tokens);
  const earlier = memory?.before(literal.open, close);
  let at = skipComments(tokens, literal.open + 1);
  while (at < close) {
    const open = skipComments(tokens, skipComments(tokens, at + 1) + 1);
    if (tokens.flags[open] !== Bracket.curly || tokens.kind[open] !== TokenKind.open)
      return undefined;
    const known = earlier?.take(at);
    const declaration =
      known === undefined ? packer.pack(at, open) : packer.takeOver(known, tokens.start[at]!);
    if (declaration === undefined) return undefined;
    if (memory !== undefined) packed.add(at, declaration);
    const before = rows.get(declaration.name);
    if (before !== undefined) packer.supersede(before);
    rows.set(declaration.name, declarations.length);
    declarations.push(declaration);
    at = skipComments(tokens, tokens.match[open]! + 1);
    if (tokens.kind[at] === TokenKind.comma) at = skipComments(tokens, at + 1);
  }
  packer.finish();
  memory?.note(packed);
  return declarations.slice();
}

/** Whether two names stand for one dict. */
export function isSameObject({ scope }: Evaluated, name: string, other: string): boolean {
  const { bindings } = scope.state;
  const object = bindings.get(name)?.value;
  return object instanceof DictObject && object === bindings.get(other)?.value;
}

/** Whether everything that a table declares is declared by another one, too, at the same places. */
export function isAlreadyIn(table: RegistryTable, other: RegistryTable): boolean {
  const live = table.declarations.filter(declaration => !declaration.superseded);
  if (live.length === 0 || table.opaque.length > 0) return false;
  const places = new Set(other.declarations.map(placeOf));
  return live.every(declaration => places.has(placeOf(declaration)));
}

function placeOf({ name, nameSpan }: Declaration): string {
  return `${nameSpan.start}:${name}`;
}

/** Declarations, and when they were put in. */
interface Row {
  readonly sequence: number;
  readonly declarations: readonly Declaration[];
}

/** Reads a table entry by entry. */
class TableReader {
  readonly opaque: OpaquePart[] = [];
  readonly #tokens: Tokens;
  readonly #packer: DeclarationPacker;
  readonly #values = new ValueWriter();
  readonly #kind: TableKind;
  readonly #span: Span;
  readonly #binding: Binding;

  constructor({ source }: Evaluated, binding: Binding, kind: TableKind, span: Span) {
    this.#tokens = source.tokens;
    this.#packer = new DeclarationPacker(source.tokens, kind);
    this.#binding = binding;
    this.#kind = kind;
    this.#span = span;
  }

  read(dict: DictObject): Declaration[] {
    const { state } = dict;
    const { doubt, isUncertain } = this.#binding;
    const former = formerEntries(this.#binding);
    const isPlain = state.past.length + former.length === 0;
    const declarations = isPlain ? this.#live(state) : this.#withPast(state, former);
    for (const { why, place } of state.open) {
      const span =
        place.source.path === undefined ? { start: place.start, end: place.end } : this.#span;
      this.#note(['**'], opaque(why), span);
    }
    if (doubt !== undefined) this.#note([], opaque(doubt), this.#span);
    else if (isUncertain) this.#note([], new Opaque('condition'), this.#span);
    this.#packer.finish();
    return declarations;
  }

  #live({ entries }: DictState): Declaration[] {
    const declarations: Declaration[] = [];
    for (const entry of entries.values()) {
      if (entry.alternatives === undefined) {
        declarations.push(this.#declaration(entry, entry, false));
      } else declarations.push(...this.#alternatives(entry));
    }
    return declarations.slice();
  }

  #alternatives(entry: Entry): Declaration[] {
    return (entry.alternatives ?? [entry]).map(alternative =>
      this.#declaration(entry, alternative, false),
    );
  }

  /** With the entries that were replaced, in the order in which they were put in, and then those that were deleted. */
  #withPast({ entries, past }: DictState, former: readonly PastEntry[]): Declaration[] {
    const places = new Set<string>();
    for (const entry of entries.values()) {
      for (const alternative of entry.alternatives ?? [entry]) places.add(placeKey(alternative));
    }
    // An entry that was put in anew from the same place has been there since the first time.
    const first = new Map<Value, number>();
    const replaced = [...withDeleted(past), ...former].filter(({ entry, isDeleted }) => {
      const place = placeKey(entry);
      const isNew = !places.has(place);
      places.add(place);
      if (!isNew && !isDeleted && !first.has(entry.key)) first.set(entry.key, entry.sequence);
      return isNew;
    });
    const live: Row[] = Array.from(entries.values(), entry => ({
      sequence: Math.min(entry.sequence, first.get(entry.key) ?? entry.sequence),
      declarations: this.#alternatives(entry),
    }));
    const kept = this.#superseded(replaced.filter(({ isDeleted }) => !isDeleted));
    const gone = this.#superseded(replaced.filter(({ isDeleted }) => isDeleted));
    const inOrder = live.concat(kept).sort((a, b) => a.sequence - b.sequence);
    return inOrder.concat(gone).flatMap(row => row.declarations);
  }

  #superseded(past: readonly PastEntry[]): Row[] {
    return past.map(({ entry }) => ({
      sequence: entry.sequence,
      declarations: [this.#declaration(entry, entry, true)],
    }));
  }

  #note(path: readonly string[], { reason, detail }: Opaque, span: Span): void {
    this.opaque.push({ path, reason, detail, span });
  }

  /** @param alternative the entry as it is on one path, if it differs by path */
  #declaration(entry: Entry, alternative: Entry, superseded: boolean): Declaration {
    const conditional =
      entry.isUncertain === true ||
      entry.doubt !== undefined ||
      entry.alternatives !== undefined ||
      this.#binding.isUncertain === true ||
      this.#binding.doubt !== undefined;
    const span = this.#entrySpan(alternative);
    const via = viaOf(alternative);
    const packed = this.#pack(alternative, span, { end: span.end, conditional, superseded, via });
    const name = packed?.name ?? spellKey(alternative.key);
    if (conditional && !superseded) {
      this.#note(
        [name],
        new Opaque(
          entry.doubt?.reason ?? 'condition',
          entry.doubt === undefined ? '' : opaque(entry.doubt).detail,
        ),
        span,
      );
    }
    if (packed !== undefined) return packed;
    const { value, isDamaged } = alternative;
    const common = {
      kind: this.#kind,
      name,
      ...(typeof entry.key !== 'string' && { keyProblem: 'not-a-string' as const }),
      nameSpan: this.#keySpan(alternative, alternative.trail),
      span,
      conditional,
      superseded,
      damaged: isDamaged ?? false,
      via,
    };
    const notes = superseded || isDamaged ? undefined : this.opaque;
    if (value instanceof DictObject) {
      const outer = [alternative.origin.trail, alternative.trail];
      const reader = new FieldReader(this.#values, span, outer, notes, [name]);
      return { ...common, shape: 'entry', fields: reader.read(value, conditional) };
    }
    const raw = this.#values.write(value, conditional);
    if (notes !== undefined) noteInside(notes, [name], raw, span);
    return { ...common, shape: raw instanceof Opaque ? 'opaque' : 'other', raw, fields: [] };
  }

  #pack(entry: Entry, span: Span, options: PackOptions): Declaration | undefined {
    const { key, keyOrigin, value, place, isDamaged } = entry;
    if (isDamaged || typeof key !== 'string' || !(value instanceof DictObject)) return undefined;
    const { literal } = value;
    const { node } = keyOrigin;
    if (literal === undefined || value.isOpened || node.kind !== 'string') return undefined;
    const isHere =
      literal.source.tokens === this.#tokens &&
      node.source.tokens === this.#tokens &&
      place.source.path === undefined;
    const isTogether =
      node.start === span.start && literal.start > span.start && literal.end <= span.end;
    if (!isHere || !isTogether || !isPlainHere(keyOrigin)) return undefined;
    return this.#packer.pack(node.firstToken, literal.open, options);
  }

  #entrySpan({ place, trail, origin }: Entry): Span {
    if (place.source.path === undefined) return { start: place.start, end: place.end };
    return nearestHere(trail, origin.trail) ?? this.#span;
  }

  #keySpan({ keyOrigin, place }: Entry, trail: Entry['trail']): Span {
    if (keyOrigin.source.path === undefined) return writtenSpan(keyOrigin);
    const reference = nearestHere(trail, keyOrigin.trail);
    if (reference !== undefined) return reference;
    return place.source.path === undefined ? { start: place.start, end: place.end } : this.#span;
  }
}

function placeKey({ key, place }: Entry): string {
  return `${place.source.path ?? ''}:${place.start}:${spellKey(key)}`;
}

/** Entries of tables that the name stood for before: another table has taken their place. */
function formerEntries({ former }: Binding): PastEntry[] {
  return (former ?? []).flatMap(dict =>
    [...dict.state.entries.values()].map(entry => ({ entry, isDeleted: true })),
  );
}

/** What was replaced and later deleted counts as deleted, too. */
function withDeleted(past: readonly PastEntry[]): PastEntry[] {
  const deleted = new Set<Value>();
  return past
    .toReversed()
    .map(({ entry, isDeleted }) => {
      if (isDeleted) deleted.add(entry.key);
      return { entry, isDeleted: deleted.has(entry.key) };
    })
    .toReversed();
}
