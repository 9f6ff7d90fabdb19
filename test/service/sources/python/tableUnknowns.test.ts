import { describe, expect, it } from 'vitest';
import {
  declarationOf,
  fieldOf,
  opaqueOf,
  readMarked,
  tableOf,
  valuesOf,
} from '../../../support/python/readMarked.js';

function read(text: string, modules: Readonly<Record<string, string>> = {}) {
  const { facts, spans } = readMarked(text, modules);
  return { facts, spans, table: tableOf(facts) };
}

describe('a value that only running the code could tell', () => {
  it.each([
    ['environment', 'import os', 'os.environ["X"]'],
    ['environment', 'import os', 'os.getenv("X", "y")'],
    ['environment', 'from os import environ', 'environ.get("X")'],
    ['environment', 'import sys', 'sys.platform'],
    ['clock', 'import time', 'time.time()'],
    ['clock', 'from datetime import datetime', 'datetime.now().isoformat()'],
    ['io', '', 'open("x").read()'],
    ['call', '', 'make()'],
    ['name', '', 'NOWHERE'],
    ['import', 'from vendor import X', 'X'],
    ['import', 'import vendor', 'vendor.X'],
    ['not-json', '', '{1, 2}'],
    ['not-json', '', 'b"x"'],
    ['not-json', '', '1e999'],
    ['not-json', '', '{1: 2}'],
    ['not-json', '', '12345678901234567890'],
    ['not-json', '', 'lambda: 1'],
    ['condition', 'import os', '"a" if os.environ.get("X") else "b"'],
  ])('%s: %s %s', (reason, statement, value) => {
    const { table } = read(`${statement}\nLOCAL_STEPS = {"A": {"f": ${value}, "g": "known"}}\n`);
    const declaration = declarationOf(table, 'A');
    const known = reason === 'name' ? /name|call/ : new RegExp(reason);
    expect(String((fieldOf(declaration, 'f').value as { reason: string }).reason)).toMatch(known);
    expect(fieldOf(declaration, 'g').value).toBe('known');
    expect(declaration.conditional).toBe(false);
    expect(opaqueOf(table)).toHaveLength(1);
    expect(table.opaque[0]?.path).toEqual(['A', 'f']);
  });

  it.each([
    ['a list', 'x = [1]\nx.append(x)\n'],
    ['a dict', 'x = {}\nx["a"] = [x]\n'],
  ])('%s inside itself is nothing that JSON holds, and is written once', (_, statements) => {
    const { table } = read(`${statements}LOCAL_STEPS = {"A": {"f": x, "g": [x], "h": 1}}\n`);
    expect(opaqueOf(table).map(part => part.split(': ')[1])).toEqual(['not-json', 'not-json']);
    expect(fieldOf(declarationOf(table, 'A'), 'h').value).toBe(1);
  });

  it('points at what stands there and says what it is', () => {
    const { table, spans } = read('import os\nLOCAL_STEPS = {"A": {"f": «v:os.environ["X"]»}}\n');
    expect(table.opaque[0]).toMatchObject({
      reason: 'environment',
      detail: 'os.environ["X"]',
      span: spans.v,
    });
  });
});

describe('a table that is known in part', () => {
  it('keeps what stands behind an unknown spread; what stands before may be replaced', () => {
    const { table } = read('LOCAL_STEPS = {"A": {}, **load(), "B": {}}\n');
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A true',
      'B false',
    ]);
    expect(opaqueOf(table)).toContain('**: call');
  });

  it('keeps the table when an entry has an unknown key', () => {
    const { table } = read(
      'import os\nLOCAL_STEPS = {"A": {}}\nLOCAL_STEPS[os.environ["X"]] = {}\nLOCAL_STEPS["B"] = {}\n',
    );
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A true',
      'B false',
    ]);
    expect(opaqueOf(table)).toContain('**: environment');
  });

  it('says so when nothing is known', () => {
    const { table } = read('LOCAL_STEPS = load()\n');
    expect(table.declarations).toEqual([]);
    expect(opaqueOf(table)).toEqual([': call']);
  });

  it('knows the fields behind an unknown spread in an entry', () => {
    const { table } = read('LOCAL_STEPS = {"A": {"f": 1, **more(), "g": 2}}\n');
    expect(valuesOf(table)).toEqual({ A: { f: '?call', g: 2 } });
    expect(opaqueOf(table)).toContain('A.**: call');
  });
});

