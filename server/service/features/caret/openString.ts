import type { Span } from '../../text/span.js';

/** The content of a string literal as far as it belongs to the string that is being typed. */
export interface StringContent {
  readonly span: Span;
  /** No quote closes it: an accepted item brings the closing one along. */
  readonly open: boolean;
}

/**
 * What an accepted item replaces in a string on one line. A string that is being typed before others runs into the
 * opening quote of the next one (`add_edge("XGB|, "Package")`): then only the word at the caret belongs to it.
 * @param content between the quotes; to the end of the line where no quote closes it
 */
export function stringContent(
  text: string,
  content: Span,
  closed: boolean,
  offset: number,
): StringContent {
  const rest = text.slice(offset, content.end);
  const runsOn = /^[\w-]*\s*(?:[,:)\]}]|$)/.test(rest) && !/^[\w-]*$/.test(rest);
  if (closed && !runsOn) return { span: content, open: false };
  const word = /^[\w-]*/.exec(rest)![0];
  return { span: { start: content.start, end: offset + word.length }, open: true };
}
