/** Texts that differ in a longer stretch are no typing errors of each other. */
const MAX_LENGTH = 128;

/** The largest limit that {@link editDistance} takes. */
export const MAX_LIMIT = 127;

const rows = [0, 1, 2].map(() => new Uint8Array(2 * MAX_LENGTH));

/**
 * The number of characters to insert, remove, replace or swap with their neighbour that turn one text into the other.
 * @param limit at most {@link MAX_LIMIT}
 * @returns `limit + 1` where the distance is above the limit
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (
    end < shorter - start &&
    a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)
  ) {
    end++;
  }
  if (shorter - start - end > MAX_LENGTH) return limit + 1;
  return middleDistance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

function middleDistance(a: string, b: string, limit: number): number {
  const above = limit + 1;
  if (a === '' || b === '') return Math.min(a.length + b.length, above);
  let [older, old, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) old[j] = Math.min(j, above);
  let bestBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const code = a.charCodeAt(i - 1);
    row[from - 1] = from === 1 ? Math.min(i, above) : above;
    let best = row[from - 1]!;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min(
        old[j - 1]! + (code === other ? 0 : 1),
        row[j - 1]! + 1,
        // Right of the band of the row above nothing was written.
        j === i + limit ? above : old[j]! + 1,
      );
      const swapped =
        i > 1 && j > 1 && code === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2);
      if (swapped) cost = Math.min(cost, older[j - 2]! + 1);
      row[j] = Math.min(cost, above);
      best = Math.min(best, row[j]!);
    }
    // A swap reaches back two rows, so that one hopeless row is not the end.
    if (best > limit && bestBefore > limit) return above;
    bestBefore = best;
    [older, old, row] = [old, row, older];
  }
  return Math.min(old[b.length]!, above);
}
