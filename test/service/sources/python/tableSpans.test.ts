import { describe, expect, it } from 'vitest';
import {
  chainLabels,
  declarationOf,
  fieldOf,
  readMarked,
  tableOf,
} from '../../../support/python/readMarked.js';

/** Reads step `A` of LOCAL_STEPS and its field `f`. */
function readA(marked: string, modules: Readonly<Record<string, string>> = {}) {
  const { facts, spans, text } = readMarked(marked, modules);
  const table = tableOf(facts);
  const declaration = declarationOf(table, 'A');
  const field = declaration.fields.find(({ key }) => key === 'f');
  return { table, declaration, field, spans, text };
}

describe('an entry of a literal', () => {
  it('has the spans of its name, its whole, its keys and its values', () => {
    const { table, declaration, field, spans } = readA(
      '«name:LOCAL_STEPS» = «table:{\n    «entry:"«n:A»": {"«k:f»": "«v:x»", "g": 1}»,\n}»\n',
    );
    expect(table).toMatchObject({ nameSpan: spans.name, span: spans.table });
    expect(declaration).toMatchObject({ nameSpan: spans.n, span: spans.entry, via: [] });
    expect(field).toEqual({
      key: 'f',
      keySpan: spans.k,
      value: 'x',
      valueSpan: spans.v,
      plain: true,
    });
  });

  it.each([
    ['single quotes', "'«v:x»'", 'x', true],
    ['a raw string', 'r"«v:a\\d»"', 'a\\d', true],
    ['triple quotes', '"""«v:a\nb»"""', 'a\nb', true],
    ['an old prefix', 'u"«v:x»"', 'x', true],
    ['an escape', '«v:"a\\tb"»', 'a\tb', false],
    ['two strings', '«v:"a" "b"»', 'ab', false],
    ['a sum', '«v:"a" + "b"»', 'ab', false],
    ['a number', '«v:80»', 80, false],
    ['a negative number', '«v:-1»', -1, false],
    ['a list', '«v:["a", "b"]»', ['a', 'b'], false],
    ['a list over lines', '«v:[\n  "a",  # one\n  "b",\n]»', ['a', 'b'], false],
    ['None', '«v:None»', null, false],
    ['an f-string', '«v:f"{1 + 1}"»', '2', false],
    ['a call', '«v:dict(a=1)»', new Map([['a', 1]]), false],
    ['text outside of the basic plane', '"«v:😀é»"', '😀é', true],
  ])('points at %s', (_, value, expected, plain) => {
    for (const more of ['', 'LOCAL_STEPS["B"] = {}\n']) {
      const { field, spans } = readA(`LOCAL_STEPS = {"A": {"f": ${value},  # c\n}}\n${more}`);
      expect(field).toMatchObject({ value: expected, valueSpan: spans.v, plain });
    }
  });

  it('counts in the text as it is, with a byte order mark and carriage returns', () => {
    const { field, declaration, spans } = readA(
      '\ufeffLOCAL_STEPS = {\r\n  "«n:A»": {\r\n    "«k:f»": "«v:x»",\r\n  },\r\n}\r\n',
    );
    expect(declaration.nameSpan).toEqual(spans.n);
    expect(field).toMatchObject({ keySpan: spans.k, valueSpan: spans.v });
  });
});

