import { expect, test } from 'vitest';
import { hover } from '../../../server/service/features/hover/hover.js';
import type { Texts } from '../../support/projectText.js';
import { type SceneOptions, scene } from './scene.js';
import { ANN, BOB, CORE, TEAM } from './team.js';

function hovered(path: string, at: string, options?: SceneOptions, texts: Texts = TEAM): string {
  const text = texts[path]!;
  const offset = text.indexOf(at) + 1;
  const place = scene(texts, path, `${text.slice(0, offset)}|${text.slice(offset)}`, options);
  const answer = hover(place.open, place.offset, place.context);
  return answer === undefined ? '-' : (answer.contents as { readonly value: string }).value;
}

const inAnn = { workspace: 'ann' };
const ANN_AT = (line: number): string =>
  `[dev/ann/src/cursus\\_dev/registry/workspace\\_registry\\.py\\:${line}](<file:///repo/${ANN}#L${line}>)`;
const BOB_AT = (line: number): string =>
  `[dev/bob/src/cursus\\_dev/registry/workspace\\_registry\\.py\\:${line}](<file:///repo/${BOB}#L${line}>)`;
const CORE_AT = (line: number): string =>
  `[src/cursus/registry/step\\_names\\.py\\:${line}](<file:///repo/${CORE}#L${line}>)`;

test('a core step', () => {
  expect(hovered('shared.py', 'XGBoost')).toBe(
    [
      '**XGBoostTraining**: Training step, core',
      '',
      'Trains \\*boosted\\* trees',
      '',
      '- Builder: `XGBoostTrainingStepBuilder`',
      '- Config: `XGBoostTrainingConfig`',
      `- Declared in ${CORE_AT(2)}`,
    ].join('\n'),
  );
});

test('a name in conflict, with a job type', () => {
  expect(hovered('dev/ann/pipe.py', 'RiskScore_', inAnn)).toBe(
    [
      '**RiskScore**: Processing step, local step of `ann`',
      '',
      'Here with job type `training`.',
      '',
      '- Builder: `RiskScoreStepBuilder`',
      '- Config: `RiskScoreConfig`',
      '- Framework: `pandas`',
      '- Job types: `training`',
      '',
      'In conflict:',
      '',
      `- local step of \`ann\` (${ANN_AT(2)}), chosen: the own workspace comes first`,
      `- local step of \`bob\` (${BOB_AT(2)}), passed over: another workspace`,
    ].join('\n'),
  );
});

test('an override, for the workspace that makes it and for nobody', () => {
  const text = hovered('shared.py', 'XGBoost', inAnn);
  expect(text).toContain('**XGBoostTraining**: Training step, override of `ann`');
  expect(text).toContain('Declared more than once:');
  expect(text).toContain(`- core (${CORE_AT(2)}), passed over`);
  expect(hovered('shared.py', 'XGBoost')).not.toContain('override');
});

test('a step that the context does not see', () => {
  expect(hovered('shared.py', 'RiskScore')).toBe(
    '**RiskScore**: not resolved without a workspace; declared by `ann`, `bob`',
  );
});

test('where the runtime gives two answers, both are said', () => {
  const both = TEAM[ANN].replace(
    'STEP_OVERRIDES = {',
    'STEP_OVERRIDES = {\n    "RiskScore": {"framework": "x"},',
  );
  const text = hovered('dev/ann/pipe.py', 'RiskScore_', inAnn, { ...TEAM, [ANN]: both });
  expect(text).toContain(
    [
      '- At run time (`get_step`): local step of `ann`',
      '- In listings (`STEP_NAMES`): override of `ann`',
    ].join('\n'),
  );
});

test('a name that a thousand declare does not fill the screen', () => {
  const many: Record<string, string> = { ...TEAM };
  for (let i = 0; i < 30; i++) many[BOB.replace('bob', `dev${i}`)] = TEAM[BOB];
  const text = hovered('dev/ann/pipe.py', 'RiskScore_', inAnn, many);
  expect(text).toContain('- and 26 more');
});

test('classes: where they are, or that there is none', () => {
  expect(hovered(ANN, 'RiskScoreStepB', inAnn)).toBe(
    '**RiskScoreStepBuilder**: builder class\n\n- [dev/ann/src/cursus\\_dev/steps/b\\.py\\:1](<file:///repo/dev/ann/src/cursus_dev/steps/b.py#L1>) (`StepBuilderBase`)',
  );
  expect(hovered(ANN, 'MonotoneStepB')).toBe(
    '**MonotoneStepBuilder**: builder class\n\nNo class of this name is known.',
  );
});

test('fields and values', () => {
  expect(hovered(ANN, 'framework')).toBe(
    'The framework that the step is for; `framework_match` chooses by it.',
  );
  expect(hovered(ANN, 'Processing')).toBe('SageMaker step type of 2 core steps');
});

test('plain text for clients that show no Markdown', () => {
  expect(hovered('shared.py', 'XGBoost', { client: { markdown: false } })).toBe(
    [
      'XGBoostTraining: Training step, core',
      '',
      'Trains *boosted* trees',
      '',
      '- Builder: XGBoostTrainingStepBuilder',
      '- Config: XGBoostTrainingConfig',
      `- Declared in ${CORE}:2`,
    ].join('\n'),
  );
});

test('names cannot format, link or run anything', () => {
  const evil = '[x](command:evil)<img>**`';
  const texts = {
    ...TEAM,
    [CORE]: TEAM[CORE].replace('Trains *boosted* trees', evil),
  };
  const text = hovered('shared.py', 'XGBoost', {}, texts);
  expect(text).toContain('\\[x\\]\\(command\\:evil\\)\\<img\\>\\*\\*\\`');
});

test('nothing elsewhere', () => {
  expect(hovered('shared.py', 'add_node')).toBe('-');
});
