import { styleOf, valueLiteral } from '../../authoring/pythonText.js';
import { isDict, type PyValue } from '../../sources/values.js';
import { fieldAt } from './declaration.js';
import type { FixMaker } from './fix.js';
import { literalSpan, textAt } from './literal.js';

/** Puts the value that is clearly meant in place of one of the wrong type. */
export const convertValue: FixMaker = request => {
  const { finding, text, file } = request;
  const replacement = finding.data?.replacement as PyValue | undefined;
  const field = fieldAt(request);
  if (file.role.kind !== 'workspace-registry') return [];
  if (replacement === undefined || field === undefined || field.via?.length) return [];
  const literal = field.plain ? literalSpan(text, field.valueSpan) : field.valueSpan;
  if (literal === undefined) return [];
  const written = textAt(text, literal);
  const isWrapped = Array.isArray(replacement) && replacement.length === 1 && field.plain;
  // As a number 2.0 is 2: the text keeps what was written.
  const meant =
    typeof replacement === 'string' && /^\d+\.\d+$/.test(written) ? written : replacement;
  const converted = isWrapped ? `[${written}]` : valueLiteral(meant, styleOf(text), '');
  return [
    {
      title: `Convert to ${shape(replacement)}: ${converted}`,
      changes: [{ span: literal, text: converted }],
      preferred: true,
    },
  ];
};

function shape(value: PyValue): string {
  if (Array.isArray(value)) return 'a list';
  if (isDict(value)) return 'a dict';
  return typeof value === 'number' ? 'a number' : 'a string';
}
