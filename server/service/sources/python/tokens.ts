/**
 * The token stream of one Python text, as parallel typed arrays: no object per token.
 * Positions are UTF-16 offsets, and starts never decrease. Comments are tokens (ignore comments, cursor context); blanks are not.
 *
 * The stream is always well formed, whatever the text: brackets pair and nest, and no `newline` stands between a pair.
 * Where the text's own brackets do not pair, indentation decides (brackets.ts). What is missing is then *added* as a token
 * of no width (start = end): a bracket, the comma before the next entry, the colon before a `{`, the `=` of a table. What is too much becomes an
 * `error` token, to be passed over like a comment. A reader needs to know nothing else about damaged text.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** A TokenKind. */
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** For an opening bracket the index of the token that closes it, and the other way round; -1 for every other token. */
  readonly match: Int32Array;
  /** 1 for added tokens, brackets that pair with an added one, `error` tokens and unterminated strings. */
  readonly damaged: Uint8Array;
  /** For a string token: a set of StringFlag. For a bracket (an added one has no text): one of Bracket. Otherwise 0. */
  readonly flags: Uint8Array;
  /** For an opening bracket: a Plainness. It is found out when it is asked for (parsing/plainLiterals.ts). */
  readonly plainness: Uint8Array;
}

/** Whether a bracket is a plain literal. */
export const Plainness = { unknown: 0, plain: 1, other: 2 } as const;

export const TokenKind = {
  /** End of a logical line: the line break, or of no width at the end of the text. */
  newline: 0,
  indent: 1,
  dedent: 2,
  name: 3,
  number: 4,
  /** A whole string literal with prefix and quotes; an f-string is one token too (its holes are lexed on demand). */
  string: 5,
  comment: 6,
  /** Every operator and delimiter without a kind of its own, longest match: `**=`, `->`, `:=`, `...`, `;`. */
  operator: 7,
  open: 8,
  close: 9,
  comma: 10,
  colon: 11,
  equals: 12,
  dot: 13,
  /** What Python has no token for or what stands where nothing may: to be passed over like a comment. */
  error: 14,
  /** The last token, at the end of the text. */
  end: 15,
} as const;

export const StringFlag = {
  raw: 1,
  bytes: 2,
  formatted: 4,
  triple: 8,
  /** Holds a backslash (not in raw strings: there it is text). */
  escaped: 16,
  unterminated: 32,
  template: 64,
} as const;

export const Bracket = { round: 1, square: 2, curly: 3 } as const;

/** The source text of a token; empty for an added one. */
export function tokenText(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.start[index], tokens.end[index]);
}

/** Whether a token's source text is exactly `expected`, without making a string. */
export function tokenIs(tokens: Tokens, index: number, expected: string): boolean {
  const start = tokens.start[index]!;
  return tokens.end[index]! - start === expected.length && tokens.text.startsWith(expected, start);
}
