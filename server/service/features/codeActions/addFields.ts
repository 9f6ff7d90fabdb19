import { stringLiteral, styleOf } from '../../authoring/pythonText.js';
import type { TextChange } from '../../authoring/tableEdits.js';
import { lex } from '../../sources/python/lexer.js';
import { TokenKind, type Tokens } from '../../sources/python/tokens.js';
import { textsIn } from './data.js';
import { declarationOf, isWrittenHere } from './declaration.js';
import type { FixMaker } from './fix.js';
import { indentAt, textAt } from './literal.js';

/** Writes the fields that an entry lacks, with the values that follow from its name or from core. */
export const addFields: FixMaker = request => {
  const { finding, text } = request;
  const declaration = declarationOf(request)?.declaration;
  const values = finding.data?.values as Readonly<Record<string, string>> | undefined;
  const fields = textsIn(finding, 'fields');
  if (declaration === undefined || values === undefined || !isWrittenHere(declaration)) return [];
  if (fields.some(field => values[field] === undefined)) return [];
  const { quote } = styleOf(text);
  const changes: TextChange[] = [];
  const missing: string[] = [];
  for (const field of fields) {
    const written = declaration.fields.findLast(({ key }) => key === field);
    if (written === undefined) missing.push(field);
    else if (textAt(text, written.valueSpan) === 'None') {
      changes.push({ span: written.valueSpan, text: stringLiteral(values[field]!, quote) });
    } else return [];
  }
  if (missing.length > 0) {
    const lines = missing.map(
      field => `${stringLiteral(field, quote)}: ${stringLiteral(values[field]!, quote)}`,
    );
    const added = appendItems(text, declaration.span.end - 1, lines);
    if (added === undefined) return [];
    changes.push(...added);
  }
  return [
    {
      title: `Add ${fields.map(field => `'${field}'`).join(', ')}`,
      changes,
      preferred: true,
    },
  ];
};

/**
 * Adds items before the closing brace of a dict, in the way in which it is written: each on a line of its own where the
 * last one is, else behind it.
 */
function appendItems(
  text: string,
  close: number,
  items: readonly string[],
): readonly TextChange[] | undefined {
  if (text[close] !== '}') return undefined;
  const tokens = lex(text);
  const brace = tokenAt(tokens, close);
  let last = brace - 1;
  while (last >= 0 && isTrivia(tokens.kind[last]!)) last--;
  if (brace < 0 || last < 0) return undefined;
  const end = tokens.end[last]!;
  const mark = text.slice(tokens.start[last], end);
  const isEmpty = mark === '{';
  const isOneLine = !text.slice(end, close).includes('\n');
  if (isOneLine) {
    const lead = isEmpty ? '' : mark === ',' ? ' ' : ', ';
    return [{ span: { start: end, end }, text: lead + items.join(', ') }];
  }
  const { newline, indent } = styleOf(text);
  const margin = isEmpty ? indentAt(text, close) + indent : indentAt(text, tokens.start[last]!);
  const lineStart = text.lastIndexOf('\n', close) + 1;
  const changes: TextChange[] = [];
  if (!isEmpty && mark !== ',') changes.push({ span: { start: end, end }, text: ',' });
  changes.push({
    span: { start: lineStart, end: lineStart },
    text: items.map(item => `${margin}${item},${newline}`).join(''),
  });
  return changes;
}

function isTrivia(kind: number): boolean {
  return kind === TokenKind.comment || kind === TokenKind.newline;
}

function tokenAt(tokens: Tokens, offset: number): number {
  for (let i = 0; i < tokens.count; i++) if (tokens.start[i] === offset) return i;
  return -1;
}
