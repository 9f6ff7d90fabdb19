import { describe, expect, it } from 'vitest';
import { opaqueOf, readMarked, tableOf, valuesOf } from '../../../support/python/readMarked.js';

function evaluate(text: string, modules: Readonly<Record<string, string>> = {}) {
  const { facts } = readMarked(text, modules);
  return { ...facts, steps: valuesOf(tableOf(facts)), opaque: opaqueOf(tableOf(facts)) };
}

describe('reference semantics', () => {
  it('shows a change through another name', () => {
    const { steps } = evaluate(
      'A = {}\nLOCAL_STEPS = A\nA["X"] = {"f": []}\nA["X"]["f"].append("y")\n',
    );
    expect(steps).toEqual({ X: { f: ['y'] } });
  });

  it('keeps copies apart, but not what is inside of them', () => {
    const { steps } = evaluate(
      'A = {"X": {"f": 1}}\nLOCAL_STEPS = dict(A)\nA["Y"] = {}\nA["X"]["f"] = 2\n',
    );
    expect(steps).toEqual({ X: { f: 2 } });
  });

  it('keeps deep copies apart altogether', () => {
    const { steps } = evaluate(
      'import copy\nA = {"X": {"f": 1}}\nLOCAL_STEPS = copy.deepcopy(A)\nA["X"]["f"] = 2\n',
    );
    expect(steps).toEqual({ X: { f: 1 } });
  });

  it('lets the last statement win', () => {
    const { steps } = evaluate(
      'LOCAL_STEPS = {"X": {}}\nLOCAL_STEPS.update(Y={})\ndel LOCAL_STEPS["X"]\nLOCAL_STEPS |= {"Z": {}}\n',
    );
    expect(Object.keys(steps)).toEqual(['Y', 'Z']);
  });
});

describe('helpers of the module itself', () => {
  it('follows a function that makes entries', () => {
    const { steps, opaque } = evaluate(
      [
        'def step(name, kind="Training", **more):',
        '    entry = {"builder_step_name": f"{name}StepBuilder", "sagemaker_step_type": kind}',
        '    if more:',
        '        entry.update(more)',
        '    return entry',
        'LOCAL_STEPS = {n: step(n) for n in ("A", "B")}',
        'LOCAL_STEPS["C"] = step("C", "Processing", framework="pandas")',
      ].join('\n'),
    );
    expect(opaque).toEqual([]);
    expect(steps.C).toEqual({
      builder_step_name: 'CStepBuilder',
      sagemaker_step_type: 'Processing',
      framework: 'pandas',
    });
  });

  it('follows a function that registers', () => {
    const { steps } = evaluate(
      'LOCAL_STEPS = {}\ndef register(name, **f):\n    LOCAL_STEPS[name] = f\nregister("A", framework="x")\n',
    );
    expect(steps).toEqual({ A: { framework: 'x' } });
  });

  it('sees that a check changes nothing', () => {
    const { steps, opaque } = evaluate(
      'LOCAL_STEPS = {"A": {}}\ndef check():\n    for e in LOCAL_STEPS.values():\n        assert "x" in e\ncheck()\n',
    );
    expect(steps).toEqual({ A: {} });
    expect(opaque).toEqual([]);
  });

  it('reads the constants of a plain class', () => {
    const { steps } = evaluate(
      'class Names:\n    A = "Alpha"\nLOCAL_STEPS = {Names.A: {"spec_type": Names.A}}\n',
    );
    expect(steps).toEqual({ Alpha: { spec_type: 'Alpha' } });
  });
});

describe('imports', () => {
  const base = 'BASE = {"B": {}}\nTEXT = "t"\n_HIDDEN = 1\n';
  it.each([
    ['a relative one', 'from .base import BASE', 'registry/base'],
    ['one above', 'from ..base import BASE', 'base'],
    ['an absolute one', 'from src.cursus_dev.registry.base import BASE', 'registry/base'],
    ['one without src', 'from cursus_dev.registry.base import BASE', 'registry/base'],
    ['a module', 'from . import base\nBASE = base.BASE', 'registry/base'],
    [
      'a dotted module',
      'import cursus_dev.registry.base\nBASE = cursus_dev.registry.base.BASE',
      'registry/base',
    ],
    [
      'a module with another name',
      'import src.cursus_dev.registry.base as b\nBASE = b.BASE',
      'registry/base',
    ],
    ['a star', 'from .base import *', 'registry/base'],
    ['a package', 'from .base import BASE', 'registry/base/__init__'],
    ['one through another', 'from .middle import BASE', 'registry/base'],
  ])('follows %s', (_, statement, path) => {
    const { steps } = evaluate(`${statement}\nLOCAL_STEPS = {**BASE}\n`, {
      [path]: base,
      'registry/middle': 'from .base import BASE\n',
    });
    expect(steps).toEqual({ B: {} });
  });

  it('records what was asked for, found or not', () => {
    const { moduleRequests } = evaluate(
      'from .base import BASE\nfrom .gone import X\nLOCAL_STEPS = {}\n',
      {
        'registry/base': base,
      },
    );
    expect(moduleRequests.slice(0, 3)).toEqual([
      'ws/ann/src/cursus_dev/registry/base',
      'ws/ann/src/cursus_dev/registry/gone',
      'ws/ann/src/cursus_dev/registry/gone/__init__',
    ]);
  });

  it('takes the fallback where the module is surely not there', () => {
    const { steps } = evaluate(
      'try:\n    from .extra import EXTRA\nexcept ImportError:\n    EXTRA = {"E": {}}\nLOCAL_STEPS = {**EXTRA}\n',
    );
    expect(steps).toEqual({ E: {} });
  });

  it('comes to an end where modules import each other', () => {
    const { steps, opaque } = evaluate('from .a import X\nLOCAL_STEPS = {"A": {"f": X}}\n', {
      'registry/a': 'from .b import Y\nX = 1\n',
      'registry/b': 'from .a import X\nY = 2\n',
    });
    expect(Object.keys(steps)).toEqual(['A']);
    expect(opaque.length).toBeLessThanOrEqual(2);
  });

  it('does not ask without a way to have texts', () => {
    const { steps } = evaluate('import json\nLOCAL_STEPS = {"A": {"f": json}}\n');
    expect(Object.keys(steps)).toEqual(['A']);
  });
});

