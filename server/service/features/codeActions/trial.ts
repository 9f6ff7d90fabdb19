import { applyChanges } from '../../authoring/tableEdits.js';
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
  const after = judge(applyChanges(text, fix.changes));
  const remaining = after.filter(other => isSame(other, finding)).length;
  const counted = before.filter(other => isSame(other, finding)).length;
  return remaining < counted && !hasNewLoud(before, after);
}

/** Whether there are errors or warnings that were not there before. */
export function hasNewLoud(before: readonly Finding[], after: readonly Finding[]): boolean {
  const known = new Map<string, number>();
  for (const finding of before) known.set(idOf(finding), (known.get(idOf(finding)) ?? 0) + 1);
  for (const finding of after) {
    if (finding.severity !== 'error' && finding.severity !== 'warning') continue;
    const left = known.get(idOf(finding)) ?? 0;
    if (left === 0) return true;
    known.set(idOf(finding), left - 1);
  }
  return false;
}

function isSame(a: Finding, b: Finding): boolean {
  return idOf(a) === idOf(b);
}

function idOf({ code, name, data }: Finding): string {
  return `${code} ${name} ${String(data?.field ?? '')}`;
}
