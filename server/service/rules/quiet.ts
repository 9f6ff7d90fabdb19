import type { IndexedFile } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { type Span, spanContains } from '../text/span.js';
import type { Finding } from './finding.js';
import type { JudgementOptions } from './rule.js';

/**
 * Tells the findings that are said while somebody types. A syntax problem waits until the typing pauses, and so does what
 * there is to say about the word at the caret and about the values of the entry around it.
 */
export function quietness(
  file: IndexedFile,
  { typingAt, withholdSyntax }: JudgementOptions,
): (finding: Finding) => boolean {
  if (typingAt === undefined && withholdSyntax !== true) return () => true;
  const typed: Declaration[] = [];
  for (const { declarations } of typingAt === undefined ? [] : file.facts.tables) {
    for (const entry of declarations) if (touches(entry.span, typingAt!)) typed.push(entry);
  }
  return ({ code, span, data }) => {
    if (withholdSyntax === true && data?.problem === 'syntax') return false;
    if (typingAt !== undefined && touches(span, typingAt)) return false;
    return typed.every(
      entry =>
        !isInside(span, entry.span) ||
        (span.start === entry.nameSpan.start && code !== 'missing-field'),
    );
  };
}

function touches(a: Span, b: Span): boolean {
  return spanContains(a, b.start) || spanContains(b, a.start);
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
