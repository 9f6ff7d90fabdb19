import { editDistance } from '../registry/names/editDistance.js';
import { NearKeys } from './nearKeys.js';

export interface Nearest {
  /** Best first. */
  readonly names: readonly string[];
  /** `same`: only case and separators differ; `typo`: a few characters; `part`: the beginning of a name, or a name with a word like `Step` behind it. */
  readonly kind: 'same' | 'typo' | 'part';
}

const MAX_SUGGESTIONS = 3;
const MAX_ANSWERS = 20_000;
/** That many equally near names are kept to choose from. */
const MAX_EQUAL = 20;
/** A shorter beginning stands for too many names. */
const MIN_PART = 4;
/** What people put behind the name of a step. */
const ENDING = /^(?:step(?:s|builder|config)?|builder|config|job|node|s)$/;
/** Longer names are not looked at when there are so many shorter ones. */
const ENOUGH_PARTS = 20;

/** What two spellings of one name have in common: `xgboost_training` and `XGBoostTraining` have one key. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s_\-.]+/g, '');
}

/** How many typing errors a key of that length may hold and still be recognised. */
export function typoLimit(length: number): number {
  if (length < 3) return 0;
  if (length < 8) return 1;
  return length < 16 ? 2 : 3;
}

/** Finds names by misspelt ones, by their {@link nameKey}; answers are remembered. */
export class NearNames {
  readonly #byKey = new Map<string, string[]>();
  readonly #keys: NearKeys;
  readonly #known = new Set<string>();
  readonly #answers = new Map<string, Nearest | undefined>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      this.#known.add(name);
      this.#note(name, nameKey(name));
    }
    this.#keys = new NearKeys(this.#byKey.keys());
  }

  /** Takes over the differences from another state of the set of names. */
  update(names: Iterable<string>): void {
    let changed = false;
    let size = 0;
    for (const name of names) {
      size++;
      if (this.#known.has(name)) continue;
      this.#add(name);
      changed = true;
    }
    if (this.#known.size !== size) {
      const wanted = names instanceof Set ? (names as ReadonlySet<string>) : new Set(names);
      for (const name of this.#known) if (!wanted.has(name)) this.#remove(name);
      changed = true;
    }
    if (changed) this.#answers.clear();
  }

  /**
   * The names that a misspelt one may stand for; never the name itself.
   * @param prefer names that win among equally near ones
   */
  nearest(name: string, prefer?: (candidate: string) => boolean): Nearest | undefined {
    let answer = this.#answers.get(name);
    if (answer === undefined && !this.#answers.has(name)) {
      answer = this.#search(name);
      if (this.#answers.size > MAX_ANSWERS) this.#answers.clear();
      this.#answers.set(name, answer);
    }
    if (answer === undefined || answer.names.length === 1) return answer;
    const { kind, names } = answer;
    const preferred = prefer === undefined ? [] : names.filter(prefer);
    return { kind, names: [...new Set([...preferred, ...names])].slice(0, MAX_SUGGESTIONS) };
  }

  #search(name: string): Nearest | undefined {
    const key = nameKey(name);
    if (key === '') return undefined;
    const same = (this.#byKey.get(key) ?? []).filter(candidate => candidate !== name);
    if (same.length > 0) return { kind: 'same', names: best(name, same) };
    const typos = this.#typos(name, key);
    if (typos.length > 0) return { kind: 'typo', names: typos };
    const parts = this.#parts(key);
    return parts.length > 0 ? { kind: 'part', names: best(name, parts) } : undefined;
  }

  #typos(name: string, key: string): string[] {
    const near = this.#keys.nearest(key, typoLimit(key.length));
    return best(
      name,
      near.flatMap(one => this.#byKey.get(one)!),
    );
  }

  #parts(key: string): string[] {
    const found: string[] = [];
    if (key.length < MIN_PART) return found;
    for (let length = Math.max(MIN_PART, (key.length >> 1) + 1); length < key.length; length++) {
      if (!ENDING.test(key.slice(length))) continue;
      found.push(...(this.#byKey.get(key.slice(0, length)) ?? []));
    }
    const longer = [...this.#keys.longerThan(key)].sort((a, b) => a.length - b.length);
    let length = 0;
    for (const one of longer) {
      if (one.length > length && found.length >= ENOUGH_PARTS) break;
      length = one.length;
      found.push(...this.#byKey.get(one)!);
    }
    return found;
  }

  #add(name: string): void {
    const key = nameKey(name);
    this.#known.add(name);
    this.#note(name, key);
    this.#keys.add(key);
  }

  #note(name: string, key: string): void {
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [name]);
    else same.push(name);
  }

  #remove(name: string): void {
    const key = nameKey(name);
    this.#known.delete(name);
    const same = this.#byKey.get(key)!.filter(other => other !== name);
    if (same.length > 0) this.#byKey.set(key, same);
    else {
      this.#byKey.delete(key);
      this.#keys.remove(key);
    }
  }
}

/** Equally near names in the order in which a person would think of them. */
function best(name: string, candidates: readonly string[]): string[] {
  const scored = candidates.map(candidate => ({
    candidate,
    distance: editDistance(name, candidate, 8),
    common: commonStart(name, candidate),
  }));
  scored.sort(
    (a, b) =>
      a.distance - b.distance ||
      b.common - a.common ||
      a.candidate.length - b.candidate.length ||
      (a.candidate < b.candidate ? -1 : 1),
  );
  return scored.slice(0, MAX_EQUAL).map(entry => entry.candidate);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