describe('an entry that a statement puts in', () => {
  it.each([
    ['item assignment', 'LOCAL_STEPS[«entry:"«n:A»"] = {"«k:f»": "«v:x»"}»'],
    ['update with a dict', 'LOCAL_STEPS.update({«entry:"«n:A»": {"«k:f»": "«v:x»"}»})'],
    ['update with keywords', 'LOCAL_STEPS.update(«entry:«n:A»={"«k:f»": "«v:x»"}»)'],
    ['update with pairs', 'LOCAL_STEPS.update([«entry:("«n:A»", {"«k:f»": "«v:x»"})»])'],
    ['setdefault', 'LOCAL_STEPS.setdefault(«entry:"«n:A»", {"«k:f»": "«v:x»"}»)'],
    ['an in-place union', 'LOCAL_STEPS |= {«entry:"«n:A»": {"«k:f»": "«v:x»"}»}'],
    ['a union', 'LOCAL_STEPS = LOCAL_STEPS | {«entry:"«n:A»": {"«k:f»": "«v:x»"}»}'],
    ['dict()', 'LOCAL_STEPS = dict(«entry:«n:A»=dict(«k:f»="«v:x»")»)'],
    ['an inline spread', 'LOCAL_STEPS = {**{«entry:"«n:A»": {"«k:f»": "«v:x»"}»}}'],
    [
      'a conditional that is known',
      'if True:\n    LOCAL_STEPS[«entry:"«n:A»"] = {"«k:f»": "«v:x»"}»',
    ],
  ])('%s', (_, statement) => {
    const { declaration, field, spans } = readA(`LOCAL_STEPS = {}\n${statement}\n`);
    expect(declaration).toMatchObject({ nameSpan: spans.n, span: spans.entry, via: [] });
    expect(field).toMatchObject({ keySpan: spans.k, valueSpan: spans.v, plain: true });
  });

  it('points at the statement that sets one field', () => {
    const { field, spans } = readA(
      'LOCAL_STEPS = {"A": {}}\nLOCAL_STEPS["A"]["«k:f»"] = "«v:x»"\n',
    );
    expect(field).toMatchObject({ keySpan: spans.k, valueSpan: spans.v, value: 'x' });
  });

  it('points at the whole of an augmented field', () => {
    const { field, spans } = readA(
      'LOCAL_STEPS = {"A": {"f": "x"}}\n«v:LOCAL_STEPS["A"]["f"] += "y"»\n',
    );
    expect(field).toMatchObject({ valueSpan: spans.v, value: 'xy', plain: false });
  });
});

describe('what is written elsewhere in the file', () => {
  it('leads from a spread to the entry', () => {
    const { declaration, field, spans } = readA(
      'BASE = {«entry:"«n:A»": {"«k:f»": "«v:x»"}»}\nLOCAL_STEPS = {**«ref:BASE»}\n',
    );
    expect(declaration).toMatchObject({ nameSpan: spans.n, span: spans.entry });
    expect(chainLabels(declaration.via, spans)).toEqual(['ref', 'entry']);
    expect(field).toMatchObject({ keySpan: spans.k, valueSpan: spans.v, plain: true });
    expect(field?.via).toBeUndefined();
  });

  it('leads from a name to the value that it stands for', () => {
    const { field, spans } = readA(
      'TEXT = "«v:x»"\nALIAS = «second:TEXT»\nLOCAL_STEPS = {"A": {"f": «first:ALIAS»}}\n',
    );
    expect(field).toMatchObject({ value: 'x', valueSpan: spans.v, plain: true });
    expect(chainLabels(field?.via, spans)).toEqual(['first', 'second', 'v']);
  });

  it('leads from an entry that is a name to its dict', () => {
    const { declaration, field, spans } = readA(
      'ENTRY = «dict:{"«k:f»": "«v:x»"}»\nLOCAL_STEPS = {«entry:"«n:A»": «ref:ENTRY»»}\n',
    );
    expect(declaration).toMatchObject({ nameSpan: spans.n, span: spans.entry });
    expect(chainLabels(declaration.via, spans)).toEqual(['ref', 'dict']);
    expect(field).toMatchObject({ keySpan: spans.k, valueSpan: spans.v });
  });

  it('finds the name of a step in the list that a comprehension goes over', () => {
    const { declaration, spans } = readA(
      'LOCAL_STEPS = {name: {"f": f"{name}Config"} for name in ["«n:A»", "B"]}\n',
    );
    expect(declaration.nameSpan).toEqual(spans.n);
    expect(fieldOf(declaration, 'f').value).toBe('AConfig');
  });

  it('finds it through a loop, too', () => {
    const { declaration, spans } = readA(
      'LOCAL_STEPS = {}\nfor name in ("«n:A»", "B"):\n    LOCAL_STEPS[name] = {}\n',
    );
    expect(declaration.nameSpan).toEqual(spans.n);
  });

  it('leads through a subscript of another table', () => {
    const { field, spans } = readA(
      'BASE = {"B": {"f": "«v:x»"}}\nLOCAL_STEPS = {"A": {"f": «ref:BASE["B"]["f"]»}}\n',
    );
    expect(field).toMatchObject({ valueSpan: spans.v, plain: true });
    expect(chainLabels(field?.via, spans)).toEqual(['ref', 'v']);
  });

  it('leads from a call to what the function returns', () => {
    const { declaration, spans } = readA(
      'def step(name):\n    return «dict:{"f": name}»\nLOCAL_STEPS = {"A": «ref:step("A")»}\n',
    );
    expect(chainLabels(declaration.via, spans)).toEqual(['ref', 'dict']);
  });
});

