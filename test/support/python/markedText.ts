import type { Span } from '../../../server/service/text/span.js';

/** A text whose parts of interest were written `«label:part»`; the marks are gone, the spans are known. */
export interface MarkedText {
  readonly text: string;
  readonly spans: Readonly<Record<string, Span>>;
}

export function unmark(marked: string): MarkedText {
  const spans: Record<string, Span> = {};
  const open: { label: string; start: number }[] = [];
  let text = '';
  for (let i = 0; i < marked.length; ) {
    const label = /^«(\w+):/.exec(marked.slice(i));
    if (label !== null) {
      open.push({ label: label[1]!, start: text.length });
      i += label[0].length;
    } else if (marked.charAt(i) === '»') {
      const { label: closed, start } = open.pop()!;
      spans[closed] = { start, end: text.length };
      i++;
    } else text += marked.charAt(i++);
  }
  return { text, spans };
}
