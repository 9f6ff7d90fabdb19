import type {
  Declaration,
  MetadataTable,
  RegistryTable,
} from '../../../server/service/sources/facts.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { readTables, type TableFacts } from '../../../server/service/sources/python/tables.js';
import { isDict, isOpaque, type PyValue } from '../../../server/service/sources/values.js';
import type { Encoded, Executed } from './cpython.js';
import { type GeneratedProject, moduleText, REGISTRY } from './project.js';

/** Reads a generated project as the product does. */
export function readProject({ modules }: GeneratedProject): TableFacts {
  const known = new Map([...modules].map(([path, lines]) => [path, moduleText(lines)]));
  return readTables(lex(known.get(REGISTRY)!), `${REGISTRY}.py`, {
    text: path => known.get(path),
    absent: path => !known.has(path),
  });
}

/** Ways by which names are bound that are not written in the text. */
const UNSEEN =
  /vendor_star|globals|exec|eval|vars|locals|sys\.modules|import_module|__import__|cycle_a/;

/** The text of a registry, and of the modules whose names it may take over without writing them. */
function withStars({ modules }: GeneratedProject, text: string): string {
  if (!/import \*/.test(text)) return text;
  const others = [...modules].filter(([path]) => !/cycle_/.test(path));
  return others.map(([, lines]) => moduleText(lines)).join('\n');
}

/** What the reader says and Python does not. In an `evaluated` project also what the reader does not say. */
export function differences(
  project: GeneratedProject,
  executed: Executed,
  facts: TableFacts,
): string[] {
  const isStrict = project.kind === 'evaluated';
  const found: string[] = [];
  const text = moduleText(project.modules.get(REGISTRY)!);
  for (const name of ['STEP_NAMES', 'WORKSPACE_STEPS', 'LOCAL_STEPS', 'STEP_OVERRIDES']) {
    const real = executed.tables[name];
    const read = facts.tables.find(table => table.name === name);
    if (read === undefined && real === undefined) continue;
    if (read === undefined) {
      const isAlias =
        name === 'WORKSPACE_STEPS' && facts.tables.some(t => t.name === 'LOCAL_STEPS');
      if (isAlias || (!isStrict && UNSEEN.test(withStars(project, text)))) continue;
      found.push(`${name}: not read`);
    } else found.push(...compareTable(read, real, isStrict, text));
  }
  if (facts.metadata !== undefined) {
    found.push(...compareMetadata(facts.metadata, executed.tables[facts.metadata.name]));
  }
  if (isStrict && facts.problems.length > 0)
    found.push(`problems: ${JSON.stringify(facts.problems)}`);
  return found;
}

function compareTable(
  read: RegistryTable,
  real: Encoded | undefined,
  isStrict: boolean,
  text: string,
): string[] {
  const { name } = read;
  const found: string[] = [];
  const isDoubtful = read.opaque.some(part => part.path.length === 0);
  if (isStrict && isDoubtful && !isUnJson(real)) found.push(`${name}: not known`);
  if (!isDictValue(real)) {
    if (!isDoubtful) found.push(`${name}: read as a table, is ${JSON.stringify(real)}`);
    return found;
  }
  if (isDoubtful) return found;
  const isOpen = read.opaque.some(part => part.path.length === 1 && part.path[0] === '**');
  if (isStrict && isOpen) found.push(`${name}: may hold more`);
  const winners = new Map<string, Declaration[]>();
  for (const declaration of read.declarations) {
    found.push(...checkSpans(declaration, text));
    const key = spelled(declaration);
    const same = winners.get(key) ?? [];
    winners.set(key, declaration.superseded ? same : [...same, declaration]);
  }
  const order: string[] = [];
  let isUncertain = isOpen || read.isUnordered === true;
  for (const [key, declarations] of winners) {
    const [declaration] = declarations;
    if (declaration === undefined) continue;
    order.push(key);
    const pair = real.v.find(([realKey]) => JSON.stringify(realKey) === key);
    if (declaration.conditional) {
      isUncertain = true;
      if (isStrict) found.push(`${name}[${key}]: conditional`);
    } else if (declarations.length > 1) found.push(`${name}[${key}]: declared twice`);
    else if (pair === undefined) found.push(`${name}[${key}]: read, is not there`);
    else found.push(...compareEntry(`${name}[${key}]`, declaration, pair[1], read, isStrict));
  }
  const keys = real.v.map(([key]) => JSON.stringify(key));
  if (!isOpen) {
    for (const key of keys) if (!order.includes(key)) found.push(`${name}[${key}]: not read`);
  }
  if (isStrict && read.isUnordered) found.push(`${name}: order not known`);
  if (!isUncertain && found.length === 0 && order.join() !== keys.join()) {
    found.push(`${name}: order ${order.join()} is ${keys.join()}`);
  }
  return found;
}

/** The key as JSON of its encoding, as far as the generator uses keys. */
function spelled({ name, keyProblem }: Declaration): string {
  if (keyProblem === undefined) return JSON.stringify(name);
  if (name === 'None') return 'null';
  if (name === 'True' || name === 'False') return name.toLowerCase();
  return JSON.stringify({ t: 'int', v: name });
}

