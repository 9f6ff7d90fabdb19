import type { IndexedFile } from '../../../server/service/project/project.js';
import type { Declaration, Field, TableKind } from '../../../server/service/sources/facts.js';
import type { PyValue } from '../../../server/service/sources/values.js';
import { readLiterals } from '../../support/literalTables.js';

const KINDS: Readonly<Record<string, TableKind>> = {
  LOCAL_STEPS: 'local',
  WORKSPACE_STEPS: 'local',
  STEP_OVERRIDES: 'override',
  STEP_NAMES: 'core',
};

/** A registry file with the tables that are plain literals, for as long as no reader gives them. */
export function withLiteralTables(file: IndexedFile, text: string): IndexedFile {
  if (file.facts.tables.length > 0 || !/registry|core-python/.test(file.role.kind)) return file;
  const tables = readLiterals(text).tables.flatMap(table => {
    const kind = KINDS[table.name];
    if (kind === undefined) return [];
    const declarations = table.entries.map((entry): Declaration => {
      const name = entry.name.slice(1, -1);
      return {
        kind,
        name,
        nameSpan: { start: entry.start + 1, end: entry.start + 1 + name.length },
        span: { start: entry.start, end: entry.end },
        shape: 'entry',
        fields: entry.fields.map((field): Field => {
          const key = field.key.slice(1, -1);
          const at = text.indexOf(field.value, field.at + field.key.length);
          const isText = /^["']/.test(field.value);
          return {
            key,
            keySpan: { start: field.at + 1, end: field.at + 1 + key.length },
            value: JSON.parse(field.value.replaceAll("'", '"')) as PyValue,
            valueSpan: isText
              ? { start: at + 1, end: at + field.value.length - 1 }
              : { start: at, end: at + field.value.length },
            plain: isText,
          };
        }),
        conditional: false,
        superseded: false,
        damaged: false,
        via: [],
      };
    });
    const nameSpan = { start: table.start, end: table.start + table.name.length };
    const end = declarations.at(-1)?.span.end ?? nameSpan.end;
    return [
      {
        kind,
        name: table.name,
        nameSpan,
        span: { start: table.start, end },
        declarations,
        opaque: [],
      },
    ];
  });
  return { ...file, facts: { ...file.facts, tables } };
}
