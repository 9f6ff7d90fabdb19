import { Keyword, keywordAt, opensBlock } from './keywords.js';
import { TokenKind, type Tokens, tokenIs } from './tokens.js';

/**
 * The statements of a text in source order, as parallel arrays. Statements that share a line (`a; b`, `if x: y`) are
 * statements of their own. The children of a statement are the statements between it and `next`:
 *
 *     for (let child = s + 1; child < next[s]; child = next[child]) ...
 */
export interface Statements {
  readonly count: number;
  /** The first token that is neither comment nor error. */
  readonly first: Int32Array;
  /** The token after the last; the colon of a block's header belongs to it, a `newline`, `;` or trailing comment does not. */
  readonly last: Int32Array;
  /** How many blocks it is in: 0 at module level. */
  readonly depth: Int32Array;
  /** A Keyword. */
  readonly keyword: Uint8Array;
  /** The next statement that is not inside this one's block; `count` after the last. */
  readonly next: Int32Array;
}

/** Splits a token stream into statements in one pass; brackets are jumped over. */
export function readStatements(tokens: Tokens): Statements {
  return new StatementReader(tokens).run();
}

class StatementReader {
  readonly #tokens: Tokens;
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #depth: number[] = [];
  readonly #keyword: number[] = [];
  /** The depth at each open indentation. An indentation without a header above opens no block. */
  readonly #depths: number[] = [0];
  #lineDepth = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  run(): Statements {
    const { kind, count } = this.#tokens;
    let i = 0;
    while (i < count) {
      switch (kind[i]) {
        case TokenKind.indent:
          this.#depths.push(this.#depths.at(-1)! + (this.#endsInHeader() ? 1 : 0));
          i++;
          break;
        case TokenKind.dedent:
          if (this.#depths.length > 1) this.#depths.pop();
          i++;
          break;
        case TokenKind.newline:
        case TokenKind.comment:
        case TokenKind.error:
        case TokenKind.end:
          i++;
          break;
        default:
          this.#lineDepth = this.#depths.at(-1)!;
          i = this.#line(i);
      }
    }
    return this.#result();
  }

  #endsInHeader(): boolean {
    const previous = this.#first.length - 1;
    return (
      previous >= 0 && this.#depth[previous] === this.#depths.at(-1) && this.#isHeader(previous)
    );
  }

  #isHeader(statement: number): boolean {
    return (
      opensBlock(this.#keyword[statement]!) &&
      this.#tokens.kind[this.#last[statement]! - 1] === TokenKind.colon
    );
  }

  /** Reads the statements of one logical line and returns the index after it. */
  #line(start: number): number {
    const { kind, count } = this.#tokens;
    let i = start;
    while (i < count && kind[i] !== TokenKind.newline && kind[i] !== TokenKind.end) {
      if (isPassedOver(kind[i]!) || tokenIs(this.#tokens, i, ';')) i++;
      else i = this.#statement(i);
    }
    return i;
  }

  #statement(first: number): number {
    const keyword = this.#keywordOf(first);
    const end = opensBlock(keyword) ? this.#endOfHeader(first) : this.#endOfSimple(first);
    let last = end;
    while (isPassedOver(this.#tokens.kind[last - 1]!)) last--;
    this.#first.push(first);
    this.#last.push(last);
    this.#depth.push(this.#lineDepth);
    this.#keyword.push(keyword);
    if (this.#isHeader(this.#first.length - 1)) this.#lineDepth++;
    return end;
  }

  #keywordOf(first: number): number {
    const { kind, count } = this.#tokens;
    if (kind[first] === TokenKind.operator) {
      return tokenIs(this.#tokens, first, '@') ? Keyword.decorator : Keyword.none;
    }
    if (kind[first] !== TokenKind.name) return Keyword.none;
    if (tokenIs(this.#tokens, first, 'async') && first + 1 < count) {
      return keywordAt(this.#tokens, first + 1, false);
    }
    const keyword = keywordAt(this.#tokens, first, true);
    if (keyword === Keyword.match || keyword === Keyword.case) {
      return this.#isSoftHeader(first) ? keyword : Keyword.none;
    }
    return keyword;
  }

  /** `match` and `case` are keywords where something to match follows and a colon ends it. */
  #isSoftHeader(first: number): boolean {
    const { kind } = this.#tokens;
    switch (kind[first + 1]) {
      case TokenKind.name:
      case TokenKind.number:
      case TokenKind.string:
      case TokenKind.open:
        break;
      case TokenKind.operator:
        if (!/^[-*~]$/.test(this.#tokens.text.charAt(this.#tokens.start[first + 1]!))) return false;
        break;
      default:
        return false;
    }
    const end = this.#endOfHeader(first);
    if (kind[end - 1] !== TokenKind.colon) return false;
    if (tokenIs(this.#tokens, first, 'case')) return true;
    let after = end;
    while (isPassedOver(kind[after]!)) after++;
    return kind[after] === TokenKind.newline;
  }

  /** The index after the colon that ends a header, or the end of the line if there is none. */
  #endOfHeader(first: number): number {
    const { kind, match } = this.#tokens;
    let lambdas = 0;
    for (let i = first; ; i++) {
      const current = kind[i]!;
      if (current === TokenKind.open) i = match[i]!;
      else if (current === TokenKind.colon) {
        if (lambdas === 0) return i + 1;
        lambdas--;
      } else if (current === TokenKind.name) {
        if (tokenIs(this.#tokens, i, 'lambda')) lambdas++;
      } else if (this.#endsStatement(i)) return i;
    }
  }

  #endOfSimple(first: number): number {
    const { kind, match } = this.#tokens;
    for (let i = first; ; i++) {
      if (kind[i] === TokenKind.open) i = match[i]!;
      else if (this.#endsStatement(i)) return i;
    }
  }

  #endsStatement(i: number): boolean {
    const kind = this.#tokens.kind[i]!;
    if (kind === TokenKind.newline || kind === TokenKind.end) return true;
    return (
      kind === TokenKind.operator && this.#tokens.text.charCodeAt(this.#tokens.start[i]!) === 59
    );
  }

  #result(): Statements {
    const count = this.#first.length;
    const next = new Int32Array(count);
    const open: number[] = [];
    for (let s = 0; s < count; s++) {
      while (open.length > 0 && this.#depth[open.at(-1)!]! >= this.#depth[s]!)
        next[open.pop()!] = s;
      open.push(s);
    }
    for (const s of open) next[s] = count;
    return {
      count,
      first: new Int32Array(this.#first),
      last: new Int32Array(this.#last),
      depth: new Int32Array(this.#depth),
      keyword: new Uint8Array(this.#keyword),
      next,
    };
  }
}

function isPassedOver(kind: number): boolean {
  return kind === TokenKind.comment || kind === TokenKind.error;
}
