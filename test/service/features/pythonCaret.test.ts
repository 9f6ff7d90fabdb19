import { expect, test } from 'vitest';
import { caretAt, caretInName } from '../../../server/service/features/caret/at.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { caretText } from './caretText.js';
import { marked, WORKSPACE } from './openText.js';

const CODE: FileRole = { kind: 'python' };
const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()\n';
const CURSUS = 'from cursus.registry.step_names import *\n';

const code = (source: string) => caretText('pipelines/p.py', CODE, source);
const table = (source: string) =>
  caretText('developers/ann/src/cursus_dev/registry/workspace_registry.py', WORKSPACE, source);

test.each([
  ['"XGB|"', '[XGB] .. XGB'],
  ["'XGB|'", '[XGB] .. XGB'],
  ['"|"', '[] ..'],
  ['"""XGB|"""', '[XGB] .. XGB'],
  ["'''X|GB'''", '[XGB] .. X'],
  ['r"XGB|"', '[XGB] .. XGB'],
  ['f"XGB|"', '[XGB] .. XGB'],
  ['u"XGB|Training_x"', '[XGBTraining_x] .. XGB'],
  ['"XGB|', '[XGB] .." XGB'],
  ['"XGB|)', '[XGB] .." XGB'],
  ['"XGB|Tr, "Package")', '[XGBTr] .." XGB'],
  ["'|)", "[] ..'"],
  ['"""XGB|', '[XGB] .."""  XGB'.replace('  ', ' ')],
  ['"""XGB|\n""")', '-'],
  ['XGB|)', '[XGB] ".." XGB'],
  ['|)', '[] ".."'],
  ['|', '[] ".."'],
  ['my_na|me)', '-'],
  ['b"XGB|")', '-'],
  ['f"{x}|")', '-'],
  ['"XGB" "oost|")', '-'],
  ['"XGB" + "oost|")', '-'],
  ['"XGB"|)', '-'],
  ['|"XGB")', '-'],
  ['12|)', '-'],
  ['# XGB|', '-'],
])('in a call, %s', (argument, expected) => {
  const wanted = expected === '-' ? '-' : `step dag-node ${expected}`;
  expect(code(`${DAG}dag.add_node(${argument}\n`)).toBe(wanted);
});

test.each([
  ['dag.add_edge("A", "|")', 'dag-edge'],
  ['dag.add_edge(src="A", dst="|")', 'dag-edge'],
  ['dag.add_edge("A", "B", "|")', '-'],
  ['PipelineDAG(nodes=["A", "|"])', 'dag-node'],
  ['PipelineDAG(["|"])', 'dag-node'],
  ['PipelineDAG(nodes=["A"], edges=[("A", "|")])', 'dag-edge'],
  ['PipelineDAG(nodes=["A"], edges=[["|"', 'dag-edge'],
  ['x = {"entry_points": ["|"]}', 'dag-metadata'],
  ['Meta(required_configs=["A", "|"])', 'dag-metadata'],
  ['factory.set_step_config("|", a=1)', 'dag-config'],
  ['factory.set_step_config("A", "|")', '-'],
  ['get_builder_step_name("|")', 'accessor'],
  ['names.get_config_class_name(step_name="|")', 'accessor'],
  ['get_spec_step_type_with_job_type("|", "x")', 'accessor'],
  ['manager.get_step_definition("|', 'accessor'],
  ['manager.has_step("|")', 'predicate'],
  ['validate_spec_type("|")', 'predicate'],
  ['get_step_name_from_spec_type("|")', 'spec-type'],
  ['PipelineDAG("|")', '-'],
  ['StepSpecification(step_type="|")', 'spec-type'],
  ['STEP_NAMES["|"]', 'subscript'],
  ['STEP_NAMES.get("|")', 'subscript'],
  ['"|" in STEP_NAMES', 'predicate'],
  ['if "|" not in get_step_names():', 'predicate'],
  ['D(compatible_sources=["A", "|"])', 'compatible-source'],
  [
    'D(\n    compatible_sources=["X|, "ProcessingStep"],\n    required=True,\n)',
    'compatible-source',
  ],
  ['D(a=1,  # why\n    # what\n    compatible_sources=["|"])', 'compatible-source'],
  ['print("|")', '-'],
  ['"|"', '-'],
])('place of %s', (source, place) => {
  const answer = code(`${DAG}${CURSUS}${source}\n`);
  expect(answer === '-' ? '-' : answer.split(' ')[1]).toBe(place);
});

test.each([
  ['get_steps_by_sagemaker_type("|")', 'value sagemaker_step_type'],
  ['get_spec_step_type_with_job_type("A", "|")', 'value job_types'],
  ['CONFIG_STEP_REGISTRY["|"]', 'class config'],
  ['set_workspace_context("|")', 'workspace'],
  ['get_step_names(workspace_id="|")', 'workspace'],
])('%s', (source, what) => {
  expect(code(`${CURSUS}${source}\n`).startsWith(what)).toBe(true);
});

test.each([
  ['import networkx as nx\ng = nx.DiGraph()\ng.add_node("|")'],
  ['from langgraph.graph import StateGraph\ngraph = StateGraph(S)\ngraph.add_node("|")'],
  [`${DAG}g = nx.DiGraph()\ng.add_node("|")`],
  [`${DAG}def f(g: StateGraph):\n    g.add_node("|")`],
  ['get_builder_step_name("|")'],
])('foreign code is left alone: %s', source => {
  expect(code(`${source}\n`)).toBe('-');
});

