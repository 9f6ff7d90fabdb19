import { describe, expect, it } from 'vitest';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { saidWithFixes } from '../../support/said.js';

const ANN = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
const TEXTS: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}, "XGBoostTraining": {"sagemaker_step_type": "Training"}}\n',
  'dev/ann/src/cursus_dev/steps/builders/builders.py': 'class ScoreStepBuilder: ...\n',
};
const GOOD = '{"sagemaker_step_type": "Training"}';

function about(text: string): readonly string[] {
  return saidWithFixes(new ProjectText({ ...TEXTS, [ANN]: `${text}\n` }), ANN);
}

describe('a field that the runtime rejects', () => {
  it.each([
    [
      '"job_types": "training"',
      'job_types must be a list of strings, not a string',
      'Convert to a list: ["training"]',
    ],
    ['"job_types": " "', 'job_types must be a list of strings, not a string'],
    ['"job_types": None', 'job_types must be a list of strings, not None', 'Convert to a list: []'],
    ['"job_types": 5', 'job_types must be a list of strings, not an int'],
    ['"job_types": ["a", 5]', 'job_types.1 must be a string, not an int'],
    ['"metadata": None', 'metadata must be a dict, not None', 'Convert to a dict: {}'],
    ['"metadata": ["x"]', 'metadata must be a dict, not a list'],
    [
      '"framework": ["xgboost"]',
      'framework must be a string, not a list',
      'Convert to a string: "xgboost"',
    ],
    ['"framework": ["a", "b"]', 'framework must be a string, not a list'],
    ['"framework": [5]', 'framework must be a string, not a list'],
    ['"framework": []', 'framework must be a string, not a list'],
    ['"framework": 5', 'framework must be a string, not an int', 'Convert to a string: "5"'],
    ['"framework": 2.0', 'framework must be a string, not an int', 'Convert to a string: "2.0"'],
    ['"framework": {}', 'framework must be a string, not a dict'],
    ['"framework": True', 'framework must be a string, not a bool'],
    [
      '"framework": "a", "framework": 5',
      'framework must be a string, not an int',
      'Convert to a string: "5"',
    ],
    [
      '"builder_step_name": "steps.builders.ScoreStepBuilder"',
      "builder_step_name 'steps.builders.ScoreStepBuilder' may hold only letters, digits, '_' and '-'",
      'Convert to a string: "ScoreStepBuilder"',
    ],
    [
      '"builder_step_name": "a b"',
      "builder_step_name 'a b' may hold only letters, digits, '_' and '-'",
    ],
    [
      '"builder_step_name": "builders.Score Step"',
      "builder_step_name 'builders.Score Step' may hold only letters, digits, '_' and '-'",
    ],
    [
      '"builder_step_name": "builders."',
      "builder_step_name 'builders.' may hold only letters, digits, '_' and '-'",
    ],
  ])('%s', (field, problem, fix?: string) => {
    const [first, ...fixes] = about(
      `LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", ${field}}}`,
    );
    expect(first).toBe(
      `error invalid-entry "${valueIn(field)}": Step 'A': ${problem}. At run time the entry is rejected, and it is dropped without a word.`,
    );
    expect(fixes).toEqual(fix === undefined ? [] : [`  fix: ${fix}`]);
  });

  it('is no other one: what is a string stays as it is', () => {
    expect(
      about('LOCAL_STEPS = {"A": {"sagemaker_step_type": "Training", "description": "a.b"}}'),
    ).toEqual([]);
  });
});

/** The last value of an entry, as a finding's range holds it. */
function valueIn(field: string): string {
  return field.slice(field.lastIndexOf('": ') + 3).replace(/^"(.*)"$/, '$1');
}

describe('a name that the runtime rejects', () => {
  it.each([
    ['"Not A Name"', "name 'Not A Name' may hold only letters, digits, '_' and '-'", 'NotAName'],
    ['"not a name"', "name 'not a name' may hold only letters, digits, '_' and '-'"],
    ['"A!"', "name 'A!' may hold only letters, digits, '_' and '-'", 'A'],
    ['"A-b c"', "name 'A-b c' may hold only letters, digits, '_' and '-'"],
    ['""', 'name must not be empty'],
    ['5', 'name must be a string, not 5'],
  ])('%s', (key, problem, meant?: string) => {
    const name = key.replaceAll('"', '');
    expect(about(`LOCAL_STEPS = {${key}: ${GOOD}}`)).toEqual([
      `error invalid-entry "${name}": Step '${name}': ${problem}. At run time the entry is rejected, and it is dropped without a word.`,
      ...(meant === undefined ? [] : [`  fix: Replace with '${meant}'`]),
    ]);
  });
});

describe('what is lost with a rejected entry', () => {
  it.each([
    ['LOCAL_STEPS = {"A": 5}', 'it is dropped'],
    [`LOCAL_STEPS = {"A": ${GOOD}, "B": 5}`, 'it is dropped'],
    [`LOCAL_STEPS = {"A": 5, "B": ${GOOD}}`, 'everything after it (1 step) is dropped with it'],
    [
      `LOCAL_STEPS = {"A": ${GOOD}, "B": 5, "C": ${GOOD}, "C": ${GOOD}, "D": ${GOOD}}\nSTEP_OVERRIDES = {"Package": ${GOOD}, "XGBoostTraining": ${GOOD}}`,
      'everything after it (2 steps and 2 overrides) is dropped with it',
    ],
    [
      `LOCAL_STEPS = {"A": 5, "B": ${GOOD}}\nSTEP_OVERRIDES = {"Package": ${GOOD}}\nWORKSPACE_METADATA = {}`,
      'everything after it (1 step, 1 override and WORKSPACE_METADATA) is dropped with it',
    ],
    [
      `STEP_OVERRIDES = {"Package": 5, "XGBoostTraining": ${GOOD}}\nLOCAL_STEPS = {"A": ${GOOD}}`,
      'everything after it (1 override) is dropped with it',
    ],
    [
      'STEP_OVERRIDES = {"Package": 5}\nWORKSPACE_METADATA = {}',
      'everything after it (WORKSPACE_METADATA) is dropped with it',
    ],
  ])('%s', (text, lost) => {
    expect(about(text)[0]).toMatch(/: the entry must be a dict, not an int\./);
    expect(about(text)[0]).toContain(
      `At run time the entry is rejected, and ${lost} without a word.`,
    );
  });
});
