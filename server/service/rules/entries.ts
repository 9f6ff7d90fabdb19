import { Multimap } from '../project/multimap.js';
import type { IndexedFile, ProjectView } from '../project/project.js';
import { type Rejection, rejectionOfDeclaration } from '../registry/acceptance.js';
import { isCopy } from '../sources/copies.js';
import type { Declaration, Field, RegistryTable } from '../sources/facts.js';
import { isOpaque, type PyValue } from '../sources/values.js';

/** One declaration of the file that is judged, for as long as the file is judged again and it stays the same. */
export class Entry {
  #table: RegistryTable;
  #indexed: Declaration;
  #unpacked: Declaration | undefined;
  #rejections: readonly Rejection[] | undefined | 'unknown' = 'unknown';

  constructor(table: RegistryTable, indexed: Declaration) {
    this.#table = table;
    this.#indexed = indexed;
  }

  get table(): RegistryTable {
    return this.#table;
  }

  /** As the index holds it, which makes its fields anew each time they are asked for. */
  get indexed(): Declaration {
    return this.#indexed;
  }

  /** Unpacked. */
  get declaration(): Declaration {
    this.#unpacked ??= unpacked(this.#indexed);
    return this.#unpacked;
  }

  /** What the runtime's model refuses about it; undefined: nothing. */
  get rejections(): readonly Rejection[] | undefined {
    if (this.#rejections === 'unknown') {
      const { declaration } = this;
      this.#rejections = isOrdinary(declaration) ? undefined : rejectionOfDeclaration(declaration);
    }
    return this.#rejections;
  }

  /** Whether a declaration is this one, to the letter, in another state of the file. */
  isCopied(table: RegistryTable, declaration: Declaration): boolean {
    return (
      table.kind === this.#table.kind &&
      table.name === this.#table.name &&
      isCopy(this.#indexed, declaration)
    );
  }

  /** Stands there now; it says the same as before. */
  move(table: RegistryTable, declaration: Declaration): void {
    this.#table = table;
    this.#indexed = declaration;
    this.#unpacked = undefined;
  }

  /** Keeps nothing that can be made again. */
  pack(): void {
    this.#unpacked = undefined;
  }
}

/** Fields whose values should differ within a file. */
export type DistinctField = 'config_class' | 'spec_type';
const DISTINCT: readonly DistinctField[] = ['config_class', 'spec_type'];

/** What has changed between two states of a file. */
export interface EntryChanges {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

/**
 * The declarations of one file that rules may speak about: those of a workspace's registry, or the rows of the core
 * in force. Damaged ones are left out.
 */
export class FileEntries {
  #all: readonly Entry[] = [];
  #byName: Multimap<string, Entry> | undefined;
  #byValue: Readonly<Record<DistinctField, Multimap<string, Entry>>> | undefined;
  /** Is told what was asked about the other entries: `NAME` or `FIELD VALUE`. */
  readonly #note: ((question: string) => void) | undefined;

  constructor(note?: (question: string) => void) {
    this.#note = note;
  }

  get all(): readonly Entry[] {
    return this.#all;
  }

  /** The entries of one name. */
  named(name: string): readonly Entry[] {
    this.#note?.(name);
    if (this.#byName === undefined) {
      this.#byName = new Multimap(inTextOrder);
      for (const entry of this.#all) this.#byName.add(entry.indexed.name, entry);
    }
    return this.#byName.get(name);
  }

  /** The entries that count and are there on every path, with that value in a field. */
  holding(field: DistinctField, value: string): readonly Entry[] {
    this.#note?.(questionOf(field, value));
    if (this.#byValue === undefined) {
      this.#byValue = {
        config_class: new Multimap(inTextOrder),
        spec_type: new Multimap(inTextOrder),
      };
      for (const entry of this.#all) this.#learnValues(entry);
    }
    return this.#byValue[field].get(value);
  }

  /** Takes over a state of the file. An entry that says the same to the letter stays the same object. */
  follow(file: IndexedFile, view: ProjectView): EntryChanges {
    const now = [...declarationsOf(file, view)];
    const before = this.#all;
    const shorter = Math.min(before.length, now.length);
    let head = 0;
    while (head < shorter && before[head]!.isCopied(...now[head]!)) head++;
    let tail = 0;
    while (
      tail < shorter - head &&
      before.at(-1 - tail)!.isCopied(...now[now.length - 1 - tail]!)
    ) {
      tail++;
    }
    const removed = before.slice(head, before.length - tail);
    for (const entry of removed) this.#forget(entry);
    const added = now.slice(head, now.length - tail).map(place => new Entry(...place));
    this.#all = [...before.slice(0, head), ...added, ...before.slice(before.length - tail)];
    for (let i = 0; i < now.length; i++) this.#all[i]!.move(...now[i]!);
    for (const entry of added) this.#learn(entry);
    return { added, removed };
  }

  #learn(entry: Entry): void {
    this.#byName?.add(entry.indexed.name, entry);
    this.#learnValues(entry);
  }

  #learnValues(entry: Entry): void {
    const byValue = this.#byValue;
    if (byValue === undefined || !mayBeHeld(entry)) return;
    for (const field of DISTINCT) {
      const value = textOf(entry.declaration, field);
      if (value !== undefined && value !== '') byValue[field].add(value, entry);
    }
  }

