import type { IndexedFile } from '../project/project.js';
import { type Span, spanContains } from '../text/span.js';
import type { Finding } from './finding.js';
import type { JudgementOptions } from './rule.js';

/** Whether a finding waits until the typing pauses: a syntax problem, or one about a value of the entry that is being typed. */
export function isQuiet(
  finding: Finding,
  file: IndexedFile,
  { typingAt, withholdSyntax }: JudgementOptions,
): boolean {
  if (withholdSyntax === true && finding.data?.problem === 'syntax') return true;
  if (typingAt === undefined) return false;
  if (touches(finding.span, typingAt)) return true;
  for (const table of file.facts.tables) {
    for (const { span, nameSpan } of table.declarations) {
      if (!touches(span, typingAt) || !isInside(finding.span, span)) continue;
      return finding.span.start !== nameSpan.start || finding.code === 'missing-field';
    }
  }
  return false;
}

function touches(a: Span, b: Span): boolean {
  return spanContains(a, b.start) || spanContains(b, a.start);
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
