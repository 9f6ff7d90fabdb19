import { decodeString } from '../decode.js';
import type { Expression, LiteralNode, NumberNode, StringNode } from '../parsing/ast.js';
import { parseLiteral } from '../parsing/displays.js';
import type { PythonSource } from '../parsing/source.js';
import { UNDECODED } from '../plainValues.js';
import { Bracket, StringFlag, TokenKind } from '../tokens.js';
import { DictState } from './dictState.js';
import {
  DictObject,
  ListObject,
  OtherObject,
  type Slot,
  TupleObject,
  type Value,
} from './objects.js';
import { written } from './origin.js';
import { Unknown } from './unknown.js';

/** The value of a number as Python reads it. */
export function numberValue({ text }: NumberNode): Value {
  if (/^[1-9][0-9]{0,14}$/.test(text)) return BigInt(Number(text));
  const digits = text.replaceAll('_', '').toLowerCase();
  if (/^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/.test(digits)) return BigInt(digits);
  if (/^(?:0+|[1-9][0-9]*)$/.test(digits)) {
    return digits.length > 4300 ? new Unknown('limit', '', 'scalar') : BigInt(digits);
  }
  if (/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(digits) && !/^0[0-9]+$/.test(digits)) {
    return Number(digits);
  }
  if (digits.endsWith('j')) return new OtherObject('complex', text);
  return new Unknown('syntax', text, 'scalar');
}

/** The value of a string without holes. */
export function plainStringValue(
  source: PythonSource,
  token: number,
): string | OtherObject | Unknown {
  const decoded = decodeString(source.tokens, token);
  if (decoded.kind === 'unknown') return new Unknown(UNDECODED[decoded.reason], '', 'scalar');
  return decoded.kind === 'bytes' ? new OtherObject('bytes', decoded.value) : decoded.value;
}

/** Whether a string node is one literal whose text is its value: it may be edited in place. */
export function isPlainString(node: StringNode): boolean {
  if (node.lastToken - node.firstToken !== 1) return false;
  const { tokens } = node.source;
  const flags = tokens.flags[node.firstToken]!;
  if ((flags & ~(StringFlag.triple | StringFlag.raw)) !== 0) return false;
  return (
    (flags & StringFlag.triple) === 0 ||
    !tokens.text.slice(tokens.start[node.firstToken], tokens.end[node.firstToken]).includes('\r')
  );
}

/** In tokens. A longer list is no value of a registry. */
const LONGEST_LIST = 200_000;

/** The object that a plain literal makes. A dict is not looked into before somebody asks. */
export function literalValue(literal: LiteralNode): Value {
  if (literal.source.tokens.flags[literal.open] === Bracket.curly) {
    return new DictObject(() => openLiteral(literal), literal);
  }
  const { match } = literal.source.tokens;
  if (match[literal.open]! - literal.open > LONGEST_LIST) return new Unknown('limit', '', 'scalar');
  return plainValue(parseLiteral(literal), literal.source);
}

function openLiteral(literal: LiteralNode): DictState {
  const state = new DictState();
  const node = parseLiteral(literal);
  if (node.kind !== 'dict') return state;
  const { source } = literal;
  for (const { key, value, start, end } of node.entries) {
    if (key === undefined) continue;
    const name = plainValue(key, source);
    state.put(name, {
      key: name,
      keyOrigin: written(source, key),
      value: plainValue(value, source),
      origin: written(source, value),
      place: { source, start, end },
    });
  }
  return state;
}

/** The value of a node of a plain literal. */
function plainValue(node: Expression, source: PythonSource): Value {
  const slots = (items: readonly Expression[]): Slot[] =>
    items.map(item => ({ value: plainValue(item, source), origin: written(source, item) }));
  switch (node.kind) {
    case 'string':
      return plainText(node);
    case 'number':
      return numberValue(node);
    case 'constant':
      return node.value === 'ellipsis' ? new OtherObject('ellipsis', '...') : node.value;
    case 'literal':
      return literalValue(node);
    case 'unary':
      return negative(plainValue(node.operand, source));
    case 'list':
      return new ListObject(slots(node.items));
    case 'tuple':
      return new TupleObject(slots(node.items));
    default:
      return new Unknown('syntax', '', 'scalar');
  }
}

export function negative(value: Value): Value {
  return typeof value === 'bigint' || typeof value === 'number' ? -value : value;
}

/** The value of adjacent string tokens, none of them an f-string. */
export function plainText(node: StringNode): Value {
  const { source, firstToken, lastToken } = node;
  if (lastToken - firstToken === 1) return plainStringValue(source, firstToken);
  const parts: string[] = [];
  for (let token = firstToken; token < lastToken; token++) {
    if (source.tokens.kind[token] !== TokenKind.string) continue;
    const value = plainStringValue(source, token);
    if (typeof value !== 'string') return value;
    parts.push(value);
  }
  return parts.join('');
}
