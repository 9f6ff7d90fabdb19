import { describe, expect, test } from 'vitest';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { mayUseSteps } from '../../../server/service/sources/python/uses/vocabulary.js';
import { readUses } from '../../../server/service/sources/python/uses.js';
import { processorTime } from '../../support/processorTime.js';

/** `context name`, with `*` where the source text is not the name; spans are checked on the way. */
function told(text: string, path = 'projects/demo/pipeline.py'): string[] {
  const uses = readUses(lex(text), path);
  if (uses.length > 0) expect(mayUseSteps(text, path)).toBe(true);
  return uses.map(use => {
    const written = text.slice(use.span.start, use.span.end);
    if (use.plain) expect(written).toBe(use.name);
    return `${use.context} ${use.name}${use.plain ? '' : ' *'}${use.damaged ? ' damaged' : ''}`;
  });
}

const DAG = 'from cursus.api.dag.base_dag import PipelineDAG\n';

describe('a DAG of cursus', () => {
  test.each([
    ['a call', 'dag = PipelineDAG()\ndag.add_node("A")'],
    ['an annotation', 'def f(dag: PipelineDAG):\n    dag.add_node("A")'],
    ['a quoted annotation', 'def f(dag: "PipelineDAG" = None):\n    dag.add_node("A")'],
    ['Optional', 'def f(dag: Optional[PipelineDAG] = None):\n    dag.add_node("A")'],
    ['a quoted Optional', 'def f(dag: "Optional[PipelineDAG]" = None):\n    dag.add_node("A")'],
    ['a quoted union', "def f(dag: 'None | PipelineDAG'):\n    dag.add_node('A')"],
    [
      'a quoted path',
      'import cursus.api.dag as api\ndef f(dag: "api.base_dag.PipelineDAG"):\n    dag.add_node("A")',
    ],
    [
      'a property',
      'class T:\n    @property\n    def dag(self) -> PipelineDAG:\n        return x\n    def go(self):\n        self.dag.add_node("A")',
    ],
    [
      'a cached property',
      'class T:\n    @functools.cached_property\n    @checked\n    def dag(self) -> "PipelineDAG":\n        return x\n    def go(self):\n        self.dag.add_node("A")',
    ],
    ['one of two', 'a, dag = X(), PipelineDAG()\ndag.add_node("A")'],
    ['a union', 'def f(a, *, dag: PipelineDAG | None):\n    dag.add_node("A")'],
    ['an annotated variable', 'dag: PipelineDAG = make()\ndag.add_node("A")'],
    [
      'an attribute',
      'class T:\n    def setUp(self):\n        self.dag = PipelineDAG()\n    def go(self):\n        self.dag.add_node("A")',
    ],
    [
      'an attribute that was None',
      'class T:\n    def __init__(self):\n        self.d = None\n    def go(self):\n        self.d = PipelineDAG()\n        self.d.add_node("A")',
    ],
    [
      'an annotated attribute',
      'class T:\n    dag: PipelineDAG\n    def go(self):\n        self.dag.add_node("A")',
    ],
    ['an attribute of another object', 'x.dag = PipelineDAG()\nx.dag.add_node("A")'],
    ['a function that returns one', 'def make() -> PipelineDAG:\n    pass\nmake().add_node("A")'],
    [
      'a variable from such a function',
      'def make() -> PipelineDAG:\n    pass\nd = make()\nd.add_node("A")',
    ],
    ['another name for it', 'dag = PipelineDAG()\nother = dag\nother.add_node("A")'],
    ['a sub-class', 'class MyDag(PipelineDAG):\n    pass\nMyDag().add_node("A")'],
    [
      'a global',
      'dag = None\ndef a():\n    global dag\n    dag = PipelineDAG()\ndef b():\n    dag.add_node("A")',
    ],
    ['a module-level one in a function', 'dag = PipelineDAG()\ndef b():\n    dag.add_node("A")'],
    ['a keyword argument', 'dag = PipelineDAG()\ndag.add_node(node="A")'],
    ['brackets', 'd = (PipelineDAG())\nd.add_node(("A"))'],
    ['a one-line body', 'def f(d: PipelineDAG): d.add_node("A")'],
    ['a line in between', 'dag = PipelineDAG(\n)\ndag.add_node(  # why\n    "A",\n)'],
    ['async code', 'async def f(d: PipelineDAG):\n    async with x:\n        d.add_node("A")'],
    ['two assignments', 'a = b = PipelineDAG()\nb.add_node("A")'],
    ['a lambda', 'dag = PipelineDAG()\nf = lambda: dag.add_node("A")'],
    [
      'the branches of an if',
      'if x:\n    d = PipelineDAG()\nelse:\n    d = PipelineDAG([])\nd.add_node("A")',
    ],
  ])('%s', (_, code) => {
    expect(told(DAG + code)).toEqual(['dag-node A']);
  });

  test.each([
    ['import cursus', 'import cursus.api.dag\nd = cursus.api.dag.PipelineDAG()\nd.add_node("A")'],
    ['import as', 'import cursus.api.dag as c\nd = c.PipelineDAG()\nd.add_node("A")'],
    ['from as', 'from cursus.api.dag import PipelineDAG as P\nP().add_node("A")'],
    [
      'a list of imports',
      'from cursus import (\n    other,\n    PipelineDAG,  # c\n)\nPipelineDAG().add_node("A")',
    ],
    [
      'a copy in another package',
      'from team_template.cursus.api.dag import PipelineDAG\nPipelineDAG().add_node("A")',
    ],
    ['src.cursus', 'from src.cursus.api.dag import PipelineDAG\nPipelineDAG().add_node("A")'],
    ['a star import', 'from cursus.api.dag import *\nPipelineDAG().add_node("A")'],
    [
      'an import in a function',
      'def f():\n    from cursus.api.dag import PipelineDAG\n    d = PipelineDAG()\n    d.add_node("A")',
    ],
    [
      'try and except',
      'try:\n    from cursus.api import PipelineDAG\nexcept ImportError:\n    PipelineDAG = None\nPipelineDAG().add_node("A")',
    ],
    [
      'a shared DAG',
      'from cursus.pipeline_catalog.shared_dags import create_xgboost_dag\ncreate_xgboost_dag().add_node("A")',
    ],
  ])('by %s', (_, code) => {
    expect(told(code)).toEqual(['dag-node A']);
  });

  test('inside the package by relative import', () => {
    const code = 'from ...api.dag.base_dag import PipelineDAG\nPipelineDAG().add_node("A")';
    expect(told(code, 'src/cursus/core/compiler/x.py')).toEqual(['dag-node A']);
    expect(told(code, 'src/other/core/x.py')).toEqual([]);
  });

  test('nodes and edges', () => {
    expect(
      told(
        `${DAG}PipelineDAG(nodes=["A", 'B',], edges=[("A", "B"), ["B", 'C']])\nPipelineDAG(["D"], [("D", "E")])`,
      ),
    ).toEqual([
      'dag-node A',
      'dag-node B',
      'dag-edge A',
      'dag-edge B',
      'dag-edge B',
      'dag-edge C',
      'dag-node D',
      'dag-edge D',
      'dag-edge E',
    ]);
  });

  test('edges by position and by keyword', () => {
    expect(
      told(`${DAG}d = PipelineDAG()\nd.add_edge("A", "B")\nd.add_edge(dst="C", src="D")`),
    ).toEqual(['dag-edge A', 'dag-edge B', 'dag-edge C', 'dag-edge D']);
  });

  test.each([
    ['networkx', 'import networkx as nx\ng = nx.DiGraph()\ng.add_node("A")'],
    [
      'langgraph',
      'from langgraph.graph import StateGraph\nfrom cursus import x\nw = StateGraph(S)\nw.add_node("A", f)',
    ],
    ['a parameter without annotation', `${DAG}def f(dag):\n    dag.add_node("A")`],
    ['a name that is bound again', `${DAG}g = PipelineDAG()\ng = nx.DiGraph()\ng.add_node("A")`],
    ['a name that shadows', `${DAG}g = PipelineDAG()\ndef f(g):\n    g.add_node("A")`],
    [
      'one of several targets',
      `${DAG}g = PipelineDAG()\n(a[g], g) = x, nx.Graph()\ng.add_node("A")`,
    ],
    ['a loop variable', `${DAG}g = PipelineDAG()\nfor g in graphs:\n    g.add_node("A")`],
    ['a name bound both ways', `${DAG}g = PipelineDAG()\ng = X()\ndef f():\n    g.add_node("A")`],
    [
      'branches that differ',
      `${DAG}if x:\n    g = PipelineDAG()\nelse:\n    g = nx.DiGraph()\ng.add_node("A")`,
    ],
    [
      'another class of that name',
      'from elsewhere import PipelineDAG\nPipelineDAG().add_node("A")',
    ],
    ['a class here', 'import cursus\nclass PipelineDAG:\n    pass\nPipelineDAG().add_node("A")'],
    ['the other of two', `${DAG}a, dag = PipelineDAG(), X()\ndag.add_node("A")`],
    ['one of a number that is not known', `${DAG}a, dag = *x, PipelineDAG()\ndag.add_node("A")`],
    ['a quoted list of them', `${DAG}def f(d: "List[PipelineDAG]"):\n    d.add_node("A")`],
    ['a quoted choice', `${DAG}def f(d: "PipelineDAG | DiGraph"):\n    d.add_node("A")`],
    [
      'a method that is no property',
      `${DAG}class T:\n    @cached\n    def dag(self) -> PipelineDAG:\n        return x\n    def go(self):\n        self.dag.add_node("A")`,
    ],
    ['a list of them', `${DAG}def f(dags: List[PipelineDAG]):\n    dags.add_node("A")`],
    [
      'an attribute bound both ways',
      `${DAG}class T:\n    def a(self):\n        self.g = PipelineDAG()\n    def b(self):\n        self.g = X()\n        self.g.add_node("A")`,
    ],
    ['another method', `${DAG}PipelineDAG().remove("A")`],
    ['a name that comes later', `${DAG}g.add_node("A")\ng = PipelineDAG()`],
    ['text and comments', `${DAG}d = PipelineDAG()\n"""d.add_node("A")"""\n# d.add_node("A")`],
    [
      'a definition',
      `${DAG}class D(PipelineDAG):\n    def add_node(self, node="A"):\n        pass`,
    ],
  ])('never %s', (_, code) => {
    expect(told(code)).toEqual([]);
  });
});

