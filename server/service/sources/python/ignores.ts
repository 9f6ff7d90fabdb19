import type { LineIndex } from '../../text/span.js';
import type { IgnoreComment } from '../facts.js';
import { mayIgnore, readIgnoreComment } from '../ignoreComment.js';
import { TokenKind, type Tokens } from './tokens.js';

/**
 * The `# cursus: ignore[..]` comments of a module. Behind code a comment counts for its own line, alone on a line for
 * the next line of code too; also between the entries of a table.
 */
export function readIgnores(tokens: Tokens, lines: LineIndex): IgnoreComment[] {
  const { text, kind, start, end, count } = tokens;
  if (!kind.includes(TokenKind.comment) || !mayIgnore(text)) return [];
  const ignores: IgnoreComment[] = [];
  let waiting: number[] = [];
  const settle = (at: number, nextCodeLine: number | undefined) => {
    const span = { start: start[at]!, end: end[at]! };
    const ignore = readIgnoreComment(text, span, lines, nextCodeLine);
    if (ignore !== undefined) ignores.push(ignore);
  };
  for (let i = 0; i < count; i++) {
    if (kind[i] === TokenKind.comment) {
      const comment = text.slice(start[i], end[i]);
      if (!comment.includes('cursus:')) continue;
      const before = text.slice(lines.lineStart(lines.lineOf(start[i]!)), start[i]);
      if (before.trim() === '') waiting.push(i);
      else settle(i, undefined);
    } else if (waiting.length > 0 && isCode(kind[i]!) && end[i]! > start[i]!) {
      const line = lines.lineOf(start[i]!);
      for (const at of waiting) settle(at, line);
      waiting = [];
    }
  }
  for (const at of waiting) settle(at, undefined);
  return ignores;
}

function isCode(kind: number): boolean {
  return (
    kind !== TokenKind.newline &&
    kind !== TokenKind.indent &&
    kind !== TokenKind.dedent &&
    kind !== TokenKind.end
  );
}
