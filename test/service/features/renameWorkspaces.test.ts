import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Texts } from '../../support/projectText.js';
import { renameAt, renamed } from './renaming.js';
import { ANN, BOB, CORE, TEAM } from './team.js';

const changed = (before: Texts, after: Texts): string[] =>
  Object.keys(before)
    .filter(path => before[path] !== after[path])
    .sort();

test('a developer’s step: the own declaration and uses, not those of a colleague who has the name too', async () => {
  const after = await renamed(TEAM, ANN, 'RiskScore', 'FraudScore');
  // The shared pipeline means the first workspace that has the name.
  expect(changed(TEAM, after)).toEqual(['dev/ann/pipe.py', ANN, 'shared.py']);
  expect(after[ANN]).toContain('"FraudScore": {\n        "config_class": "RiskScoreConfig"');
  expect(after[ANN]).toContain('"spec_type": "RiskScore"');
  expect(after['dev/ann/pipe.py']).toContain('"FraudScore_training"');
  expect(after['shared.py']).toContain('"FraudScore"');
});

test('the same from a use; a colleague’s use renames the colleague’s step', async () => {
  const mine = await renamed(TEAM, 'dev/ann/pipe.py', 'RiskScore_', 'FraudScore');
  expect(mine).toEqual(await renamed(TEAM, ANN, 'RiskScore', 'FraudScore'));
  const theirs = await renamed(TEAM, 'dev/bob/pipe.py', 'RiskScore', 'CreditScore');
  expect(changed(TEAM, theirs)).toEqual(['dev/bob/pipe.py', BOB]);
});

test('a core step: core, the overrides that speak of it, and who uses it', async () => {
  const after = await renamed(TEAM, 'shared.py', 'XGBoost', 'BoostTraining');
  expect(changed(TEAM, after)).toEqual(['dev/ann/pipe.py', ANN, 'shared.py', CORE]);
  expect(after[ANN]).toContain('STEP_OVERRIDES = {\n    "BoostTraining": {');
  expect(after[CORE]).toContain(
    '"BoostTraining": {\n        "config_class": "XGBoostTrainingConfig"',
  );
});

test('a local step that shadows core is a step of its own', async () => {
  const core = await renamed(TEAM, 'dev/bob/pipe.py', 'Payload', 'Samples');
  expect(changed(TEAM, core)).toEqual(['dev/bob/pipe.py', CORE]);
  const own = await renamed(TEAM, ANN, 'Payload', 'Samples');
  expect(changed(TEAM, own)).toEqual([ANN]);
});

test('spec type and builder follow where they are chosen', async () => {
  const groups = ['step', 'spec-type', 'builder', 'config'];
  const after = await renamed(TEAM, ANN, 'RiskScore', 'FraudScore', groups);
  expect(after[ANN]).toContain('"spec_type": "FraudScore"');
  expect(after[ANN]).toContain('"builder_step_name": "FraudScoreStepBuilder"');
  expect(after['dev/ann/src/cursus_dev/steps/b.py']).toContain('class FraudScoreStepBuilder(');
});

test.each(['XGBoostTraining', 'Payload', 'RiskScore'])('not to %s', async newName => {
  const outcome = await renameAt(TEAM, 'dev/ann/pipe.py', 'Package', newName);
  expect(outcome).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('declared already'),
  });
});

test('what is not known of the project is said', async () => {
  const builtin = { [ANN]: TEAM[ANN], 'dev/ann/pipe.py': TEAM['dev/ann/pipe.py'] };
  const outcome = await renameAt(builtin, 'dev/ann/pipe.py', 'XGBoost', 'Boosted');
  expect(outcome).toEqual({
    kind: 'refused',
    reason: expect.stringMatching(
      /^XGBoostTraining is a core step, and the core in force is read only/,
    ),
  });
});

/** A step that ann alone has, so that it can get its name back. */
const ALONE = {
  ...TEAM,
  [ANN]: TEAM[ANN].replace(
    'LOCAL_STEPS = {',
    "LOCAL_STEPS = {\n    'DriftReport': {'builder_step_name': 'DriftReportStepBuilder', 'spec_type': \"DriftReport\"},",
  ),
  'dev/ann/more.py': `${TEAM['dev/ann/pipe.py']}dag.add_node(r'DriftReport_x')\ndag.add_edge("Package", """DriftReport_x""")\n`,
  'a.dag.json': '{"dag": {"nodes": ["DriftReport", "Package_b"], "edges": []}}',
};

const PLACES: readonly (readonly [path: keyof typeof ALONE, at: string, name: string])[] = [
  [ANN, 'DriftReport', 'DriftReport'],
  [ANN, 'XGBoost', 'XGBoostTraining'],
  [CORE, 'Package', 'Package'],
  ['dev/ann/pipe.py', 'Package', 'Package'],
  ['dev/ann/more.py', 'DriftReport', 'DriftReport'],
  ['a.dag.json', 'DriftReport', 'DriftReport'],
  ['shared.py', 'XGBoost', 'XGBoostTraining'],
];

test('renamed and back: the same bytes, whatever is chosen', async () => {
  const chosenGroups = fc.subarray(['spec-type', 'builder', 'config', 'file']);
  const newNames = fc.stringMatching(/^New[A-Z][A-Za-z0-9]{0,8}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PLACES),
      newNames,
      chosenGroups,
      async ([path, at, oldName], newName, chosen) => {
        const groups = ['step', ...chosen];
        const there = await renamed(ALONE, path, at, newName, groups);
        expect(there[path]).not.toBe(ALONE[path]);
        expect(await renamed(there, path, newName, oldName, groups)).toEqual(ALONE);
      },
    ),
    { seed: 5, numRuns: 60 },
  );
});