function compareEntry(
  at: string,
  declaration: Declaration,
  real: Encoded,
  table: RegistryTable,
  isStrict: boolean,
): string[] {
  if (declaration.shape !== 'entry') {
    return matches(declaration.raw ?? null, real, isStrict)
      ? []
      : [`${at}: read ${show(declaration.raw)}, is ${JSON.stringify(real)}`];
  }
  if (!isDictValue(real)) return [`${at}: read as an entry, is ${JSON.stringify(real)}`];
  const isOpen = table.opaque.some(
    ({ path }) => path.length === 2 && path[0] === declaration.name && path[1] === '**',
  );
  if (isStrict && isOpen) return [`${at}: may hold more`];
  const found: string[] = [];
  let isCertain = !isOpen;
  for (const { key, value } of declaration.fields) {
    const pair = real.v.find(([realKey]) => fieldKey(realKey) === key);
    if (pair === undefined) {
      if (isOpaque(value)) isCertain = false;
      else found.push(`${at}.${key}: read, is not there`);
    } else if (!matches(value, pair[1], isStrict)) {
      found.push(`${at}.${key}: read ${show(value)}, is ${JSON.stringify(pair[1])}`);
    }
  }
  const keys = real.v.map(([key]) => fieldKey(key));
  const read = declaration.fields.map(field => field.key);
  if (!isOpen)
    for (const key of keys) if (!read.includes(key)) found.push(`${at}.${key}: not read`);
  const isOrderKnown = isCertain && !declaration.fields.some(field => isOpaque(field.value));
  if (isOrderKnown && found.length === 0 && keys.join() !== read.join()) {
    found.push(`${at}: order ${read.join()} is ${keys.join()}`);
  }
  return found;
}

function fieldKey(key: Encoded): string {
  if (typeof key === 'string') return key;
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  return 'v' in key ? String(key.v) : '?';
}

function checkSpans({ name, nameSpan, span, fields }: Declaration, text: string): string[] {
  const found: string[] = [];
  const isInside = (at: { start: number; end: number }) =>
    at.start >= 0 && at.start <= at.end && at.end <= text.length;
  if (!isInside(nameSpan) || !isInside(span)) found.push(`${name}: span outside the text`);
  for (const { key, keySpan, value, valueSpan, plain } of fields) {
    if (!isInside(keySpan) || !isInside(valueSpan))
      found.push(`${name}.${key}: span outside the text`);
    if (plain && text.slice(valueSpan.start, valueSpan.end) !== value)
      found.push(`${name}.${key}: plain span is not the value`);
  }
  return found;
}

function compareMetadata(read: MetadataTable, real: Encoded | undefined): string[] {
  if (read.opaque.length > 0) return [];
  return real !== undefined && matches(read.value, real, false)
    ? []
    : [`${read.name}: read ${show(read.value)}, is ${JSON.stringify(real)}`];
}

/** Whether what was read is what is there; what is not known matches everything, unless it had to be known. */
function matches(read: PyValue, real: Encoded, isStrict: boolean): boolean {
  if (isOpaque(read)) return !isStrict || (read.reason === 'not-json' && isUnJson(real));
  if (real === null || typeof real !== 'object') return read === real;
  switch (real.t) {
    case 'int':
      return typeof read === 'number' && String(read) === real.v.replace(/^-0$/, '0');
    case 'float':
      return typeof read === 'number' && Object.is(read, Number(real.v));
    case 'list':
      return (
        Array.isArray(read) &&
        read.length === real.v.length &&
        read.every((item, index) => matches(item, real.v[index]!, isStrict))
      );
    case 'dict': {
      if (!isDict(read) || read.size !== real.v.length) return false;
      const entries = [...read];
      return real.v.every(
        ([key, value], index) =>
          key === entries[index]![0] && matches(entries[index]![1], value, isStrict),
      );
    }
    default:
      return false;
  }
}

type EncodedDict = Extract<Encoded, { t: 'dict' }>;

function isDictValue(value: Encoded | undefined): value is EncodedDict {
  return typeof value === 'object' && value !== null && value.t === 'dict';
}

/** Something that JSON cannot hold as it is. */
function isUnJson(value: Encoded | undefined): boolean {
  if (value === undefined) return false;
  if (value === null || typeof value !== 'object') return false;
  if (value.t === 'int') return !Number.isSafeInteger(Number(value.v));
  if (value.t === 'float') return !Number.isFinite(Number(value.v));
  if (value.t === 'list') return value.v.some(isUnJson);
  if (value.t === 'dict')
    return value.v.some(([key, inner]) => typeof key !== 'string' || isUnJson(inner));
  return true;
}

function show(value: PyValue | undefined): string {
  return (
    JSON.stringify(value, (_, inner) => (inner instanceof Map ? { dict: [...inner] } : inner)) ??
    'nothing'
  );
}
