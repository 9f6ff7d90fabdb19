import { expect, test } from 'vitest';
import type { Location, LocationLink } from 'vscode-languageserver-types';
import { definition, typeDefinition } from '../../../server/service/features/definition.js';
import { documentHighlights, references } from '../../../server/service/features/references.js';
import { documentSymbols, workspaceSymbols } from '../../../server/service/features/symbols.js';
import { ROOT } from '../../support/projectText.js';
import { type At, coreOf, scene } from './scene.js';

const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\n';
const TEXTS = {
  ...coreOf('Package', 'Payload'),
  'src/cursus/steps/interfaces/package.step.yaml': [
    'step_type: Package',
    'registry:',
    '  sagemaker_step_type: Processing',
    '  config_class: PackageStepConfig',
    'spec:',
    '  dependencies:',
    '    model:',
    '      compatible_sources: [Payload]',
    'variants:',
    '  training:',
    '    step_type: Package_Training',
    '',
  ].join('\n'),
  'configs/c.py': 'class PackageStepConfig(Base):\n    pass\n',
  'a.dag.json': '{"dag": {"nodes": ["Package", "Payload_x"], "edges": [["Package", "Payload_x"]]}}',
  'config.json':
    '{"metadata": {"config_types": {"Package_training": "PackageStepConfig"}}, "configuration": {"specific": {}}}',
  'p.py': `${DAG}dag.add_node("Package_training")\ndag.add_edge("Payload", "Package_training")\n`,
  'n.ipynb': JSON.stringify({
    cells: [
      { cell_type: 'markdown', source: ['dag.add_node("Package")'] },
      { cell_type: 'code', source: [`${DAG}`, 'dag.add_node("Package")\n'] },
    ],
    nbformat: 4,
  }),
};

/** `path:line:character`, all from 1. */
function places(found: readonly (Location | LocationLink)[]): string[] {
  return found.map(each => {
    const [uri, range] =
      'uri' in each ? [each.uri, each.range] : [each.targetUri, each.targetSelectionRange];
    return `${uri.slice(ROOT.length)}:${range.start.line + 1}:${range.start.character + 1}`;
  });
}

const INTERFACE = 'src/cursus/steps/interfaces/package.step.yaml';

function definitionOf(place: At): string[] {
  return places(definition(place.open, place.offset, place.context));
}

test.each([
  ['p.py', `${DAG}dag.add_node("Pack|age_training")\n`],
  ['b.dag.json', '{"dag": {"nodes": ["|Package"]}}'],
  ['config.json', '{"metadata": {"config_types": {"Package_training|": "X"}}}'],
  [
    'n.ipynb',
    TEXTS['n.ipynb'].replace('add_node(\\"Package\\")\\n', 'add_node(\\"Pack|age\\")\\n'),
  ],
])('from a name in %s to the declaration', (path, marked) => {
  expect(definitionOf(scene(TEXTS, path, marked))).toEqual([`${INTERFACE}:1:12`]);
});

test('from the name of a class to the class, from a declaration to itself', () => {
  const at = (marked: string) => scene(TEXTS, INTERFACE, marked);
  const text = TEXTS[INTERFACE];
  expect(definitionOf(at(text.replace('PackageStep', 'Package|Step')))).toEqual([
    'configs/c.py:1:7',
  ]);
  expect(definitionOf(at(text.replace('Package\n', 'Pack|age\n')))).toEqual([`${INTERFACE}:1:12`]);
  const value = '{"metadata": {"config_types": {"Package": "PackageStep|Config"}}}';
  expect(definitionOf(scene(TEXTS, 'config.json', value))).toEqual(['configs/c.py:1:7']);
});

test('nothing at other places, and links only for clients that take them', () => {
  expect(definitionOf(scene(TEXTS, 'p.py', `${DAG}dag.add|_node("Package")\n`))).toEqual([]);
  expect(definitionOf(scene(TEXTS, 'p.py', `${DAG}dag.add_node("Nobody|")\n`))).toEqual([]);
  const place = scene(TEXTS, 'p.py', `${DAG}dag.add_node("|Package")\n`, {
    client: { locationLinks: false },
  });
  expect(definition(place.open, place.offset, place.context)).toEqual([
    {
      uri: ROOT + INTERFACE,
      range: { start: { line: 0, character: 11 }, end: { line: 0, character: 18 } },
    },
  ]);
});

