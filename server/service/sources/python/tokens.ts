/**
 * The token stream of one Python text, as parallel typed arrays: no object per token.
 * Positions are UTF-16 offsets. Comments are tokens (ignore comments, cursor context); blanks are not.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** A TokenKind. */
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /**
   * For an opening bracket the index of the token that closes it, and the other way round; -1 where it stays open.
   * Where strict matching fails, indentation decides (see brackets.ts): a bracket that was never closed has here the
   * index of the token *before* which it is taken to end, with the bit of `damaged` set.
   */
  readonly match: Int32Array;
  /** 1 for tokens whose bracket structure had to be guessed, and for unterminated strings. */
  readonly damaged: Uint8Array;
  /** For a string token: 1 raw, 2 bytes, 4 f-string, 8 triple, 16 has an escape or line continuation, 32 unterminated, 64 t-string. */
  readonly flags: Uint8Array;
}

export const TokenKind = {
  /** End of a logical line. */
  newline: 0,
  indent: 1,
  dedent: 2,
  name: 3,
  number: 4,
  /** A whole string literal with prefix and quotes; an f-string is one token too (its holes are lexed on demand). */
  string: 5,
  comment: 6,
  operator: 7,
  open: 8,
  close: 9,
  comma: 10,
  colon: 11,
  equals: 12,
  dot: 13,
  /** A character that Python has no token for. */
  error: 14,
  end: 15,
} as const;

export const StringFlag = {
  raw: 1,
  bytes: 2,
  formatted: 4,
  triple: 8,
  escaped: 16,
  unterminated: 32,
  template: 64,
} as const;
