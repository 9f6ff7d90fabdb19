import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../../server/service/sources/python/statements.js';
import { findSyntaxProblems } from '../../../../server/service/sources/python/syntax.js';
import { compileAll, hasPython } from '../../../support/compile.js';
import { MUTATION_NAMES, mutated } from '../../../support/mutations.js';

const REGISTRIES = ['seller_risk', 'buyer_abuse', 'payments'].map(name =>
  readFileSync(new URL(`../../../fixtures/registries/${name}.py`, import.meta.url), 'utf8'),
);

/** `what is marked: message` for each problem. */
function problems(text: string): string[] {
  const tokens = lex(text);
  return findSyntaxProblems(tokens, readStatements(tokens)).map(({ kind, message, span }) => {
    expect(kind).toBe('syntax');
    return `${text.slice(span.start, span.end)}: ${message}`;
  });
}

describe('what Python accepts', () => {
  it.each([
    'x = 1',
    'x: int = 1; y: "A"',
    'a = b = c, *d = (yield)',
    'x = f(a, *b, c=1, **d, e=2)',
    'f(x for x in y if x if x)',
    '[x async for x, (y, *z) in w]',
    '{**a, "b": 1, **c}; {*a, 1}; {k: v for k, v in x}; {}',
    'x[1:2, ::3, :, a:, *b, ...]',
    'lambda: 0; lambda x, /, y=1, *, z, **k: x if y else z',
    'lambda *a, b=lambda c: d: e',
    '[lambda a=1: a]; {lambda: 1: lambda: 2}',
    'x = a if b else c if d else e',
    'if (n := f()) > 1 and not n: pass',
    'while x := f(): break',
    'print(*a, sep="")',
    'a.b[c].d, (e), [f, *g] = h',
    '(a) = 1; [a, b] = c; a[0] += 1; (a.b): int = 2; () = []',
    'for a, in b: pass',
    'for *a, b in c, *d: continue',
    'with a as b, c as (d, e): pass',
    'with (a as b, c,): pass',
    'with (a, b) as c: pass',
    'async def f():\n    async with a: pass\n    async for b in c: await d',
    'def f(a, /, b: int = 1, *c: d, e, f=2, **g: h) -> i: pass',
    'def f(*, a): return *a, b',
    'def f[T: int, *Ts, **P](a: T): pass',
    'class A[T](B, metaclass=C): pass',
    'class A: pass\nclass B(): x = 1',
    'type X[T] = list[T]\ntype = 1',
    '@a.b(c)[d]\n@e\ndef f(): yield',
    'try: a\nexcept: b\nelse: c\nfinally: d',
    'try: a\nexcept (B, C) as d: e\nexcept* F: g',
    'try: a\nexcept B, C: d',
    'import a.b as c, d\nfrom . import e\nfrom ...f.g import (h as i, j,)\nfrom k import *',
    'match x:\n    case {"a": [1, *_], **r} | A(b=c) as d if e: pass\n    case _: pass',
    'del a, b[c], (d, e)',
    'raise A from b\nraise\nassert a, b\nglobal c, d',
    'if a:\n    b\nelif c:\n    d\nelse:\n    e',
    'for a in b:\n    if c: break\n    else: continue\nelse:\n    d',
    'x = (1,\n# c\n2)\n# d\n',
    '"a" "b" f"c" r"d"; b"a" b"b"; "a"if x else"b"',
    `f"{x!r:>{w}} {y=} {{}} {d['a']} { {1: 2} } {a:%H:%M} {lambda_}"`,
    '0; 00; 0xF_F; 1_0.0_1e-1_0j; 0b1; 1.; .5; 1if x else 2',
    'x = not a in b is not c not in d',
    'x = yield_\nx = a @ b @ c; a @= b',
    'def f():\n\treturn\n',
    'x = "\\N{DASH} \\x41 \\d"; b"\\N"',
    'a = 1;',
    '',
  ])('%s', text => {
    expect(problems(text)).toEqual([]);
  });

  it('includes a key on a line of its own, which Python joins with the one below', () => {
    expect(problems('x = {\n    "a"\n    "b": 1,\n}')).toEqual([]);
  });
});

