import { isMap, type Node, type YAMLMap } from 'yaml';
import { detach } from '../../text/detach.js';
import type { Span } from '../../text/span.js';
import type { Field } from '../facts.js';
import type { PyValue } from '../values.js';
import type { YamlDocument, YamlEntry } from './document.js';

/** Python's spelling of a key that is no string. */
export function keyText(key: PyValue): string {
  if (typeof key === 'string') return key;
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  return typeof key === 'number' ? String(key) : '?';
}

/** The fields of one entry as written, in the order in which Python would hold them. */
export function readFields(document: YamlDocument, entry: Node | undefined): Field[] {
  if (!isMap(entry)) return [];
  return document.entries(entry as YAMLMap).map(item => toField(document, item));
}

function toField(document: YamlDocument, entry: YamlEntry): Field {
  const value = document.value(entry.value);
  return {
    key: detach(keyText(entry.key)),
    keySpan: document.contentSpan(entry.keyNode),
    value,
    valueSpan: valueSpan(document, entry),
    plain: entry.value !== undefined && document.isVerbatim(entry.value, value),
    ...(entry.via.length > 0 ? { via: entry.via } : {}),
  };
}

/** Where the value is written; behind the key where there is none. */
export function valueSpan(document: YamlDocument, entry: YamlEntry): Span {
  if (entry.value !== undefined) return document.contentSpan(entry.value);
  return { start: entry.span.end, end: entry.span.end };
}

/** Python's truth of a value; opaque values count as true, since nothing false is opaque. */
export function isTruthy(value: PyValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}
