import { describe, expect, it } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import {
  StringFlag,
  TokenKind,
  type Tokens,
} from '../../../../server/service/sources/python/tokens.js';
import { kinds, malformation, shape } from '../../../support/tokens.js';

function flagsOf(text: string): number {
  const tokens = lex(text);
  expect(kinds(tokens)).toEqual([`string:${text}`]);
  return tokens.flags[0]!;
}

/** Texts of the string tokens. */
function strings(text: string): string[] {
  return kinds(lex(text))
    .filter(token => token.startsWith('string:'))
    .map(token => token.slice('string:'.length));
}

function count(tokens: Tokens, kind: number): number {
  return tokens.kind.filter(one => one === kind).length;
}

describe('names and numbers', () => {
  it('splits a statement', () => {
    expect(kinds(lex('x1: Dict[str, Any] = {"a": 1}  # c'))).toEqual([
      'name:x1',
      'colon::',
      'name:Dict',
      'open:[',
      'name:str',
      'comma:,',
      'name:Any',
      'close:]',
      'equals:=',
      'open:{',
      'string:"a"',
      'colon::',
      'number:1',
      'close:}',
      'comment:# c',
    ]);
  });

  it.each([
    '0',
    '1_000',
    '0xFF',
    '0b1_0',
    '0o17',
    '1.',
    '.5',
    '1.5e-3',
    '1E5',
    '2j',
    '1.5J',
    '0xdead_beef',
  ])('reads %s as one number', text => expect(kinds(lex(text))).toEqual([`number:${text}`]));

  it('ends a number where it cannot go on', () => {
    expect(kinds(lex('1if x else 2'))[0]).toBe('number:1');
    expect(kinds(lex('1else'))).toEqual(['number:1', 'name:else']);
    expect(kinds(lex('1..real'))).toEqual(['number:1.', 'dot:.', 'name:real']);
    expect(kinds(lex('1.e'))).toEqual(['number:1.', 'name:e']);
  });

  it('takes names outside ASCII', () => {
    expect(kinds(lex('größe = π2 + 变量'))).toEqual([
      'name:größe',
      'equals:=',
      'name:π2',
      'operator:+',
      'name:变量',
    ]);
    expect(kinds(lex('a𝒳b'))).toEqual(['name:a𝒳b']);
  });

  it('makes errors of characters that Python has no token for', () => {
    expect(kinds(lex('a€b'))).toEqual(['name:a', 'error:€', 'name:b']);
    expect(kinds(lex('a $ ? ! b'))).toEqual(['name:a', 'error:$', 'error:?', 'error:!', 'name:b']);
    expect(kinds(lex('a\u00a0b'))).toEqual(['name:a', 'error:\u00a0', 'name:b']);
    expect(kinds(lex('a\0\ud800😀'))).toEqual(['name:a', 'error:\0\ud800😀']);
  });
});

