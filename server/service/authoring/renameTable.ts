import { lex } from '../sources/python/lexer.js';
import { TokenKind } from '../sources/python/tokens.js';
import { applyChanges, type TextChange } from './tableEdits.js';

/** A Python text in which a variable has another name wherever it stands as a name of its own. */
export function renameTable(text: string, from: string, to: string): string {
  const tokens = lex(text);
  const changes: TextChange[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const isName = tokens.kind[i] === TokenKind.name;
    if (!isName || (i > 0 && tokens.kind[i - 1] === TokenKind.dot)) continue;
    const span = { start: tokens.start[i]!, end: tokens.end[i]! };
    if (text.slice(span.start, span.end) === from) changes.push({ span, text: to });
  }
  return applyChanges(text, changes);
}
