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

test.each([
  ['LOCAL_STEPS["Solo"]["framework"] = "x"'],
  ["LOCAL_STEPS['Solo'].update(framework='x')"],
  ['if "Solo" in LOCAL_STEPS:\n    LOCAL_STEPS.setdefault("Solo", {})'],
  ['if "Solo" not in LOCAL_STEPS:\n    pass'],
  ['OTHER = LOCAL_STEPS.pop("Solo")\nLOCAL_STEPS["Solo"] = OTHER'],
])('what else the file says of the key follows: %s', async statement => {
  const text = `LOCAL_STEPS = {"Solo": {}}\n${statement}\nother = {"Solo": 1}["Solo"]\n`;
  const after = await renamed({ ...TEAM, [ANN]: text }, ANN, 'Solo', 'Alone');
  const expected = `LOCAL_STEPS = {"Alone": {}}\n${statement.replaceAll('Solo', 'Alone')}\n`;
  expect(after[ANN]).toBe(`${expected}other = {"Solo": 1}["Solo"]\n`);
});

test('a local step and an override of one name are two: each keeps to its table', async () => {
  const text =
    'LOCAL_STEPS = {"Package": {}}\nSTEP_OVERRIDES = {"Package": {}}\nLOCAL_STEPS["Package"]["a"] = STEP_OVERRIDES["Package"]\n';
  const after = await renamed({ ...TEAM, [ANN]: text }, ANN, 'Package', 'Own');
  expect(after[ANN]).toBe(
    'LOCAL_STEPS = {"Own": {}}\nSTEP_OVERRIDES = {"Package": {}}\nLOCAL_STEPS["Own"]["a"] = STEP_OVERRIDES["Package"]\n',
  );
});

test.each([
  ['LOCAL_STEPS = {"So" "lo": {}}', 'not as one plain text'],
  ['LOCAL_STEPS = {f"Solo": {}}', 'not as one plain text'],
  ['from .names import STEPS\nLOCAL_STEPS = {**STEPS}', 'comes from STEPS'],
])('a key that cannot be edited refuses the whole: %s', async (text, reason) => {
  const texts = {
    ...TEAM,
    [ANN]: `${text}\n`,
    'dev/ann/src/cursus_dev/registry/names.py': 'STEPS = {"Solo": {}}\n',
    'dev/ann/pipe.py': TEAM['dev/ann/pipe.py'].replace('RiskScore', 'Solo'),
  };
  const outcome = await renameAt(texts, 'dev/ann/pipe.py', 'Solo', 'Alone');
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
});

test.each([
  ['NAME = "Solo"\nLOCAL_STEPS = {NAME: {"spec_type": NAME}}'],
  ['LOCAL_STEPS = dict(Solo={})'],
  ['LOCAL_STEPS = {n: {"spec_type": n} for n in ["Solo", "Other"]}'],
  ['base = {"Solo": {}}\nLOCAL_STEPS = {**base}'],
  ['LOCAL_STEPS = {}\nLOCAL_STEPS.update({"Solo": {}})'],
])('a key that is written elsewhere is renamed there: %s', async text => {
  const after = await renamed({ ...TEAM, [ANN]: `${text}\n` }, ANN, 'Solo', 'Alone');
  expect(after[ANN]).toBe(`${text.replace('Solo', 'Alone')}\n`);
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
    { seed: 5, numRuns: 30 },
  );
});
