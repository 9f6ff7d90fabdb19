import type { FileRole } from '../../project/roles.js';
import { TokenKind, type Tokens, tokenText } from '../../sources/python/tokens.js';
import type { Slot, ValueField } from './caret.js';
import { type Enclosure, level, literalText } from './enclosure.js';

type Table = 'local-key' | 'override-key' | 'core-key' | 'metadata';

const WORKSPACE_TABLES: ReadonlyMap<string, Table> = new Map([
  ['LOCAL_STEPS', 'local-key'],
  ['WORKSPACE_STEPS', 'local-key'],
  ['STEP_OVERRIDES', 'override-key'],
  ['WORKSPACE_METADATA', 'metadata'],
]);
const CORE_TABLES: ReadonlyMap<string, Table> = new Map([
  ['STEP_NAMES', 'core-key'],
  ['_EXTRAS', 'core-key'],
]);

/** Fields whose values come from a closed or a known set. */
const ENTRY_VALUES = new Set<string>([
  'sagemaker_step_type',
  'framework',
  'framework_version',
  'conflict_resolution_strategy',
]);
const ENTRY_LISTS = new Set<string>(['job_types', 'compatibility_tags', 'environment_tags']);
const METADATA_VALUES: ReadonlyMap<string, ValueField> = new Map([
  ['default_resolution_strategy', 'conflict_resolution_strategy'],
  ['conflict_tolerance', 'conflict_tolerance'],
]);
const METADATA_LISTS: ReadonlyMap<string, ValueField> = new Map([
  ['frameworks', 'framework'],
  ['preferred_frameworks', 'framework'],
  ['environment_tags', 'environment_tags'],
  ['environment_preferences', 'environment_tags'],
]);

/** One link from a table down to the caret. */
type Link = { readonly key: string } | 'item' | 'key';

/**
 * What stands at the caret in a registry's tables: `T = {..}`, `T["X"] = {..}`, `T["X"]["f"] = ".."`, `T.update({..})`,
 * `dict(f="..")` in place of a dict.
 */
export function tableSlot(
  tokens: Tokens,
  at: number,
  chain: readonly Enclosure[],
  role: FileRole,
  hasColon: boolean,
): Slot | undefined {
  const tables = tablesOf(role);
  if (tables === undefined) return undefined;
  const links = chain.toReversed().flatMap(enclosure => linkOf(enclosure) ?? []);
  const head = headOf(tokens, chain.at(-1)?.open ?? at);
  const [root, ...keys] = head;
  const table = root === undefined ? undefined : tables.get(root);
  const path = [...keys.map(key => ({ key })), ...links];
  const isSound = chain.every(enclosure => linkOf(enclosure) !== undefined);
  const present = siblings(tokens, chain[0], at);
  const isKeyAlone = hasColon || chain[0]?.kind === 'subscript';
  if (table === undefined || !isSound) return helperValue(path, present);
  return table === 'metadata'
    ? metadataSlot(path, present, isKeyAlone)
    : entrySlot(table, path, present, isKeyAlone);
}

function tablesOf(role: FileRole): ReadonlyMap<string, Table> | undefined {
  switch (role.kind) {
    case 'workspace-registry':
      return WORKSPACE_TABLES;
    case 'core-python':
    case 'core-extras':
      return CORE_TABLES;
    default:
      return undefined;
  }
}

function linkOf(enclosure: Enclosure): readonly Link[] | undefined {
  switch (enclosure.kind) {
    case 'braces':
      return [enclosure.key === undefined ? 'key' : { key: enclosure.key }];
    case 'list':
    case 'tuple':
      return ['item'];
    case 'call':
      if (enclosure.callee.endsWith('.update')) return [];
      if (enclosure.callee !== 'dict') return undefined;
      return enclosure.key === undefined ? [] : [{ key: enclosure.key }];
    case 'subscript':
      return ['key'];
  }
}

