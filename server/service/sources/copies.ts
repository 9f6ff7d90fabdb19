import type { Declaration, Field } from './facts.js';
import { isOpaque, type PyValue } from './values.js';

/**
 * Whether two declarations say the same to the letter, wherever they stand: what is found about one is found about the
 * other, as far from its start.
 */
export function isCopy(a: Declaration, b: Declaration): boolean {
  const packed = a.isCopyOf?.(b);
  if (packed !== undefined) return packed;
  const from = a.span.start;
  const to = b.span.start;
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.keyProblem === b.keyProblem &&
    a.shape === b.shape &&
    a.conditional === b.conditional &&
    a.superseded === b.superseded &&
    a.damaged === b.damaged &&
    a.via.length + b.via.length === 0 &&
    a.span.end - from === b.span.end - to &&
    a.nameSpan.start - from === b.nameSpan.start - to &&
    a.nameSpan.end - from === b.nameSpan.end - to &&
    isSameValue(a.raw, b.raw) &&
    a.fields.length === b.fields.length &&
    a.fields.every((field, i) => isCopiedField(field, from, b.fields[i]!, to))
  );
}

function isCopiedField(a: Field, from: number, b: Field, to: number): boolean {
  return (
    a.key === b.key &&
    a.keySpan.start - from === b.keySpan.start - to &&
    a.keySpan.end - from === b.keySpan.end - to &&
    a.valueSpan.start - from === b.valueSpan.start - to &&
    a.valueSpan.end - from === b.valueSpan.end - to &&
    a.plain === b.plain &&
    a.derived === b.derived &&
    a.outsideRow === b.outsideRow &&
    (a.via?.length ?? 0) + (b.via?.length ?? 0) === 0 &&
    isSameValue(a.value, b.value)
  );
}

/** Plain values, and lists of them; what is deeper counts as different. */
export function isSameValue(a: PyValue | undefined, b: PyValue | undefined): boolean {
  if (a === b) return true;
  if (isOpaque(a) && isOpaque(b)) return a.reason === b.reason && a.detail === b.detail;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return (a as readonly PyValue[]).every((value, i) => value === b[i]);
}
