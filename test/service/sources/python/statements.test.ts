import { expect, it } from 'vitest';
import { Keyword } from '../../../../server/service/sources/python/keywords.js';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../../server/service/sources/python/statements.js';

const NAMES = Object.fromEntries(Object.entries(Keyword).map(([name, value]) => [value, name]));

/** Each statement as `depth keyword: text`. */
function outline(...lines: string[]): string[] {
  const tokens = lex(lines.join('\n'));
  const statements = readStatements(tokens);
  return Array.from({ length: statements.count }, (_, s) => {
    const start = tokens.start[statements.first[s]!]!;
    const end = tokens.end[statements.last[s]! - 1]!;
    const keyword = NAMES[statements.keyword[s]!];
    return `${statements.depth[s]} ${keyword}: ${tokens.text.slice(start, end)}`;
  });
}

it('knows the keyword that a statement starts with', () => {
  expect(
    outline(
      'import a',
      'from a import b',
      '@c',
      'async def d(): pass',
      'e = 1',
      'classes = 2',
      'del e',
    ),
  ).toEqual([
    '0 import: import a',
    '0 from: from a import b',
    '0 decorator: @c',
    '0 def: async def d():',
    '1 pass: pass',
    '0 none: e = 1',
    '0 none: classes = 2',
    '0 del: del e',
  ]);
});

it('parts statements on one line', () => {
  expect(outline('a; b;', 'if c: d; e', 'else: f')).toEqual([
    '0 none: a',
    '0 none: b',
    '0 if: if c:',
    '1 none: d',
    '1 none: e',
    '0 else: else:',
    '1 none: f',
  ]);
});

it('ends a header at its own colon', () => {
  expect(
    outline('if (lambda: 1)() and lambda x: 2: a', 'while x[1:2]: b', 'def f(a: int) -> {1: 2}: c'),
  ).toEqual([
    '0 if: if (lambda: 1)() and lambda x: 2:',
    '1 none: a',
    '0 while: while x[1:2]:',
    '1 none: b',
    '0 def: def f(a: int) -> {1: 2}:',
    '1 none: c',
  ]);
});

it('tells match statements from names', () => {
  expect(
    outline(
      'match x:',
      '    case {"a": 1}: pass',
      '    case [a, *_] if a:',
      '        b',
      'match = 1',
      'match(x)',
      'match[x]: int = 1',
      'case: int = 1',
      'match -x:',
      '    case _: y',
    ),
  ).toEqual([
    '0 match: match x:',
    '1 case: case {"a": 1}:',
    '2 pass: pass',
    '1 case: case [a, *_] if a:',
    '2 none: b',
    '0 none: match = 1',
    '0 none: match(x)',
    '0 none: match[x]: int = 1',
    '0 none: case: int = 1',
    '0 match: match -x:',
    '1 case: case _:',
    '2 none: y',
  ]);
});

it('leaves comments and stray characters out', () => {
  expect(outline('a = 1  # b', '# c', '$ d ?', 'if e:  # f', '    # g', '    h')).toEqual([
    '0 none: a = 1',
    '0 none: d',
    '0 if: if e:',
    '1 none: h',
  ]);
});

it('opens no block for an indentation without a header', () => {
  expect(outline('a', '    b', '    if c:', '        d', 'e')).toEqual([
    '0 none: a',
    '0 none: b',
    '0 if: if c:',
    '1 none: d',
    '0 none: e',
  ]);
});

it('lets one walk from statement to statement', () => {
  const tokens = lex('class A:\n    x = 1\n    def f(self):\n        y\nif b:\n    c\nd\n');
  const { next, count } = readStatements(tokens);
  expect([...next]).toEqual([4, 2, 4, 4, 6, 6, 7]);
  expect(count).toBe(7);
});

it('finds blocks under damaged headers', () => {
  expect(outline('class A(B:', '    x = 1', 'class C', '    y = 2')).toEqual([
    '0 class: class A(B:',
    '1 none: x = 1',
    '0 class: class C',
    '0 none: y = 2',
  ]);
});