describe('the text of a name', () => {
  test.each([
    ['"A"', ['dag-node A']],
    ["'A'", ['dag-node A']],
    ['"""A"""', ['dag-node A']],
    ['r"A"', ['dag-node A']],
    ['u"A"', ['dag-node A']],
    ['"A" "B"', ['dag-node AB *']],
    ['("A"\n    "B")', ['dag-node AB *']],
    ['"\\x41"', ['dag-node A *']],
    ['f"A"', ['dag-node A']],
    ['""', ['dag-node ']],
    ['f"A{x}"', []],
    ['b"A"', []],
    ['"A" + x', []],
    ['"A" if x else "B"', ['dag-node A', 'dag-node B']],
    ['("A" if x else f(y)) if z else "C"', ['dag-node A', 'dag-node C']],
    ['"A" if x', ['dag-node A']],
    ['(n := "A")', ['dag-node A']],
    ['n := "A" if x else None', ['dag-node A']],
    ['lambda: "A"', []],
    ['[n for n in "A"]', []],
    ['"A".lower()', []],
    ['name', []],
    ['3', []],
    ['*names', []],
  ])('%s', (expression, expected) => {
    expect(told(`${DAG}d = PipelineDAG()\nd.add_node(${expression})`)).toEqual(expected);
  });

  test('a half-typed name is marked', () => {
    expect(told(`${DAG}d = PipelineDAG()\nd.add_node("XGB\nd.add_node("B")`)).toEqual([
      'dag-node XGB damaged',
      'dag-node B',
    ]);
  });

  test('a constant is used where it is written, once', () => {
    expect(
      told(
        `${DAG}NODE = "A"\nd = PipelineDAG()\nd.add_node(NODE)\nd.add_edge(NODE, "B")\nd.add_node(NODE)`,
      ),
    ).toEqual(['dag-node A', 'dag-edge A', 'dag-edge B']);
  });

  test.each([
    ['bound twice', 'N = "A"\nN = "B"\nd.add_node(N)'],
    ['changed', 'N = "A"\nN += "B"\nd.add_node(N)'],
    ['a parameter', 'N = "A"\ndef f(N):\n    d.add_node(N)'],
  ])('a constant that is %s is none', (_, code) => {
    expect(told(`${DAG}d = PipelineDAG()\n${code}`)).toEqual([]);
  });

  test('lists and loops over lists', () => {
    expect(
      told(
        `${DAG}NODES = ["A", "B"]\nEDGES = [("A", "B")]\nd = PipelineDAG(nodes=NODES, edges=EDGES)\nfor n in ("C", "D"):\n    d.add_node(n)\nfor a, (b) in [("E", "F")]:\n    d.add_edge(a, b)\nfor n in NODES:\n    d.add_edge(n, "G")`,
      ),
    ).toEqual([
      'dag-node A',
      'dag-edge A',
      'dag-node B',
      'dag-edge B',
      'dag-edge A',
      'dag-edge B',
      'dag-node C',
      'dag-node D',
      'dag-edge E',
      'dag-edge F',
      'dag-edge G',
    ]);
  });
});

