import { describe, expect, test } from 'vitest';
import { readClasses } from '../../../server/service/sources/python/classes.js';
import { readAliases, readDynamicNames } from '../../../server/service/sources/python/imports.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../server/service/sources/python/statements.js';

function classes(text: string) {
  const tokens = lex(text);
  return readClasses(tokens, readStatements(tokens));
}

function aliases(text: string): string[] {
  const tokens = lex(text);
  return readAliases(tokens, readStatements(tokens)).map(({ name, nameSpan, target, module }) => {
    expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
    return `${name} = ${target}${module === undefined ? '' : ` from ${module}`}`;
  });
}

function dynamic(text: string): string[] {
  const tokens = lex(text);
  return readDynamicNames(tokens, readStatements(tokens)).map(
    ({ kind, span, module }) =>
      `${kind} ${text.slice(span.start, span.end)}${module === undefined ? '' : ` (${module})`}`,
  );
}

describe('readClasses', () => {
  test('name, bases, decorators and extent', () => {
    const text = `import x

@register_builder("A")
@mod.other
class AStepBuilder(base.StepBuilderBase[T], Mixin, metaclass=Meta, **kw):
    """Builds."""

    def build(self):
        class Inner:
            pass
        return 1

    # a comment

# the end
class Second: pass
`;
    const [first, second, ...rest] = classes(text);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      name: 'AStepBuilder',
      bases: ['base.StepBuilderBase', 'Mixin'],
      decorators: ['register_builder', 'mod.other'],
    });
    expect(text.slice(first!.nameSpan.start, first!.nameSpan.end)).toBe('AStepBuilder');
    expect(text.slice(first!.span.start, first!.span.end)).toMatch(/^class AStep[\s\S]*return 1$/);
    expect(second).toMatchObject({ name: 'Second', bases: [], decorators: [] });
    expect(text.slice(second!.span.start, second!.span.end)).toBe('class Second: pass');
  });

  test('bases are those of each heading, whatever stood in the one before', () => {
    const bases = (text: string) => classes(text).map(fact => fact.bases);
    expect(
      bases('class A(X, Y): pass\nclass B(X, Y): pass\nclass C(X, Z): pass\nclass D: pass'),
    ).toEqual([['X', 'Y'], ['X', 'Y'], ['X', 'Z'], []]);
    expect(bases('class A(X')).toEqual([['X']]);
    expect(bases('class A(X): pass')).toEqual([['X']]);
    expect(bases('class A(\n    X,\n    metaclass=X):\n    pass')).toEqual([['X']]);
    expect(bases('class A[X](Y): pass')).toEqual([['Y']]);
    expect(bases('class A[X]: pass')).toEqual([[]]);
  });

  test.each([
    ['if TYPE_CHECKING:\n    class A: pass\nelse:\n    class B: pass', ['A', 'B']],
    [
      'try:\n    class A: pass\nexcept E:\n    class B: pass\nfinally:\n    class C: pass',
      ['A', 'B', 'C'],
    ],
    ['with x:\n  for a in b:\n    class A: pass', ['A']],
    ['def f():\n    class A: pass\nclass B: pass', ['B']],
    ['async def f():\n    class A: pass\nclass B: pass', ['B']],
    ['class A:\n    class B: pass\nclass C: pass', ['A', 'C']],
    ['class A[T](Base[T]): pass', ['A']],
    ['class A(\n    Base,  # why\n):\n    pass', ['A']],
    ['x = """\nclass A: pass\n"""', []],
    ['# class A: pass', []],
    ['class', []],
    ['class :', []],
    ['class A', ['A']],
    ['class A(', ['A']],
    ['\ufeffclass A: pass\r\nclass B: pass\r\n', ['A', 'B']],
    ['\0\nclass A: pass', ['A']],
    ['class Ä(B): pass', ['Ä']],
    ['x = foo(\nclass A:\n    pass', ['A']],
    ['classes = 1\nx.class_ = 2', []],
    ['', []],
  ])('%j', (text, names) => {
    expect(classes(text).map(fact => fact.name)).toEqual(names);
  });

  test('bases of every shape', () => {
    expect(classes('class A(B, c.D, E[F], g(), *h, i=j, k . l,\n\n m): pass')[0]!.bases).toEqual([
      'B',
      'c.D',
      'E',
      'g',
      'k.l',
      'm',
    ]);
  });
});

describe('readAliases', () => {
  test.each([
    ['from a.b import C', ['C = C from a.b']],
    ['from a import C as D, E', ['D = C from a', 'E = E from a']],
    ['from ..x import (\n    C,\n    D as E,  # why\n)', ['C = C from ..x', 'E = D from ..x']],
    ['from . import my_builder', ['my_builder = my_builder from .']],
    ['from ... import C', ['C = C from ...']],
    ['import a.B as C', ['C = B from a.B']],
    ['import a.B, numpy as np', []],
    ['from typing import Dict, List', []],
    ['from a import lower', []],
    ['A = B', ['A = B']],
    ['A = b.c.D', ['A = D']],
    ['A: Type[X] = B', ['A = B']],
    ['A = B = C', ['A = C', 'B = C']],
    ['XConfig = create_model("XConfig")', ['XConfig = create_model']],
    ['CONFIG = load()', []],
    ['A = B()', []],
    ['A = B[0]', []],
    ['A = "B"', []],
    ['A = None', []],
    ['A = B + C', []],
    ['a = b', []],
    ['if x:\n    A = B\nelse:\n    from c import A', ['A = B', 'A = A from c']],
    ['def f():\n    A = B\nclass C:\n    D = E', []],
    ['from a import', []],
    ['from a import (C,', ['C = C from a']],
    ['A =', []],
    ['A: ', []],
  ])('%j', (text, expected) => {
    expect(aliases(text)).toEqual(expected);
  });
});

describe('readDynamicNames', () => {
  test.each([
    ['from .a import *', ['star-import from .a import * (.a)']],
    ['if x:\n    from a.b import *', ['star-import from a.b import * (a.b)']],
    ['A = type("A", (B,), {})', ['type-call type("A", (B,), {})']],
    ['def f():\n    return type(n, (B,), {})', ['type-call type(n, (B,), {})']],
    ['x = type(y)', []],
    ['x.type("A", (B,), {})', []],
    ['globals()["A"] = B', ['globals globals()']],
    ['globals().update(x)', ['globals globals()']],
    ['x = globals()["A"]', []],
    ['x = globals().get("A")', []],
    ['setattr(sys.modules[__name__], "A", B)', ['setattr setattr(sys.modules[__name__], "A", B)']],
    ['setattr(self, "a", b)', []],
    ['exec(code)', ['exec exec(code)']],
    ['exec(code, globals())', ['exec exec(code, globals())']],
    ['exec(code, {})', []],
    ['re.exec(code)', []],
    ['type(', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(dynamic(text)).toEqual(expected);
  });
});
