import { resolveEscapes, stringBody, withLineFeeds } from '../decode.js';
import { lex } from '../lexer.js';
import type { Expression, StringNode } from '../parsing/ast.js';
import { Cursor } from '../parsing/cursor.js';
import { parseExpressionList } from '../parsing/expressions.js';
import { PythonSource } from '../parsing/source.js';
import { StringFlag, TokenKind } from '../tokens.js';
import type { Context } from './context.js';
import { evaluateValue } from './expressions.js';
import { convert, formatValue } from './formatting.js';
import { type FormattedPart, type Hole, splitFormatted } from './holes.js';
import { plainStringValue, plainText } from './literals.js';
import type { Value } from './objects.js';
import { limitText } from './operators.js';
import { Unknown } from './unknown.js';

/** A hole is lexed and parsed each time it is evaluated, and for each f-string around it. */
const COST_OF_HOLE = 5;

const FORMATTED = StringFlag.formatted | StringFlag.template;

/** The value of adjacent strings, f-strings among them. */
export function evaluateString(context: Context, node: StringNode): Value {
  const { source, firstToken, lastToken } = node;
  const { kind, flags } = source.tokens;
  let isFormatted = false;
  for (let token = firstToken; token < lastToken; token++) {
    if (kind[token] === TokenKind.string && (flags[token]! & FORMATTED) !== 0) isFormatted = true;
  }
  if (!isFormatted) return plainText(node);
  let text = '';
  let unknown: Unknown | undefined;
  for (let token = firstToken; token < lastToken; token++) {
    if (kind[token] !== TokenKind.string) continue;
    const part =
      (flags[token]! & FORMATTED) === 0
        ? plainStringValue(source, token)
        : evaluateFormatted(context, source, token, node);
    if (typeof part === 'string') text += part;
    else unknown ??= part instanceof Unknown ? part : context.unknown('syntax', node, 'scalar');
  }
  return unknown ?? limitText(context, text.length, node) ?? text;
}

function evaluateFormatted(
  context: Context,
  source: PythonSource,
  token: number,
  node: StringNode,
): string | Unknown {
  const flags = source.tokens.flags[token]!;
  if (flags & StringFlag.template) return context.unknown('not-json', node, 'foreign');
  const { start, end } = stringBody(source.tokens, token);
  context.machine.budget.spend((end - start) >> 5);
  const parts = splitFormatted(source.tokens.text, start, end, (flags & StringFlag.raw) !== 0);
  if (parts === undefined) return context.unknown('syntax', node, 'scalar');
  return join(context, source, parts, (flags & StringFlag.raw) !== 0, node);
}

function join(
  context: Context,
  source: PythonSource,
  parts: readonly FormattedPart[],
  isRaw: boolean,
  node: StringNode,
): string | Unknown {
  let text = '';
  let unknown: Unknown | undefined;
  for (const part of parts) {
    const value =
      part.kind === 'text'
        ? literalPart(context, part.text, isRaw, node)
        : evaluateHole(context, source, part, isRaw, node);
    if (typeof value !== 'string') unknown ??= value;
    else {
      text += value;
      unknown ??= limitText(context, text.length, node);
    }
  }
  if (unknown === undefined) return text;
  return new Unknown(unknown.reason, context.detail(node), 'scalar');
}

function literalPart(
  context: Context,
  body: string,
  isRaw: boolean,
  node: StringNode,
): string | Unknown {
  const text = withLineFeeds(body);
  if (isRaw) return text;
  const decoded = resolveEscapes(text, 'text');
  return decoded.kind === 'unknown' ? context.unknown('not-json', node, 'scalar') : decoded.value;
}

function evaluateHole(
  context: Context,
  source: PythonSource,
  hole: Hole,
  isRaw: boolean,
  node: StringNode,
): string | Unknown {
  const { text } = source.tokens;
  context.machine.budget.spend(COST_OF_HOLE + ((hole.end - hole.start) >> 4));
  const inside = new PythonSource(
    lex(`(${text.slice(hole.start, hole.end)})`),
    source.path,
    source.base + hole.start - 1,
  );
  const expression = readHole(inside);
  if (expression === undefined) return context.unknown('syntax', node, 'scalar');
  const value = evaluateValue(context.reading(inside), expression);
  const conversion =
    hole.conversion || (hole.isDebug && hole.specification === undefined ? 'r' : '');
  const converted = convert(context, value, conversion, node);
  const specification =
    hole.specification === undefined ? '' : join(context, source, hole.specification, isRaw, node);
  if (typeof specification !== 'string') {
    context.machine.mayRaise();
    return specification;
  }
  const formatted = formatValue(context, converted, specification, node);
  if (!hole.isDebug || typeof formatted !== 'string') return formatted;
  return withLineFeeds(text.slice(hole.start, hole.debugEnd)) + formatted;
}

function readHole(inside: PythonSource): Expression | undefined {
  const { match, kind } = inside.tokens;
  if (kind[0] !== TokenKind.open || kind[match[0]! + 1] !== TokenKind.newline) return undefined;
  const cursor = new Cursor(inside, 1, match[0]!);
  if (cursor.isAtEnd) return undefined;
  const node = parseExpressionList(cursor);
  return cursor.isAtEnd ? node : undefined;
}
