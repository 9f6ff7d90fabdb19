import { Scanner } from './scanner.js';
import { endOfProse } from './swallowedCode.js';
import { StringFlag, TokenKind, type Tokens } from './tokens.js';

/** Splits a text into tokens. Any text is accepted; time and memory grow linearly with it. */
export function lex(text: string): Tokens {
  return lexWhole(text).tokens;
}

/** Splits a text into tokens, and says whether each of its parts would read the same by itself. */
export function lexWhole(text: string): { tokens: Tokens; isStrict: boolean } {
  const first = new Scanner(text, 0);
  const tokens = first.run();
  const { isStrict } = first;
  const isClear = first.brokenStrings === 0 || !hidesCode(tokens);
  return { tokens: isClear ? tokens : withDoubts(text, tokens, first), isStrict };
}

/** Where quotes do not pair, a string of several lines that reads as code may have been taken for one wrongly. */
function withDoubts(text: string, tokens: Tokens, first: Scanner): Tokens {
  let best = tokens;
  let least = first;
  for (const doubts of [1, Number.POSITIVE_INFINITY]) {
    const scanner = new Scanner(text, doubts);
    const other = scanner.run();
    const difference = scanner.brokenStrings - least.brokenStrings || scanner.damage - least.damage;
    if (difference > 0 || (difference === 0 && best !== tokens)) continue;
    best = other;
    least = scanner;
  }
  return best;
}

function hidesCode(tokens: Tokens): boolean {
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== TokenKind.string || !(tokens.flags[i]! & StringFlag.triple)) continue;
    if (endOfProse(tokens.text, tokens.start[i]!, tokens.end[i]!) >= 0) return true;
  }
  return false;
}
