import { isMap, type YAMLMap } from 'yaml';
import { detach } from '../../text/detach.js';
import { LineIndex } from '../../text/span.js';
import { type Declaration, type FileFacts, NO_FACTS, type SourceProblem } from '../facts.js';
import type { YamlEntry } from './document.js';
import { keyText, readFields, valueSpan } from './fields.js';
import { readYamlSource, type YamlSource } from './read.js';

const TABLE_KEY = 'step_names';
const REQUIRED = [
  'builder_step_name',
  'config_class',
  'description',
  'sagemaker_step_type',
  'spec_type',
];

/** Reads `registry/step_names.yaml`: one table under the key `step_names`, each entry with all five fields. */
export function readYamlTable(text: string): FileFacts {
  const lines = new LineIndex(text);
  const source = readYamlSource(text, lines);
  const { document, ignores } = source;
  const isReadable = source.problems.length === 0;
  const table = isMap(document.root) ? document.entry(document.root, TABLE_KEY) : undefined;
  const facts = { ...NO_FACTS, lines, ignores };
  if (table === undefined || !isMap(table.value) || table.value.items.length === 0) {
    const span = table === undefined ? { start: 0, end: 0 } : document.contentSpan(table.keyNode);
    const message = `The file must hold a mapping \`${TABLE_KEY}\` that is not empty`;
    const problems: SourceProblem[] = isReadable ? [{ kind: 'build', message, span }] : [];
    return { ...facts, problems: [...source.problems, ...problems] };
  }
  const entries = tableEntries(source, table.value as YAMLMap);
  const declarations = entries.map(({ entry, superseded }) => declare(source, entry, superseded));
  const missing = declarations.flatMap(declaration => entryProblems(declaration));
  return {
    ...facts,
    problems: isReadable ? missing : source.problems,
    tables: [
      {
        kind: 'core',
        name: TABLE_KEY,
        nameSpan: document.contentSpan(table.keyNode),
        span: valueSpan(document, table),
        declarations,
        opaque: [],
      },
    ],
  };
}

/** Merged entries first, then every written one: of equal keys the last counts. */
function tableEntries(
  { document }: YamlSource,
  table: YAMLMap,
): { entry: YamlEntry; superseded: boolean }[] {
  const all = [...document.merged(table), ...document.written(table)];
  const last = new Map(all.map((entry, i) => [entry.key, i]));
  return all.map((entry, i) => ({ entry, superseded: last.get(entry.key) !== i }));
}

function declare(source: YamlSource, entry: YamlEntry, superseded: boolean): Declaration {
  const { document } = source;
  const isEntry = isMap(entry.value);
  return {
    kind: 'core',
    name: detach(keyText(entry.key)),
    ...(typeof entry.key === 'string' ? {} : { keyProblem: 'not-a-string' as const }),
    nameSpan: document.contentSpan(entry.keyNode),
    span: entry.span,
    shape: isEntry ? 'entry' : 'other',
    ...(isEntry ? {} : { raw: document.value(entry.value) }),
    fields: readFields(document, entry.value),
    conditional: false,
    superseded,
    damaged: source.damage.some(
      offset => offset >= entry.span.start && offset <= entry.span.end + 1,
    ),
    via: entry.via,
  };
}

/** The loader raises at the first of these. */
function entryProblems(declaration: Declaration): SourceProblem[] {
  if (declaration.superseded) return [];
  const { name, nameSpan: span } = declaration;
  if (declaration.shape !== 'entry') {
    return [{ kind: 'build', message: `The step ${name} must be a mapping`, span }];
  }
  const present = new Set(declaration.fields.map(field => field.key));
  const missing = REQUIRED.filter(field => !present.has(field));
  if (missing.length === 0) return [];
  const message = `The step ${name} lacks ${missing.join(', ')}`;
  return [{ kind: 'build', message, span }];
}
