import { readdirSync, readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFileJsonSchema } from '../../scripts/projectFileSchema.js';
import { RULE_CODES } from '../../shared/rules.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** `enumDescriptions` and its like are for editors. */
function validator(name: string): ValidateFunction {
  const schema = JSON.parse(read(`syntaxes/schemas/${name}.schema.json`));
  return new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' }).compile(schema);
}

const step = validator('step');
const dag = validator('dag');
const project = validator('cursus-registry');

function fixtures(ending: string): string[] {
  return (readdirSync(new URL('test/fixtures/', root), { recursive: true }) as string[])
    .map(path => `test/fixtures/${path.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith(ending) && !path.includes('/registries/'));
}

test('the schema of the project file is the one that its code makes', () => {
  const shipped = JSON.parse(read('syntaxes/schemas/cursus-registry.schema.json'));
  expect(shipped).toEqual(JSON.parse(projectFileJsonSchema()));
});

test.each(fixtures('.step.yaml'))('%s fits its schema', path => {
  step(parse(read(path)));
  expect(step.errors ?? []).toEqual([]);
});

test.each(fixtures('.dag.json'))('%s fits its schema', path => {
  dag(JSON.parse(read(path)));
  expect(dag.errors ?? []).toEqual([]);
});

test.each([
  [{ step_type: 'A', registry: null, anything: { else: 1 } }],
  [{ step_type: 'A', registry: { sagemaker_step_type: 'Procesing' }, node_type: 'odd' }],
  [{ step_type: 'A', registry: 'x' }],
  [[]],
  [{ step_type: 'A', spec: { dependencies: { x: { compatible_sources: ['B'] } } } }],
])('what a rule checks, or nobody, is not refused: %j', value => {
  expect(step(value)).toBe(true);
});

test.each([[{}], [{ step_type: 1 }]])('no interface: %j', value => {
  expect(step(value)).toBe(false);
});

test.each([
  [{ dag: { nodes: ['A'], edges: [['A']] } }],
  [{ dag: { nodes: ['A', 'A'] } }],
  [{ dag: { nodes: [1] } }],
  [{ nodes: ['A'] }],
])('no DAG: %j', value => {
  expect(dag(value)).toBe(false);
});

test('the project file: every rule is offered, unknown values are left to its rule', () => {
  const schema = JSON.parse(read('syntaxes/schemas/cursus-registry.schema.json'));
  expect(Object.keys(schema.properties.rules.properties)).toEqual(RULE_CODES);
  expect(project({ rules: { 'unknown-step': 'off', odd: 'x' }, unknown: 1 })).toBe(true);
  expect(project({ exclude: 'x', core: [1], rules: 3, ignore: [4, { codes: 5 }] })).toBe(true);
});