describe('what a loop or comprehension goes over', () => {
  const D = `${DAG}d = PipelineDAG()\n`;
  test.each([
    ['enumerate', 'for i, n in enumerate(["A", "B"], 1):\n    d.add_node(n)', ['A', 'B']],
    ['its counter', 'for i, n in enumerate(["A"]):\n    d.add_node(i)', []],
    ['enumerated pairs', 'for i, (a, b) in enumerate([("A", "B")]):\n    d.add_node(b)', ['B']],
    ['zip', 'for a, b in zip(["A"], ("B",)):\n    d.add_node(b)\n    d.add_node(a)', ['A', 'B']],
    ['zip of unequal number', 'for a, b in zip(["A"]):\n    d.add_node(a)', []],
    [
      'a zip of its own',
      'def zip(*x):\n    pass\nfor a, b in zip(["A"], ["B"]):\n    d.add_node(a)',
      [],
    ],
    ['sorted', 'N = {"A", "B"}\nfor n in sorted(N, key=len):\n    d.add_node(n)', ['A', 'B']],
    ['a string that is sorted', 'for n in sorted("AB"):\n    d.add_node(n)', []],
    ['letters in a list', 'n = list("A")\nd.add_node(n)', []],
    ['a name that list() is given', 'd.add_node(list("A"))', []],
    ['a sorted of its own', 'from x import sorted\nfor n in sorted(["A"]):\n    d.add_node(n)', []],
    ['a comprehension', '[d.add_node(n) for n in ["A", "B"] if n]', ['A', 'B']],
    ['one with pairs', '{d.add_node(b): 1 for a, b in [("A", "B")]}', ['B']],
    ['one in one', '[[d.add_node(n) for m in x] for n in ["A"]]', ['A']],
    ['one over what is not known', 'n = "A"\n[d.add_node(n) for n in names()]', []],
    ['one that binds another name', 'n = "A"\n[d.add_node(n) for m in names()]', ['A']],
    ['a call beside one', 'n = "A"\nf([n for n in ["B"]], d.add_node(n))', ['A']],
    ['a walrus', 'if (n := "A"):\n    d.add_node(n)', ['A']],
    ['a DAG in a walrus', 'if (e := PipelineDAG()) and x:\n    e.add_node("A")', ['A']],
    ['a walrus over a constant', 'n = "A"\nf(n := "B", 1)\nd.add_node(n)', []],
  ])('%s', (_, code, expected) => {
    expect(told(D + code)).toEqual(expected.map(name => `dag-node ${name}`));
  });
});