test('the type of a step is its builder class, or the interface that it is made from', () => {
  const place = scene(TEXTS, 'p.py', `${DAG}dag.add_node("Pack|age")\n`);
  expect(places(typeDefinition(place.open, place.offset, place.context))).toEqual([
    `${INTERFACE}:1:12`,
  ]);
  const withClass = { ...TEXTS, 'b.py': 'class PackageStepBuilder:\n    pass\n' };
  const other = scene(withClass, 'p.py', `${DAG}dag.add_node("Pack|age")\n`);
  expect(places(typeDefinition(other.open, other.offset, other.context))).toEqual(['b.py:1:7']);
});

test('references across Python, YAML, JSON and notebooks, with every job type', () => {
  const place = scene(TEXTS, INTERFACE, TEXTS[INTERFACE].replace('Package\n', '|Package\n'));
  const cell = TEXTS['n.ipynb'].indexOf('Package\\")\\n') + 1;
  expect(places(references(place.open, place.offset, true, place.context))).toEqual([
    'a.dag.json:1:21',
    'a.dag.json:1:57',
    'config.json:1:33',
    `n.ipynb:1:${cell}`,
    'p.py:3:15',
    'p.py:4:26',
    `${INTERFACE}:1:12`,
    `${INTERFACE}:11:16`,
  ]);
  const uses = references(place.open, place.offset, false, place.context);
  expect(places(uses)).not.toContain(`${INTERFACE}:1:12`);
});

test('references of a class: registries and configs, not Python code', () => {
  const place = scene(TEXTS, 'configs/c.py', 'class Package|StepConfig(Base):\n    pass\n');
  expect(places(references(place.open, place.offset, true, place.context))).toEqual([
    'config.json:1:53',
    `${INTERFACE}:4:17`,
  ]);
});

test('highlights: the name without its job type, writing where it is declared', () => {
  const place = scene(TEXTS, INTERFACE, TEXTS[INTERFACE].replace('Package\n', '|Package\n'));
  expect(documentHighlights(place.open, place.offset, place.context)).toEqual([
    { range: { start: { line: 0, character: 11 }, end: { line: 0, character: 18 } }, kind: 3 },
    { range: { start: { line: 10, character: 15 }, end: { line: 10, character: 22 } }, kind: 2 },
  ]);
  const inClass = scene(TEXTS, 'configs/c.py', 'class Package|StepConfig(Base):\n    pass\n');
  expect(documentHighlights(inClass.open, inClass.offset, inClass.context)).toEqual([]);
});

test('symbols of an interface file, as a tree or flat', () => {
  const place = scene(TEXTS, INTERFACE, `${TEXTS[INTERFACE]}|`);
  expect(documentSymbols(place.open, place.context)).toMatchObject([
    { name: 'Package', detail: 'Processing', kind: 5 },
  ]);
  const flat = scene(TEXTS, INTERFACE, `${TEXTS[INTERFACE]}|`, { client: { symbolTree: false } });
  expect(documentSymbols(flat.open, flat.context)).toMatchObject([
    { name: 'Package', location: { uri: ROOT + INTERFACE } },
  ]);
  const code = scene(TEXTS, 'configs/c.py', 'class A:|\n    pass\n');
  expect(documentSymbols(code.open, code.context)).toEqual([]);
});

test('symbols of the project by a part of the name', () => {
  const { context } = scene(TEXTS, 'p.py', `${DAG}|`);
  const names = (text: string) => workspaceSymbols(text, context).map(each => each.name);
  expect(names('pack')).toEqual(['Package']);
  expect(names('')).toEqual(['Package', 'Payload']);
  expect(names('zzz')).toEqual([]);
  expect(workspaceSymbols('pack', context)[0]?.containerName).toBe('core');
});
