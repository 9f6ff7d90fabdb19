import { Bracket, Plainness, StringFlag, TokenKind, type Tokens, tokenIs } from '../tokens.js';

/** What may come next inside a bracket. */
const Expect = {
  /** The first key of a dict, or its end. */
  key: 0,
  colon: 1,
  value: 2,
  /** A comma or the end; after a string also another string. */
  commaAfterString: 3,
  comma: 4,
  /** The bracket is no plain literal; only its end matters. */
  end: 5,
} as const;

const UNUSUAL_STRING =
  StringFlag.bytes | StringFlag.formatted | StringFlag.template | StringFlag.unterminated;

/** CPython refuses deeper nesting, so deeper brackets are no literals. */
const DEEPEST = 200;

/**
 * Whether the bracket that opens here is a plain literal: a dict with string keys, a list, a tuple or a parenthesised value of
 * strings, numbers, `None`, `True`, `False` and the same.
 */
export function isPlainLiteral(tokens: Tokens, open: number): boolean {
  if (tokens.plainness[open] === Plainness.unknown) markPlainLiterals(tokens, open);
  return tokens.plainness[open] === Plainness.plain;
}

/** Finds it out for a bracket and every bracket inside it of which it is not known. One pass, however deep the nesting. */
function markPlainLiterals(tokens: Tokens, open: number): void {
  const { kind, match, damaged, flags, plainness: marks } = tokens;
  const last = match[open]!;
  const opened: number[] = [];
  const expected: number[] = [];
  let expect: number = Expect.value;
  for (let i = open; i <= last; i++) {
    switch (kind[i]) {
      case TokenKind.open:
        if (marks[i] !== Plainness.unknown) {
          const isValue = expect === Expect.value && marks[i] === Plainness.plain;
          expect = isValue ? Expect.comma : Expect.end;
          i = match[i]!;
          break;
        }
        opened.push(i);
        expected.push(i !== open && expect === Expect.value ? Expect.comma : Expect.end);
        expect = flags[i] === Bracket.curly ? Expect.key : Expect.value;
        if (damaged[i] === 1 || opened.length > DEEPEST) expect = Expect.end;
        break;
      case TokenKind.close: {
        const isPlain =
          expect >= Expect.commaAfterString
            ? expect !== Expect.end
            : expect === Expect.key || (expect === Expect.value && mayEnd(tokens, i));
        marks[opened.pop()!] = isPlain && damaged[i] === 0 ? Plainness.plain : Plainness.other;
        expect = expected.pop()!;
        if (!isPlain || damaged[i] === 1) expect = Expect.end;
        break;
      }
      case TokenKind.string:
        if ((flags[i]! & UNUSUAL_STRING) !== 0) expect = Expect.end;
        else if (expect === Expect.value) expect = Expect.commaAfterString;
        else if (expect === Expect.key) expect = Expect.colon;
        else if (expect !== Expect.commaAfterString) expect = Expect.end;
        break;
      case TokenKind.comma:
        if (expect === Expect.comma || expect === Expect.commaAfterString) {
          expect = flags[opened[opened.length - 1]!] === Bracket.curly ? Expect.key : Expect.value;
        } else expect = Expect.end;
        if (damaged[i] === 1) expect = Expect.end;
        break;
      case TokenKind.colon:
        expect = expect === Expect.colon && damaged[i] === 0 ? Expect.value : Expect.end;
        break;
      case TokenKind.number:
        expect = expect === Expect.value ? Expect.comma : Expect.end;
        break;
      case TokenKind.name:
        expect = expect === Expect.value && isConstant(tokens, i) ? Expect.comma : Expect.end;
        break;
      case TokenKind.operator:
        if (
          expect !== Expect.value ||
          !tokenIs(tokens, i, '-') ||
          kind[i + 1] !== TokenKind.number
        ) {
          expect = Expect.end;
        }
        break;
      case TokenKind.comment:
        break;
      default:
        expect = Expect.end;
    }
  }
}

/** A list or tuple may end where a value is expected: empty, or after a comma. A dict may not end after its colon. */
function mayEnd(tokens: Tokens, close: number): boolean {
  return tokens.flags[close] !== Bracket.curly;
}

function isConstant(tokens: Tokens, i: number): boolean {
  return tokenIs(tokens, i, 'None') || tokenIs(tokens, i, 'True') || tokenIs(tokens, i, 'False');
}
