// biome-ignore-all lint/suspicious/noTemplateCurlyInString: tab stops of snippets look so
import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { complete } from '../../../server/service/features/completion/complete.js';
import { type SceneOptions, scene } from './scene.js';
import { ANN, BOB, CORE, TEAM } from './team.js';

/** Ann's registry with a marked entry put at the start of a table. */
function inTable(table: string, marked: string): string {
  return TEAM[ANN].replace(`${table} = {`, `${table} = {\n    ${marked}`);
}

function items(marked: string, options?: SceneOptions, path = ANN): readonly CompletionItem[] {
  const { open, offset, context } = scene(TEAM, path, marked, options);
  return complete(open, offset, context)?.items ?? [];
}

const labels = (marked: string, options?: SceneOptions, path = ANN): string[] =>
  items(marked, options, path).map(item => item.label);

function accepted(marked: string, label: string, options?: SceneOptions): string {
  const { open, offset, context } = scene(TEAM, ANN, marked, options);
  const item = complete(open, offset, context)?.items.find(each => each.label === label);
  const edit = item?.textEdit;
  if (edit === undefined || !('range' in edit)) return `no ${label}`;
  const start = open.lines.offsetAt(edit.range.start);
  const end = open.lines.offsetAt(edit.range.end);
  const before = open.lines.lineStart(open.lines.lineOf(start));
  const rest = open.text.slice(end).split('\n', 1)[0];
  return open.text.slice(before, start).trimStart() + edit.newText + rest;
}

test('a local key: steps that have a builder class but no entry, then the new name; core names last', () => {
  expect(labels(inTable('LOCAL_STEPS', '"Dr|"'))).toEqual(['DriftReport', 'Dr']);
  const empty = labels(inTable('LOCAL_STEPS', '"|"'));
  expect(empty[0]).toBe('DriftReport');
  expect(empty.slice(-2)).toEqual(['Package', 'XGBoostTraining']);
  expect(empty).not.toContain('RiskScore');
});

test('an override names a core step that is not overridden yet', () => {
  expect(labels(inTable('STEP_OVERRIDES', '"|"'))).toEqual(['Package', 'Payload']);
});

test('a key becomes a whole entry', () => {
  expect(accepted(inTable('LOCAL_STEPS', '"Dr|"'), 'DriftReport')).toBe(
    [
      '"DriftReport": {',
      '    "config_class": "${1:DriftReportConfig}",',
      '    "builder_step_name": "${2:DriftReportStepBuilder}",',
      '    "spec_type": "${3:DriftReport}",',
      '    "sagemaker_step_type": "${4|Processing,Training,Base,CradleDataLoading,CreateModel,Lambda,MimsModelRegistrationProcessing,RedshiftDataLoading,RegisterModel,Transform,Tuning,Utility|}",',
      '    "description": "$5",',
      '\\},$0',
    ].join('\n'),
  );
  expect(accepted(inTable('STEP_OVERRIDES', "'Pack|'"), 'Package')).toBe(
    [
      "'Package': {",
      "    'config_class': '${1:PackageConfig}',",
      "    'builder_step_name': '${2:PackageStepBuilder}',",
      "    'spec_type': '${3:Package}',",
      "    'sagemaker_step_type': '${4:Processing}',",
      "    'description': '$5',",
      '\\},$0',
    ].join('\n'),
  );
});

test('only the key where an entry follows, or where the client takes no snippets', () => {
  expect(accepted(inTable('STEP_OVERRIDES', '"Pack|": {},'), 'Package')).toBe('"Package": {},');
  const plain = { client: { snippets: false } };
  expect(accepted(inTable('STEP_OVERRIDES', '"Pack|"'), 'Package', plain)).toBe('"Package"');
  expect(accepted(inTable('STEP_OVERRIDES', '"Pack|'), 'Package', plain)).toBe('"Package"');
});