  #forget(entry: Entry): void {
    const isIt = (other: Entry): boolean => other === entry;
    this.#byName?.removeWhere(entry.indexed.name, isIt);
    const byValue = this.#byValue;
    if (byValue === undefined || !mayBeHeld(entry)) return;
    for (const field of DISTINCT) {
      const value = textOf(entry.declaration, field);
      if (value !== undefined && value !== '') byValue[field].removeWhere(value, isIt);
    }
  }
}

type Place = readonly [RegistryTable, Declaration];

function* declarationsOf(file: IndexedFile, view: ProjectView): Iterable<Place> {
  const isWorkspace = file.role.kind === 'workspace-registry';
  if (!isWorkspace && !isCoreFile(file)) return;
  for (const table of file.facts.tables) {
    if (isWorkspace === (table.kind === 'core')) continue;
    for (const declaration of table.declarations) {
      if (declaration.damaged) continue;
      if (isWorkspace || isInForce(file, view, declaration.name)) yield [table, declaration];
    }
  }
}

function isInForce(file: IndexedFile, view: ProjectView, name: string): boolean {
  return view
    .declarations(name)
    .some(placed => placed.file.uri === file.uri && placed.workspace === undefined);
}

/** What could be asked of the others about an entry: the questions that it is an answer to. */
export function* questionsAbout(entry: Entry): Iterable<string> {
  yield entry.indexed.name;
  if (!mayBeHeld(entry)) return;
  for (const field of DISTINCT) {
    const value = textOf(entry.declaration, field);
    if (value !== undefined && value !== '') yield questionOf(field, value);
  }
}

/** It counts, and is there on every path. */
function mayBeHeld({ declaration }: Entry): boolean {
  return !declaration.superseded && !declaration.conditional;
}

function questionOf(field: DistinctField, value: string): string {
  return `${field} ${value}`;
}

function inTextOrder(a: Entry, b: Entry): number {
  return a.indexed.span.start - b.indexed.span.start;
}

const ORDINARY_NAME = /^[A-Za-z]\w*$/;
const MODEL_TEXTS = new Set([
  'config_class',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
]);
const ORDINARY_TEXT = /^[ -~]*$/;

/** Whether an entry is one of the many that the runtime's model plainly accepts, so that nobody has to look closer. */
function isOrdinary({ name, keyProblem, shape, fields }: Declaration): boolean {
  if (shape !== 'entry' || keyProblem !== undefined || !ORDINARY_NAME.test(name)) return false;
  for (const { key, value } of fields) {
    if (key === 'job_types') {
      if (!Array.isArray(value) || !value.every(isOrdinaryText)) return false;
    } else if (key === 'builder_step_name') {
      if (typeof value !== 'string' || !ORDINARY_NAME.test(value)) return false;
    } else if (key === 'metadata') return false;
    else if (MODEL_TEXTS.has(key) && !isOrdinaryText(value)) return false;
  }
  return true;
}

function isOrdinaryText(value: PyValue): boolean {
  return typeof value === 'string' && ORDINARY_TEXT.test(value);
}

function unpacked(declaration: Declaration): Declaration {
  const { kind, name, nameSpan, span, shape, fields, conditional, superseded, damaged, via } =
    declaration;
  const own = { kind, name, nameSpan, span, shape, fields, conditional, superseded, damaged, via };
  const { keyProblem, raw } = declaration;
  if (keyProblem === undefined && raw === undefined) return own;
  return {
    ...own,
    ...(keyProblem === undefined ? {} : { keyProblem }),
    ...(raw === undefined ? {} : { raw }),
  };
}

export function isCoreFile(file: IndexedFile): boolean {
  return file.role.kind === 'interface' || file.role.kind.startsWith('core-');
}

/** Whether the file is an interface of a step pack. */
export function isPack(file: IndexedFile): boolean {
  return file.role.kind === 'interface' && file.role.pack;
}

/** The field as Python keeps it: of a key that occurs twice, the last. */
export function fieldOf(declaration: Declaration, key: string): Field | undefined {
  const { fields } = declaration;
  for (let i = fields.length - 1; i >= 0; i--) if (fields[i]!.key === key) return fields[i];
  return undefined;
}

/** The value of a field that is a string, as the runtime keeps it: without blanks around. */
export function textOf(declaration: Declaration, key: string): string | undefined {
  const value = fieldOf(declaration, key)?.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

/** {@link textOf} a step of the core in force. */
export function coreText(view: ProjectView, name: string, key: string): string | undefined {
  const core = view.coreStep(name);
  return core === undefined ? undefined : textOf(core.declaration, key);
}

/** Whether a field may be there although it cannot be seen: it, the entry or a part of the entry is not known. */
export function mayHave(
  { table, declaration }: Pick<Entry, 'table' | 'declaration'>,
  key: string,
): boolean {
  if (declaration.shape !== 'entry') return true;
  if (isOpaque(fieldOf(declaration, key)?.value)) return true;
  return table.opaque.some(
    ({ path }) =>
      path[0] === declaration.name && (path.length === 1 || path[1] === '**' || path[1] === key),
  );
}