describe('a step that exists only on some path', () => {
  const condition = 'import os\nLOCAL_STEPS = {"A": {}}\n';

  it('is conditional', () => {
    const { table } = read(
      `${condition}if os.environ.get("X"):\n    LOCAL_STEPS["B"] = {"f": 1}\n`,
    );
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A false',
      'B true',
    ]);
    expect(fieldOf(declarationOf(table, 'B'), 'f').value).toBe(1);
  });

  it('is declared at both places if both branches declare it', () => {
    const { table, spans } = read(
      `${condition}if os.environ.get("X"):\n    LOCAL_STEPS["«x:B»"] = {"f": 1, "g": 0}\nelse:\n    LOCAL_STEPS["«y:B»"] = {"f": 2, "g": 0}\n`,
    );
    const both = table.declarations.filter(({ name }) => name === 'B');
    expect(both.map(({ nameSpan }) => nameSpan)).toEqual([spans.x, spans.y]);
    expect(both.every(({ conditional }) => conditional)).toBe(true);
  });

  it('has opaque fields where they differ by path', () => {
    const { table } = read(
      `${condition}if os.environ.get("X"):\n    LOCAL_STEPS["A"]["f"] = 1\n    LOCAL_STEPS["A"]["g"] = 0\nelse:\n    LOCAL_STEPS["A"]["f"] = 2\n    LOCAL_STEPS["A"]["g"] = 0\n`,
    );
    expect(valuesOf(table)).toEqual({ A: { f: '?condition', g: 0 } });
    expect(declarationOf(table, 'A').conditional).toBe(false);
  });

  it('is not conditional where the condition is known', () => {
    const { table } = read(
      'from typing import TYPE_CHECKING\nLOCAL_STEPS = {}\nif TYPE_CHECKING:\n    LOCAL_STEPS["T"] = {}\nif __name__ == "__main__":\n    LOCAL_STEPS["M"] = {}\nelse:\n    LOCAL_STEPS["A"] = {}\n',
    );
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A false',
    ]);
  });

  it.each([
    ['made and changed', '    x = {"f": [1]}\n    x["f"].append(2)\n    LOCAL_STEPS["B"] = x\n'],
    ['put in and changed', '    LOCAL_STEPS["B"] = {"f": 1}\n    LOCAL_STEPS["B"]["f"] = i\n'],
    ['changed through another name', '    x = {}\n    LOCAL_STEPS["B"] = x\n    x["f"] = {}\n'],
  ])('leaves the others exact where a loop that may never turn has it %s', (_, body) => {
    const { facts, table } = read(
      `import vendor\nLOCAL_STEPS = {"A": {"f": 1}}\nfor i in vendor.names():\n${body}`,
    );
    expect(facts.problems).toEqual([]);
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A false',
      'B true',
    ]);
    expect(fieldOf(declarationOf(table, 'A'), 'f').value).toBe(1);
  });

  it('has no known place among the others when it is put in anew', () => {
    const { table } = read(
      'import vendor\nrow = {"x": 1, "y": 2}\nif vendor.flag():\n    del row["x"]\nrow["x"] = 3\nLOCAL_STEPS = {"A": {"f": row["x"], "g": str(row)}}\n',
    );
    expect(valuesOf(table)).toEqual({ A: { f: 3, g: '?operator' } });
  });

  it('may come from a module that cannot be read', () => {
    const { table } = read(
      'LOCAL_STEPS = {"A": {}}\ntry:\n    import pandas\n    LOCAL_STEPS["P"] = {}\nexcept ImportError:\n    pass\n',
    );
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'A false',
      'P true',
    ]);
  });
});

