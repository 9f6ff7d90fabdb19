import { TokenKind, tokenIs } from '../tokens.js';
import type { Expression, UnreadableNode } from './ast.js';
import type { PythonSource } from './source.js';

/** Expressions that nest deeper have no place in a registry, and would cost the stack. Plain literals may (plainLiterals.ts). */
const DEEPEST = 100;

/** A place in a run of tokens that an expression is read from. Comments and tokens that are too much are passed over. */
export class Cursor {
  readonly source: PythonSource;
  /** The token that is read next. */
  at: number;
  /** The index after the last token. */
  readonly limit: number;
  #depth: number;

  constructor(source: PythonSource, first: number, limit: number, depth = 0) {
    this.source = source;
    this.at = first;
    this.limit = limit;
    this.#depth = depth;
    this.#passOver();
  }

  get isAtEnd(): boolean {
    return this.at >= this.limit;
  }

  /** A TokenKind; `end` behind the last token. */
  get kind(): number {
    return this.at < this.limit ? this.source.tokens.kind[this.at]! : TokenKind.end;
  }

  get start(): number {
    return this.at < this.limit ? this.source.start(this.at) : this.endOfPrevious;
  }

  /** Where the token before this one ends. */
  get endOfPrevious(): number {
    const { kind } = this.source.tokens;
    let token = Math.min(this.at, this.limit) - 1;
    while (token > 0 && (kind[token] === TokenKind.comment || kind[token] === TokenKind.error)) {
      token--;
    }
    return token < 0 ? this.source.base : this.source.end(token);
  }

  get text(): string {
    return this.at < this.limit ? this.source.tokenText(this.at) : '';
  }

  is(text: string): boolean {
    return this.at < this.limit && tokenIs(this.source.tokens, this.at, text);
  }

  isName(text: string): boolean {
    return this.kind === TokenKind.name && this.is(text);
  }

  isOperator(text: string): boolean {
    return this.kind === TokenKind.operator && this.is(text);
  }

  advance(): void {
    this.at++;
    this.#passOver();
  }

  /** Whether nothing of an expression follows the token here: the end, a comma, a closing bracket or a colon. */
  endsBehind(): boolean {
    const next = this.at + 1;
    if (next >= this.limit) return true;
    const kind = this.source.tokens.kind[next];
    return kind === TokenKind.comma || kind === TokenKind.colon || kind === TokenKind.close;
  }

  /** Passes a token if it is the operator or keyword. */
  take(text: string): boolean {
    if (!this.is(text) || this.kind === TokenKind.string) return false;
    this.advance();
    return true;
  }

  takeKind(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** A cursor over what stands between the bracket here and the one that closes it; this one moves behind it. */
  enter(): Cursor {
    const open = this.at;
    const close = this.source.tokens.match[open]!;
    this.at = close;
    this.advance();
    return new Cursor(this.source, open + 1, close, this.#depth);
  }

  /** Moves to the next comma that is not inside a bracket, or to the end. */
  skipToComma(): void {
    const { kind, match } = this.source.tokens;
    while (this.at < this.limit && kind[this.at] !== TokenKind.comma) {
      this.at = kind[this.at] === TokenKind.open ? match[this.at]! + 1 : this.at + 1;
    }
  }

  /** Gives up on the expression that begins at `start`: it ends at the next comma. */
  unreadable(start: number, reason: UnreadableNode['reason'] = 'syntax'): UnreadableNode {
    this.skipToComma();
    return { kind: 'unreadable', reason, start, end: Math.max(start, this.endOfPrevious) };
  }

  /** Reads one level deeper, unless that is too deep. */
  deeper(read: () => Expression): Expression {
    if (this.#depth >= DEEPEST || !this.source.mayRead()) {
      return this.unreadable(this.start, 'limit');
    }
    this.#depth++;
    const node = read();
    this.#depth--;
    return node;
  }

  #passOver(): void {
    const { kind } = this.source.tokens;
    while (
      this.at < this.limit &&
      (kind[this.at] === TokenKind.comment || kind[this.at] === TokenKind.error)
    ) {
      this.at++;
    }
  }
}
