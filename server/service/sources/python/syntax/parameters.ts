import { TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import { expressionFault } from './expressions.js';
import type { Fault } from './fault.js';
import { isIdentifier, pastComments, quoted } from './words.js';

/** Checks what stands between the parentheses of a `def`. */
export function parametersFault(tokens: Tokens, first: number, last: number): Fault | undefined {
  const check = new ParameterCheck(tokens);
  let from = first;
  for (let i = first; i <= last; i++) {
    if (i < last && tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (i === last || tokens.kind[i] === TokenKind.comma) {
      const start = pastComments(tokens, from, i);
      if (start === i && i === last) break;
      const fault =
        start === i
          ? { message: 'a parameter is expected before the comma', token: i }
          : check.parameter(start, i);
      if (fault !== undefined) return fault;
      from = i + 1;
    }
  }
  return check.end(last);
}

class ParameterCheck {
  readonly #tokens: Tokens;
  readonly #names = new Set<string>();
  #hasDefault = false;
  #hasStar = false;
  #hasDoubleStar = false;
  #bareStar = -1;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  parameter(first: number, last: number): Fault | undefined {
    const tokens = this.#tokens;
    if (this.#hasDoubleStar) {
      return { message: "no parameter can follow '**'", token: first };
    }
    let name = first;
    const mark = tokens.kind[first] === TokenKind.operator ? tokenText(tokens, first) : '';
    if (mark !== '') {
      name = pastComments(tokens, first + 1, last);
      if (mark === '/' && name === last && this.#names.size > 0 && !this.#hasStar) return undefined;
      if (mark !== '*' && mark !== '**') return this.#expected(first);
      if (mark === '*' && this.#hasStar) {
        return { message: "'*' can stand once only", token: first };
      }
      if (mark === '*') this.#hasStar = true;
      else this.#hasDoubleStar = true;
      if (mark === '*' && name === last) {
        this.#bareStar = first;
        return undefined;
      }
    }
    this.#bareStar = -1;
    if (name === last || !isIdentifier(tokens, name))
      return this.#expected(name === last ? first : name);
    const word = tokenText(tokens, name);
    if (this.#names.has(word)) {
      return { message: `the parameter '${word}' is repeated`, token: name };
    }
    this.#names.add(word);
    return this.#annotationAndDefault(name, last, mark !== '');
  }

  #annotationAndDefault(name: number, last: number, isStarred: boolean): Fault | undefined {
    const tokens = this.#tokens;
    let i = pastComments(tokens, name + 1, last);
    if (i < last && tokens.kind[i] === TokenKind.colon) {
      const end = nextAtLevel(tokens, i + 1, last, TokenKind.equals);
      const fault = expressionFault(tokens, i + 1, end, { tuple: isStarred });
      if (fault !== undefined) return fault;
      i = end;
    }
    if (i === last) {
      if (this.#hasDefault && !this.#hasStar && !isStarred) {
        return {
          message: 'a parameter without a default cannot follow one with a default',
          token: name,
        };
      }
      return undefined;
    }
    if (tokens.kind[i] !== TokenKind.equals || isStarred) {
      return { message: `${quoted(tokens, i)} cannot stand in a parameter`, token: i };
    }
    if (!this.#hasStar) this.#hasDefault = true;
    return expressionFault(tokens, i + 1, last);
  }

  #expected(token: number): Fault {
    return { message: `a parameter's name is expected, not ${quoted(this.#tokens, token)}`, token };
  }

  end(last: number): Fault | undefined {
    if (this.#bareStar < 0) return undefined;
    return { message: "a parameter is expected after '*'", token: last };
  }
}

/** The first token of a kind that is in no brackets, or `last`. */
export function nextAtLevel(tokens: Tokens, from: number, last: number, kind: number): number {
  for (let i = from; i < last; i++) {
    if (tokens.kind[i] === kind) return i;
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
  }
  return last;
}

/** The first occurrence of a word that is in no brackets, or `last`. */
export function nextWord(tokens: Tokens, from: number, last: number, word: string): number {
  for (let i = from; i < last; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.name && tokenIs(tokens, i, word)) return i;
  }
  return last;
}