describe('an exception on its way through a `try`', () => {
  it('leaves what one clause binds uncertain where another one may catch, whatever `finally` does', () => {
    const { table } = read(
      'import vendor\ntry:\n    a, b = [1]\nexcept vendor.Failure:\n    LOCAL_STEPS = dict(vendor.names())\nexcept:\n    pass\nfinally:\n    OTHER = 0\n',
    );
    expect(opaqueOf(table)).toContain(': condition');
  });

  it.each([
    ['a set that holds a dict', '{{}}'],
    ['a set of lists', '{x for x in [[]]}'],
    ['set() of dicts', 'set([{}])'],
    ['such a set inside an f-string', 'f"{ {{}} }"'],
  ])('comes from %s', (_, value) => {
    const { table } = read(
      `LOCAL_STEPS = {}\ntry:\n    LOCAL_STEPS.update(A=${value})\nexcept TypeError:\n    LOCAL_STEPS["B"] = {}\n`,
    );
    expect(table.declarations.map(({ name, conditional }) => `${name} ${conditional}`)).toEqual([
      'B false',
    ]);
  });
});

describe('the order of the entries', () => {
  const start = 'import vendor\nLOCAL_STEPS = {"A": {}, "B": {}}\n';

  it.each([
    [
      'one comes in again that may have been deleted',
      'if vendor.flag():\n    del LOCAL_STEPS["A"]\nLOCAL_STEPS["A"] = {}\n',
    ],
    [
      'a loop may have put one in before it is put in',
      'while True:\n    if vendor.flag():\n        break\n    LOCAL_STEPS["D"] = {}\nLOCAL_STEPS["C"] = {}\nLOCAL_STEPS["D"] = {}\n',
    ],
    [
      'the branches put them in by turns',
      'if vendor.flag():\n    LOCAL_STEPS.update(C={}, D={})\nelse:\n    LOCAL_STEPS.update(D={}, C={})\n',
    ],
  ])('is said not to be known where %s', (_, rest) => {
    expect(read(start + rest).table.isUnordered).toBe(true);
  });

  it('is known where every path puts them in alike', () => {
    const { table } = read(
      `${start}if vendor.flag():\n    LOCAL_STEPS["C"] = {}\nLOCAL_STEPS["D"] = {}\n`,
    );
    expect(table.isUnordered).toBeUndefined();
  });
});

describe('code that is not known', () => {
  it.each([
    ['a lambda', 'register(lambda: cursus_dev.registry.parts.T.clear())'],
    [
      'a class',
      'class C:\n    def __eq__(self, other):\n        cursus_dev.registry.parts.T.clear()\nC() == 1',
    ],
    ['the package itself', 'register(cursus_dev)'],
  ])(
    'may change the tables of a module that it reaches through its package: %s',
    (_, statement) => {
      const { table } = read(
        `import cursus_dev.registry.parts\n${statement}\nLOCAL_STEPS = cursus_dev.registry.parts.T\n`,
        { 'registry/parts': 'T = {"A": {"f": 1}}\n' },
      );
      expect(table.opaque.length).toBeGreaterThan(0);
      expect(table.declarations.every(({ conditional }) => conditional)).toBe(true);
    },
  );

  it.each([
    ['it is given the table', 'register(LOCAL_STEPS)'],
    ['it is given a list with the table', 'register([LOCAL_STEPS])'],
    [
      'it is given a function that changes it',
      'def f():\n    LOCAL_STEPS.clear()\nregister(f)\nregister()',
    ],
    ['a decorator is given such a function', '@register\ndef f():\n    LOCAL_STEPS.clear()'],
    ['a class changes it', 'class C:\n    def f(self):\n        LOCAL_STEPS.clear()\nC().f()'],
    ['it runs text', 'exec("LOCAL_STEPS.clear()")'],
    ['it holds the namespace', 'globals().update(LOCAL_STEPS={})'],
    [
      'it is the module itself',
      'import importlib\nimportlib.import_module(__name__).LOCAL_STEPS = {}',
    ],
    [
      'it is the module itself, by its name',
      'from importlib import import_module\nimport_module("cursus_dev.registry.workspace_registry").LOCAL_STEPS = {}',
    ],
    [
      'it may be a module of Python behind a star import',
      'import sys\nfrom vendor import *\nsys.modules[__name__].LOCAL_STEPS = {}',
    ],
    [
      'it may be a builtin behind a star import',
      'from vendor import *\neval("globals().update(LOCAL_STEPS={})")',
    ],
    [
      'it was given the table before',
      'keep = register(LOCAL_STEPS)\nLOCAL_STEPS["B"] = {}\nregister()',
    ],
  ])('may change the table when %s', (_, statement) => {
    const { table } = read(`LOCAL_STEPS = {"A": {"f": 1}}\n${statement}\n`);
    expect(table.declarations.every(({ conditional }) => conditional)).toBe(true);
    expect(table.opaque.length).toBeGreaterThan(0);
    expect(fieldOf(declarationOf(table, 'A'), 'f').value).toBe(1);
  });

  it.each([
    [
      'logging',
      'import logging\nlogger = logging.getLogger(__name__)\nlogger.info("loaded %s", LOCAL_STEPS)',
    ],
    ['print', 'print(LOCAL_STEPS, len(LOCAL_STEPS))'],
    ['json.dumps', 'import json\nTEXT = json.dumps(LOCAL_STEPS)'],
    ['a call that is not given it', 'setup()\nx = other.thing("a")'],
    ['functions that nobody calls', 'def f():\n    LOCAL_STEPS.clear()'],
    ['the main block', 'if __name__ == "__main__":\n    LOCAL_STEPS.clear()'],
    ['sorting its names', 'names = sorted(LOCAL_STEPS)\nassert names'],
    ['a type alias', 'from typing import Dict\nT = Dict[str, int]'],
  ])('leaves the table alone: %s', (_, statement) => {
    const { table } = read(`LOCAL_STEPS = {"A": {"f": 1}}\n${statement}\n`);
    expect(table.declarations.some(({ conditional }) => conditional)).toBe(false);
    expect(table.opaque).toEqual([]);
  });
});