describe('accessors, tables and specifications', () => {
  const REGISTRY = 'from cursus.registry.step_names import *\n';
  test.each([
    ['get_config_class_name("A")', ['accessor A']],
    ['get_builder_step_name(step_name="A", workspace_id="w")', ['accessor A']],
    ['get_spec_step_type("A")', ['accessor A']],
    ['get_spec_step_type_with_job_type("A", "training")', ['accessor A']],
    ['get_sagemaker_step_type("A")', ['accessor A']],
    ['get_step_name_from_spec_type("A_Training")', ['spec-type A_Training']],
    ['validate_step_name("A")', ['predicate A']],
    ['get_canonical_name_from_file_name("a_b")', []],
    ['STEP_NAMES["A"]', ['subscript A']],
    ['STEP_NAMES["A"]["config_class"]', ['subscript A']],
    ['STEP_NAMES["A"] = {}', ['predicate A']],
    ['STEP_NAMES.get("A")', ['predicate A']],
    ['x = "A" in STEP_NAMES', ['predicate A']],
    ['assert "A" not in STEP_NAMES, "B"', ['predicate A']],
    ['SPEC_STEP_TYPES["A"]', ['subscript A']],
    ['CONFIG_STEP_REGISTRY["AConfig"]', ['config-class AConfig']],
    ['STEP_NAMES[name]', []],
    ['OTHER["A"]', []],
    ['"A" in OTHER_NAMES["B"]', []],
  ])('%s', (code, expected) => {
    expect(told(REGISTRY + code)).toEqual(expected);
  });

  test('modules of the registry', () => {
    expect(
      told(
        'from cursus import registry\nimport cursus.registry.step_names as s\nregistry.get_step_description("A")\ns.STEP_NAMES["B"]\n"C" in s.STEP_NAMES',
      ),
    ).toEqual(['accessor A', 'subscript B', 'predicate C']);
  });

  test('the registry manager, the catalogue and the config factory', () => {
    expect(
      told(
        'from cursus.registry.hybrid import UnifiedRegistryManager\nfrom cursus.step_catalog import StepCatalog\nfrom cursus.api.factory import DAGConfigFactory\nm = UnifiedRegistryManager()\nm.get_step_definition("A")\nm.has_step("B")\nStepCatalog().load_builder_class("C")\nf = DAGConfigFactory(dag)\nf.set_step_config("D", x=1)',
      ),
    ).toEqual(['accessor A', 'predicate B', 'predicate C', 'dag-config D']);
  });

  test('specifications', () => {
    expect(
      told(
        'from ...core.base import StepSpecification, DependencySpec, OutputSpec\nfrom ..registry.step_names import get_spec_step_type\nS = StepSpecification(\n    step_type=get_spec_step_type("A"),\n    dependencies=[DependencySpec(compatible_sources=["B", "C"], semantic_keywords=["x"])],\n)\nT = StepSpecification(step_type="A_Training")',
        'src/cursus/steps/specs/a_spec.py',
      ),
    ).toEqual(['accessor A', 'compatible-source B', 'compatible-source C', 'spec-type A_Training']);
  });

  test('lists of nodes in metadata', () => {
    expect(
      told(
        'from cursus.pipeline_catalog.shared_dags import DAGMetadata\nm = DAGMetadata(features=["x"], extra_metadata={"entry_points": ["A"], "required_configs": [\n    "A",\n    "B",\n], "tags": ["c"]})\nsetup(**{"entry_points": ["D"]})',
      ),
    ).toEqual(['dag-metadata A', 'dag-metadata A', 'dag-metadata B']);
  });
});

