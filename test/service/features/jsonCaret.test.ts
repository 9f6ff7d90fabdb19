import { expect, test } from 'vitest';
import { caretText } from './caretText.js';

const dag = (source: string) => caretText('x.dag.json', { kind: 'dag' }, source);
const config = (source: string) => caretText('config.json', { kind: 'config-json' }, source);

test.each([
  ['{"dag": {"nodes": ["XG|"]}}', 'step dag-json-node [XG] .. XG'],
  ['{"dag": {"nodes": ["|"]}}', 'step dag-json-node [] ..'],
  ['{"dag": {"nodes": ["A", |]}}', 'step dag-json-node [] ".."'],
  ['{"dag": {"nodes": [XG|]}}', 'step dag-json-node [XG] ".." XG'],
  ['{"dag": {"nodes": ["XG|\n]}}', 'step dag-json-node [XG] .." XG'],
  ['{"dag": {"nodes": ["XG|]}}', 'step dag-json-node [XG] .." XG'],
  ['{"dag": {"nodes": ["XG|, "B"]}}', 'step dag-json-node [XG] .." XG'],
  ['{"nodes": ["XG|Tr"]}', 'step dag-json-node [XGTr] .. XG'],
  ['{"dag": {"edges": [["A", "|"]]}}', 'step dag-json-edge [] ..'],
  ['{"dag": {"edges": [["A", "B", "|"]]}}', '-'],
  ['{"metadata": {"entry_points": ["|"]}}', 'step dag-json-metadata [] ..'],
  ['{"dag": {"description": "|"}}', '-'],
  ['{"dag": {"|": []}}', '-'],
  ['{"dag": {"nodes": ["A"|]}}', '-'],
  ['{"dag": {"nodes": |["A"]}}', '-'],
])('in a DAG file, %j', (source, expected) => {
  expect(dag(source)).toBe(expected);
});

test.each([
  ['{"metadata": {"config_types": {"|"}}}', 'step config-key [] ..'],
  ['{"metadata": {"config_types": {"X|": "XConfig"}}}', 'step config-key [X] .. X'],
  ['{"metadata": {"config_types": {"X": "|"}}}', 'class config [] ..'],
  ['{"metadata": {"config_types": {"X": "XC|\n}}}', 'class config [XC] .." XC'],
  ['{"configuration": {"specific": {"Tab|": {}}}}', 'step config-key [Tab] .. Tab'],
  ['{"configuration": {"specific": {"A": {"__model_type__": "|"}}}}', 'class config [] ..'],
  ['{"PIPELINE_STEP_CONFIGS": {"X|": {}}}', 'step execution-key [X] .. X'],
  ['{"PIPELINE_STEP_CONFIGS": {"A": {"X|": 1}}}', '-'],
  ['{"configuration": {"shared": {"|": 1}}}', '-'],
])('in a config, %j', (source, expected) => {
  expect(config(source)).toBe(expected);
});
