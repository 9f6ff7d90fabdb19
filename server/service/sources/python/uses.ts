import { detach } from '../../text/detach.js';
import type { Use, UseContext } from '../facts.js';
import { Keyword } from './keywords.js';
import { readStatements, type Statements } from './statements.js';
import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from './tokens.js';
import { readBindings } from './uses/bindings.js';
import { choicesOf, isOperandEnd, valueEndingAt, valueOfExpression } from './uses/expressions.js';
import { displayOf, elementsOf, readWrittenText, skipTrivia, unwrapped } from './uses/literals.js';
import { boundBy, comprehensionOf } from './uses/loops.js';
import { Scope, type Source, UNKNOWN, type Value } from './uses/values.js';
import {
  CALLS,
  METADATA_CALLS,
  METADATA_LISTS,
  METHODS,
  type NameParameter,
  TABLES,
} from './uses/vocabulary.js';

/**
 * The places of a module that name a step: calls on what is bound to a DAG, config factory, registry manager or catalogue
 * of cursus, and functions and tables imported from it. Never a method of that name on anything else.
 * @param path relative to the project
 */
export function readUses(tokens: Tokens, path: string, statements?: Statements): Use[] {
  return new UseReader(path).read(tokens, statements);
}

/** Reads texts that run one after the other in one module: what a cell of a notebook imports counts in later cells. */
export class UseReader {
  readonly #path: string;
  readonly #module = new Scope('module');
  #base = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The uses of the next text, in its own offsets. A name that is used here but written in an earlier text is left out. */
  read(tokens: Tokens, statements: Statements = readStatements(tokens)): Use[] {
    const source: Source = { tokens, statements, base: this.#base };
    this.#base += tokens.count;
    const scopes = readBindings(source, this.#module, this.#path);
    return new UseCollector(source, scopes).run();
  }
}

class UseCollector {
  readonly #source: Source;
  readonly #tokens: Tokens;
  readonly #scopes: readonly Scope[];
  readonly #uses: Use[] = [];
  /** Where uses have been found, by context: a constant is used where it is written, once. */
  readonly #places = new Map<UseContext, Set<number>>();
  /** A node and the edges at it say the same name, which is kept once. */
  readonly #names = new Map<string, string>();
  /** Lists that have been gone through. */
  readonly #lists = new Set<string>();
  #scope: Scope;
  /** The token that closes the metadata call around the current one. */
  #metadataUntil = -1;

  constructor(source: Source, scopes: readonly Scope[]) {
    this.#source = source;
    this.#tokens = source.tokens;
    this.#scopes = scopes;
    this.#scope = scopes[0]!;
  }

  run(): Use[] {
    const { count, first, last, keyword } = this.#source.statements;
    for (let s = 0; s < count; s++) {
      if (keyword[s] === Keyword.def || keyword[s] === Keyword.class) continue;
      this.#scope = this.#scopes[s]!;
      this.#statement(first[s]!, last[s]!);
    }
    return this.#uses.sort((a, b) => a.span.start - b.span.start);
  }

  #statement(start: number, end: number): void {
    const { kind, flags } = this.#tokens;
    for (let i = start; i < end; i++) {
      switch (kind[i]) {
        case TokenKind.open:
          if (i === start || !isOperandEnd(this.#tokens, i - 1)) break;
          if (flags[i] === Bracket.round) this.#call(i);
          else if (flags[i] === Bracket.square) this.#subscript(i);
          break;
        case TokenKind.name:
          if (tokenIs(this.#tokens, i, 'in')) this.#membership(i, start, end);
          break;
        case TokenKind.string:
          if (i < this.#metadataUntil) this.#metadataList(i);
          break;
      }
    }
  }

  #call(open: number): void {
    const tokens = this.#tokens;
    const last = open - 1;
    if (tokens.kind[last] !== TokenKind.name) return;
    const name = tokenText(tokens, last);
    if (tokens.kind[last - 1] === TokenKind.dot) {
      const isMethod = this.#method(name, last, open);
      if (isMethod) return;
    }
    const callee = valueEndingAt(this.#source, last, this.#scope);
    if (callee.kind !== 'cursus') return;
    if (METADATA_CALLS.has(callee.name)) {
      this.#metadataUntil = Math.max(this.#metadataUntil, tokens.match[open]!);
    }
    const parameters = CALLS.get(callee.name);
    if (parameters !== undefined) this.#arguments(open, parameters);
  }

  #method(name: string, last: number, open: number): boolean {
    const isTableMethod = name === 'get' || name === 'pop' || name === 'setdefault';
    if (!isTableMethod && !METHOD_NAMES.has(name)) return false;
    const owner = valueEndingAt(this.#source, last - 2, this.#scope);
    if (owner.kind === 'instance') {
      const parameters = METHODS[owner.of].get(name);
      if (parameters !== undefined) this.#arguments(open, parameters);
      return true;
    }
    const context = isTableMethod && owner.kind === 'cursus' ? TABLES.get(owner.name) : undefined;
    if (context === undefined) return false;
    const asked = context === 'subscript' ? 'predicate' : context;
    this.#arguments(open, [{ keyword: '', position: 0, context: asked }]);
    return true;
  }

  #arguments(open: number, parameters: readonly NameParameter[]): void {
    const tokens = this.#tokens;
    let position = 0;
    for (const [first, end] of elementsOf(tokens, open)) {
      const start = skipTrivia(tokens, first, end);
      const isKeyword =
        tokens.kind[start] === TokenKind.name &&
        start + 1 < end &&
        tokens.kind[start + 1] === TokenKind.equals;
      const keyword = isKeyword ? tokenText(tokens, start) : undefined;
      const parameter = parameters.find(candidate =>
        isKeyword ? candidate.keyword === keyword : candidate.position === position,
      );
      if (!isKeyword) position++;
      if (parameter === undefined) continue;
      this.#argument(isKeyword ? start + 2 : start, end, parameter);
    }
  }

  #argument(first: number, end: number, { context, shape }: NameParameter): void {
    if (shape === undefined) {
      this.#name(first, end, context);
      return;
    }
    const tokens = this.#tokens;
    const value = valueOfExpression(this.#source, first, end, this.#scope);
    if (value.kind !== 'list' || value.source !== this.#source) return;
    if (this.#hasRead(value.open, shape, context)) return;
    for (const [from, to] of elementsOf(tokens, value.open)) {
      if (shape === 'names') {
        this.#name(from, to, context);
        continue;
      }
      const pair = displayOf(tokens, from, to);
      if (pair === undefined) continue;
      for (const [start, stop] of elementsOf(tokens, pair)) {
        this.#name(start, stop, context);
      }
    }
  }

  /** Adds the name that an expression is: written here, or a constant or loop variable of this text; of a choice both. */
  #name(first: number, end: number, context: UseContext): void {
    if (end === first + 1 && this.#tokens.kind[first] === TokenKind.string) {
      this.#written(first, end, context);
      return;
    }
    for (const [from, to] of choicesOf(this.#tokens, first, end)) this.#oneName(from, to, context);
  }

  #oneName(first: number, end: number, context: UseContext): void {
    const tokens = this.#tokens;
    const [start, stop] = unwrapped(tokens, first, end);
    if (tokens.kind[start] === TokenKind.string) this.#written(start, stop, context);
    else if (stop === start + 1 && tokens.kind[start] === TokenKind.name) {
      this.#constant(this.#valueOfName(start), context);
    }
  }

  #valueOfName(at: number): Value {
    const clause = comprehensionOf(this.#tokens, at);
    if (clause === undefined) return valueOfExpression(this.#source, at, at + 1, this.#scope);
    const name = tokenText(this.#tokens, at);
    for (const bound of boundBy(this.#source, clause, this.#scope)) {
      if (bound.name === name) return bound.value;
    }
    return UNKNOWN;
  }

  #constant(value: Value, context: UseContext): void {
    if ((value.kind !== 'text' && value.kind !== 'each') || value.source !== this.#source) return;
    if (value.kind === 'text') {
      this.#written(value.first, value.end, context);
      return;
    }
    const { open, position } = value;
    if (this.#hasRead(open, position, context)) return;
    for (const [first, end] of elementsOf(this.#tokens, open)) {
      const part =
        position === undefined ? [first, end] : partOf(this.#tokens, first, end, position);
      if (part !== undefined) this.#written(part[0]!, part[1]!, context);
    }
  }

  /** Whether a list was gone through in this way before; remembers that it is now. */
  #hasRead(open: number, part: string | number | undefined, context: UseContext): boolean {
    const key = `${open} ${part} ${context}`;
    if (this.#lists.has(key)) return true;
    this.#lists.add(key);
    return false;
  }

  #written(first: number, end: number, context: UseContext): void {
    const text = readWrittenText(this.#tokens, first, end);
    if (text === undefined) return;
    const known = this.#places.get(context) ?? new Set();
    if (known.has(text.span.start)) return;
    this.#places.set(context, known.add(text.span.start));
    this.#uses.push({
      name: this.#kept(text.value),
      span: text.span,
      context,
      plain: text.plain,
      ...(text.damaged ? { damaged: true } : {}),
    });
  }

  #kept(name: string): string {
    let kept = this.#names.get(name);
    if (kept === undefined) {
      kept = detach(name);
      this.#names.set(kept, kept);
    }
    return kept;
  }

  #subscript(open: number): void {
    const close = this.#tokens.match[open]!;
    const first = skipTrivia(this.#tokens, open + 1, close);
    if (this.#tokens.kind[first] !== TokenKind.string) return;
    const context = this.#tableEndingAt(open - 1);
    if (context === undefined) return;
    // `STEP_NAMES["X"] = {..}` adds the step at run time.
    const isStored = this.#tokens.kind[close + 1] === TokenKind.equals;
    this.#written(first, close, isStored ? 'predicate' : context);
  }

  #tableEndingAt(last: number): UseContext | undefined {
    const table = valueEndingAt(this.#source, last, this.#scope);
    return table.kind === 'cursus' ? TABLES.get(table.name) : undefined;
  }

  /** `"X" in STEP_NAMES` */
  #membership(inAt: number, start: number, end: number): void {
    const tokens = this.#tokens;
    const left = tokenIs(tokens, inAt - 1, 'not') ? inAt - 2 : inAt - 1;
    if (left < start || tokens.kind[left] !== TokenKind.string) return;
    let last = inAt + 1;
    while (last + 2 < end && tokens.kind[last + 1] === TokenKind.dot) last += 2;
    const context = this.#tableEndingAt(last);
    if (context === undefined) return;
    this.#written(left, left + 1, context === 'subscript' ? 'predicate' : context);
  }

  /** `"required_configs": [..]` inside the arguments of a metadata call. */
  #metadataList(key: number): void {
    const tokens = this.#tokens;
    if (tokens.kind[key + 1] !== TokenKind.colon || tokens.kind[key + 2] !== TokenKind.open) return;
    const text = readWrittenText(tokens, key, key + 1);
    if (text === undefined || !METADATA_LISTS.has(text.value)) return;
    for (const [first, end] of elementsOf(tokens, key + 2)) {
      this.#name(first, end, 'dag-metadata');
    }
  }
}

const METHOD_NAMES: ReadonlySet<string> = new Set(
  Object.values(METHODS).flatMap(methods => [...methods.keys()]),
);

/** One part of a pair in a list. */
function partOf(
  tokens: Tokens,
  first: number,
  end: number,
  position: number,
): readonly [number, number] | undefined {
  const pair = displayOf(tokens, first, end);
  if (pair === undefined) return undefined;
  let i = 0;
  for (const part of elementsOf(tokens, pair)) if (i++ === position) return part;
  return undefined;
}
