import type { Query, SearchText } from './searchText.js';

/** A name that answers the query, and its place in the order. */
export interface Match {
  readonly text: SearchText;
  readonly quality: number;
  readonly group: number;
}

export interface Best {
  /** In order: by quality where something was typed, then by group, then by name. */
  readonly matches: readonly Match[];
  /** There are more. */
  readonly truncated: boolean;
}

/**
 * The best answers to a query without sorting all of them.
 * @param groupOf lower comes first; undefined leaves the name out
 */
export function bestMatches(
  texts: Iterable<SearchText>,
  wanted: Query,
  groupOf: (name: string) => number | undefined,
  limit: number,
): Best {
  const matches: Match[] = [];
  let truncated = false;
  for (const text of texts) {
    const quality = wanted.quality(text);
    if (quality < 0) continue;
    // Whose name it is costs more to find out than that it comes too late in any case.
    if (truncated && quality > matches[limit - 1]!.quality) continue;
    const group = groupOf(text.name);
    if (group === undefined) continue;
    const match = { text, quality, group };
    if (matches.length === limit) {
      truncated = true;
      if (!isBefore(match, matches[limit - 1]!)) continue;
      matches.pop();
    }
    matches.splice(placeOf(match, matches), 0, match);
  }
  return { matches, truncated };
}

function placeOf(match: Match, matches: readonly Match[]): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(match, matches[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isBefore(a: Match, b: Match): boolean {
  if (a.quality !== b.quality) return a.quality < b.quality;
  if (a.group !== b.group) return a.group < b.group;
  return a.text.name < b.text.name;
}