test.each([
  ['"fra|"', 'framework', '"X": {"framework": "$1",}'],
  ["'fra|'", 'framework', "\"X\": {'framework': '$1',}"],
  ['"fra|": "x"', 'framework', '"X": {"framework": "x"}'],
  ['|', 'priority', '"X": {"priority": ${1:100},}'],
  ['"jo|"', 'job_types', '"X": {"job_types": ["$1"],}'],
  ['"me|"', 'metadata', '"X": {"metadata": {$1\\},}'],
])('a field, %s', (typed, label, expected) => {
  expect(accepted(inTable('LOCAL_STEPS', `"X": {${typed}},`), label)).toBe(`${expected},`);
});

test('fields that are there are not offered', () => {
  const found = labels(inTable('LOCAL_STEPS', '"X": {"config_class": "XConfig", "|"},'));
  expect(found).not.toContain('config_class');
  expect(found.slice(0, 2)).toEqual(['builder_step_name', 'spec_type']);
});

test('builders: the derived name, then own classes, then core, then others', () => {
  const builder = inTable('LOCAL_STEPS', '"DriftReport": {"builder_step_name": "|"},');
  expect(
    items(builder).map(({ label, labelDetails }) => [label, labelDetails?.description]),
  ).toEqual([
    ['DriftReportStepBuilder', 'ann'],
    ['RiskScoreStepBuilder', 'ann'],
    ['PackageStepBuilder', 'core'],
    ['XGBoostTrainingStepBuilder', 'core'],
  ]);
  const fresh = inTable('LOCAL_STEPS', '"New": {"builder_step_name": "New|"},');
  expect(items(fresh).map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual(
    [['NewStepBuilder', 'no such class yet']],
  );
});

test('values of fields, those of the project included', () => {
  const framework = labels(inTable('LOCAL_STEPS', '"X": {"framework": "|"},'));
  expect(framework).toContain('pytorch');
  expect(framework.filter(label => label === 'pandas')).toHaveLength(1);
  expect(labels(inTable('LOCAL_STEPS', '"X": {"conflict_resolution_strategy": "|"},'))).toEqual([
    'workspace_priority',
    'framework_match',
    'environment_match',
    'manual',
    'highest_priority',
    'core_fallback',
  ]);
  const jobs = labels(inTable('LOCAL_STEPS', '"X": {"job_types": ["training", "|"]},'));
  expect(jobs).toContain('validation');
  expect(jobs).not.toContain('training');
});

test('spec type: the own name first', () => {
  expect(labels(inTable('LOCAL_STEPS', '"Fresh": {"spec_type": "|"},'))[0]).toBe('Fresh');
});

const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\n';

test('names of the active workspace come before the file’s own, core and others', () => {
  const marked = `${DAG}dag.add_node("|")\n`;
  const names = (path: string, workspace?: string) =>
    items(marked, workspace === undefined ? {} : { workspace }, path).map(
      ({ label, labelDetails }) => `${label} ${labelDetails?.description}`,
    );
  expect(names('dev/bob/new.py', 'ann')).toEqual([
    'Payload ann',
    'RiskScore ann',
    'XGBoostTraining ann',
    'Package core',
  ]);
  expect(names('dev/bob/new.py')).toEqual([
    'RiskScore bob',
    'Package core',
    'Payload core',
    'XGBoostTraining core',
  ]);
  expect(names('new.py')).toEqual([
    'Package core',
    'Payload core',
    'XGBoostTraining core',
    'RiskScore ann, bob',
  ]);
});

test('workspace ids', () => {
  const marked = 'from cursus.registry import *\nset_workspace_context("|")\n';
  expect(labels(marked, {}, 'new.py')).toEqual(['ann', 'bob']);
  expect(labels('choices:\n  RiskScore: |\n', {}, 'cursus-registry.yaml')).toEqual([
    'ann',
    'bob',
    'core',
  ]);
});

test('a core table offers what has a builder but no row', () => {
  const marked = TEAM[CORE].replace('STEP_NAMES = {', 'STEP_NAMES = {\n    "|"');
  expect(labels(marked, {}, CORE)).not.toContain('Package');
  expect(
    labels(TEAM[BOB].replace('LOCAL_STEPS = {', 'LOCAL_STEPS = {\n    "|"'), {}, BOB),
  ).not.toContain('DriftReport');
});
