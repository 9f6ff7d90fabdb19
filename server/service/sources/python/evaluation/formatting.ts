import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { TupleObject, type Value } from './objects.js';
import { limitText } from './operators.js';
import { integerText, representationOf, textOf } from './texts.js';
import { Unknown } from './unknown.js';

const SPECIFICATION =
  /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?([0-9]+)?([,_])?(?:\.([0-9]+))?([bcdeEfFgGnosxX%])?$/su;
const WIDEST = 10_000;

/** `format(value, specification)`; an Unknown where it is not known. */
export function formatValue(
  context: Context,
  value: Value,
  specification: string,
  node: Expression,
): string | Unknown {
  if (specification === '') return textOf(context, value, node);
  if (value instanceof Unknown) {
    if (value.nature === 'foreign') context.runForeign(value.reason, node);
    context.machine.mayRaise();
    return context.unknown(value.reason, node, 'scalar');
  }
  const match = SPECIFICATION.exec(specification);
  if (match === null) return unsupported(context, value, node);
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = match;
  if (Number(width ?? 0) > WIDEST || Number(precision ?? 0) > WIDEST) {
    return context.unknown('limit', node, 'scalar');
  }
  let text: string | undefined;
  if (typeof value === 'string') {
    context.machine.budget.spendText(value.length);
    if (sign || alternate || grouping || align === '=' || (type !== undefined && type !== 's')) {
      return unsupported(context, value, node);
    }
    text = precision === undefined ? value : Array.from(value).slice(0, Number(precision)).join('');
    if (zero !== undefined && align === undefined) return pad(text, '0', '<', width);
    return pad(text, fill ?? (zero === undefined ? ' ' : '0'), align ?? '<', width);
  }
  if (typeof value === 'bigint' && precision === undefined) {
    text = formatInteger(context, value, type ?? 'd', alternate !== undefined, grouping);
  }
  if (text === undefined) return unsupported(context, value, node);
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const shown = negative ? '-' : sign === '+' || sign === ' ' ? sign : '';
  if (zero !== undefined && grouping !== undefined) return unsupported(context, value, node);
  if (align === '=' || (align === undefined && zero !== undefined)) {
    const missing = Math.max(0, Number(width ?? 0) - digits.length - shown.length);
    if (alternate !== undefined || grouping !== undefined) return unsupported(context, value, node);
    return shown + (fill ?? (zero === undefined ? ' ' : '0')).repeat(missing) + digits;
  }
  return pad(shown + digits, fill ?? (zero === undefined ? ' ' : '0'), align ?? '>', width);
}

/** A form that Python may know and the reader does not; formatting such a value runs no foreign code. */
function unsupported(context: Context, value: Value, node: Expression): Unknown {
  context.machine.mayRaise();
  context.machine.foreign.escape(value);
  return context.unknown('operator', node, 'scalar');
}

function formatInteger(
  context: Context,
  value: bigint,
  type: string,
  isAlternate: boolean,
  grouping: string | undefined,
): string | undefined {
  const radix = { b: 2, d: 10, o: 8, x: 16, X: 16 }[type];
  if (radix === undefined) return undefined;
  const size = value < 0n ? -value : value;
  let digits = size.toString(radix);
  context.machine.budget.spend(digits.length >> 2);
  if (type === 'X') digits = digits.toUpperCase();
  if (grouping !== undefined) {
    if (grouping === ',' && radix !== 10) return undefined;
    digits = digits.replace(radix === 10 ? /\B(?=(?:\d{3})+$)/g : /\B(?=(?:\w{4})+$)/g, grouping);
  }
  const prefix = isAlternate && radix !== 10 ? `0${type}` : '';
  return (value < 0n ? '-' : '') + prefix + digits;
}

function pad(text: string, fill: string, align: string, width: string | undefined): string {
  const missing = Number(width ?? 0) - Array.from(text).length;
  if (missing <= 0) return text;
  if (align === '<') return text + fill.repeat(missing);
  if (align === '>') return fill.repeat(missing) + text;
  const left = missing >> 1;
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** Applies `!r`, `!s`, `!a` of a hole. */
export function convert(
  context: Context,
  value: Value,
  conversion: string,
  node: Expression,
): Value {
  if (conversion === 's') return textOf(context, value, node);
  if (conversion === '') return value;
  const text = representationOf(context, value, node);
  if (conversion === 'r' || typeof text !== 'string') return text;
  return Array.from(text, character => asciiOf(character)).join('');
}

function asciiOf(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 128) return character;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** `text % values` with `%s`, `%r`, `%d` and `%%`; an Unknown for everything else. */
export function percentFormat(
  context: Context,
  format: string,
  values: Value,
  node: Expression,
): Value {
  const items = values instanceof TupleObject ? values.items.map(item => item.value) : [values];
  let index = 0;
  let result = '';
  let isKnown = true;
  let from = 0;
  for (const match of format.matchAll(/%(.?)/gsu)) {
    result += format.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === '%') {
      result += '%';
      continue;
    }
    const value = items[index++];
    const text = value === undefined ? undefined : percentText(context, match[1]!, value, node);
    if (typeof text === 'string') result += text;
    else isKnown = false;
  }
  result += format.slice(from);
  if (!isKnown || index !== items.length) {
    context.machine.foreign.escape(values);
    context.machine.mayRaise();
    return context.unknown('operator', node, 'scalar');
  }
  return limitText(context, result.length, node) ?? result;
}

function percentText(
  context: Context,
  type: string,
  value: Value,
  node: Expression,
): string | Unknown | undefined {
  if (type === 's') return textOf(context, value, node);
  if (type === 'r') return representationOf(context, value, node);
  return type === 'd' && typeof value === 'bigint' ? integerText(context, value) : undefined;
}
