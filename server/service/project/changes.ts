import { isCopy } from '../sources/copies.js';
import type { Declaration, FileFacts, MetadataTable, OpaquePart } from '../sources/facts.js';
import { isDict, isOpaque, type PyValue } from '../sources/values.js';
import { classFolder, isDynamic, sameClasses } from './classFolders.js';
import type { KeySet } from './keys.js';
import type { IndexedFile } from './project.js';

/** The name of a key about one name in one file. */
export function fileKey({ uri }: Pick<IndexedFile, 'uri'>, name: string): string {
  return `${uri} ${name}`;
}

/** Whether two values say the same; opaque ones do if they are opaque for the same reason. */
export function sameValue(a: PyValue | undefined, b: PyValue | undefined): boolean {
  if (a === b) return true;
  if (isOpaque(a) && isOpaque(b)) return a.reason === b.reason;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => sameValue(value, b[i]));
  }
  if (isDict(a) && isDict(b)) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) if (!b.has(key) || !sameValue(value, b.get(key))) return false;
    return true;
  }
  return false;
}

/** Whether two declarations say the same about a step, wherever they stand. */
function sameDeclaration(a: Declaration, b: Declaration): boolean {
  if (
    a.kind !== b.kind ||
    a.shape !== b.shape ||
    a.conditional !== b.conditional ||
    a.superseded !== b.superseded ||
    a.damaged !== b.damaged ||
    !sameValue(a.raw, b.raw)
  ) {
    return false;
  }
  const left = a.fields;
  const right = b.fields;
  return (
    left.length === right.length &&
    left.every((field, i) => field.key === right[i]!.key && sameValue(field.value, right[i]!.value))
  );
}

function byName(declarations: readonly Declaration[]): Map<string, Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const list = found.get(declaration.name);
    if (list === undefined) found.set(declaration.name, [declaration]);
    else list.push(declaration);
  }
  return found;
}

/** What two states of a file declare, but for what they begin and end with alike: an edit leaves little. */
interface Differing {
  readonly old: readonly Declaration[];
  readonly now: readonly Declaration[];
  /** Whether the alike parts declare a name. */
  isAlike(name: string): boolean;
}

function differing(old: readonly Declaration[], now: readonly Declaration[]): Differing {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && isCopy(old[head]!, now[head]!)) head++;
  let tail = 0;
  while (tail < shorter - head && isCopy(old.at(-1 - tail)!, now.at(-1 - tail)!)) tail++;
  let names: Set<string> | undefined;
  return {
    old: old.slice(head, old.length - tail),
    now: now.slice(head, now.length - tail),
    isAlike(name) {
      names ??= new Set(
        [...now.slice(0, head), ...now.slice(now.length - tail)].map(each => each.name),
      );
      return names.has(name);
    },
  };
}

function declarationsOf(facts: FileFacts | undefined): readonly Declaration[] {
  return facts?.tables.flatMap(table => table.declarations) ?? [];
}

function sameMetadata(a: MetadataTable | undefined, b: MetadataTable | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameValue(a.value, b.value));
}

/** Parts that hide names, not just a field: an unknown table or spread. */
export function hidesNames(parts: readonly OpaquePart[]): boolean {
  return parts.some(part => part.path.length === 0 || part.path[0] === '**');
}

function hiddenTables(facts: FileFacts): string {
  return facts.tables
    .filter(table => hidesNames(table.opaque))
    .map(table => table.name)
    .join();
}

/** The class names that a row of core may make known without a class. */
function rowClasses(declarations: readonly Declaration[]): string[] {
  return declarations.flatMap(declaration => [
    `${declaration.name}StepBuilder`,
    ...declaration.fields
      .filter(({ key, value }) => CLASS_FIELDS.has(key) && typeof value === 'string')
      .map(field => field.value as string),
  ]);
}

/** The spec types that declarations give their steps. */
export function specTypesOf(declarations: readonly Declaration[]): Set<string> {
  const found = new Set<string>();
  for (const { fields } of declarations) {
    for (const { key, value } of fields) {
      if (key === 'spec_type' && typeof value === 'string') found.add(value);
    }
  }
  return found;
}

const CLASS_FIELDS = new Set(['builder_step_name', 'config_class']);

function setDifference<T>(a: Iterable<T>, b: ReadonlySet<T>): T[] {
  return [...new Set(a)].filter(value => !b.has(value));
}

