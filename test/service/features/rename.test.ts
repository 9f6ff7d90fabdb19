import { expect, test } from 'vitest';
import { Refusal } from '../../../server/service/features/rename/place.js';
import { prepareRename } from '../../../server/service/features/rename/prepare.js';
import { applied, renameAt, renamed } from './renaming.js';
import { coreOf, iface, scene } from './scene.js';

const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\n';
const PACKAGE = 'src/cursus/steps/interfaces/package.step.yaml';
const TEXTS = {
  ...coreOf('Package', 'Payload'),
  [PACKAGE]: [
    'step_type: "Package"  # the name',
    'registry:',
    '  sagemaker_step_type: Processing',
    'spec:',
    '  dependencies:',
    '    model:',
    "      compatible_sources: [Payload, 'Package']",
    'variants:',
    '  training:',
    '    step_type: Package_Training',
    '',
  ].join('\r\n'),
  'a.dag.json':
    '{"dag": {"nodes": ["Package", "Payload"], "edges": [["Package_x", "Pay\\u006coad"]]}}',
  'config.json':
    '{"metadata": {"config_types": {"Package_training": "PackageConfig"}}, "configuration": {"specific": {"Package_training": {"__model_type__": "PackageConfig"}}}}',
  'pipeline_config/execute_doc.json': '{"PIPELINE_STEP_CONFIGS": {"Package-Training": {}}}',
  'configs/c.py': 'class PackageConfig:\n    pass\n\n\n__all__ = ["PackageConfig"]\n',
  'p.py': `${DAG}dag.add_node('''Package_training''')\ndag.add_edge(r"Payload", 'Package_training')\n# Package\n`,
  'q.py': 'from configs.c import PackageConfig\n\nc = PackageConfig()  # PackageConfigs\n',
  'n.ipynb': JSON.stringify({
    cells: [
      { cell_type: 'code', source: [DAG, 'dag.add_node("Package_a")\n', 'x = PackageConfig()\n'] },
    ],
    nbformat: 4,
  }),
};

test('the step alone: every format, job types and quotes kept', async () => {
  const after = await renamed(TEXTS, PACKAGE, 'Package"', 'Bundle');
  expect(after[PACKAGE]).toBe(
    TEXTS[PACKAGE]
      .replace('"Package"', '"Bundle"')
      .replace("'Package'", "'Bundle'")
      .replace('Package_Training', 'Bundle_Training'),
  );
  expect(after['a.dag.json']).toBe(TEXTS['a.dag.json'].replaceAll('Package', 'Bundle'));
  expect(after['config.json']).toBe(TEXTS['config.json'].replaceAll('Package_', 'Bundle_'));
  expect(after['pipeline_config/execute_doc.json']).toBe(
    '{"PIPELINE_STEP_CONFIGS": {"Bundle-Training": {}}}',
  );
  expect(after['p.py']).toBe(TEXTS['p.py'].replaceAll('Package_', 'Bundle_'));
  expect(after['n.ipynb']).toBe(TEXTS['n.ipynb'].replace('Package_a', 'Bundle_a'));
  expect(after['configs/c.py']).toBe(TEXTS['configs/c.py']);
  expect(after['q.py']).toBe(TEXTS['q.py']);
});

test('what is called after the step, where the user chooses it', async () => {
  const after = await renamed(TEXTS, PACKAGE, 'Package"', 'Bundle', ['step', 'config', 'file']);
  expect(after['configs/c.py']).toBe(TEXTS['configs/c.py'].replaceAll('Package', 'Bundle'));
  expect(after['q.py']).toBe(
    'from configs.c import BundleConfig\n\nc = BundleConfig()  # PackageConfigs\n',
  );
  expect(after['config.json']).toBe(TEXTS['config.json'].replaceAll('Package', 'Bundle'));
  expect(after['n.ipynb']).toBe(TEXTS['n.ipynb'].replaceAll('Package', 'Bundle'));
  expect(after[PACKAGE]).toBeUndefined();
  expect(after['src/cursus/steps/interfaces/bundle.step.yaml']).toContain('"Bundle"');
});

test('the annotations say what is a choice', async () => {
  const outcome = await renameAt(TEXTS, PACKAGE, 'Package"', 'Bundle');
  expect(outcome).toMatchObject({
    kind: 'edit',
    notes: [],
    edit: {
      changeAnnotations: {
        step: { label: 'Step Package to Bundle' },
        config: {
          label: 'Config class PackageConfig to BundleConfig',
          description: 'optional',
          needsConfirmation: true,
        },
        file: { label: 'File bundle.step.yaml', needsConfirmation: true },
      },
    },
  });
});

test('a client without annotations gets the step alone, and is told so', async () => {
  const client = { documentChanges: false, changeAnnotations: false };
  const outcome = await renameAt(TEXTS, PACKAGE, 'Package"', 'Bundle', { client });
  if (outcome.kind !== 'edit') throw new Error(outcome.kind);
  expect(outcome.notes).toEqual(['PackageConfig keeps its name.']);
  expect(outcome.edit.documentChanges).toBeUndefined();
  const chosen = await renamed(TEXTS, PACKAGE, 'Package"', 'Bundle');
  expect(applied(TEXTS, outcome.edit)).toEqual(chosen);
});

