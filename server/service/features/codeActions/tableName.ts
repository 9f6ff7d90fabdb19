import { styleOf } from '../../authoring/pythonText.js';
import { renameTable } from '../../authoring/renameTable.js';
import { textIn } from './data.js';
import { differenceOf } from './difference.js';
import type { Fix, FixMaker } from './fix.js';
import { endOfLine } from './literal.js';

/** Gives the table the name that the runtime reads, or a second name. */
export const tableName: FixMaker = ({ finding, text, file }) => {
  const from = textIn(finding, 'name');
  const to = textIn(finding, 'replacement');
  if (from === undefined || to === undefined) return [];
  const renamed: Fix = {
    title: `Rename to ${to}`,
    changes: [differenceOf(text, renameTable(text, from, to))],
    preferred: true,
  };
  const table = file.facts.tables.find(({ name }) => name === from);
  if (table === undefined) return [renamed];
  const end = endOfLine(text, table.span.end);
  const { newline } = styleOf(text);
  return [
    renamed,
    {
      title: `Add the line '${to} = ${from}'`,
      changes: [{ span: { start: end, end }, text: `${newline}${newline}${to} = ${from}` }],
    },
  ];
};
