import type { Tokens } from './tokens.js';

const INITIAL_CAPACITY = 1 << 15;
/** Above this the memory is given back after a text: a huge file must not cost for ever. */
const KEPT_CAPACITY = 1 << 19;

/**
 * Growing token arrays. One buffer serves all texts, as reading one is a single synchronous call.
 * What most tokens lack (flags, damage, a partner) is blank beyond `count`, so that adding one need not write it.
 */
export class TokenBuffer {
  count = 0;
  kind = new Uint8Array(INITIAL_CAPACITY);
  start = new Int32Array(INITIAL_CAPACITY);
  end = new Int32Array(INITIAL_CAPACITY);
  match = new Int32Array(INITIAL_CAPACITY).fill(-1);
  damaged = new Uint8Array(INITIAL_CAPACITY);
  flags = new Uint8Array(INITIAL_CAPACITY);

  /** Adds a token without flags, damage or partner. */
  pushPlain(kind: number, start: number, end: number): number {
    const index = this.count++;
    if (index === this.kind.length) this.#resize(index * 2);
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    return index;
  }

  push(kind: number, start: number, end: number, flags: number, damaged: number): number {
    const index = this.pushPlain(kind, start, end);
    this.damaged[index] = damaged;
    this.flags[index] = flags;
    return index;
  }

  /** How many tokens are damaged. */
  get damage(): number {
    const { count, damaged } = this;
    let damage = 0;
    for (let i = 0; i < count; i++) damage += damaged[i]!;
    return damage;
  }

  /** Takes back the tokens from `count` on. */
  truncate(count: number): void {
    this.match.fill(-1, count, this.count);
    this.damaged.fill(0, count, this.count);
    this.flags.fill(0, count, this.count);
    this.count = count;
  }

  /** Puts a token of no width between others. No bracket may stand at or after `index`. */
  insert(index: number, kind: number, at: number, flags: number, damaged: number): void {
    this.push(kind, at, at, flags, damaged);
    const last = this.count - 1;
    if (index === last) return;
    for (const array of [this.kind, this.start, this.end, this.match, this.damaged, this.flags]) {
      const added = array[last]!;
      array.copyWithin(index + 1, index, last);
      array[index] = added;
    }
  }

  /** Takes a token out. No bracket may stand after it. */
  remove(index: number): void {
    for (const array of [this.kind, this.start, this.end, this.match, this.damaged, this.flags]) {
      array.copyWithin(index, index + 1, this.count);
    }
    this.truncate(this.count - 1);
  }

  /** Pairs two brackets. */
  pair(open: number, close: number): void {
    this.match[open] = close;
    this.match[close] = open;
  }

  /** The tokens so far, in memory of their own; the buffer is then empty again. */
  take(text: string): Tokens {
    const tokens = blankTokens(text, this.count);
    copied(this.kind, tokens.kind);
    copied(this.start, tokens.start);
    copied(this.end, tokens.end);
    copied(this.match, tokens.match);
    copied(this.damaged, tokens.damaged);
    copied(this.flags, tokens.flags);
    this.truncate(0);
    if (this.kind.length > KEPT_CAPACITY) this.#resize(INITIAL_CAPACITY);
    return tokens;
  }

  #resize(capacity: number): void {
    this.kind = copied(this.kind, new Uint8Array(capacity));
    this.start = copied(this.start, new Int32Array(capacity));
    this.end = copied(this.end, new Int32Array(capacity));
    this.match = copied(this.match, new Int32Array(capacity).fill(-1));
    this.damaged = copied(this.damaged, new Uint8Array(capacity));
    this.flags = copied(this.flags, new Uint8Array(capacity));
  }
}

/** Token arrays to be filled, in one piece: many small ones are dear. */
export function blankTokens(text: string, count: number): Tokens {
  const memory = new ArrayBuffer(count * (3 * Int32Array.BYTES_PER_ELEMENT + 4));
  const offsets = (place: number) => new Int32Array(memory, 4 * place * count, count);
  const bytes = (place: number) => new Uint8Array(memory, 12 * count + place * count, count);
  return {
    text,
    count,
    kind: bytes(0),
    start: offsets(0),
    end: offsets(1),
    match: offsets(2),
    damaged: bytes(1),
    flags: bytes(2),
    plainness: bytes(3),
  };
}

/** Fills `to` with the start of `from`, as far as both reach. */
function copied<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}
