import { entryOf, rejectionOfDeclaration } from '../registry/acceptance.js';
import type { Declaration } from '../sources/facts.js';
import { isOpaque } from '../sources/values.js';
import { sameValue } from './changes.js';
import type { Placed, Rivals } from './project.js';

/** What one workspace declares under a name and what could count at run time. */
interface Declarer {
  readonly uri: string;
  /** Of the workspace. */
  readonly id: string;
  readonly placed: readonly Placed[];
}

/** That many rivals each declarer is told by name. */
export const NEIGHBOURS = 5;
/** From here on a number of rivals is told roughly. */
export const ROUGH = 10;
/** More declarers than this make a name that is declared widely: what is read about it is recorded more finely. */
const FEW = 16;

export const NO_RIVALS: Rivals = { count: 0, nearest: [], agreed: undefined };

/** Whether what so many files say about a name is recorded more finely than by the name alone. */
export function isWide(files: number): boolean {
  return files > FEW;
}

/**
 * The workspaces that declare one name, by id. A thousand of them may: a change of one concerns the few for which it is
 * a neighbour, and all only where it changes what is told to all.
 */
export class Declarers {
  readonly #sorted: readonly Declarer[];
  /** Two declarations that differ, once looked for. */
  #difference: { readonly found: readonly [Placed, Placed] | undefined } | undefined;
  readonly #agreedWithout = new Map<string, Declaration | undefined>();

  /** @param placed every workspace's declarations of the name */
  static of(placed: Iterable<Placed>): Declarers {
    const byFile = new Map<string, Placed[]>();
    for (const each of placed) {
      if (each.workspace === undefined || !isCandidate(each)) continue;
      const list = byFile.get(each.file.uri);
      if (list === undefined) byFile.set(each.file.uri, [each]);
      else list.push(each);
    }
    const declarers = [...byFile].map(([uri, list]) => declarer(uri, list));
    return new Declarers(declarers.sort((a, b) => compare(a.id, b.id)));
  }

  constructor(sorted: readonly Declarer[]) {
    this.#sorted = sorted;
  }

  get count(): number {
    return this.#sorted.length;
  }

  /** The same, with what one file says now in place of what it said. */
  with(uri: string, placed: readonly Placed[]): Declarers {
    const rest = this.#sorted.filter(each => each.uri !== uri);
    const candidates = placed.filter(isCandidate);
    if (candidates.length > 0) {
      const own = declarer(uri, candidates);
      rest.splice(placeOf(own.id, rest), 0, own);
    }
    const next = new Declarers(rest);
    const found = this.#difference?.found;
    if (found?.every(({ file }) => file.uri !== uri)) next.#difference = { found };
    return next;
  }

  /** What the others declare, as it looks from one file. */
  rivalsOf(uri: string, id: string): Rivals {
    const sorted = this.#sorted;
    const at = placeOf(id, sorted);
    const own = sorted[at]?.uri === uri ? 1 : 0;
    const count = sorted.length - own;
    if (count === 0) return NO_RIVALS;
    const nearest: Placed[] = [];
    // Few are told in the order of their ids; of many, each is told those that follow it.
    const first = count > NEIGHBOURS ? at + own : 0;
    for (let i = 0, told = 0; told < Math.min(count, NEIGHBOURS); i++) {
      const other = sorted[(first + i) % sorted.length]!;
      if (other.uri === uri) continue;
      nearest.push(...other.placed);
      told++;
    }
    return { count: roughly(count), nearest, agreed: this.#agreed(uri) };
  }

  /** The files whose neighbour a file is, or would be. */
  *neighboursOf(uri: string, id: string): Iterable<string> {
    const sorted = this.#sorted;
    const at = placeOf(id, sorted);
    for (let i = 1; i <= Math.min(NEIGHBOURS, sorted.length); i++) {
      const other = sorted[(at - i + sorted.length) % sorted.length]!;
      if (other.uri !== uri) yield other.uri;
    }
  }

  /** Whether each of them, but the one that changed, is told the same as by another state, but for its neighbours. */
  tellsSame(other: Declarers): boolean {
    return (
      roughly(this.count - 1) === roughly(other.count - 1) &&
      (this.#differing() === undefined) === (other.#differing() === undefined)
    );
  }

  #differing(): readonly [Placed, Placed] | undefined {
    this.#difference ??= { found: differenceAmong(this.#sorted.flatMap(each => each.placed)) };
    return this.#difference.found;
  }

  /** What every file but one says word for word. */
  #agreed(without: string): Declaration | undefined {
    const difference = this.#differing();
    // What differs from each other cannot both be the same as a third.
    if (difference?.every(({ file }) => file.uri !== without)) return undefined;
    if (difference === undefined) {
      return this.#sorted.find(each => each.uri !== without)?.placed[0]?.declaration;
    }
    if (!this.#agreedWithout.has(without)) {
      const others = this.#sorted.filter(each => each.uri !== without).flatMap(each => each.placed);
      const agreed = differenceAmong(others) === undefined ? others[0]?.declaration : undefined;
      this.#agreedWithout.set(without, agreed);
    }
    return this.#agreedWithout.get(without);
  }
}

/** Not one that a later key replaces or that the runtime rejects. */
function isCandidate({ declaration }: Placed): boolean {
  return !declaration.superseded && rejectionOfDeclaration(declaration) === undefined;
}

function declarer(uri: string, placed: readonly Placed[]): Declarer {
  return { uri, id: placed[0]!.workspace!, placed };
}

/**
 * A number that is told: small ones as they are, of others the first digit, so that what is told to hundreds stays
 * true when one of them comes or goes.
 */
function roughly(count: number): number {
  if (count < ROUGH) return count;
  const unit = 10 ** Math.floor(Math.log10(count));
  return Math.floor(count / unit) * unit;
}

function differenceAmong(placed: readonly Placed[]): readonly [Placed, Placed] | undefined {
  const [first, ...rest] = placed;
  if (first === undefined) return undefined;
  const other = rest.find(each => !isSameEntry(first.declaration, each.declaration));
  return other && [first, other];
}

/** Word for word equal: the same fields with the same values, all of them known. */
export function isSameEntry(a: Declaration, b: Declaration): boolean {
  const left = entryOf(a);
  const hasUnknown = a.fields.some(field => isOpaque(field.value));
  return !isOpaque(left) && !hasUnknown && sameValue(left, entryOf(b));
}

function placeOf(id: string, sorted: readonly Declarer[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle]!.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
