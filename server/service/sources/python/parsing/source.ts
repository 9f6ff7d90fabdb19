import type { Tokens } from '../tokens.js';
import { isPlainLiteral } from './plainLiterals.js';

/** No registry has more expressions that are no plain literals. */
const MOST_EXPRESSIONS = 100_000;

/** A token stream and where it comes from: a module, or a hole of an f-string in it. */
export class PythonSource {
  readonly tokens: Tokens;
  /** Of a module other than the file that is read: its path relative to the project. */
  readonly path: string | undefined;
  /** What to add to the offsets of the tokens to have offsets into the module's text. */
  readonly base: number;
  #damaged: Int32Array | undefined;
  #expressions = 0;

  constructor(tokens: Tokens, path?: string, base = 0) {
    this.tokens = tokens;
    this.path = path;
    this.base = base;
  }

  start(token: number): number {
    return this.base + this.tokens.start[token]!;
  }

  end(token: number): number {
    return this.base + this.tokens.end[token]!;
  }

  /** A name as Python knows it: letters that are written in another form are the same letters. */
  nameText(token: number): string {
    const name = this.tokenText(token);
    return isAscii(name) ? name : name.normalize('NFKC');
  }

  tokenText(token: number): string {
    return this.tokens.text.slice(this.tokens.start[token], this.tokens.end[token]);
  }

  /** Counts the expressions that are read; more than a limit are not. */
  mayRead(): boolean {
    return this.#expressions++ < MOST_EXPRESSIONS;
  }

  /** Expressions were left unread because there are too many. */
  get isExhausted(): boolean {
    return this.#expressions > MOST_EXPRESSIONS;
  }

  /** Whether the bracket that opens here holds only plain literals. */
  isPlain(open: number): boolean {
    return isPlainLiteral(this.tokens, open);
  }

  /** Whether one of the tokens from `first` up to `last` (exclusive) is damaged. */
  isDamaged(first: number, last: number): boolean {
    this.#damaged ??= damagedTokens(this.tokens);
    const damaged = this.#damaged;
    let low = 0;
    let high = damaged.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (damaged[middle]! < first) low = middle + 1;
      else high = middle;
    }
    return low < damaged.length && damaged[low]! < last;
  }
}

function damagedTokens(tokens: Tokens): Int32Array {
  const found: number[] = [];
  for (let i = tokens.damaged.indexOf(1); i >= 0; i = tokens.damaged.indexOf(1, i + 1)) {
    found.push(i);
  }
  return Int32Array.from(found);
}

/** A loop, as names are short and there are many. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
