import { expect, test } from 'vitest';
import { coloured } from './tokenizer.js';

const STEP = 'entity.name.type.step';
const JOB = 'constant.other.job-type';

test('keys of registry tables are steps, fields are not', async () => {
  const source = [
    'LOCAL_STEPS: dict = {',
    '    # "Not": {}',
    '    "RiskScore": {',
    '        "config_class": "RiskScoreConfig",',
    '        "metadata": {"Inner": {}},',
    '    },',
    "    'Other': dict(framework='x'),",
    '    "Third": OTHER,',
    '}',
    'other = {"Plain": {}}',
  ].join('\n');
  expect(await coloured('python', source)).toEqual([
    'LOCAL_STEPS=support.variable.registry',
    `RiskScore=${STEP}`,
    `Other=${STEP}`,
    `Third=${STEP}`,
  ]);
});

test('a table that is not closed ends at the next statement', async () => {
  const source = 'STEP_OVERRIDES = {\n    "A": {\n\ndef f():\n    x = {"B": {}}\n';
  expect(await coloured('python', source)).not.toContain(`B=${STEP}`);
  const closed = 'STEP_OVERRIDES = {\n    "A": {},\n\nLOCAL_STEPS = {\n    "B": {},\n}\n';
  expect(await coloured('python', closed)).toContain(`B=${STEP}`);
});

test.each([
  ['dag.add_node("XGBoostTraining")', [`XGBoostTraining=${STEP}`]],
  ["dag.add_node( 'Tab_training' )", [`Tab=${STEP}`, `_training=${JOB}`]],
  ['dag.add_edge("A_x", "B")', [`A=${STEP}`, `_x=${JOB}`, `B=${STEP}`]],
  ['get_builder_step_name("Package")', [`Package=${STEP}`]],
  ['factory.set_step_config("Package", x=1)', [`Package=${STEP}`]],
  ['STEP_NAMES["Package"]', [`Package=${STEP}`]],
  ['dag.add_node(name)', []],
  ['graph.add_node("agent")', []],
  ['print("Package")', []],
  ['# dag.add_node("Package")', []],
  ['x = """ dag.add_node("Package") """', []],
])('%s', async (source, expected) => {
  expect(await coloured('python', source)).toEqual(expected);
});

test.each([
  ['step_type: XGBoostTraining', [`XGBoostTraining=${STEP}`]],
  ['    step_type: Tab_Training # c', [`Tab=${STEP}`, `_Training=${JOB}`]],
  ['  config_class: TabConfig', ['TabConfig=entity.name.type.class']],
  ['  builder_step_name: TabStepBuilder', ['TabStepBuilder=entity.name.type.class']],
  ['  sagemaker_step_type: Training', ['Training=support.constant.sagemaker-type']],
  ['  compatible_sources: [A, B_training]', [`A=${STEP}`, `B=${STEP}`, `_training=${JOB}`]],
  ['  compatible_sources: ["A",\n    B] # C\n  other: [D]', [`A=${STEP}`, `B=${STEP}`]],
  [
    '  compatible_sources:\n    - A\n    - "B" # c\n  step_types:\n    - C',
    [`A=${STEP}`, `B=${STEP}`],
  ],
  ['  compatible_sources:\n  - A_x\nstep_type: B', [`A=${STEP}`, `_x=${JOB}`, `B=${STEP}`]],
  ['  compatible_sources: []', []],
  ['  other_sources: [A]', []],
  ['  description: step_type stays text', []],
  ['# step_type: A', []],
  ['step_type: a name of words', []],
])('%s', async (source, expected) => {
  expect(await coloured('yaml', source)).toEqual(expected);
});
