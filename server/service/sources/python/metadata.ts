import type { MetadataTable, OpaquePart } from '../facts.js';
import type { PyDict } from '../values.js';
import { isDict } from '../values.js';
import { ValueWriter } from './evaluation/facts.js';
import { DictObject } from './evaluation/objects.js';
import type { Evaluated } from './evaluation/run.js';
import { FieldReader } from './fields.js';
import { notATable, tableSpan } from './table.js';

/** The metadata that a module binds to a name, if it binds some. */
export function readMetadata({ scope }: Evaluated, name: string): MetadataTable | undefined {
  const binding = scope.state.bindings.get(name);
  if (binding === undefined) return undefined;
  const span = tableSpan(binding);
  const { value, at, isUncertain, doubt, origin } = binding;
  const nameSpan = { start: at.start, end: at.end };
  const table = { name, nameSpan, span } as const;
  if (!(value instanceof DictObject) || isUncertain || doubt !== undefined) {
    const part = notATable(binding, span);
    return { ...table, fields: [], value: new Map(), opaque: [part] };
  }
  const opaque: OpaquePart[] = [];
  const values = new ValueWriter();
  const fields = new FieldReader(values, span, [origin.trail], opaque, []).read(value, false);
  const known: PyDict = new Map(fields.map(field => [field.key, field.value]));
  const whole = values.write(value);
  return { ...table, fields, value: isDict(whole) ? whole : known, opaque };
}
