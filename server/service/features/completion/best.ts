import type { Answers } from './searchList.js';
import type { SearchText } from './searchText.js';

export interface Best {
  /** In order: by quality where something was typed, then by group, then by name. */
  readonly matches: readonly SearchText[];
  /** There are more. */
  readonly truncated: boolean;
}

const QUALITIES = 4;
/** Groups are numbers below this. */
const GROUPS = 10;

/**
 * The best answers to a query. Nothing is sorted: they come in the order of their names, so that each belongs behind
 * those of its quality and group that came before it.
 * @param groupOf lower comes first; undefined leaves the name out
 */
export function bestMatches(
  { texts, qualities }: Answers,
  groupOf: (name: string) => number | undefined,
  limit: number,
): Best {
  const tiers: SearchText[][] = Array.from({ length: QUALITIES * GROUPS }, () => []);
  /** The last tier that has anything in it. */
  let last = -1;
  let count = 0;
  let truncated = false;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    const quality = qualities[i]!;
    // Whose name it is costs more to find out than that it comes too late in any case.
    if (truncated && quality * GROUPS > last) continue;
    const group = groupOf(text.name);
    if (group === undefined) continue;
    const tier = quality * GROUPS + group;
    if (count < limit) count++;
    else {
      truncated = true;
      if (tier >= last) continue;
      tiers[last]!.pop();
    }
    tiers[tier]!.push(text);
    last = Math.max(last, tier);
    while (tiers[last]!.length === 0) last--;
  }
  return { matches: tiers.flat(), truncated };
}