/** The table and the keys that a statement writes to: `T["X"]["f"] =` is [T, X, f]. */
function headOf(tokens: Tokens, before: number): string[] {
  const { kind, match } = tokens;
  let first = before;
  while (first > 0 && kind[first - 1] !== TokenKind.newline && !isBlockEdge(kind[first - 1]!))
    first--;
  if (kind[first] !== TokenKind.name) return [];
  const head = [tokenText(tokens, first)];
  let i = first + 1;
  while (i < before && kind[i] === TokenKind.open && tokenText(tokens, i) === '[') {
    if (kind[i + 1] !== TokenKind.string || match[i] !== i + 2) return [];
    head.push(literalText(tokens, i + 1));
    i += 3;
  }
  return head;
}

function isBlockEdge(kind: number): boolean {
  return kind === TokenKind.indent || kind === TokenKind.dedent;
}

function entrySlot(
  table: Exclude<Table, 'metadata'>,
  path: readonly Link[],
  present: readonly string[],
  hasValue: boolean,
): Slot | undefined {
  const [first, second, third] = path;
  if (first === 'key' && path.length === 1) {
    return { kind: 'step', place: table, variants: 'none', present, hasValue };
  }
  if (typeof first !== 'object') return undefined;
  const step = first.key;
  if (second === 'key' && path.length === 2) {
    return { kind: 'field', owner: 'entry', step, present, hasValue };
  }
  if (typeof second !== 'object') return undefined;
  return fieldValue(second.key, third, path.length === 2 ? 'value' : 'item', step, present);
}

function fieldValue(
  key: string,
  inner: Link | undefined,
  shape: 'value' | 'item',
  step: string | undefined,
  present: readonly string[],
): Slot | undefined {
  if (shape === 'item') {
    return inner === 'item' && ENTRY_LISTS.has(key)
      ? { kind: 'value', field: key as ValueField, present }
      : undefined;
  }
  const ofStep = step === undefined ? {} : { step };
  if (key === 'builder_step_name') return { kind: 'class', of: 'builder', ...ofStep };
  if (key === 'config_class') return { kind: 'class', of: 'config', ...ofStep };
  if (key === 'spec_type')
    return { kind: 'step', place: 'spec-type-field', variants: 'none', present: [], ...ofStep };
  return ENTRY_VALUES.has(key)
    ? { kind: 'value', field: key as ValueField, present: [] }
    : undefined;
}

/** A dict that is bound to a name of its own and put into a table elsewhere: only what its keys say for certain. */
function helperValue(path: readonly Link[], present: readonly string[]): Slot | undefined {
  const last = path.at(-1);
  if (typeof last === 'object') return fieldValue(last.key, undefined, 'value', undefined, []);
  const holder = path.at(-2);
  if (last !== 'item' || typeof holder !== 'object') return undefined;
  return fieldValue(holder.key, 'item', 'item', undefined, present);
}

function metadataSlot(
  path: readonly Link[],
  present: readonly string[],
  hasValue: boolean,
): Slot | undefined {
  const [first, second] = path;
  if (first === 'key' && path.length === 1)
    return { kind: 'field', owner: 'metadata', present, hasValue };
  if (typeof first !== 'object') return undefined;
  const ofValue = METADATA_VALUES.get(first.key);
  if (path.length === 1) return ofValue && { kind: 'value', field: ofValue, present: [] };
  const ofItem = METADATA_LISTS.get(first.key);
  return path.length === 2 && second === 'item' && ofItem !== undefined
    ? { kind: 'value', field: ofItem, present }
    : undefined;
}

/** Keys of the same dict, or strings of the same list, but for the one at the caret. */
function siblings(tokens: Tokens, inner: Enclosure | undefined, at: number): string[] {
  if (inner === undefined) return [];
  const { kind } = tokens;
  const found: string[] = [];
  const isDict = inner.kind === 'braces' || inner.kind === 'call';
  let opensSegment = true;
  for (const i of level(tokens, inner.open)) {
    if (opensSegment && i !== at && kind[i] === TokenKind.string) {
      if (!isDict || kind[i + 1] === TokenKind.colon) found.push(literalText(tokens, i));
    } else if (opensSegment && i !== at && isDict && kind[i + 1] === TokenKind.equals) {
      found.push(tokenText(tokens, i));
    }
    opensSegment = kind[i] === TokenKind.comma;
  }
  return found;
}