test.each([
  ['self.dag.add_node("|")'],
  ['def build(graph: PipelineDAG):\n    graph.add_node("|")'],
  ['def build(graph):\n    graph.add_node("|")'],
  ['d = create_training_dag()\nd.add_node("|")'],
  ['for x in y:\n    dag.add_node("|"'],
])('may be a DAG: %s', source => {
  expect(code(`${DAG}${source}\n`)).toMatch(/^step dag-node/);
});

test('a cell of a notebook sees the cells above', () => {
  const notebook: FileRole = { kind: 'notebook' };
  expect(caretText('n.ipynb', notebook, 'dag.add_node("XG|")\n', DAG)).toBe(
    'step dag-node [XG] .. XG',
  );
  expect(caretText('n.ipynb', notebook, 'dag.add_node("XG|")\n', 'x = 1\n')).toBe('-');
});

test.each([
  ['LOCAL_STEPS = {"|": {}}', 'step local-key [] ..'],
  ['LOCAL_STEPS: dict = {\n    "Ri|', 'step local-key [Ri] .." Ri'],
  ['STEP_OVERRIDES = {"A": {}, "XG|"}', 'step override-key [XG] .. XG'],
  ['WORKSPACE_STEPS = {\n    |\n}', 'step local-key [] ".."'],
  ['LOCAL_STEPS["X|"] = {}', 'step local-key [X] .. X'],
  ['LOCAL_STEPS = {"A": {"fra|"}}', 'field entry [fra] .. fra'],
  [
    'LOCAL_STEPS = {\n    "A": {\n        "config_class": "AConfig",\n        |\n    },\n}',
    'field entry [] ".."',
  ],
  ['LOCAL_STEPS["A"]["fra|"] = "x"', 'field entry [fra] .. fra'],
  ['LOCAL_STEPS = {"A": {"framework": "|"}}', 'value framework [] ..'],
  ['LOCAL_STEPS = {"A": {"framework": |}}', 'value framework [] ".."'],
  ['LOCAL_STEPS = {"A": dict(framework="py|")}', 'value framework [py] .. py'],
  ['LOCAL_STEPS["A"] = {"framework": "py|"}', 'value framework [py] .. py'],
  ['LOCAL_STEPS["A"]["framework"] = "py|"', 'value framework [py] .. py'],
  ['LOCAL_STEPS.update({"A": {"framework": "py|"}})', 'value framework [py] .. py'],
  ['LOCAL_STEPS = {"A": {"builder_step_name": "|"}}', 'class builder [] ..'],
  ['LOCAL_STEPS = {"A": {"config_class": "|', 'class config [] .."'],
  ['LOCAL_STEPS = {"A": {"spec_type": "|"}}', 'step spec-type-field [] ..'],
  ['LOCAL_STEPS = {"A": {"job_types": ["training", "|"]}}', 'value job_types [] ..'],
  ['LOCAL_STEPS = {"A": {"environment_tags": ("gpu", "|")}}', 'value environment_tags [] ..'],
  [
    'LOCAL_STEPS = {"A": {"conflict_resolution_strategy": "|"}}',
    'value conflict_resolution_strategy [] ..',
  ],
  ['LOCAL_STEPS = {"A": {"description": "|"}}', '-'],
  ['RISK = {"framework": "|"}\nLOCAL_STEPS = {"A": RISK}', 'value framework [] ..'],
  ['WORKSPACE_METADATA = {"|"}', 'field metadata [] ..'],
  [
    'WORKSPACE_METADATA = {"default_resolution_strategy": "|"}',
    'value conflict_resolution_strategy [] ..',
  ],
  ['WORKSPACE_METADATA = {"conflict_tolerance": "|"}', 'value conflict_tolerance [] ..'],
  ['WORKSPACE_METADATA = {"preferred_frameworks": ["|"]}', 'value framework [] ..'],
  ['WORKSPACE_METADATA = {"developer_id": "|"}', '-'],
  ['OTHER = {"|": 1}', '-'],
  ['x = os.environ.get("|")', '-'],
])('in a registry, %s', (source, expected) => {
  expect(table(`${source}\n`)).toBe(expected);
});

test('a field that has a value keeps it, and present fields are known', () => {
  const { open, offset } = marked(
    'w.py',
    WORKSPACE,
    'LOCAL_STEPS = {"A": {"config_class": "AConfig", "fra|": "x", "priority": 1}}\n',
  );
  expect(caretAt(open, offset)?.slot).toEqual({
    kind: 'field',
    owner: 'entry',
    step: 'A',
    present: ['config_class', 'priority'],
    hasValue: true,
  });
});

test('the list opens by itself only inside quotes', () => {
  const inside = marked('p.py', CODE, `${DAG}dag.add_node("X|")`);
  const bare = marked('p.py', CODE, `${DAG}dag.add_node(X|)`);
  expect(caretInName(inside.open, inside.offset)).toBe(true);
  expect(caretInName(bare.open, bare.offset)).toBe(false);
  expect(caretInName(inside.open, -1)).toBe(false);
  expect(caretInName(inside.open, 10_000)).toBe(false);
});
