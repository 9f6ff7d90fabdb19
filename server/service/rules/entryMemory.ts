import { fileKey } from '../project/changes.js';
import { isDynamic, sameClasses } from '../project/classFolders.js';
import { type KeyKind, KeySet } from '../project/keys.js';
import type { IndexedFile, ProjectView } from '../project/project.js';
import { type Entry, FileEntries, questionsAbout } from './entries.js';
import type { Finding } from './finding.js';

/** What all entries depend on, each time they are judged. */
const FILE_WIDE: readonly KeyKind[] = ['core', 'knowledge', 'config', 'workspaces'];

/** What was found about an entry. */
interface Known {
  readonly findings: readonly Finding[];
  /** Where the entry stood then. */
  readonly start: number;
  /** Kind and name of every key that was read, in turns. */
  readonly keys: readonly string[];
}

/**
 * What was found about each entry of a file that is being edited, and which keys it came from: of five thousand entries
 * a keystroke changes one, and the others are not judged again.
 */
export class EntryMemory {
  readonly entries = new FileEntries(question => this.note('entries', question));
  readonly #known = new Map<Entry, Known>();
  /** Keys that have changed since the entries were judged. */
  readonly #changed = new KeySet();
  #file: IndexedFile | undefined;
  /** Keys of the entry that is being judged. */
  #reading: string[] | undefined;

  /** A key is read. */
  note(kind: KeyKind, name: string): void {
    this.#reading?.push(kind, name);
  }

  /** A key of the index has changed. */
  changed(kind: KeyKind, name: string): void {
    this.#changed.add(kind, name);
  }

  /** Takes over the file as it is now, and forgets what does not hold any more. */
  follow(file: IndexedFile, view: ProjectView): void {
    const before = this.#file;
    this.#file = file;
    if (before !== file) {
      const { added, removed } = this.entries.follow(file, view);
      for (const entry of removed) this.#known.delete(entry);
      for (const entry of [...removed, ...added]) this.#entryChanged(file, entry);
      if (before === undefined || !isAlike(before, file)) this.#known.clear();
    }
    if (this.#changed.empty) return;
    if (FILE_WIDE.some(kind => this.#changed.has(kind))) this.#known.clear();
    for (const [entry, { keys }] of this.#known) {
      if (this.#hasChanged(keys)) this.#known.delete(entry);
    }
    this.#changed.clear();
  }

  /** What was found about an entry, where it stands now; undefined where it has to be judged. */
  recall(entry: Entry, view: ProjectView): readonly Finding[] | undefined {
    const known = this.#known.get(entry);
    if (known === undefined) return undefined;
    const { findings, start } = known;
    if (findings.length === 0) return findings;
    // Places in other files move with these, and nobody says so by a key.
    const isCurrent = findings.every(({ related }) =>
      related.every(({ file }) => (view.file(file.uri) ?? file) === file),
    );
    if (!isCurrent) return undefined;
    const shift = entry.indexed.span.start - start;
    return shift === 0 ? findings : findings.map(finding => moved(finding, shift));
  }

  /** Judges an entry and remembers what is found. */
  learn(entry: Entry, judge: () => readonly Finding[]): readonly Finding[] {
    const keys: string[] = [];
    this.#reading = keys;
    let findings: readonly Finding[];
    try {
      findings = judge();
    } finally {
      this.#reading = undefined;
    }
    const isRejected = entry.rejections !== undefined;
    entry.pack();
    const isOfFile = findings.some(({ related }) =>
      related.some(({ file }) => file.uri === this.#file?.uri),
    );
    // What a rejected entry costs depends on all that follow it, and places in the file move each in its own way.
    if (isOfFile || isRejected) this.#known.delete(entry);
    else this.#known.set(entry, { findings, start: entry.indexed.span.start, keys });
    return findings;
  }

  #entryChanged(file: IndexedFile, entry: Entry): void {
    const { name } = entry.indexed;
    this.#changed.add('name', name);
    this.#changed.add('own', fileKey(file, name));
    for (const question of questionsAbout(entry)) this.#changed.add('entries', question);
  }

  #hasChanged(keys: readonly string[]): boolean {
    for (let i = 0; i < keys.length; i += 2) {
      if (this.#changed.has(keys[i] as KeyKind, keys[i + 1])) return true;
    }
    return false;
  }
}

function moved(finding: Finding, shift: number): Finding {
  const { start, end } = finding.span;
  return { ...finding, span: { start: start + shift, end: end + shift } };
}

/** Whether two states of a file look the same to its entries, but for the entries themselves. */
function isAlike(a: IndexedFile, b: IndexedFile): boolean {
  return (
    a.path === b.path &&
    sameClasses(a, b) &&
    isDynamic(a) === isDynamic(b) &&
    surroundingsOf(a) === surroundingsOf(b)
  );
}

function surroundingsOf({ facts, role }: IndexedFile): string {
  const aliases = facts.aliases.map(({ name, module, target }) => [name, module, target]);
  const opaque = facts.tables.map(table => table.opaque.map(({ path, reason }) => [path, reason]));
  return JSON.stringify([role, aliases, opaque]);
}
