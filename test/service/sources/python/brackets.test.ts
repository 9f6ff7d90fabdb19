import { describe, expect, it } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { readLiterals } from '../../../support/literalTables.js';
import { malformation, shape } from '../../../support/tokens.js';

function repaired(...lines: string[]): string {
  const tokens = lex(lines.join('\n'));
  expect(malformation(tokens)).toBeUndefined();
  return shape(tokens);
}

describe('brackets that do not pair', () => {
  it.each([
    ['an unclosed call', 'x = f(1, 2\ny = 3', 'x = f ( 1 , 2 +) ; y = 3 ;'],
    ['a bracket of another kind', 'x = [1, 2)\ny', 'x = [ 1 , 2 !) +] ; y ;'],
    ['a bracket too many', 'x = [1]]\ny', 'x = [ 1 ] !] ; y ;'],
    ['a bracket that closes nothing', ')\nx', '!) ; x ;'],
    ['a missing inner bracket', 'x = f(a[1)\ny', 'x = f ( a [ 1 +] ) ; y ;'],
    ['a header with an unclosed call', 'if f(x:\n    y\nz', 'if f ( x +) : ; > y ; < z ;'],
    [
      'a header, then a statement',
      'if f(x:\n    return y\nz',
      'if f ( x +) : ; > return y ; < z ;',
    ],
    ['a subscript that ends at "="', 'x: Dict[str = {}\ny', 'x : Dict [ str +] = { } ; y ;'],
    ['the end of the text', 'x = {"a": [1', 'x = { "a" : [ 1 +] +} ;'],
  ])('reads %s', (_, text, expected) => {
    expect(repaired(text)).toBe(expected);
  });

  it('lets a function end what a method left open', () => {
    expect(
      repaired('class A:', '    def f(self):', '        x = g(1,', '    def h(self): pass', 'y'),
    ).toBe('class A : ; > def f ( self ) : ; > x = g ( 1 , +) ; < def h ( self ) : pass ; < y ;');
  });

  it('leaves a statement alone that is not damaged', () => {
    const odd = 'x = f(a,\nb)\n';
    expect(repaired(`${odd}y = (`)).toBe('x = f ( a , b ) ; y = ( +) ;');
  });
});

describe('an entry that is being typed', () => {
  const around = (...typed: string[]) =>
    repaired('T = {', '    "A": {"a": 1},', ...typed, '    "B": {"b": 1},', '}', 'x');
  const before = 'T = { "A" : { "a" : 1 } ,';
  const after = '"B" : { "b" : 1 } , } ; x ;';

  it.each([
    ['    "', '?" +,'],
    ['    "New', '?"New +,'],
    ['    "New"', '"New" +,'],
    ['    "New":', '"New" : +,'],
    ['    "New": {', '"New" : { +} +,'],
    ['    "New": {"c', '"New" : { ?"c +} +,'],
    ['    "New": {"c": ', '"New" : { "c" : +} +,'],
    ['    "New": {"c": "d', '"New" : { "c" : ?"d +} +,'],
    ['    "New": {"c": "d",', '"New" : { "c" : "d" , +} +,'],
    ['    "New": {"c": "d"}', '"New" : { "c" : "d" } +,'],
    ['    "New": dict(', '"New" : dict ( +) +,'],
    ['    New', 'New +,'],
    ['    def f(', 'def f ( +) +,'],
    ['"New": {', '"New" : { +} +,'],
    ['        "New": {', '"New" : { +} +,'],
  ])('%s', (typed, expected) => {
    expect(around(typed)).toBe(`${before} ${expected} ${after}`);
  });

  it('holds fields on lines of their own', () => {
    expect(around('    "New": {', '        "c": "d",', '        "e": "')).toBe(
      `${before} "New" : { "c" : "d" , "e" : ?" +} +, ${after}`,
    );
  });

  it('ends the entry above that lacks its comma', () => {
    expect(repaired('T = {', '    "A": {"a": 1}', '    "New": {', '}')).toBe(
      'T = { "A" : { "a" : 1 } +, "New" : { +} } ;',
    );
  });
});

