import { canonicalKey } from './canonicalKey.js';
import { editDistance, MAX_LIMIT } from './editDistance.js';

/** A shorter text says too little to be taken for the beginning of a name. */
const SHORTEST_PREFIX = 3;

/**
 * How far names are from the wanted one, blind to case and separators: edits, except that a name which begins with
 * the other is near however long it is: `XGBoost` means `XGBoostTraining`. Above `within` a distance may be too small,
 * yet stays above.
 */
export function nameDistanceTo(wanted: string): (name: string, within?: number) => number {
  const key = canonicalKey(wanted);
  return (name, within = MAX_LIMIT) => {
    const other = canonicalKey(name);
    const [short, long] = key.length <= other.length ? [key, other] : [other, key];
    const longer = long.length - short.length;
    if (short.length >= SHORTEST_PREFIX && long.startsWith(short)) {
      return Math.min(longer, 1 + longer / 10);
    }
    return editDistance(key, other, Math.min(Math.floor(within), MAX_LIMIT));
  };
}

export interface NearestNames {
  /** Nearest first; names that are equally near are sorted. Never the wanted name itself. */
  readonly nearest: readonly string[];
  /** How many names there were, the wanted one not counted. */
  readonly total: number;
}

/** The names nearest to the wanted one, at most `limit`. */
export function nearestFirst(wanted: string, names: Iterable<string>, limit: number): NearestNames {
  const distanceTo = nameDistanceTo(wanted);
  const best: { readonly name: string; readonly distance: number }[] = [];
  let total = 0;
  for (const name of names) {
    if (name === wanted) continue;
    total++;
    const distance = distanceTo(name, best[limit - 1]?.distance);
    const isBefore = (other: (typeof best)[number]): boolean =>
      distance < other.distance || (distance === other.distance && name < other.name);
    if (best.length === limit && !isBefore(best[limit - 1]!)) continue;
    let at = best.length;
    while (at > 0 && isBefore(best[at - 1]!)) at--;
    best.splice(at, 0, { name, distance });
    if (best.length > limit) best.pop();
  }
  return { nearest: best.map(({ name }) => name), total };
}

/** How many edits a name may be away from what was meant, for what was written. */
function tolerance(wanted: string): number {
  return Math.max(1, Math.min(4, canonicalKey(wanted).length / 3));
}

/** Names that can be meant by the wanted one, nearest first, at most `limit`; none where nothing is near. */
export function nearestNames(
  wanted: string,
  names: Iterable<string>,
  limit: number,
): readonly string[] {
  const distanceTo = nameDistanceTo(wanted);
  const most = tolerance(wanted);
  return nearestFirst(wanted, names, limit).nearest.filter(name => distanceTo(name) <= most);
}
