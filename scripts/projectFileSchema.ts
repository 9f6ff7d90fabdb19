import * as z from 'zod';
import { projectFileSchema } from '../shared/projectFile.js';
import { RULES } from '../shared/rules.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON schema of cursus-registry.yaml, as it is shipped. It suggests and explains; what is wrong is said by the
 * rule `invalid-project-file`, and would appear twice if the schema refused it too.
 */
export function projectFileJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(projectFileSchema, {
    target: 'draft-7',
    io: 'input',
  });
  const named = {
    $schema,
    $id: 'cursus-registry:/schemas/cursus-registry.schema.json',
    title: 'The project file of a cursus step registry',
    ...tolerated(schema),
  };
  return `${JSON.stringify(named, undefined, 2)}\n`;
}

function tolerated(schema: JsonSchema): JsonSchema {
  const { additionalProperties, enum: values, propertyNames, type: _, ...rest } = schema;
  // Servers complete values and keys of what may be anything else, too.
  if (values !== undefined) return { ...rest, anyOf: [{ enum: values }, {}] };
  const inner: JsonSchema = rest;
  if (schema.properties !== undefined) {
    inner.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, toleratedPart(value)]),
    );
  }
  if (schema.items !== undefined) inner.items = toleratedPart(schema.items as JsonSchema);
  if (typeof additionalProperties !== 'object') return inner;
  const value = toleratedPart(additionalProperties);
  // Servers complete `properties`, not `propertyNames`.
  if (isKeyedByRule(propertyNames)) {
    inner.properties = Object.fromEntries(
      Object.entries(RULES).map(([code, { title }]) => [code, { description: title, ...value }]),
    );
  } else {
    inner.additionalProperties = value;
  }
  return inner;
}

function toleratedPart(schema: JsonSchema | boolean): JsonSchema {
  return typeof schema === 'boolean' ? {} : tolerated(schema);
}

function isKeyedByRule(propertyNames: unknown): boolean {
  return (JSON.stringify(propertyNames) ?? '').includes('unknown-step');
}
