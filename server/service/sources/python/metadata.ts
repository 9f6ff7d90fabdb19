import type { Field, MetadataTable, OpaquePart } from '../facts.js';
import type { PyDict } from '../values.js';
import { isDict } from '../values.js';
import { ValueWriter } from './evaluation/facts.js';
import { DictObject } from './evaluation/objects.js';
import type { Evaluated } from './evaluation/run.js';
import { FieldReader, noteInside } from './fields.js';
import { readPlainFields } from './plainFields.js';
import { notATable, tableSpan } from './table.js';

/** The metadata that a module binds to a name, if it binds some. */
export function readMetadata(
  { scope, source }: Evaluated,
  name: string,
): MetadataTable | undefined {
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
  const { literal } = value;
  const { tokens } = source;
  const plain =
    literal !== undefined && !value.isOpened && literal.source === source
      ? readPlainFields(tokens, literal.open)
      : undefined;
  if (plain !== undefined) {
    const opaque: OpaquePart[] = [];
    for (const field of plain) noteInside(opaque, [field.key], field.value, field.valueSpan);
    return { ...table, fields: plain, value: asDict(plain), opaque };
  }
  const opaque: OpaquePart[] = [];
  const values = new ValueWriter();
  const fields = new FieldReader(values, span, [origin.trail], opaque, []).read(value, false);
  const whole = values.write(value);
  return { ...table, fields, value: isDict(whole) ? whole : asDict(fields), opaque };
}

function asDict(fields: readonly Field[]): PyDict {
  return new Map(fields.map(field => [field.key, field.value]));
}