describe('what is written in another module', () => {
  it('points at the reference, and the chain ends in the module', () => {
    const { field, spans } = readA(
      'from .constants import «ref:TEXT»\nLOCAL_STEPS = {"A": {"f": «use:TEXT»}}\n',
      {
        'registry/constants': 'TEXT = "x"\n',
      },
    );
    expect(field).toMatchObject({ value: 'x', valueSpan: spans.use, plain: false });
    expect(chainLabels(field?.via, spans)).toEqual(['use', 'ref', 'constants']);
  });

  it('points at the spread that brings an entry in', () => {
    const { declaration, field, spans } = readA(
      'from .base import BASE\nLOCAL_STEPS = {**«use:BASE»}\n',
      {
        'registry/base': 'BASE = {"A": {"f": "x"}}\n',
      },
    );
    expect(declaration).toMatchObject({ nameSpan: spans.use, span: spans.use });
    expect(declaration.via.at(-1)).toEqual({
      path: 'ws/ann/src/cursus_dev/registry/base',
      span: { start: 8, end: 23 },
    });
    expect(field).toMatchObject({ value: 'x', keySpan: spans.use, valueSpan: spans.use });
  });

  it('points at the import of a whole table', () => {
    const { table, declaration, spans } = readA('from .base import «name:LOCAL_STEPS»\n', {
      'registry/base': 'LOCAL_STEPS = {"A": {"f": "x"}}\n',
    });
    expect(table).toMatchObject({ nameSpan: spans.name, span: spans.name });
    expect(declaration.fields[0]?.value).toBe('x');
  });
});

describe('two names of one table', () => {
  it('reports the table that the runtime reads, once', () => {
    const { facts, spans } = readMarked(
      'WORKSPACE_STEPS = «table:{"A": {}}»\n«name:LOCAL_STEPS» = WORKSPACE_STEPS\n',
    );
    expect(facts.tables).toHaveLength(1);
    expect(facts.tables[0]).toMatchObject({
      name: 'LOCAL_STEPS',
      nameSpan: spans.name,
      span: spans.table,
    });
  });

  it('reports a copy once', () => {
    const { facts } = readMarked(
      'WORKSPACE_STEPS = {"A": {}}\nLOCAL_STEPS = dict(WORKSPACE_STEPS)\n',
    );
    expect(facts.tables.map(table => table.name)).toEqual(['LOCAL_STEPS']);
  });

  it('reports different tables both', () => {
    const { facts } = readMarked('WORKSPACE_STEPS = {"A": {}}\nLOCAL_STEPS = {"A": {}}\n');
    expect(facts.tables.map(table => `${table.kind} ${table.name}`)).toEqual([
      'local WORKSPACE_STEPS',
      'local LOCAL_STEPS',
    ]);
  });
});
