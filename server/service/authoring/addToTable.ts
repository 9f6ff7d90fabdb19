import type { FileFacts, TableKind } from '../sources/facts.js';
import type { PyDict } from '../sources/values.js';
import { entryLiteral, styleOf } from './pythonText.js';
import { applyChanges, insertEntry, removeEntry } from './tableEdits.js';

const TABLE_NAMES: Record<TableKind, string> = {
  core: 'STEP_NAMES',
  local: 'LOCAL_STEPS',
  override: 'STEP_OVERRIDES',
};

/** The new text, or why there is none, for people. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** A registry text with one more entry in the table of a kind; a table that is not there is added at the end. */
export function addToTable(
  text: string,
  facts: FileFacts,
  kind: TableKind,
  name: string,
  entry: PyDict,
): Edited {
  const tables = facts.tables.filter(table => table.kind === kind);
  if (facts.problems.some(problem => problem.kind === 'syntax')) {
    return { problem: 'the file has a syntax error: repair it first' };
  }
  if (tables.some(table => table.declarations.some(each => each.name === name))) {
    return { problem: `${tables[0]!.name} has an entry '${name}' already` };
  }
  const table = tables[0];
  if (table === undefined) {
    const style = styleOf(text);
    const literal = entryLiteral(name, entry, style, style.indent);
    const gap = text === '' || text.endsWith('\n') ? '' : style.newline;
    return {
      text: `${text}${gap}${style.newline}${TABLE_NAMES[kind]} = {${style.newline}${style.indent}${literal},${style.newline}}${style.newline}`,
    };
  }
  const changes = insertEntry(text, table, name, entry);
  if (changes === undefined) {
    return { problem: `${table.name} is not written as one dict literal: add the entry by hand` };
  }
  return { text: applyChanges(text, changes) };
}

/** A registry text without one entry. */
export function removeFromTable(
  text: string,
  facts: FileFacts,
  kind: TableKind,
  name: string,
): Edited {
  const declarations = facts.tables
    .filter(table => table.kind === kind)
    .flatMap(table => table.declarations)
    .filter(declaration => declaration.name === name);
  const [declaration] = declarations;
  if (declaration === undefined) return { problem: `there is no entry '${name}'` };
  if (declarations.length > 1 || declaration.via.length > 0 || declaration.conditional) {
    return { problem: `'${name}' is not written as one literal entry: remove it by hand` };
  }
  return { text: applyChanges(text, [removeEntry(text, declaration)]) };
}
