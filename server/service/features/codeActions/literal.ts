import type { Span } from '../../text/span.js';

/**
 * A Python string literal with its prefix and quotes, by the span of what it holds.
 * @returns undefined where the span is not what stands between two quotes
 */
export function literalSpan(text: string, inner: Span): Span | undefined {
  const quote = text[inner.start - 1];
  if ((quote !== '"' && quote !== "'") || text[inner.end] !== quote) return undefined;
  const isTriple =
    text.slice(inner.start - 3, inner.start) === quote.repeat(3) &&
    text.slice(inner.end, inner.end + 3) === quote.repeat(3);
  const width = isTriple ? 3 : 1;
  let start = inner.start - width;
  while (/[rRbBuUfF]/.test(text[start - 1] ?? '')) start--;
  return { start, end: inner.end + width };
}

export function textAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The name may stand in the place of another in a Python, YAML or JSON text without a change of its quoting. */
export function isPlainWord(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(name);
}

export function endOfLine(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest === null ? text.length : offset + rest.index;
}

export function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The blanks at the beginning of the line that holds an offset. */
export function indentAt(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))![0];
}
