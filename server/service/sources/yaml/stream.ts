import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { Span } from '../../text/span.js';
import { blockAt, damagedFrom } from './damagedLines.js';
import { type JoinedLines, joinLines } from './joinedLines.js';

/** A mapping or list in another 400 times: the runtime's own parser gives up at about the same depth. */
const MAX_DEPTH = 400;
/** Tokens of one file; some 2,000 registry entries. Bounds the time that a hostile file takes. */
const MAX_TOKENS = 100_000;
const MAX_LENGTH = 2_000_000;
/** What follows the second document changes nothing: the runtime refuses the file. */
const MAX_DOCUMENT_STARTS = 3;
const DOCUMENT_START = '---';
/** Quoted texts that are written on one line before the file is given up as broken. */
const MAX_JOINED = 4;
/** Damaged lines that are passed over, so that what stands behind them can be read. */
const MAX_PASSED_OVER = 3;
/** What the lexer puts before a scalar. */
const SCALAR_MARK = '\u001f';
/** What the lexer puts where a line that is indented too little ends brackets that are open. */
const FLOW_END = '\u0018';

export interface YamlError {
  readonly message: string;
  readonly span: Span;
}

export interface YamlStream {
  /** Composed as far as the text can be read; empty where nothing can. */
  readonly documents: readonly Document.Parsed[];
  readonly comments: readonly Span[];
  /** What no YAML parser accepts, in the order of the text. */
  readonly errors: readonly YamlError[];
  /** The first tab that separates tokens: PyYAML refuses it, although the specification does not. */
  readonly tab?: Span;
  /** Pieces whose line breaks count as blanks. */
  readonly joined: readonly Span[];
  /** Where lines were passed over, with what belongs to them, because they are damaged: without them there is no error. */
  readonly passedOver: readonly number[];
  /** The file is too large or too deep: nothing was read. */
  readonly limit?: YamlError;
}

/**
 * Reads YAML text of any quality. Scalars stay strings (see scalars.ts), duplicate keys stay pairs.
 * Never throws; time is linear in the size of the text and bounded.
 */
export function readYamlStream(original: string): YamlStream {
  if (original.length > MAX_LENGTH) return limited('too large', MAX_LENGTH).stream;
  const first = readOnce(withPythonLines(original));
  const joined: Span[] = [];
  let next = first;
  while (next.unfinished !== undefined && joined.length < MAX_JOINED) {
    joined.push(next.unfinished.span);
    next = readOnce(next.unfinished.text);
  }
  if (next.stream.errors.length === 0) return { ...next.stream, joined };
  return passingOver(original, first);
}

interface Reading {
  readonly stream: YamlStream;
  readonly unfinished?: JoinedLines | undefined;
  /** Where the first quote or bracket opens that nothing closes. */
  readonly unclosed?: number | undefined;
}

/** Reads a broken text without the lines that break it, if they are few; its errors stay. */
function passingOver(original: string, first: Reading): YamlStream {
  const passedOver: number[] = [];
  let text = withPythonLines(original);
  let reading = first;
  while (passedOver.length < MAX_PASSED_OVER) {
    const [error] = reading.stream.errors;
    const at = reading.unclosed ?? error?.span.start;
    if (at === undefined) break;
    const [start, end] = blockAt(text, at);
    if (text.slice(start, end).trim() === '') break;
    passedOver.push(damagedFrom(text, start));
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
    reading = readOnce(text);
  }
  const { documents, errors, limit } = reading.stream;
  if (errors.length > 0 || limit !== undefined) return first.stream;
  return { ...first.stream, documents, passedOver };
}

function readOnce(text: string): Reading {
  const parser = new Parser();
  const comments: Span[] = [];
  const tokens: Parameters<Composer['next']>[0][] = [];
  let count = 0;
  let starts = 0;
  let inScalar = false;
  let tab: Span | undefined;
  let unfinished: number | undefined;
  let unclosed: number | undefined;
  const brackets: number[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    if (!inScalar && isUnclosedQuote(lexeme)) unfinished ??= offset;
    if (!inScalar && (lexeme === '[' || lexeme === '{')) brackets.push(offset);
    if (!inScalar && (lexeme === ']' || lexeme === '}')) brackets.pop();
    if (lexeme === FLOW_END) {
      unclosed ??= brackets[0];
      brackets.length = 0;
    }
    if (!inScalar && lexeme.startsWith('#')) {
      comments.push({ start: offset, end: offset + lexeme.length });
    }
    if (tab === undefined && lexeme.includes('\t') && separates(lexeme, inScalar)) {
      const start = offset + lexeme.indexOf('\t');
      tab = { start, end: start + 1 };
    }
    if (!inScalar && lexeme === DOCUMENT_START && ++starts > MAX_DOCUMENT_STARTS) break;
    inScalar = lexeme === SCALAR_MARK;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (++count > MAX_TOKENS || parser.stack.length > MAX_DEPTH) {
      return limited(count > MAX_TOKENS ? 'too large' : 'nested too deeply', offset);
    }
  }
  for (const token of parser.end()) tokens.push(token);
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, false, text.length)] as Document.Parsed[];
  const errors = documents.flatMap(document => document.errors.map(error => toError(error, text)));
  return {
    stream: { documents, comments, errors, joined: [], passedOver: [], ...(tab && { tab }) },
    unclosed: firstOf(unfinished, unclosed ?? brackets[0]),
    unfinished: unfinished === undefined ? undefined : joinLines(text, unfinished),
  };
}

function firstOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function limited(what: string, offset: number): Reading {
  const limit = { message: `The file is ${what} to be read`, span: { start: offset, end: offset } };
  return { stream: { documents: [], comments: [], errors: [], joined: [], passedOver: [], limit } };
}

/** Python breaks lines where YAML 1.2 does not; each of these is one character, so offsets stay. */
function withPythonLines(text: string): string {
  return /\r(?!\n)|[\u0085\u2028\u2029]/.test(text)
    ? text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n')
    : text;
}

function isUnclosedQuote(lexeme: string): boolean {
  const quote = lexeme[0];
  if (quote !== '"' && quote !== "'") return false;
  return lexeme.length < 2 || !lexeme.endsWith(quote);
}

/** Whether a lexeme is blank space, or a plain scalar on one line, which a tab ends. */
function separates(lexeme: string, inScalar: boolean): boolean {
  return inScalar ? !lexeme.includes('\n') : /^[ \t]/.test(lexeme);
}

/** An error of the parser, which puts what is missing behind the end of the text, with a place within it. */
export function toError(
  error: { message: string; pos: [number, number] },
  text: string,
): YamlError {
  const start = Math.min(error.pos[0], text.length);
  return {
    message: error.message,
    span: { start, end: Math.max(start, Math.min(error.pos[1], text.length)) },
  };
}
