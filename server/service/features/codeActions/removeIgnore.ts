import type { Span } from '../../text/span.js';
import type { FixMaker } from './fix.js';
import { endOfLine, startOfLine, textAt } from './literal.js';

/** Removes an ignore comment, or the one code of it, that silences nothing. */
export const removeIgnore: FixMaker = ({ finding, text, file }) => {
  const { start } = finding.span;
  const ignore = file.facts.ignores.find(({ span }) => start >= span.start && start < span.end);
  if (ignore === undefined) return [];
  const code = ignore.codes.find(({ span }) => span.start === start);
  if (code !== undefined && ignore.codes.length > 1) {
    return [
      {
        title: `Remove '${code.code}' from this comment`,
        changes: [{ span: withComma(text, code.span), text: '' }],
        preferred: true,
      },
    ];
  }
  return [
    {
      title: 'Remove this comment',
      changes: [{ span: wholeComment(text, ignore.span), text: '' }],
      preferred: true,
    },
  ];
};

function withComma(text: string, { start, end }: Span): Span {
  const behind = /^[ \t]*,[ \t]*/.exec(text.slice(end));
  if (behind !== null) return { start, end: end + behind[0].length };
  const before = /[ \t]*,[ \t]*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end };
}

/** With the blanks before it; with its line where nothing else stands there. Other words of the comment stay. */
function wholeComment(text: string, span: Span): Span {
  const lineStart = startOfLine(text, span.start);
  const lineEnd = endOfLine(text, span.start);
  const before = textAt(text, { start: lineStart, end: span.start });
  const isLast = textAt(text, { start: span.end, end: lineEnd }).trim() === '';
  if (before.trim() === '' && isLast) {
    const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(lineEnd));
    return { start: lineStart, end: lineEnd + (lineBreak?.[0].length ?? 0) };
  }
  return { start: lineStart + before.trimEnd().length, end: isLast ? lineEnd : span.end };
}