describe('what Python refuses', () => {
  it.each([
    ['x = {\n    "a": 1,\ny = 2', "{: '{' is never closed"],
    ['x = [1]]', "]: ']' closes nothing that is open here"],
    ['x = (1]', "(: '(' is never closed", "]: ']' closes nothing that is open here"],
    ['x = "abc', '"abc: the quote of this string is never closed'],
    ['x = """abc', '"""abc: the three quotes of this string are never closed'],
    ['x = {\n    "a": 1\n    "b": 2,\n}', "1: ',' is expected after '1'"],
    ['x = {\n    "a": "1"\n    "b": 2,\n}', "\": ',' is expected after '\"1\"'"],
    ['x = {\n    "a":\n    "b": 2,\n}', ":: ',' is expected after ':'"],
    ['x = {"a" {}}', "\": ':' is expected after '\"a\"'"],
    ['x = {"a": 1 "b": 2}', ":: ':' cannot stand here"],
    ['x = {"a", "b": 2}', ':: a set has no values: entries with a colon make a dict'],
    ['x = {"a": 1, "b"}', '"b": \':\' and a value are expected after the key'],
    ['x = {"a": , "b": 1}', ":: a value is expected after the key and ':'"],
    ['x = {"a":}', ":: a value is expected after the key and ':'"],
    ['x = {,}', ",: ',' cannot stand here"],
    ['x = 1 2', "2: a comma or operator is expected between '1' and '2'"],
    ['x y', "y: a comma or operator is expected between 'x' and 'y'"],
    ['print "x"', '"x": a comma or operator is expected between \'print\' and \'"x"\''],
    ['x = ', "=: an expression is expected after '='"],
    ['x = 1 +', "+: an expression is expected after '+'"],
    ['x = = 1', "=: an expression is expected after '='"],
    ['x = a.', ".: a name is expected after '.'"],
    ['x = a if b', "b: 'else' is expected to complete the 'if' expression"],
    ['x = [a for b]', "]: 'in' is expected after 'for'"],
    ['x = f(a=1, b)', 'b: a positional argument cannot follow a keyword argument'],
    ['x = f(a=1, a=2)', "a: the argument 'a' is repeated"],
    ['x = f(a b)', "b: a comma or operator is expected between 'a' and 'b'"],
    ['x = dict("a"=1)', "=: a keyword argument needs a name before '='"],
    ['x[] = 1', ']: an index is expected between the brackets'],
    ['"a" = 1', '"a": a literal cannot be assigned to; \'==\' compares'],
    ['f() = 1', "f: the result of a call cannot be assigned to; '==' compares"],
    ['a + b = 1', "a: an expression cannot be assigned to; '==' compares"],
    ['None = 1', 'None: None cannot be assigned to'],
    ['class = 1', "1: ':' is expected at the end"],
    ['if x = 1: pass', "=: '=' cannot stand in an expression; '==' compares"],
    [
      'if x\n    y',
      "x: ':' is expected at the end",
      'y: this line is indented although no block starts above it',
    ],
    ['if x:\ny', "if: an indented block is expected after 'if'"],
    ['x = 1\n    y = 2', 'y: this line is indented although no block starts above it'],
    ['if a:\n        b\n    c', 'c: this indentation fits none of the blocks above'],
    [
      'if a:\n\tb\n        c',
      'c: tabs and blanks are mixed so that Python cannot compare the lines',
    ],
    ['else: x', "else: 'else' has nothing to belong to"],
    ['try: a\nb', "a: 'except' or 'finally' is expected to complete the 'try'"],
    ['return 1', "return: 'return' can stand inside a function only"],
    ['for a in b: pass\nbreak', "break: 'break' can stand inside a loop only"],
    ['@a\nb = 1', 'a: a function or class is expected after its decorator'],
    ['def f: pass', "f: '(' is expected after the name of a function"],
    ['def f(a=1, b): pass', 'b: a parameter without a default cannot follow one with a default'],
    ['def f(a, a): pass', "a: the parameter 'a' is repeated"],
    ['def f(1): pass', "1: a parameter's name is expected, not '1'"],
    ['import', 'import: a name is expected'],
    ['from a import', 'import: a name is expected'],
    ['from a import b,', ',: a comma at the end needs parentheses around the names'],
    ['import a.b.', ".: a comma is expected before '.'"],
    ['x = 012', '012: a whole number cannot start with zeros; octal numbers start with 0o'],
    ['x = 0xg', '0x: 0x is no number'],
    ['x = 1__0', '1__0: 1__0 is no number'],
    ['x = "\\x4"', '"\\x4": an escape (\\x, \\u, \\U or \\N) is incomplete'],
    ['x = b"é"', 'b"é": bytes can hold ASCII characters only'],
    ['x = "a" b"b"', 'b"b": bytes and text cannot be joined'],
    ['x = f"{}"', 'f"{}": an expression is expected between the braces'],
    [
      'x = f"{a b}"',
      "f\"{a b}\": in this f-string, a comma or operator is expected between 'a' and 'b'",
    ],
    ['x = f"}"', 'f"}": the braces of this f-string do not fit'],
    ['x = a ? b', "?: Python has no character '?' (U+003F)"],
    ['x =\u00a01', '\u00a0: the character U+00A0 cannot stand in Python code'],
    ['x = "\0"', '\0: Python source cannot hold NUL characters'],
    ['<<<<<<< HEAD\nx = 1', '<<<<<<< HEAD: a merge conflict is not resolved here'],
    ['x = 1;; y = 2', ";: a statement is expected before ';'"],
    ['x = 1; if y: z', 'if: a block must start on a line of its own'],
  ])('%s', (text, ...expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('says so at most a hundred times', () => {
    expect(problems('x y\n'.repeat(1000))).toHaveLength(100);
  });

  it('includes brackets and blocks that are too deep for it', () => {
    expect(problems(`x = ${'('.repeat(200)}1${')'.repeat(200)}`)).toEqual([
      '(: Python reads at most 200 brackets inside each other',
    ]);
    const deep = Array.from({ length: 101 }, (_, depth) => `${' '.repeat(depth)}if x:`);
    expect(problems([...deep, `${' '.repeat(101)}y`].join('\n')).at(-1)).toBe(
      'y: Python reads at most 100 levels of indentation',
    );
  });
});

it.runIf(hasPython())(
  'reports what CPython refuses and nothing that it accepts',
  () => {
    const texts = REGISTRIES.flatMap((text, i) =>
      MUTATION_NAMES.flatMap(kind => mutated(text, kind, 12, i)),
    );
    const reasons = compileAll(texts);
    const falseAlarms = texts.filter((text, i) => reasons[i] === null && problems(text).length > 0);
    const refused = texts.filter((_, i) => reasons[i] !== null);
    const silent = refused.filter(text => problems(text).length === 0);
    expect(falseAlarms).toEqual([]);
    expect(refused.length).toBeGreaterThan(200);
    expect(silent.length / refused.length).toBeLessThan(0.01);
  },
  60_000,
);
