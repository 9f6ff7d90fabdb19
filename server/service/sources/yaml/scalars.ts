import type { Scalar } from 'yaml';
import { detach } from '../../text/detach.js';
import { Opaque, type PyValue } from '../values.js';

/**
 * Plain scalars as PyYAML's `safe_load` resolves them (YAML 1.1 with its own deviations: `1e5` is text, `y` is text,
 * `1:30` is ninety). The schemas that the `yaml` package ships follow the specifications instead.
 */
const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const TRUE = /^(?:yes|true|on)$/i;
const NULL = /^(?:~|null|Null|NULL|)$/;
const INTEGER =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?(?:[ \t]*(?:Z|[-+](\d\d?)(?::(\d\d))?))?)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const TAG = 'tag:yaml.org,2002:';
const KNOWN_TAGS = new Set(
  [
    'null',
    'bool',
    'int',
    'float',
    'binary',
    'timestamp',
    'omap',
    'pairs',
    'set',
    'str',
    'seq',
    'map',
  ].map(name => TAG + name),
);

/** A scalar's value, or why `safe_load` raises when it constructs it. */
export type ScalarValue = { readonly value: PyValue } | { readonly refused: string };

/** Whether `safe_load` has a constructor for the explicit tag of a node. */
export function isKnownTag(tag: string | undefined): boolean {
  return tag === undefined || tag === '!' || KNOWN_TAGS.has(tag);
}

export function isPlainScalar(node: Scalar): boolean {
  return node.type === 'PLAIN' && node.tag === undefined;
}

/** Whether the node is the merge key `<<`. */
export function isMergeKey(node: Scalar): boolean {
  return isPlainScalar(node) && node.source === '<<';
}

/** The text of a scalar before any typing. */
export function scalarText(node: Scalar): string {
  return node.source ?? (typeof node.value === 'string' ? node.value : '');
}

export function scalarValue(node: Scalar, isKey = false): ScalarValue {
  const text = scalarText(node);
  const tag = node.tag;
  if ((tag === undefined || tag === '!') && node.type === 'PLAIN') return plainValue(text, isKey);
  if (tag === undefined || tag === '!' || tag === `${TAG}str`) return { value: detach(text) };
  if (!isKnownTag(tag)) return { refused: `the tag ${tag} is not known` };
  return taggedValue(tag.slice(TAG.length), text);
}

function plainValue(text: string, isKey: boolean): ScalarValue {
  if (NULL.test(text)) return { value: null };
  if (BOOLEAN.test(text)) return { value: TRUE.test(text) };
  if (INTEGER.test(text)) return integer(text);
  if (FLOAT.test(text)) return float(text);
  if (TIMESTAMP.test(text) && (DATE.test(text) || text.length > 10)) return timestamp(text);
  if (!isKey && (text === '=' || text === '<<'))
    return { refused: `a lone \`${text}\` has no value` };
  return { value: detach(text) };
}

function taggedValue(name: string, text: string): ScalarValue {
  switch (name) {
    case 'null':
      return { value: null };
    case 'bool': {
      const lower = text.toLowerCase();
      const isBoolean = /^(?:yes|no|true|false|on|off)$/.test(lower);
      return isBoolean ? { value: TRUE.test(lower) } : { refused: `${text} is no boolean` };
    }
    case 'int':
      return INTEGER.test(text) ? integer(text) : { refused: `${text} is no integer` };
    case 'float':
      return FLOAT.test(text) || INTEGER.test(text)
        ? float(text)
        : { refused: `${text} is no number` };
    case 'timestamp':
      return timestamp(text);
    case 'binary':
      return { value: new Opaque('not-json', 'binary data') };
    default:
      return { refused: `a ${name} cannot be text` };
  }
}

function integer(text: string): ScalarValue {
  let digits = text.replaceAll('_', '');
  const sign = digits[0] === '-' ? -1n : 1n;
  digits = digits.replace(/^[-+]/, '');
  const refused = { refused: `${text} is no integer` };
  if (digits === '') return refused;
  if (digits.includes(':')) return { value: sexagesimal(digits) * Number(sign) };
  if (/^0[bx]$/.test(digits)) return refused;
  const isOctal = /^0\d/.test(digits);
  if (digits.length > 400) return { value: new Opaque('not-json', 'a large integer') };
  const value = sign * BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  const number = Number(value);
  return { value: Number.isSafeInteger(number) ? number : new Opaque('not-json', detach(text)) };
}

function float(text: string): ScalarValue {
  const digits = text.replaceAll('_', '').toLowerCase();
  if (digits.includes('inf') || digits.includes('nan')) {
    return { value: new Opaque('not-json', detach(text)) };
  }
  const sign = digits[0] === '-' ? -1 : 1;
  const unsigned = digits.replace(/^[-+]/, '');
  const number = unsigned.includes(':') ? sexagesimal(unsigned) : Number(unsigned);
  return Number.isFinite(number)
    ? { value: sign * number }
    : { value: new Opaque('not-json', detach(text)) };
}

function sexagesimal(digits: string): number {
  return digits.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

/** Python raises for a date that the calendar does not have; otherwise it is an object that JSON cannot hold. */
function timestamp(text: string): ScalarValue {
  const parts = TIMESTAMP.exec(text);
  const refused = { refused: `${text} is no date` };
  if (parts === null) return refused;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts
    .slice(1)
    .map(part => Number(part ?? 0)) as [number, number, number, ...number[]];
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  const isDate = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= last.getUTCDate();
  const isTime = hour! < 24 && minute! < 60 && second! < 60 && zoneHour! + zoneMinute! / 60 < 24;
  return isDate && isTime ? { value: new Opaque('not-json', detach(text)) } : refused;
}
