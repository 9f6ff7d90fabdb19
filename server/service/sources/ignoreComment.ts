import { detach } from '../text/detach.js';
import type { LineIndex, Span } from '../text/span.js';
import type { IgnoreComment } from './facts.js';

const MARKER = /#[ \t]*cursus:[ \t]*ignore(?![\w-])(?:[ \t]*\[([^\]\r\n]*)\]?)?/g;

/** Whether a text can hold an ignore comment at all. */
export function mayIgnore(text: string): boolean {
  return text.includes('cursus:') && text.includes('ignore');
}

/**
 * Reads `# cursus: ignore` or `# cursus: ignore[code, code]` out of one comment, also behind other words of it.
 * @param span of the comment, from its `#`
 * @param nextCodeLine the line (zero-based) of the next code if the comment stands alone on its line, else `undefined`
 */
export function readIgnoreComment(
  text: string,
  span: Span,
  lines: LineIndex,
  nextCodeLine: number | undefined,
): IgnoreComment | undefined {
  MARKER.lastIndex = 0;
  const comment = text.slice(span.start, span.end);
  const marker = MARKER.exec(comment);
  if (marker === null) return undefined;
  const start = span.start + marker.index;
  const own = lines.lineOf(start);
  const list = marker[1] ?? '';
  return {
    span: { start, end: start + marker[0].length },
    lines: nextCodeLine === undefined ? [own] : [own, nextCodeLine],
    codes: codesIn(list, start + marker[0].indexOf('[') + 1),
  };
}

function codesIn(list: string, offset: number): { code: string; span: Span }[] {
  const codes: { code: string; span: Span }[] = [];
  for (const word of list.matchAll(/[^\s,]+/g)) {
    const start = offset + word.index;
    codes.push({ code: detach(word[0]), span: { start, end: start + word[0].length } });
  }
  return codes;
}
