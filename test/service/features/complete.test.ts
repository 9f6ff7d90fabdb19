import { expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import {
  complete,
  resolveCompletion,
} from '../../../server/service/features/completion/complete.js';
import { type At, coreOf, iface, type SceneOptions, scene } from './scene.js';

const CORE = {
  ...coreOf('TabularPreprocessing', 'Package', 'ModelCalibration'),
  'src/cursus/steps/interfaces/xgboost_training.step.yaml': iface('XGBoostTraining', 'Training'),
};
const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\n';

function at(path: string, marked: string, options?: SceneOptions): At {
  return scene(CORE, path, marked, options);
}

function list({ open, offset, context }: At): CompletionList | undefined {
  return complete(open, offset, context);
}

function labels(place: At): string[] {
  return list(place)?.items.map(item => item.label) ?? [];
}

/** The text after an item is accepted, with `|` at the caret of a snippet's first stop. */
function accepted({ open, ...place }: At, label: string): string {
  const item = list({ open, ...place })?.items.find(each => each.label === label);
  const edit = item?.textEdit;
  if (edit === undefined || !('range' in edit)) return `no ${label}`;
  const start = open.lines.offsetAt(edit.range.start);
  const end = open.lines.offsetAt(edit.range.end);
  return open.text.slice(0, start) + edit.newText + open.text.slice(end);
}

test('names of the registry in a DAG, with where they come from', () => {
  const found = list(at('p.py', `${DAG}dag.add_node("|")\n`));
  expect(found?.isIncomplete).toBe(false);
  expect(found?.items.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual(
    [
      ['ModelCalibration', 'core'],
      ['Package', 'core'],
      ['TabularPreprocessing', 'core'],
      ['XGBoostTraining', 'core'],
    ],
  );
});

test.each([
  ['xgb', ['XGBoostTraining']],
  ['XGBT', ['XGBoostTraining']],
  ['xgboost_tr', ['XGBoostTraining']],
  ['xgboost_training', ['XGBoostTraining']],
  ['tabpre', ['TabularPreprocessing']],
  ['zzz', []],
])('%s is answered by %j', (typed, expected) => {
  expect(labels(at('p.py', `${DAG}dag.add_node("${typed}|")\n`))).toEqual(expected);
});

test('what the client matches against begins with the form that is typed', () => {
  const filter = (typed: string): string | undefined =>
    list(at('p.py', `${DAG}dag.add_node("${typed}|")\n`))?.items[0]?.filterText;
  expect(filter('xgb')).toBe('XGBoostTraining xgboost_training');
  expect(filter('xgboost_t')).toBe('xgboost_training XGBoostTraining');
});

test.each([
  ['dag.add_node("xg|")', 'dag.add_node("XGBoostTraining")'],
  ["dag.add_node('xg|')", "dag.add_node('XGBoostTraining')"],
  ['dag.add_node("x|gb_old")', 'dag.add_node("XGBoostTraining")'],
  ['dag.add_node("""xg|""")', 'dag.add_node("""XGBoostTraining""")'],
  ['dag.add_node("xg|)', 'dag.add_node("XGBoostTraining")'],
  ['dag.add_node(XG|)', 'dag.add_node("XGBoostTraining")'],
  ['dag.add_node(|)', 'dag.add_node("XGBoostTraining")'],
  ['dag.add_edge("Package", "|', 'dag.add_edge("Package", "XGBoostTraining"'],
  ['dag.add_edge("xg|, "Package")', 'dag.add_edge("XGBoostTraining", "Package")'],
])('%s becomes %s', (source, expected) => {
  expect(accepted(at('p.py', `${DAG}${source}\n`), 'XGBoostTraining')).toBe(`${DAG}${expected}\n`);
});

test.each([
  ['{"dag": {"nodes": ["xg|"]}}', '{"dag": {"nodes": ["XGBoostTraining"]}}'],
  ['{"dag": {"nodes": [|]}}', '{"dag": {"nodes": ["XGBoostTraining"]}}'],
  ['{"dag": {"nodes": ["xg|]}}', '{"dag": {"nodes": ["XGBoostTraining"]}}'],
])('%s becomes %s', (source, expected) => {
  expect(accepted(at('x.dag.json', source), 'XGBoostTraining')).toBe(expected);
});

test('behind a step name and _ come job types: its own, those of cursus, those of the project', () => {
  const other = {
    'q.py': `${DAG}dag.add_node("Package_munged")\ndag.add_node("XGBoostTraining_calibration")\n`,
  };
  const place = scene({ ...CORE, ...other }, 'p.py', `${DAG}dag.add_node("XGBoostTraining_|")\n`);
  expect(list(place)?.isIncomplete).toBe(true);
  const found = labels(place);
  expect(found[0]).toBe('XGBoostTraining_calibration');
  expect(found).toContain('XGBoostTraining_training');
  expect(found.at(-1)).toBe('XGBoostTraining_munged');
  const snake = scene(CORE, 'p.py', `${DAG}dag.add_node("xgboost_training_v|")\n`);
  expect(accepted(snake, 'XGBoostTraining_validation')).toContain('"XGBoostTraining_validation"');
});

test('job types as the place spells them', () => {
  const config = at(
    'pipeline_config/execute_doc.json',
    '{"PIPELINE_STEP_CONFIGS": {"Package-|": {}}}',
  );
  expect(labels(config)).toContain('Package-Training');
  const spec = `from cursus.x import StepSpecification\nStepSpecification(step_type="Package_|")\n`;
  expect(labels(at('s.py', spec))).toContain('Package_Training');
});

test('an edge goes between the nodes of its DAG first', () => {
  const source = `${DAG}dag.add_node("Package_a")\ndag.add_node("XGBoostTraining")\ndag.add_edge("|", "")\n`;
  expect(labels(at('p.py', source)).slice(0, 3)).toEqual([
    'Package_a',
    'XGBoostTraining',
    'ModelCalibration',
  ]);
});

test('in an interface file the name that the file is called after comes first', () => {
  const path = 'src/cursus/steps/interfaces/pytorch_model_eval.step.yaml';
  expect(labels(at(path, 'step_type: |\n'))[0]).toBe('PyTorchModelEval');
  expect(accepted(at(path, 'step_type:|\n'), 'PyTorchModelEval')).toBe(
    'step_type: PyTorchModelEval\n',
  );
});

test('compatible sources: what is listed is not offered again', () => {
  const source = iface('New', 'Training', 'spec:\n  d:\n    compatible_sources: [Package, |]\n');
  const found = labels(at('src/cursus/steps/interfaces/new.step.yaml', source));
  expect(found).toContain('XGBoostTraining');
  expect(found).not.toContain('Package');
});

test('config classes in a config, the own one of the step first', () => {
  const classes = {
    'src/cursus/steps/configs/c.py':
      'class PackageConfig:\n    pass\nclass TabularPreprocessingConfig:\n    pass\n',
  };
  const source = '{"metadata": {"config_types": {"TabularPreprocessing_training": "|"}}}';
  const found = labels(scene({ ...CORE, ...classes }, 'config.json', source));
  expect(found[0]).toBe('TabularPreprocessingConfig');
  expect(found).toContain('PackageConfig');
});

test('SageMaker types, those that core uses most first', () => {
  const source = 'step_type: New\nregistry:\n  sagemaker_step_type: |\n';
  const found = labels(at('src/cursus/steps/interfaces/new.step.yaml', source));
  expect(found.slice(0, 2)).toEqual(['Processing', 'Training']);
});

test('with a YAML server that has our schemas, only names are offered', () => {
  const client = { yamlSchemas: true };
  const path = 'src/cursus/steps/interfaces/new.step.yaml';
  const keys = at(path, 'step_type: New\nregistry:\n  |\n', { client });
  expect(labels(keys)).toEqual([]);
  expect(labels(at(path, 'step_type: |\n', { client }))).toContain('Package');
});

test('a core table in YAML has no schema: its fields are offered whoever else is there', () => {
  const client = { yamlSchemas: true };
  const table = 'step_names:\n  New:\n    ';
  const path = 'src/cursus/registry/step_names.yaml';
  expect(labels(at(path, `${table}|\n`, { client }))).toContain('sagemaker_step_type');
  const values = labels(at(path, `${table}sagemaker_step_type: |\n`, { client }));
  expect(values).toContain('Processing');
});

test('fields of an interface that are not there yet', () => {
  const path = 'src/cursus/steps/interfaces/new.step.yaml';
  const place = at(path, 'step_type: New\nregistry:\n  description: x\n  |\n');
  expect(labels(place)).toEqual([
    'sagemaker_step_type',
    'config_class',
    'builder_step_name',
    'requires',
  ]);
  expect(accepted(place, 'requires')).toBe(
    'step_type: New\nregistry:\n  description: x\n  requires: $1\n',
  );
});

test('documentation is made when it is asked for, or at once for clients that cannot ask', () => {
  const lazy = at('p.py', `${DAG}dag.add_node("xgb|")\n`);
  const [item] = list(lazy)!.items;
  expect(item?.documentation).toBeUndefined();
  const text = (answer: CompletionItem): string =>
    (answer.documentation as { readonly value: string }).value;
  const resolved = resolveCompletion(item!, lazy.context);
  expect(text(resolved)).toContain('**XGBoostTraining**: Training step, core');
  const eager = at('p.py', `${DAG}dag.add_node("xgb|")\n`, {
    client: { lazyDocumentation: false, markdown: false },
  });
  expect(text(list(eager)!.items[0]!)).toContain('XGBoostTraining: Training step, core');
  expect(resolveCompletion({ label: 'x', data: 3 }, lazy.context)).toEqual({ label: 'x', data: 3 });
});

test('nothing where nothing of ours can stand', () => {
  expect(list(at('p.py', `${DAG}print("|")\n`))).toBeUndefined();
  expect(
    list(at('p.py', 'import networkx as nx\ng = nx.Graph()\ng.add_node("|")\n')),
  ).toBeUndefined();
});
