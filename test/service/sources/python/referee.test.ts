import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Comparison } from '../../../support/comparison.js';
import { hasPython } from '../../../support/compile.js';
import { compareLezer } from '../../../support/lezer.js';
import { type Truth, truthOf } from '../../../support/referee.js';

const FIXTURES = new URL('../../../fixtures/registries/', import.meta.url);

const MODULES: Readonly<Record<string, string>> = {
  'strings.py': [
    'a = "x" \'y\' r"\\d" u"ü" "\\u00e9\\N{EM DASH}\\101\\',
    'b"',
    'b = """a',
    '  \\"""b"""; c = f"{a!r:>{b}} {{}}" f\'{a["b"]}\' rf"\\{a}" \'\'\'\'\'\'',
    'd = (b"\\x41" Rb"\\\\", "é" + "😀", "\\\\", "\'")',
    '',
  ].join('\n'),
  'layout.py': [
    'if a:',
    '\tb = [1,',
    '# comment',
    '  2]  # comment',
    '',
    '\tif c: d; e',
    '\telse:',
    '\t\tf = 1 + \\',
    '    2',
    '      # comment',
    'class A(B, metaclass=C):',
    '    """Doc."""',
    '    class D: pass',
    '    @e',
    '    class F:',
    '        x = {',
    '}',
    '        # the end of F',
    'async def f(): pass',
    '\f',
    'x = 1',
  ].join('\n'),
  'tables.py': [
    'T: Dict[str, int] = {',
    '    "a": (1, 2),  # comment',
    '    "b"  : {"c": 1}',
    '    , **D, "d" "e": lambda x: x, f: 1,',
    '    "f": [g for g in h]',
    '}',
    'U = {"a": (',
    '    "b"',
    '    "c")}',
    'V = W = {}',
  ].join('\n'),
  'refused.py': 'T = {\n    "a": 1\n    "b": 2,\n}\n',
};

function refereed(): { path: string; text: string; truth: Truth }[] {
  const directory = mkdtempSync(join(tmpdir(), 'referee-'));
  try {
    const written = Object.entries(MODULES).flatMap(([name, text]) =>
      ['\n', '\r\n', '\r'].map((end, i) => {
        const path = join(directory, `${i}-${name}`);
        const copy = text.replaceAll('\n', end);
        writeFileSync(path, copy);
        return { path, text: copy };
      }),
    );
    const fixtures = ['seller_risk.py', 'buyer_abuse.py', 'payments.py'].map(name => {
      const path = new URL(name, FIXTURES).pathname;
      return { path, text: readFileSync(path, 'utf8') };
    });
    const all = [...written, ...fixtures];
    const truths = truthOf(all.map(({ path }) => path));
    return all.map((file, i) => ({ ...file, truth: truths[i]! }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe.runIf(hasPython())('beside CPython', () => {
  const files = hasPython() ? refereed() : [];

  it('reads strings, lines, classes, values, tables and errors as tokenize and ast do', () => {
    const comparison = new Comparison();
    for (const { path, text, truth } of files) comparison.add(path, text, truth);
    expect(comparison.misses).toEqual([]);
    expect(comparison).toMatchObject({ files: 15, refused: 3 });
    expect(comparison.strings).toBeGreaterThan(1000);
    expect(comparison.keys).toBeGreaterThan(80);
  });

  // Lezer ends a string at a continued line that ends with a carriage return; CPython does not.
  it('agrees with lezer on strings and classes', () => {
    for (const { text, truth } of files) {
      if (truth.error !== undefined || text.includes('\r')) continue;
      const { stringsMissed, classesMissed } = compareLezer(text, truth);
      expect({ stringsMissed, classesMissed }).toEqual({ stringsMissed: 0, classesMissed: 0 });
    }
  });
});
