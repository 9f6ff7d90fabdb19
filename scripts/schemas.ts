/** `node scripts/run.mjs scripts/schemas.ts`: writes the schemas that are made from code. */
import { writeFile } from 'node:fs/promises';
import { projectFileJsonSchema } from './projectFileSchema.js';

const target = 'syntaxes/schemas/cursus-registry.schema.json';
await writeFile(target, projectFileJsonSchema());
console.log(`wrote ${target}`);
