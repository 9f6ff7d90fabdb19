import { Keyword } from '../../server/service/sources/python/keywords.js';
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import {
  Bracket,
  TokenKind,
  type Tokens,
  tokenIs,
  tokenText,
} from '../../server/service/sources/python/tokens.js';

/** What tolerance compares: an entry with its place, and each field as it is written. */
export interface LiteralEntry {
  readonly name: string;
  readonly start: number;
  /** Where the value starts. */
  readonly value: number;
  readonly end: number;
  readonly fields: readonly { readonly key: string; readonly value: string; readonly at: number }[];
}

export interface LiteralTable {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly entries: readonly LiteralEntry[];
}

export interface LiteralClass {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface LiteralModule {
  readonly tables: readonly LiteralTable[];
  readonly classes: readonly LiteralClass[];
}

/** Reads `NAME = {..}` and `NAME = dict(..)` and classes off the tokens alone: nothing is evaluated. */
export function readLiterals(text: string): LiteralModule {
  const tokens = lex(text);
  const statements = readStatements(tokens);
  const tables: LiteralTable[] = [];
  const classes: LiteralClass[] = [];
  for (let s = 0; s < statements.count; s++) {
    const first = statements.first[s]!;
    if (statements.keyword[s] === Keyword.class) {
      const lastStatement = statements.next[s]! - 1;
      classes.push({
        name: tokenText(tokens, first + 1),
        start: tokens.start[first]!,
        end: tokens.end[statements.last[lastStatement]! - 1]!,
      });
    } else if (statements.depth[s] === 0) {
      const table = tableOf(tokens, first, statements.last[s]!);
      if (table !== undefined) tables.push(table);
    }
  }
  return { tables, classes };
}

function tableOf(tokens: Tokens, first: number, last: number): LiteralTable | undefined {
  if (tokens.kind[first] !== TokenKind.name) return undefined;
  for (let i = first + 1; i < last; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.equals) {
      const open = displayAt(tokens, solid(tokens, i + 1));
      if (open < 0) return undefined;
      return {
        name: tokenText(tokens, first),
        start: tokens.start[first]!,
        end: tokens.end[tokens.match[open]!]!,
        entries: items(tokens, open).map(item => entryOf(tokens, item)),
      };
    }
  }
  return undefined;
}

interface Item {
  /** The tokens of key and value, comments left out. */
  readonly key: number;
  readonly value: number;
  readonly last: number;
}

/** The opening bracket of a `{..}` or `dict(..)` that starts at the token, or -1. */
function displayAt(tokens: Tokens, at: number): number {
  if (tokens.kind[at] === TokenKind.open && tokens.flags[at] === Bracket.curly) return at;
  if (!tokenIs(tokens, at, 'dict')) return -1;
  const open = solid(tokens, at + 1);
  return tokens.kind[open] === TokenKind.open && tokens.flags[open] === Bracket.round ? open : -1;
}

/** `key: value` and `key=value` items; others are left out. */
function items(tokens: Tokens, open: number): Item[] {
  const close = tokens.match[open]!;
  const found: Item[] = [];
  for (let i = open + 1; i < close; ) {
    const itemStart = solid(tokens, i);
    let separator = -1;
    let last = -1;
    for (i = itemStart; i < close && tokens.kind[i] !== TokenKind.comma; i++) {
      const kind = tokens.kind[i];
      if (kind === TokenKind.comment || kind === TokenKind.error) continue;
      if (separator < 0 && (kind === TokenKind.colon || kind === TokenKind.equals)) separator = i;
      if (kind === TokenKind.open) i = tokens.match[i]!;
      last = i;
    }
    i++;
    if (separator > itemStart && last > separator) {
      found.push({ key: itemStart, value: solid(tokens, separator + 1), last });
    }
  }
  return found;
}

function entryOf(tokens: Tokens, item: Item): LiteralEntry {
  const open = displayAt(tokens, item.value);
  return {
    name: tokenText(tokens, item.key),
    start: tokens.start[item.key]!,
    value: tokens.start[item.value]!,
    end: tokens.end[item.last]!,
    fields: (open < 0 ? [] : items(tokens, open)).map(field => ({
      key: tokenText(tokens, field.key),
      value: tokens.text.slice(tokens.start[field.value], tokens.end[field.last]),
      at: tokens.start[field.key]!,
    })),
  };
}

function solid(tokens: Tokens, from: number): number {
  let i = from;
  while (tokens.kind[i] === TokenKind.comment || tokens.kind[i] === TokenKind.error) i++;
  return i;
}
