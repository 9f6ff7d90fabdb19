import { expect, test } from 'vitest';
import { caretAt } from '../../../server/service/features/caret/at.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { caretText } from './caretText.js';
import { marked } from './openText.js';

const INTERFACE: FileRole = { kind: 'interface', pack: false, root: 'src/cursus' };
const iface = (source: string) => caretText('x.step.yaml', INTERFACE, source);
const table = (source: string) =>
  caretText('step_names.yaml', { kind: 'core-yaml', root: '' }, source);
const project = (source: string) =>
  caretText('cursus-registry.yaml', { kind: 'project-file' }, source);

test.each([
  ['step_type: XG|', 'step interface-name [XG] .. XG'],
  ['step_type: XG|Boost # why', 'step interface-name [XGBoost] .. XG'],
  ['step_type: "XG|"', 'step interface-name [XG] .. XG'],
  ["step_type: 'XG|'", 'step interface-name [XG] .. XG'],
  ['step_type: "XG|\nnode_type: internal', 'step interface-name [XG] .." XG'],
  ['step_type: |', 'step interface-name [] ..'],
  ['step_type:|', 'step interface-name []  ..'],
  ['step_type:    |   # c', 'step interface-name [] ..'],
  ['step_type: X |', '-'],
  ['step_type: X # |', '-'],
  ['# step_type: |', '-'],
  ['node_type: |', 'value node_type [] ..'],
  ['|', 'field interface [] ..'],
  ['reg|', 'field interface [reg] .. reg'],
  ['step_type: A\n|\nnode_type: internal', 'field interface [] ..'],
  ['step_|type: A', 'field interface [step_type] .. step_'],
  ['registry:\n  |', 'field registry-block [] ..'],
  ['registry:\n  sage|\nspec: {}', 'field registry-block [sage] .. sage'],
  ['registry:\n  description: |\n  sagemaker_step_type: X', '-'],
  ['registry:\n  sagemaker_step_type: Tr|', 'value sagemaker_step_type [Tr] .. Tr'],
  ['registry: {sagemaker_step_type: Tr|', 'value sagemaker_step_type [Tr] .. Tr'],
  ['registry: {sagemaker_step_type: |}', 'value sagemaker_step_type [] ..'],
  ['registry: {sagemaker_step_type: Training, con|}', 'field registry-block [con] .. con'],
  ['registry: {\n  sagemaker_step_type: "Tr|",\n}', 'value sagemaker_step_type [Tr] .. Tr'],
  ['registry:\n  config_class: |', 'class config [] ..'],
  ['registry:\n  builder_step_name: |', 'class builder [] ..'],
  ['registry:\n  requires: |', 'value requires [] ..'],
  ['variants:\n  |', 'value job_types [] ..'],
  ['variants:\n  training:\n    step_type: X_|', 'step variant [X_] .. X_'],
  ['variants:\n  training:\n    other: X_|', '-'],
  ['other:\n  sagemaker_step_type: |', '-'],
])('in an interface file, %j', (source, expected) => {
  expect(iface(`${source}\n`)).toBe(expected);
});

const SOURCES = 'spec:\n  dependencies:\n    data:\n      type: x\n      compatible_sources:';
test.each([
  ['\n      - A\n      - |', '[] ..'],
  ['\n      - A\n      - Ta|b\n      - B', '[Tab] .. Ta'],
  ['\n        - "Ta|"', '[Ta] .. Ta'],
  ['\n      -|', '[]  ..'],
  [' [A, |]', '[] ..'],
  [' [A, Ta|b, C]', '[Tab] .. Ta'],
  [" [A, 'Ta|']", '[Ta] .. Ta'],
  [' [A, Ta|', '[Ta] .. Ta'],
  [' [\n        A,\n        Ta|\n      ]', '[Ta] .. Ta'],
  [' [\n        A,\n        |\n      ]\n      required: true', '[] ..'],
])('in compatible sources, %j', (source, expected) => {
  expect(iface(`${SOURCES}${source}\n`)).toBe(`step compatible-source ${expected}`);
});

test.each([
  ['description: >\n  sagemaker_step_type: |\n', '-'],
  ['registry:\n  description: |-\n    node_type: |\n'.replace('|-', '>-'), '-'],
  ['registry:\n  description: "a\n    node_type: |"\n', '-'],
])('text that only looks like keys: %j', (source, expected) => {
  expect(iface(source)).toBe(expected);
});

test('line ends of any kind', () => {
  expect(iface('registry:\r\n  sagemaker_step_type: Tr|\r\nspec: {}\r\n')).toBe(
    'value sagemaker_step_type [Tr] .. Tr',
  );
  expect(iface('registry:\r\n  con|\r\nspec: {}\r\n')).toBe('field registry-block [con] .. con');
});

test('the other items and keys are known', () => {
  const items = marked(
    'x.step.yaml',
    INTERFACE,
    `${SOURCES}\n      - A\n      # c\n      - |\n      - "B"\n`,
  );
  expect(caretAt(items.open, items.offset)?.slot).toMatchObject({ present: ['A', 'B'] });
  const keys = marked(
    'x.step.yaml',
    INTERFACE,
    'step_type: A\nregistry:\n  description: x\n  |\n  requires: none\nspec: {}\n',
  );
  expect(caretAt(keys.open, keys.offset)?.slot).toMatchObject({
    owner: 'registry-block',
    present: ['description', 'requires'],
  });
});

test.each([
  ['step_names:\n  |', 'step core-key [] ..'],
  ['step_names:\n  A:\n    con|', 'field entry [con] .. con'],
  ['step_names:\n  A:\n    sagemaker_step_type: |', 'value sagemaker_step_type [] ..'],
  ['step_names:\n  A:\n    builder_step_name: |', 'class builder [] ..'],
  ['step_names:\n  A: {config_class: |}', 'class config [] ..'],
  ['other:\n  A:\n    config_class: |', '-'],
])('in a core table, %j', (source, expected) => {
  expect(table(`${source}\n`)).toBe(expected);
});

test.each([
  ['|', 'field project-file [] ..'],
  ['rules:\n  unk|', 'value rule [unk] .. unk'],
  ['rules:\n  unknown-step: |', 'value severity [] ..'],
  ['choices:\n  |', 'step choice [] ..'],
  ['choices:\n  RiskScore: |', 'workspace  [] ..'],
  ['ignore:\n  - |', 'field ignore [] ..'],
  ['ignore:\n  - path: x\n    |', 'field ignore [] ..'],
  ['ignore:\n  - name: |', 'step choice [] ..'],
  ['ignore:\n  - codes: [unknown-step, |]', 'value rule [] ..'],
  ['ignore:\n- codes:\n  - |', 'value rule [] ..'],
  ['core: |', '-'],
])('in the project file, %j', (source, expected) => {
  expect(project(`${source}\n`)).toBe(expected);
});