it.each([
  ...['+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '&', '|', '^', '~'],
  ...['<', '>', '<=', '>=', '==', '!=', '->', ':=', '...', ';', '<>'],
  ...['+=', '-=', '*=', '/=', '//=', '%=', '@=', '&=', '|=', '^=', '>>=', '<<=', '**='],
])('reads %s as one operator', operator => {
  expect(kinds(lex(`a ${operator} b`))).toEqual(['name:a', `operator:${operator}`, 'name:b']);
});

describe('strings', () => {
  const { raw, bytes, formatted, triple, escaped, unterminated, template } = StringFlag;

  it.each([
    ['"a"', 0],
    ["'a'", 0],
    ['""', 0],
    ['u"a"', 0],
    ['R"a\\"', raw | unterminated],
    ['r"a\\""', raw],
    ['b"a"', bytes],
    ['bR"a"', bytes | raw],
    ['Rb"a"', bytes | raw],
    ['F"a"', formatted],
    ['fr"a"', formatted | raw],
    ['rF"a"', formatted | raw],
    ['t"a"', template],
    ['rt"a"', template | raw],
    ['"""a\n"b" """', triple],
    ["'''a'''", triple],
    ['rb"""a"""', triple | raw | bytes],
    ['"\\n"', escaped],
    ['"a\\\nb"', escaped],
    ['"a\\\r\nb"', escaped],
    ['"a', unterminated],
    ['"""a\n', triple | unterminated],
    ['f"{x', formatted | unterminated],
    ['f"\\n{x}"', formatted | escaped],
    ['"""\\""""', triple | escaped],
  ])('knows the flags of %j', (text, flags) => {
    expect(flagsOf(text)).toBe(flags);
  });

  it('has no prefix of other letters', () => {
    expect(kinds(lex('x"a"'))).toEqual(['name:x', 'string:"a"']);
    expect(kinds(lex('ur"a"'))).toEqual(['name:ur', 'string:"a"']);
    expect(kinds(lex('bu"a"'))).toEqual(['name:bu', 'string:"a"']);
  });

  it('leaves parts of a concatenation apart', () => {
    expect(strings(`("a" 'b'\n  f"c"r'd')`)).toEqual(['"a"', "'b'", 'f"c"', "r'd'"]);
  });

  it('ends a string without closing quote at the end of its line', () => {
    expect(kinds(lex('x = "abc\ny = 1'))).toEqual([
      'name:x',
      'equals:=',
      'string:"abc',
      'name:y',
      'equals:=',
      'number:1',
    ]);
  });
});

describe('f-strings', () => {
  it.each([
    'f"{x}"',
    'f"{{}} {x!r:>{width}}"',
    `f"{d['a']}"`,
    'f"{d["a"]}"', // same quotes in a hole: Python 3.12
    'f"{f"{f"{1}"}"}"',
    'f"{x:{y:{z}}}"',
    'f"{x:%H:%M}"',
    'f"{ {1: 2}[1] }"',
    'f"{(lambda x: x)(1)}"',
    'f"{x:=^10}"',
    'f"{x!=y}"',
    `f'{"}"}'`,
    'f"""{\n x  # a comment with a "\n}"""',
    'f"{\n  x\n}"',
    'f"\\N{DASH} \\{x}"',
    'rf"\\{x}"',
    "f'''{'''a'''}'''",
    't"{x}"',
    'f"{rb"a"}"',
  ])('reads %s as one token', text => {
    expect(strings(`a = ${text} + b`)).toEqual([text]);
  });

  it('reads one that is half typed as older Pythons do', () => {
    expect(strings('a = f"{x", "b"')).toEqual(['f"{x"', '"b"']);
    expect(strings('a = f"{x\nb = "c"')).toEqual(['f"{x', '"c"']);
    expect(strings('a = f"{x"\nb = {"c": "}"}')).toEqual(['f"{x"', '"c"', '"}"']);
  });

  it('nests ten thousand deep', () => {
    const text = `${'f"{'.repeat(10_000)}x${'}"'.repeat(10_000)}`;
    expect(strings(text)).toEqual([text]);
  });
});

describe('lines', () => {
  it('ends logical lines only outside brackets', () => {
    expect(shape(lex('a = [\n  1,\n\n  # c\n  2\n]\nb'))).toBe('a = [ 1 , 2 ] ; b ;');
  });

  it('joins lines with a backslash, whatever ends them', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(shape(lex(`a = 1 + \\${end}  2${end}b`))).toBe('a = 1 + 2 ; b ;');
    }
  });

  it.each(['\n', '\r\n', '\r'])('ends lines with %j', end => {
    const tokens = lex(['if a:', '    b', 'c', ''].join(end));
    expect(shape(tokens)).toBe('if a : ; > b ; < c ;');
    expect(tokens.end[3]! - tokens.start[3]!).toBe(end.length);
  });

  it('takes a tab for the way to the next multiple of eight', () => {
    expect(shape(lex('if a:\n\tb\n        c\n'))).toBe('if a : ; > b ; c ; <');
    expect(shape(lex('if a:\n  \tb\n\tc\n'))).toBe('if a : ; > b ; c ; <');
  });

  it('starts columns anew at a form feed', () => {
    expect(shape(lex('a\n\f\nif b:\n  \fc\n'))).toBe('a ; if b : ; c ;');
  });

  it('passes over a byte order mark at the start alone', () => {
    expect(kinds(lex('\ufeffa'))).toEqual(['name:a']);
    expect(kinds(lex('a\ufeff'))).toEqual(['name:a', 'error:\ufeff']);
  });

  it('ignores empty and comment lines', () => {
    expect(shape(lex('if a:\n    b\n\n# c\n      # d\n    e\n'))).toBe('if a : ; > b ; e ; <');
  });

  it('closes all blocks at the end', () => {
    const tokens = lex('if a:\n  if b:\n    c');
    expect(shape(tokens)).toBe('if a : ; > if b : ; > c ; < <');
    expect(count(tokens, TokenKind.end)).toBe(1);
  });

  it('falls back to the block that is nearest when a dedent fits none', () => {
    expect(shape(lex('if a:\n    if b:\n        c\n      d\ne'))).toBe(
      'if a : ; > if b : ; > c ; < d ; < e ;',
    );
  });

  it('takes a continuation for part of the indentation', () => {
    expect(shape(lex('if a:\n  \\\n b\n  c\n'))).toBe('if a : ; > b ; c ; <');
  });

  it('reads nothing', () => {
    for (const text of ['', '\n', '  ', '# c', '\\', '\ufeff', '\f']) {
      expect(malformation(lex(text))).toBeUndefined();
    }
  });
});

it('holds positions in UTF-16', () => {
  const tokens = lex('"😀" + x');
  expect([...tokens.start.slice(0, 3)]).toEqual([0, 5, 7]);
});

it('reads the same text twice the same way', () => {
  const text = 'x = {"a": [1, 2}\n"""';
  expect(lex(text)).toEqual(lex(text));
});