describe('order and duplicates', () => {
  it('keeps both declarations of a key; the one that loses is superseded', () => {
    const { facts } = readMarked('LOCAL_STEPS = {"A": {"f": 1}, "B": {}, "A": {"f": 2}}\n');
    const rows = tableOf(facts).declarations.map(
      ({ name, superseded, fields }) => `${name} ${superseded} ${fields[0]?.value}`,
    );
    expect(rows).toEqual(['A true 1', 'B false undefined', 'A false 2']);
  });

  it.each([
    ['an assignment', 'LOCAL_STEPS["A"] = {"f": 2}'],
    ['an update', 'LOCAL_STEPS.update({"A": {"f": 2}})'],
    ['a spread', 'LOCAL_STEPS = {**LOCAL_STEPS, "A": {"f": 2}}'],
  ])('keeps what %s replaces', (_, statement) => {
    const { facts } = readMarked(`LOCAL_STEPS = {"A": {"f": 1}}\n${statement}\n`);
    const rows = tableOf(facts).declarations.map(
      ({ superseded, fields }) => `${superseded} ${fields[0]?.value}`,
    );
    expect(rows).toEqual(['true 1', 'false 2']);
  });

  it('keeps what is deleted, and tables that another one replaces', () => {
    const { facts } = readMarked(
      'LOCAL_STEPS = {"Old": {}}\nLOCAL_STEPS = {"A": {}, "B": {}}\ndel LOCAL_STEPS["A"]\n',
    );
    const rows = tableOf(facts).declarations.map(({ name, superseded }) => `${name} ${superseded}`);
    expect(rows).toEqual(['B false', 'A true', 'Old true']);
  });

  it('lets the later of two fields win, in the place of the first', () => {
    const { steps } = evaluate('LOCAL_STEPS = {"A": {"f": 1, "g": 2, "f": 3}}\n');
    expect(Object.entries(steps.A as object)).toEqual([
      ['f', 3],
      ['g', 2],
    ]);
  });

  it('says which keys are no strings', () => {
    const { facts } = readMarked('LOCAL_STEPS = {None: {}, 1: {}, ("a", 2): {}, 1.5: {}}\n');
    const { declarations } = tableOf(facts);
    expect(declarations.map(({ name }) => name)).toEqual(['None', '1', '("a", 2)', '1.5']);
    expect(declarations.every(({ keyProblem }) => keyProblem === 'not-a-string')).toBe(true);
  });
});

describe('shapes', () => {
  it('tells entries from other values', () => {
    const { facts } = readMarked(
      'LOCAL_STEPS = {"A": {}, "B": "text", "C": None, "D": ["x"], "E": f()}\n',
    );
    expect(tableOf(facts).declarations.map(({ shape }) => shape)).toEqual([
      'entry',
      'other',
      'other',
      'other',
      'opaque',
    ]);
  });

  it('reads metadata, plain and not', () => {
    for (const more of ['', 'WORKSPACE_METADATA["contact"] = "x"\n']) {
      const { facts } = readMarked(
        `WORKSPACE_METADATA = {"developer_id": "ann", "frameworks": ["a"]}\n${more}`,
      );
      expect(facts.metadata?.value.get('developer_id')).toBe('ann');
      expect(facts.metadata?.fields.map(({ key }) => key).slice(0, 2)).toEqual([
        'developer_id',
        'frameworks',
      ]);
      expect(facts.metadata?.opaque).toEqual([]);
    }
  });

  it('reads core tables and the hyperparameter registry', () => {
    const { facts } = readMarked(
      'STEP_NAMES = {"A": {}}\n_EXTRAS: Dict[str, dict] = {"B": {}}\nHYPERPARAMETER_REGISTRY = {"H": {"model_type": None}}\n',
    );
    expect(facts.tables.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'STEP_NAMES core',
      '_EXTRAS core',
    ]);
    expect(facts.hyperparameters?.declarations[0]?.fields[0]).toMatchObject({
      key: 'model_type',
      value: null,
    });
  });

  it('reads nothing where there is nothing', () => {
    expect(readMarked('x = 1\n').facts).toEqual({ tables: [], problems: [], moduleRequests: [] });
    expect(readMarked('').facts.tables).toEqual([]);
  });
});
