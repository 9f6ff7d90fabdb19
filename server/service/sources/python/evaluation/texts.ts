import type { Expression } from '../parsing/ast.js';
import type { Context } from './context.js';
import { DictObject, ListObject, TupleObject, type Value } from './objects.js';
import { Unknown } from './unknown.js';

const DEEPEST = 50;

/** `str(value)`; an Unknown where it is not known. */
export function textOf(context: Context, value: Value, node: Expression): string | Unknown {
  if (typeof value === 'string') return value;
  return representationOf(context, value, node);
}

/** `repr(value)`; an Unknown where it is not known. */
export function representationOf(
  context: Context,
  value: Value,
  node: Expression,
): string | Unknown {
  const text = represent(context, value, 0, []);
  if (text !== undefined) return text;
  if (value instanceof Unknown && value.nature !== 'foreign')
    return context.unknown(value.reason, node, 'scalar');
  context.machine.foreign.escape(value);
  const why = context.runForeign(value instanceof Unknown ? value.reason : 'operator', node);
  return new Unknown(why.reason, why.detail, 'scalar');
}

function represent(
  context: Context,
  value: Value,
  depth: number,
  inside: readonly object[],
): string | undefined {
  context.machine.budget.spend(1);
  if (depth > DEEPEST) return undefined;
  switch (typeof value) {
    case 'string':
      context.machine.budget.spend(value.length >> 3);
      return representText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return integerText(context, value);
    case 'number':
      return floatText(value);
    default:
  }
  if (value === null) return 'None';
  if (inside.includes(value)) return undefined;
  const within = [...inside, value];
  const all = (values: readonly Value[]): string[] | undefined => {
    const texts: string[] = [];
    for (const item of values) {
      const text = represent(context, item, depth + 1, within);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return texts;
  };
  if (value instanceof ListObject) {
    if (value.state.unknown !== undefined) return undefined;
    const items = all(value.state.items.map(item => item.value));
    return items && `[${items.join(', ')}]`;
  }
  if (value instanceof TupleObject) {
    const items = all(value.items.map(item => item.value));
    return items && (items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`);
  }
  if (value instanceof DictObject && !value.isOrdered && value.state.isExact) {
    const entries = [...value.state.entries.values()];
    const keys = all(entries.map(entry => entry.key));
    const values = keys && all(entries.map(entry => entry.value));
    return values && `{${values.map((text, index) => `${keys[index]}: ${text}`).join(', ')}}`;
  }
  return undefined;
}

/** CPython writes out no longer ones. */
const MOST_DIGITS = 4300;

/** An integer in decimal digits; `undefined` where Python refuses. */
export function integerText(context: Context, value: bigint): string | undefined {
  const text = value.toString();
  context.machine.budget.spend(text.length >> 2);
  return text.length > MOST_DIGITS ? undefined : text;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
};

/** Characters that Python prints as they are. What a newer Unicode added is left open. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const UNASSIGNED = /^\p{Cn}$/u;

function representText(text: string): string | undefined {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    if (character === quote) body += `\\${quote}`;
    else if (character in NAMED_ESCAPES) body += NAMED_ESCAPES[character];
    else if (PRINTABLE.test(character)) body += character;
    else if (UNASSIGNED.test(character)) return undefined;
    else body += escaped(character.codePointAt(0)!);
  }
  return quote + body + quote;
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** `repr` of a float: the shortest digits that give it back, as here, but with Python's exponents. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const text = plainDigits(digits, exponent);
  return text.includes('.') ? text : `${text}.0`;
}

function plainDigits(digits: string, exponent: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const all = digits.replace('-', '').replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${all}`;
  if (all.length <= exponent + 1) return sign + all.padEnd(exponent + 1, '0');
  return `${sign}${all.slice(0, exponent + 1)}.${all.slice(exponent + 1)}`;
}