describe('damaged text', () => {
  it('marks the entry and says nothing about its values', () => {
    const { table } = read(
      'LOCAL_STEPS = {\n    "A": {"f": "x"},\n    "New": {\n        "config_class": "Ne\n    "B": {"f": "y"},\n}\n',
    );
    expect(table.declarations.map(({ name, damaged }) => `${name} ${damaged}`)).toEqual([
      'A false',
      'New true',
      'B false',
    ]);
    expect(table.opaque).toEqual([]);
  });

  it.each([
    ['a missing colon', '"New" {"f": "x"},'],
    ['a missing value', '"New": ,'],
    ['a missing brace', '"New": {"f": "x",'],
    ['a lone word', 'New'],
    ['a half string', '"New'],
    ['a colon too many', '"New":: {"f": 1},'],
    ['an operator', '"New": {"f": + },'],
    ['a half call', '"New": dict(f='],
  ])('keeps the neighbours of %s', (_, typed) => {
    const { table, spans } = read(
      `LOCAL_STEPS = {\n    "«a:A»": {"f": "«x:x»"},\n    ${typed}\n    "«b:B»": {"f": "«y:y»"},\n}\nSTEP_OVERRIDES = {"O": {}}\n`,
    );
    const a = declarationOf(table, 'A');
    const b = declarationOf(table, 'B');
    expect([a.nameSpan, b.nameSpan]).toEqual([spans.a, spans.b]);
    expect([fieldOf(a, 'f').valueSpan, fieldOf(b, 'f').valueSpan]).toEqual([spans.x, spans.y]);
    expect([a.damaged, b.damaged, a.conditional, b.conditional]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(valuesOf(table)).toMatchObject({ A: { f: 'x' }, B: { f: 'y' } });
  });

  it('goes on behind a statement that cannot be read', () => {
    const { facts } = readMarked(
      'LOCAL_STEPS = {"A": {}}\nx = = 3\nimport\nfor in:\nSTEP_OVERRIDES = {"B": {}}\n',
    );
    expect(facts.tables.map(({ name, declarations }) => `${name} ${declarations.length}`)).toEqual([
      'LOCAL_STEPS 1',
      'STEP_OVERRIDES 1',
    ]);
  });
});