describe('what one wrong character does to a table', () => {
  const table = (from: string, to: string) => {
    const text =
      'TABLE = {\n    "A": {\n        "a": "x",\n    },\n    "B": {\n        "b": "y",\n    },\n}\nz\n';
    expect(text).toContain(from);
    return repaired(text.replace(from, to));
  };
  const whole = 'TABLE = { "A" : { "a" : "x" , } , "B" : { "b" : "y" , } , } ; z ;';

  it('reads the undamaged one', () => {
    expect(table('x', 'x')).toBe(whole);
  });

  it.each([
    [
      'the closing bracket of an entry',
      '    },\n    "B"',
      '    ,\n    "B"',
      whole.replace('"x" , }', '"x" , +}'),
    ],
    ['the opening bracket of an entry', '"A": {', '"A": ', whole.replace('{ "a"', '+{ "a"')],
    ['the opening bracket of the table', 'TABLE = {', 'TABLE = ', whole.replace('{ "A"', '+{ "A"')],
    ['the header after the name', 'TABLE = {', 'TABLE', whole.replace('= { "A"', '+= +{ "A"')],
    ['the colon before a bracket', '"A": {', '"A" {', whole.replace(':', '+:')],
    [
      'the comma between entries',
      '    },\n    "B"',
      '    }\n    "B"',
      whole.replace('} , "B"', '} +, "B"'),
    ],
    ['the quote before a key', '    "A": {', '    A": {', whole.replace('"A"', 'A !"')],
    ['the quote after a key', '"A": {', '"A: {', whole.replace('"A"', '?"A')],
    ['the quote after a value', '"x",', '"x,', whole.replace('"x"', '?"x')],
  ])('loses %s', (_, from, to, expected) => {
    expect(table(from, to)).toBe(expected);
  });

  it.each([
    ['a bracket closed too early', '"A": {', '"A": {}', whole.replace('{ "a"', '{ !} "a"')],
    ['a doubled opening bracket', '"A": {', '"A": {{', whole.replace('{ "a"', '{ !{ "a"')],
    [
      'a doubled opening bracket of the table',
      'TABLE = {',
      'TABLE = {{',
      whole.replace('{ "A"', '{ !{ "A"'),
    ],
    [
      'a doubled closing bracket',
      '    },\n    "B"',
      '    }},\n    "B"',
      whole.replace('} , "B"', '} !} , "B"'),
    ],
    ['a closing bracket in a line', '"x",', '"x"},', whole.replace('"x" ,', '"x" !} ,')],
    [
      'a closing bracket before a line',
      '        "a"',
      '}        "a"',
      whole.replace('"a"', '!} "a"'),
    ],
    ['a bracket of another kind', '"x",', '"x"),', whole.replace('"x" ,', '"x" !) ,')],
    ['an opening bracket in a line', '"x",', '["x",', whole.replace('"x" ,', '[ "x" , +]')],
    ['a doubled comma', '"x",', '"x",,', whole.replace('"x" ,', '"x" , !,')],
    ['a doubled colon', '"A":', '"A"::', whole.replace(':', ': !:')],
    ['a quote in the header', 'TABLE = {', 'TABLE" = {', whole.replace('TABLE =', 'TABLE !" =')],
    ['a bracket before the header', 'TABLE = {', '(TABLE = {', `!( ${whole}`],
  ])('gains %s', (_, from, to, expected) => {
    expect(table(from, to)).toBe(expected);
  });
});

describe('whole lines', () => {
  it('passes over the marks of a merge conflict', () => {
    expect(
      repaired(
        'T = {',
        '<<<<<<< HEAD',
        '    "A": 1,',
        '=======',
        '    "A": 2,',
        '>>>>>>> other',
        '}',
      ),
    ).toBe('T = { !<<<<<<< HEAD "A" : 1 , !======= "A" : 2 , !>>>>>>> other } ;');
    expect(repaired('<<<<<<< HEAD', 'x = 1', '=======', 'x = 2', '>>>>>>> other')).toBe(
      '!<<<<<<< HEAD x = 1 ; !======= x = 2 ; !>>>>>>> other',
    );
  });

  it('gives fields without their entry brackets of their own', () => {
    expect(
      repaired(
        'T = {',
        '    "A": {',
        '        "a": 1,',
        '    },',
        '        "b": 1,',
        '    },',
        '    "C": 1,',
        '}',
      ),
    ).toBe('T = { "A" : { "a" : 1 , } , +{ "b" : 1 , } , "C" : 1 , } ;');
  });

  it('keeps a table together that a line in the first column interrupts', () => {
    expect(repaired('T = {', '    "A": 1,', 'foo', '    "B": 2,', '}', 'x')).toBe(
      'T = { "A" : 1 , foo +, "B" : 2 , } ; x ;',
    );
    expect(repaired('T = {', '    "A": 1,', 'foo()', 'x')).toBe(
      'T = { "A" : 1 , +} ; foo ( ) ; x ;',
    );
  });
});

describe('docstrings', () => {
  const module = (doc: string) =>
    readLiterals(
      [
        doc,
        '',
        'T = {',
        '    "A": {"a": 1},',
        '}',
        '',
        'def f():',
        '    """Doc."""',
        '    return {}',
        '',
        'class C:',
        '    """Doc."""',
      ].join('\n'),
    );

  it.each([
    ['complete', '"""Doc.\n\nMore.\n"""'],
    ['opened with two quotes', '""Doc.\n\nMore.\n"""'],
    ['closed with two quotes', '"""Doc.\n\nMore.\n""'],
    ['not closed', '"""Doc.\n\nMore.\n'],
    ['opened with four quotes', '""""Doc.\n\nMore.\n"""'],
    ['closed with four quotes', '"""Doc.\n\nMore.\n""""'],
    ['not opened', 'Doc.\n\nMore.\n"""'],
  ])('finds tables and classes below one that is %s', (_, doc) => {
    const { tables, classes } = module(doc);
    expect(tables.map(table => [table.name, table.entries.map(entry => entry.name)])).toEqual([
      ['T', ['"A"']],
    ]);
    expect(classes.map(found => found.name)).toEqual(['C']);
  });

  it('believes a string full of code while quotes pair', () => {
    const template = 'x = """\nimport a\n\nclass B:\n    pass\n"""\n';
    expect(readLiterals(`${template}y = (\n`).classes).toEqual([]);
    expect(readLiterals(`${template}y = "half\n`).classes).toEqual([]);
  });
});

it('keeps what stands in more brackets than are followed', () => {
  const deep = '('.repeat(30_000);
  const tokens = lex(`x = ${deep}1${')'.repeat(30_000)}\ny`);
  expect(malformation(tokens)).toBeUndefined();
  expect(shape(tokens).slice(-7)).toBe(') ; y ;');
});
