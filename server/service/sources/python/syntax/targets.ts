import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from '../tokens.js';
import type { Fault } from './fault.js';
import { isConstant, isIdentifier, pastComments } from './words.js';

/** What may be assigned to. */
export interface TargetForm {
  /** `a, b` and `*a`, also in parentheses. */
  readonly tuple: boolean;
}

/** Checks that the tokens, which are a valid expression, can be assigned to. */
export function targetFault(
  tokens: Tokens,
  first: number,
  last: number,
  form: TargetForm,
): Fault | undefined {
  const ranges: [first: number, last: number][] = [[first, last]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    let from = range[0];
    for (let i = from; i <= range[1]; i++) {
      if (i < range[1] && tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
      else if (i === range[1] || tokens.kind[i] === TokenKind.comma) {
        if (i < range[1] && !form.tuple) {
          return { message: 'only one target can stand here', token: i };
        }
        const fault = oneTarget(tokens, from, i, form, ranges);
        if (fault !== undefined) return fault;
        from = i + 1;
      }
    }
  }
  return undefined;
}

/** A name, attribute or item; what stands in brackets is added to `ranges`. */
function oneTarget(
  tokens: Tokens,
  from: number,
  last: number,
  form: TargetForm,
  ranges: [first: number, last: number][],
): Fault | undefined {
  let first = pastComments(tokens, from, last);
  if (first === last) return undefined;
  if (tokenIs(tokens, first, '*')) {
    if (!form.tuple) return { message: "'*' cannot stand here", token: first };
    first = pastComments(tokens, first + 1, last);
  }
  let atom = 'literal';
  let i = first + 1;
  if (tokens.kind[first] === TokenKind.name) {
    const word = tokenText(tokens, first);
    if (isConstant(word)) return { message: `${word} cannot be assigned to`, token: first };
    atom = isIdentifier(tokens, first) ? 'name' : 'expression';
  } else if (tokens.kind[first] === TokenKind.open) {
    i = tokens.match[first]! + 1;
    atom = tokens.flags[first] === Bracket.curly ? 'literal' : 'group';
  } else if (tokens.kind[first] === TokenKind.operator) atom = 'expression';
  let ends = atom;
  for (i = pastComments(tokens, i, last); i < last; i = pastComments(tokens, i + 1, last)) {
    const kind = tokens.kind[i];
    if (kind === TokenKind.dot) {
      i = pastComments(tokens, i + 1, last);
      ends = 'attribute';
    } else if (kind === TokenKind.open) {
      ends = tokens.flags[i] === Bracket.square ? 'item' : 'call';
      i = tokens.match[i]!;
    } else if (kind !== TokenKind.string) return cannot('an expression', first);
  }
  switch (ends) {
    case 'group':
      ranges.push([first + 1, tokens.match[first]!]);
      return undefined;
    case 'literal':
      return cannot('a literal', first);
    case 'call':
      return cannot('the result of a call', first);
    case 'expression':
      return cannot('an expression', first);
    default:
      return undefined;
  }
}

function cannot(what: string, token: number): Fault {
  return { message: `${what} cannot be assigned to; '==' compares`, token };
}
