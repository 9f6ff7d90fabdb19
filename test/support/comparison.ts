import { decodeString } from '../../server/service/sources/python/decode.js';
import { Keyword } from '../../server/service/sources/python/keywords.js';
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import { findSyntaxProblems } from '../../server/service/sources/python/syntax.js';
import { TokenKind, type Tokens, tokenText } from '../../server/service/sources/python/tokens.js';
import { readLiterals } from './literalTables.js';
import type { Truth } from './referee.js';

/** Where our reading and CPython's differ, and how much was compared. */
export class Comparison {
  files = 0;
  refused = 0;
  strings = 0;
  lines = 0;
  classes = 0;
  values = 0;
  tables = 0;
  keys = 0;
  /** Values whose range differs only by parentheses around them, which ast leaves out. */
  parenthesised = 0;
  /** Parts of f-strings and strings with \N{...}. */
  notDecoded = 0;
  readonly misses: string[] = [];

  /** @param text without a byte order mark */
  add(path: string, text: string, truth: Truth): void {
    this.files++;
    const tokens = lex(text);
    const statements = readStatements(tokens);
    const problem = findSyntaxProblems(tokens, statements)[0];
    if (truth.error !== undefined) {
      this.refused++;
      // An older CPython refuses what newer ones allow in f-strings, and so do we not.
      if (problem === undefined && !truth.error.startsWith('f-string')) {
        this.#miss(path, 0, `refused by CPython: ${truth.error}`);
      }
      return;
    }
    if (problem !== undefined) {
      this.#miss(path, problem.span.start, `false syntax error: ${problem.message}`);
    }
    this.#compareTokens(path, tokens, truth);
    const classes: string[] = [];
    for (let s = 0; s < statements.count; s++) {
      if (statements.keyword[s] !== Keyword.class) continue;
      const first = statements.first[s]!;
      const end = tokens.end[statements.last[statements.next[s]! - 1]! - 1]!;
      classes.push([tokenText(tokens, first + 1), tokens.start[first], end].join());
    }
    this.classes += truth.classes.length;
    this.#compareLists(
      path,
      'class',
      classes,
      truth.classes.map(row => row.join()),
    );
    this.#compareTables(path, text, truth);
  }

  #miss(path: string, offset: number, what: string): void {
    this.misses.push(`${path} at ${offset}: ${what}`);
  }

  #compareLists(path: string, what: string, ours: string[], theirs: string[]): void {
    const have = new Set(ours);
    const want = new Set(theirs);
    for (const item of theirs) {
      if (!have.has(item)) this.#miss(path, 0, `${what} missed: ${item}`);
    }
    for (const item of ours) {
      if (!want.has(item)) this.#miss(path, 0, `${what} that is none: ${item}`);
    }
  }

  #compareTokens(path: string, tokens: Tokens, truth: Truth & { error?: undefined }): void {
    const strings: string[] = [];
    const structure: number[] = [];
    const byStart = new Map<number, number>();
    for (let i = 0; i < tokens.count; i++) {
      switch (tokens.kind[i]) {
        case TokenKind.string:
          strings.push(`${tokens.start[i]},${tokens.end[i]}`);
          byStart.set(tokens.start[i]!, i);
          break;
        case TokenKind.newline:
          structure.push(tokens.start[i]!);
          break;
        case TokenKind.indent:
          structure.push(-1);
          break;
        case TokenKind.dedent:
          structure.push(-2);
          break;
      }
    }
    this.strings += truth.strings.length;
    this.#compareLists(
      path,
      'string',
      strings,
      truth.strings.map(span => span.join()),
    );
    this.lines += truth.structure.length;
    if (structure.join() !== truth.structure.join()) this.#miss(path, 0, 'logical lines differ');
    for (const [start, end, value] of truth.values) {
      const first = byStart.get(start);
      if (first === undefined) continue;
      const ours = joinedValue(tokens, first, end);
      this.values++;
      if (ours === undefined) this.notDecoded++;
      else if (ours !== value) this.#miss(path, start, `value ${JSON.stringify(ours)}`);
    }
  }

  #compareTables(path: string, text: string, truth: Truth & { error?: undefined }): void {
    const tables = readLiterals(text).tables;
    for (const [name, span, keys] of truth.tables) {
      this.tables++;
      const table = tables.find(
        candidate =>
          candidate.start <= span[0] && candidate.end >= span[1] && candidate.name === name,
      );
      if (table === undefined) {
        this.#miss(path, span[0], `table ${name} missed`);
        continue;
      }
      const entries = new Map(table.entries.map(entry => [entry.start, entry]));
      for (const [key, [keyStart], [valueStart, valueEnd]] of keys) {
        this.keys++;
        const entry = entries.get(keyStart);
        if (entry === undefined) this.#miss(path, keyStart, `key ${key} missed`);
        else if (entry.value === valueStart && entry.end === valueEnd) continue;
        else if (/^[\s(#]/.test(text.slice(entry.value)) && entry.end >= valueEnd) {
          this.parenthesised++;
        } else this.#miss(path, keyStart, `range of the value of ${key}`);
      }
    }
  }
}

/** The joined value of the string tokens from `first` to the offset `end`; undefined if one is not decoded. */
function joinedValue(tokens: Tokens, first: number, end: number): string | undefined {
  let value = '';
  for (let i = first; tokens.end[i]! <= end; i++) {
    if (tokens.kind[i] !== TokenKind.string) {
      if (tokens.kind[i] === TokenKind.end) break;
      continue;
    }
    const decoded = decodeString(tokens, i);
    if (decoded.kind === 'unknown') return undefined;
    value += decoded.value;
  }
  return value;
}