/** Everything that a file which was not there brings: there is nothing to compare it with. */
function addKeysOf({ role, path, facts }: IndexedFile, keys: KeySet): void {
  const isCore = role.kind === 'interface' || role.kind.startsWith('core');
  for (const { declarations } of facts.tables) {
    if (declarations.length > 0) keys.add('names');
    for (const { name } of declarations) keys.add('name', name);
    if (!isCore || declarations.length === 0) continue;
    keys.add('core');
    for (const { name } of declarations) keys.add('row', name);
    for (const name of rowClasses(declarations)) keys.add('class', name);
  }
  const step = facts.interface?.stepType;
  if (step !== undefined) keys.add('class', `${step}StepBuilder`);
  for (const { name } of facts.classes) keys.add('class', name);
  for (const { name } of facts.aliases) keys.add('class', name);
  if (facts.classes.length > 0) keys.add('classes');
  if (facts.classes.length > 0 || facts.dynamicNames.length > 0) {
    keys.add('classes', classFolder(path));
  }
  for (const { name } of facts.uses) keys.add('uses', name);
  if (role.kind === 'workspace-registry') keys.add('workspaces');
  if (hiddenTables(facts) !== '') keys.add('knowledge');
}

/**
 * Adds the keys under which somebody else could see a difference between two states of one file.
 * `undefined` is a file that is not there. Positions do not count.
 */
export function addChangedKeys(
  before: IndexedFile | undefined,
  after: IndexedFile | undefined,
  keys: KeySet,
): void {
  if (before === undefined && after !== undefined) {
    addKeysOf(after, keys);
    return;
  }
  const role = (after ?? before)!.role.kind;
  const old = before?.facts;
  const now = after?.facts;

  const changed = differing(declarationsOf(old), declarationsOf(now));
  const oldNames = byName(changed.old);
  const newNames = byName(changed.now);
  for (const name of new Set([...oldNames.keys(), ...newNames.keys()])) {
    const a = oldNames.get(name) ?? [];
    const b = newNames.get(name) ?? [];
    if (a.length === b.length && a.every((declaration, i) => sameDeclaration(declaration, b[i]!))) {
      continue;
    }
    keys.add('name', name);
    if (role === 'workspace-registry') {
      for (const type of specTypesOf([...a, ...b])) {
        keys.add('spec', fileKey((after ?? before)!, type));
      }
    }
    if ((a.length === 0 || b.length === 0) && !changed.isAlike(name)) {
      keys.add('names');
      keys.add('own', fileKey((after ?? before)!, name));
    }
    if (role === 'interface' || role.startsWith('core')) {
      keys.add('core');
      keys.add('row', name);
      for (const name of [...rowClasses(a), ...rowClasses(b)]) keys.add('class', name);
    }
  }

  for (const state of [old, now]) {
    const step = state?.interface?.stepType;
    if (step !== undefined && old?.interface?.stepType !== now?.interface?.stepType) {
      keys.add('class', `${step}StepBuilder`);
    }
  }

  const oldClasses = new Set(old?.classes.map(fact => fact.name));
  const newClasses = new Set(now?.classes.map(fact => fact.name));
  const oldAliases = new Set(old?.aliases.map(alias => alias.name));
  const newAliases = new Set(now?.aliases.map(alias => alias.name));
  const changedClasses = [
    ...setDifference(oldClasses, newClasses),
    ...setDifference(newClasses, oldClasses),
  ];
  for (const name of changedClasses) keys.add('class', name);
  if (changedClasses.length > 0) keys.add('classes');
  for (const name of setDifference(oldAliases, newAliases)) keys.add('class', name);
  for (const name of setDifference(newAliases, oldAliases)) keys.add('class', name);
  if (isDynamic(before) !== isDynamic(after) || !sameClasses(before, after)) {
    keys.add('classes', classFolder((after ?? before)!.path));
  }

  const oldUses = new Set(old?.uses.map(use => use.name));
  const newUses = new Set(now?.uses.map(use => use.name));
  for (const name of setDifference(oldUses, newUses)) keys.add('uses', name);
  for (const name of setDifference(newUses, oldUses)) keys.add('uses', name);

  if (role === 'workspace-registry') {
    if (old === undefined || now === undefined || !sameMetadata(old.metadata, now.metadata)) {
      keys.add('workspaces');
    }
  }
  if ((old && hiddenTables(old)) !== (now && hiddenTables(now))) keys.add('knowledge');
}
