import type { Span } from '../../text/span.js';

/**
 * PyYAML lets a quoted text run on in lines that are indented no deeper than its key; the specification, and the
 * `yaml` package with it, does not. Writing the text on one line, each line break a blank, makes both agree without
 * moving an offset.
 */
export interface JoinedLines {
  readonly text: string;
  readonly span: Span;
}

/**
 * @param start of the opening quote
 * @returns `undefined` where the quote is never closed
 */
export function joinLines(text: string, start: number): JoinedLines | undefined {
  const end = closingQuote(text, start);
  if (end === undefined) return undefined;
  const piece = text.slice(start, end);
  if (/^(?:---|\.\.\.)\s/m.test(piece)) return undefined;
  return {
    text: text.slice(0, start) + piece.replace(/[\r\n]/g, ' ') + text.slice(end),
    span: { start, end },
  };
}

function closingQuote(text: string, open: number): number | undefined {
  const quote = text[open]!;
  for (let i = open + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== "'") return i + 1;
      i++;
    }
  }
  return undefined;
}
