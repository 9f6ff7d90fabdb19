import { codeCells } from '../../sources/json/cells.js';
import { readJsonTree } from '../../sources/json/tree.js';
import { decodeString, stringBody } from '../../sources/python/decode.js';
import { lex } from '../../sources/python/lexer.js';
import { TokenKind, tokenIs } from '../../sources/python/tokens.js';
import type { Span } from '../../text/span.js';

/** Where Python code has a name as a word of its own or as a whole string (`__all__`, forward references). */
export function nameInPython(text: string, name: string): Span[] {
  if (!text.includes(name)) return [];
  const tokens = lex(text);
  const found: Span[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i];
    if (kind === TokenKind.name && tokenIs(tokens, i, name)) {
      found.push({ start: tokens.start[i]!, end: tokens.end[i]! });
    } else if (kind === TokenKind.string) {
      const body = stringBody(tokens, i);
      if (body.end - body.start !== name.length) continue;
      const decoded = decodeString(tokens, i);
      if (decoded.kind === 'text' && decoded.value === name) found.push(body);
    }
  }
  return found;
}

/** The same in the code cells of a notebook's file; spans are offsets into the file. */
export function nameInNotebook(text: string, name: string): Span[] {
  if (!text.includes(name)) return [];
  return codeCells(readJsonTree(text).root, text).flatMap(cell =>
    nameInPython(cell.text, name).map(span => cell.toFile(span)),
  );
}
