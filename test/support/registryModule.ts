import type {
  Declaration,
  Field,
  MetadataTable,
  RegistryTable,
} from '../../server/service/sources/facts.js';
import { readClasses } from '../../server/service/sources/python/classes.js';
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import { readTables } from '../../server/service/sources/python/tables.js';
import type { LiteralEntry, LiteralModule, LiteralTable } from './literalTables.js';

/** Reads a registry text as the product does, in the form that tolerance compares. */
export function readRegistry(text: string): LiteralModule {
  const tokens = lex(text);
  const statements = readStatements(tokens);
  const { tables, metadata } = readTables(tokens, 'registry', undefined, statements);
  return {
    tables: [
      ...tables.map(tableOf),
      ...(metadata === undefined ? [] : [metadataOf(metadata)]),
    ].sort((a, b) => a.start - b.start),
    classes: readClasses(tokens, statements).map(({ name, span }) => ({ name, ...span })),
  };
}

function tableOf(table: RegistryTable): LiteralTable {
  return { name: table.name, ...table.span, entries: table.declarations.map(entryOf) };
}

function metadataOf(table: MetadataTable): LiteralTable {
  return {
    name: table.name,
    ...table.span,
    entries: table.fields.map(field => ({
      name: field.key,
      start: field.keySpan.start,
      value: field.valueSpan.start,
      end: field.valueSpan.end,
      fields: [],
    })),
  };
}

function entryOf(declaration: Declaration): LiteralEntry {
  return {
    name: declaration.name,
    start: declaration.span.start,
    value: declaration.nameSpan.end,
    end: declaration.span.end,
    fields: declaration.fields.map(fieldOf),
  };
}

/**
 * A value that is written in its place is compared; what a field takes from elsewhere may be damaged there, and then the
 * field is only still known to be a field.
 */
function fieldOf(field: Field): LiteralEntry['fields'][number] {
  const isWrittenHere = field.plain && field.via === undefined;
  const value = isWrittenHere ? JSON.stringify(field.value) : '';
  return { key: field.key, value, at: field.keySpan.start };
}