test.each([
  ['p.py', 'Package_training'],
  ['p.py', 'Payload'],
  ['a.dag.json', 'Package_x'],
  ['config.json', 'Package_training'],
  ['n.ipynb', 'Package_a'],
  [PACKAGE, 'Payload'],
  [PACKAGE, 'Package_Training'],
])('from %s, and back to the same bytes (%s)', async (path, at) => {
  const texts = { ...TEXTS, 'a.dag.json': TEXTS['a.dag.json'].replace('\\u006c', 'l') };
  const groups = ['step', 'config', 'builder', 'spec-type'];
  const there = await renamed(texts, path, at, 'Bundle', groups);
  expect(there).not.toEqual(texts);
  const back = at.startsWith('Package') ? 'Package' : 'Payload';
  expect(await renamed(there, path, 'Bundle', back, groups)).toEqual(texts);
});

test('escapes of JSON and Python are understood', async () => {
  const texts = { ...TEXTS, 'e.py': `${DAG}dag.add_node("Payl\\x6fad_\\x61")\n` };
  const after = await renamed(texts, 'p.py', 'Payload', 'Load');
  expect(after['a.dag.json']).toContain('"Load"');
  expect(after['a.dag.json']).not.toContain('u006c');
  expect(after['e.py']).toBe(`${DAG}dag.add_node("Load_a")\n`);
});

test.each([
  ['package', 'PascalCase'],
  ['my_step', 'such as MyStep'],
  ['', 'PascalCase'],
  ['Payload', 'declared already, by core'],
  ['X"Y', 'PascalCase'],
])('not to "%s"', async (newName, reason) => {
  const outcome = await renameAt(TEXTS, 'p.py', 'Package_', newName);
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
});

test('the same name changes nothing', async () => {
  expect(await renamed(TEXTS, 'p.py', 'Package_', 'Package')).toEqual(TEXTS);
});

test('a core that is not in the project is read only', async () => {
  const texts = { 'p.py': `${DAG}dag.add_node("XGBoostTraining")\n` };
  const outcome = await renameAt(texts, 'p.py', 'XGBoost', 'Other');
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('read only') });
});

test.each([
  ['a text that changed', 'p.py', `${DAG}dag.add_node('''Packa_training''')\n`, 'has changed'],
  ['a text that moved', 'p.py', `\n${TEXTS['p.py']}`, 'has changed'],
  ['a text that is gone', 'p.py', undefined, 'cannot be read'],
])('never half done: %s', async (_, path, text, reason) => {
  const onDisk: Record<string, string> = { ...TEXTS };
  if (text === undefined) delete onDisk[path];
  else onDisk[path] = text;
  const outcome = await renameAt(TEXTS, PACKAGE, 'Package"', 'Bundle', { onDisk });
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
});

test('a name in pieces refuses the whole, and says where', async () => {
  const texts = { ...TEXTS, 'e.py': `${DAG}dag.add_node("Pack" "age")\n` };
  const outcome = await renameAt(texts, PACKAGE, 'Package"', 'Bundle');
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('e.py:3') });
});

test('two classes of one name keep it', async () => {
  const texts = { ...TEXTS, 'd.py': 'class PackageConfig:\n    pass\n' };
  const outcome = await renameAt(texts, PACKAGE, 'Package"', 'Bundle');
  expect(outcome).toMatchObject({ notes: ['PackageConfig keeps its name: 2 classes have it.'] });
});

test('the project file goes along', async () => {
  const file =
    'choices:\n  Package: ann\n  "Payload": core\nignore:\n  - name: \'Package\'\n    path: x\n';
  const texts = { ...TEXTS, 'cursus-registry.yaml': file };
  const after = await renamed(texts, 'p.py', 'Package_', 'Bundle');
  expect(after['cursus-registry.yaml']).toBe(file.replaceAll('Package', 'Bundle'));
});

test('prepare: the name without its job type; refusals with a reason; nothing elsewhere', () => {
  const prepared = (marked: string) => {
    const place = scene(TEXTS, 'p.py', `${DAG}${marked}\n`);
    return prepareRename(place.open, place.offset, place.context);
  };
  expect(prepared('dag.add_node("Package_tra|ining")')).toEqual({
    placeholder: 'Package',
    range: { start: { line: 2, character: 14 }, end: { line: 2, character: 21 } },
  });
  expect(prepared('dag.add_node("Nobody|")')).toEqual(
    new Refusal('No registry of this project declares Nobody.'),
  );
  expect(prepared('dag.add|_node("Package")')).toBeUndefined();
});

test('an alias is not renamed, and is reported', async () => {
  const texts = {
    ...coreOf('Package'),
    [PACKAGE]: iface('Package'),
    'p.py': `${DAG}dag.add_node("MIMSPackaging")\ndag.add_node("Package")\n`,
    'src/cursus/step_catalog/step_catalog.py':
      'class StepCatalog:\n    LEGACY_ALIASES = {"MIMSPackaging": "Package"}\n',
  };
  const outcome = await renameAt(texts, PACKAGE, 'Package', 'Bundle');
  expect(outcome).toMatchObject({
    kind: 'edit',
    notes: ['1 place writes the legacy alias MIMSPackaging of Package; aliases are not renamed.'],
  });
  const onAlias = await renameAt(texts, 'p.py', 'MIMSPackaging', 'Bundle');
  expect(onAlias).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('legacy alias'),
  });
});
