import { applyChanges, type TextChange } from '../../authoring/tableEdits.js';
import type { Finding } from '../../rules/finding.js';
import type { Fix } from './fix.js';

/** Judges a changed text in place of the one that stands there now. */
export type JudgeText = (text: string) => readonly Finding[];

/**
 * Whether a fix holds: its finding is gone afterwards, and nothing above information has come in its place.
 * @param before the findings of the text as it is
 */
export function holds(
  text: string,
  finding: Finding,
  fix: Fix,
  before: readonly Finding[],
  judge: JudgeText,
): boolean {
  // A new file is judged when it is there; it changes nothing that is said about other keys.
  if (fix.changes.length === 0) return true;
  return settles(text, [finding], fix.changes, before, judge);
}

/** Whether changes remove findings, each of them, and bring no error or warning. */
export function settles(
  text: string,
  findings: readonly Finding[],
  changes: readonly TextChange[],
  before: readonly Finding[],
  judge: JudgeText,
): boolean {
  const left = countsOf(before);
  for (const finding of findings) left.set(idOf(finding), left.get(idOf(finding))! - 1);
  const meant = new Set(findings.map(idOf));
  for (const finding of judge(applyChanges(text, changes))) {
    const id = idOf(finding);
    const isLoud = finding.severity === 'error' || finding.severity === 'warning';
    const count = left.get(id) ?? 0;
    if (count === 0 && (isLoud || meant.has(id))) return false;
    left.set(id, count - 1);
  }
  return true;
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    counts.set(idOf(finding), (counts.get(idOf(finding)) ?? 0) + 1);
  }
  return counts;
}

function idOf({ code, name, data }: Finding): string {
  return `${code} ${name} ${String(data?.field ?? '')}`;
}
