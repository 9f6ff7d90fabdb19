import { TokenKind, type Tokens, tokenIs } from './tokens.js';

/** The keyword that a statement starts with and that decides what it is. `async` counts as the keyword after it. */
export const Keyword = {
  none: 0,
  if: 1,
  elif: 2,
  else: 3,
  for: 4,
  while: 5,
  try: 6,
  except: 7,
  finally: 8,
  with: 9,
  def: 10,
  class: 11,
  match: 12,
  case: 13,
  import: 14,
  from: 15,
  return: 16,
  raise: 17,
  del: 18,
  pass: 19,
  break: 20,
  continue: 21,
  global: 22,
  nonlocal: 23,
  assert: 24,
  /** `@name` above a function or class. */
  decorator: 25,
} as const;

/** The keywords that start a statement, by their first letter. `match` and `case` are names in most places. */
const BY_FIRST_LETTER: [text: string, keyword: number][][] = Array.from({ length: 128 }, () => []);
const STATEMENT_KEYWORDS = Object.entries(Keyword).filter(
  ([text]) => text !== 'none' && text !== 'decorator',
);
for (const [text, keyword] of STATEMENT_KEYWORDS) {
  BY_FIRST_LETTER[text.charCodeAt(0)]!.push([text, keyword]);
}
const SOFT: ReadonlySet<number> = new Set([Keyword.match, Keyword.case]);

/** Whether the keyword opens a block with a colon. */
export function opensBlock(keyword: number): boolean {
  return keyword >= Keyword.if && keyword <= Keyword.case;
}

/** The statement keyword that a token is; `match` and `case` only if `soft`. */
export function keywordAt(tokens: Tokens, index: number, soft: boolean): number {
  if (tokens.kind[index] !== TokenKind.name) return Keyword.none;
  const candidates = BY_FIRST_LETTER[tokens.text.charCodeAt(tokens.start[index]!)];
  if (candidates === undefined) return Keyword.none;
  for (const [text, keyword] of candidates) {
    if (tokenIs(tokens, index, text)) return SOFT.has(keyword) && !soft ? Keyword.none : keyword;
  }
  return Keyword.none;
}

const RESERVED: ReadonlySet<string> = new Set([
  ...STATEMENT_KEYWORDS.filter(([, keyword]) => !SOFT.has(keyword)).map(([text]) => text),
  ...['and', 'as', 'async', 'await', 'in', 'is', 'lambda', 'not', 'or', 'yield'],
  ...['False', 'None', 'True'],
]);

/** Whether Python reserves the word, so that nothing can be called so. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}
