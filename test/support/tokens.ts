import {
  Bracket,
  TokenKind,
  type Tokens,
  tokenText,
} from '../../server/service/sources/python/tokens.js';

const KIND_NAMES = Object.fromEntries(
  Object.entries(TokenKind).map(([name, kind]) => [kind, name]),
) as Record<number, keyof typeof TokenKind>;
const OPENING = { [Bracket.round]: '(', [Bracket.square]: '[', [Bracket.curly]: '{' };
const CLOSING = { [Bracket.round]: ')', [Bracket.square]: ']', [Bracket.curly]: '}' };

/** `kind:text` for each token, without those that only say where lines end. */
export function kinds(tokens: Tokens): string[] {
  return indices(tokens).map(i => `${KIND_NAMES[tokens.kind[i]!]}:${tokenText(tokens, i)}`);
}

/**
 * The tokens on one line: added ones as `+}`, errors as `!x`, unterminated strings as `?"x`, and `;` `>` `<` for line ends,
 * indents and dedents.
 */
export function shape(tokens: Tokens): string {
  return Array.from({ length: tokens.count }, (_, i) => shapeOf(tokens, i))
    .filter(part => part !== '')
    .join(' ');
}

function shapeOf(tokens: Tokens, i: number): string {
  const text = tokenText(tokens, i);
  const isAdded = tokens.start[i] === tokens.end[i];
  const bracket = tokens.flags[i] as keyof typeof OPENING;
  switch (tokens.kind[i]) {
    case TokenKind.newline:
      return ';';
    case TokenKind.indent:
      return '>';
    case TokenKind.dedent:
      return '<';
    case TokenKind.end:
    case TokenKind.comment:
      return '';
    case TokenKind.error:
      return `!${text}`;
    case TokenKind.open:
      return isAdded ? `+${OPENING[bracket]}` : text;
    case TokenKind.close:
      return isAdded ? `+${CLOSING[bracket]}` : text;
    case TokenKind.comma:
      return isAdded ? '+,' : text;
    case TokenKind.colon:
      return isAdded ? '+:' : text;
    case TokenKind.equals:
      return isAdded ? '+=' : text;
    case TokenKind.string:
      return tokens.damaged[i] === 1 ? `?${text}` : text;
    default:
      return text;
  }
}

function indices(tokens: Tokens): number[] {
  const layout: readonly number[] = [
    TokenKind.newline,
    TokenKind.indent,
    TokenKind.dedent,
    TokenKind.end,
  ];
  return Array.from({ length: tokens.count }, (_, i) => i).filter(
    i => !layout.includes(tokens.kind[i]!),
  );
}

/** What is wrong with a token stream that should be well formed; undefined if nothing is. */
export function malformation(tokens: Tokens): string | undefined {
  const open: number[] = [];
  let covered = 0;
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start[i]!;
    const end = tokens.end[i]!;
    if (end < start || start < covered) return `token ${i} overlaps or runs backwards`;
    const gap = tokens.text.slice(covered, start).replace(/^\ufeff/, '');
    if (!/^(?:[ \t\f\r\n]|\\[\r\n])*$/.test(gap))
      return `text is skipped before token ${i}: ${gap}`;
    covered = end;
    switch (tokens.kind[i]) {
      case TokenKind.open:
        open.push(i);
        break;
      case TokenKind.close: {
        const opener = open.pop();
        if (opener === undefined) return `token ${i} closes nothing`;
        if (tokens.match[i] !== opener || tokens.match[opener] !== i)
          return `token ${i} is not paired`;
        if (tokens.flags[i] !== tokens.flags[opener]) return `token ${i} closes another kind`;
        break;
      }
      case TokenKind.newline:
      case TokenKind.indent:
      case TokenKind.dedent:
        if (open.length > 0) return `a line ends inside brackets at token ${i}`;
        break;
      default:
        if (tokens.match[i] !== -1) return `token ${i} has a partner`;
    }
    if (start === end && tokens.damaged[i] === 0 && !isLayout(tokens.kind[i]!)) {
      return `token ${i} is empty but not damaged`;
    }
  }
  if (open.length > 0) return 'brackets stay open';
  if (tokens.kind[tokens.count - 1] !== TokenKind.end) return 'the end is missing';
  return covered === tokens.text.length ? undefined : 'the end is too early';
}

function isLayout(kind: number): boolean {
  return (
    kind === TokenKind.newline ||
    kind === TokenKind.indent ||
    kind === TokenKind.dedent ||
    kind === TokenKind.end
  );
}
