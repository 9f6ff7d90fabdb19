import type { TextChange } from '../../authoring/tableEdits.js';

/** The one stretch in which two texts differ. */
export function differenceOf(before: string, after: string): TextChange {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  return {
    span: { start, end: before.length - end },
    text: after.slice(start, after.length - end),
  };
}