describe('text of any quality', () => {
  test.each([
    [
      'CRLF and a byte order mark',
      `\ufeff${DAG}d = PipelineDAG()\nd.add_node("A")`.replaceAll('\n', '\r\n'),
      ['dag-node A'],
    ],
    ['tabs', `${DAG}if x:\n\td = PipelineDAG()\n\td.add_node("A")`, ['dag-node A']],
    ['a NUL byte', `${DAG}\0\nd = PipelineDAG()\nd.add_node("A")`, ['dag-node A']],
    ['a lone surrogate', `${DAG}d = PipelineDAG()\nd.add_node("\ud800A")`, ['dag-node \ud800A']],
    [
      'an unclosed bracket above',
      `${DAG}d = PipelineDAG()\nx = foo(\nd.add_node("A")`,
      ['dag-node A'],
    ],
    [
      'an import that is half typed',
      `${DAG}from cursus import\nfrom cursus.x import (a,\nd = PipelineDAG()\nd.add_node("A")`,
      ['dag-node A'],
    ],
    ['nothing', '', []],
    ['a lone keyword', 'from cursus import PipelineDAG\nclass\ndef\nfor\nimport\nfrom', []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['nested calls', `d.add_node(${'('.repeat(20_000)}`],
    ['nested DAGs', 'PipelineDAG(nodes=['.repeat(10_000)],
    ['a long chain', `${'a.'.repeat(50_000)}add_node("A")`],
    ['chained calls', `PipelineDAG()${'.x()'.repeat(50_000)}.add_node("A")`],
    ['one name bound often', 'd = PipelineDAG()\nd.add_node("A")\n'.repeat(20_000)],
    [
      'a constant in many loops',
      `L = [${'"A",'.repeat(5000)}]\n${'for n in L:\n  d.add_node(n)\n'.repeat(200)}`,
    ],
    ['deep blocks', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}class A:`).join('\n')],
    ['nested metadata', 'DAGMetadata('.repeat(20_000)],
    ['choices', `d = PipelineDAG()\nd.add_node(${'"A" if x else '.repeat(50_000)}"B")`],
    ['choices in choices', `PipelineDAG().add_node(${'("A" if x else '.repeat(10_000)}`],
    ['walruses', `d = PipelineDAG()\nd.add_node(${'n := '.repeat(50_000)}"B")`],
    ['walruses in walruses', `d = PipelineDAG()\nd.add_node(${'(n := '.repeat(10_000)}"B")`],
    ['lists of lists', `for n in ${'sorted('.repeat(10_000)}:\n  PipelineDAG().add_node(n)`],
    ['numbered lists', `for n, m in ${'enumerate('.repeat(10_000)}:\n  PipelineDAG().add_node(n)`],
    [
      'deep targets',
      `for i, ${'(i, '.repeat(20_000)} in ${'enumerate('.repeat(20_000)}:\n  pass\nSTEP_NAMES`,
    ],
    ['comprehensions', `PipelineDAG(nodes=[${'d.add_node(n), '.repeat(20_000)}for n in "A"])`],
    ['subscripts', `${'STEP_NAMES['.repeat(20_000)}"A"`],
  ])('%s take no time', (_, code) => {
    const text = `from cursus import *\nd = PipelineDAG()\n${code}`;
    const tokens = lex(text);
    expect(processorTime(() => readUses(tokens, 'a.py'))).toBeLessThan(3000);
  });
});
