import { expect, test } from 'vitest';
import { readIgnores } from '../../../server/service/sources/python/ignores.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { processorTime } from '../../support/processorTime.js';

/** `comment -> lines: codes` */
function told(text: string): string[] {
  return readIgnores(lex(text), new LineIndex(text)).map(({ span, lines, codes }) => {
    for (const { code, span: at } of codes) expect(text.slice(at.start, at.end)).toBe(code);
    return `${text.slice(span.start, span.end)} -> ${lines.join()}: ${codes.map(({ code }) => code).join()}`;
  });
}

test.each([
  ['x = 1  # cursus: ignore', ['# cursus: ignore -> 0: ']],
  ['x = 1  # cursus: ignore[a, b]', ['# cursus: ignore[a, b] -> 0: a,b']],
  ['x = 1  #cursus:ignore[a]', ['#cursus:ignore[a] -> 0: a']],
  ['x = 1  # noqa # cursus: ignore[a] because', ['# cursus: ignore[a] -> 0: a']],
  ['# cursus: ignore[a]\nx = 1', ['# cursus: ignore[a] -> 0,1: a']],
  ['# cursus: ignore[a]\n\n# other\n  # more\nx = 1', ['# cursus: ignore[a] -> 0,4: a']],
  [
    '# cursus: ignore[a]\n# cursus: ignore[b]\nx = 1  # cursus: ignore[c]',
    [
      '# cursus: ignore[a] -> 0,2: a',
      '# cursus: ignore[b] -> 1,2: b',
      '# cursus: ignore[c] -> 2: c',
    ],
  ],
  [
    'T = {\n    # cursus: ignore[a]\n    "A": {\n        "b": 1,  # cursus: ignore[c]\n    },\n}',
    ['# cursus: ignore[a] -> 1,2: a', '# cursus: ignore[c] -> 3: c'],
  ],
  ['if x:\n    pass\n# cursus: ignore[a]\ny = 1', ['# cursus: ignore[a] -> 2,3: a']],
  ['x = """\n"""  # cursus: ignore[a]', ['# cursus: ignore[a] -> 1: a']],
  ['# cursus: ignore[a]', ['# cursus: ignore[a] -> 0: a']],
  ['x = 1  # cursus: ignore[]', ['# cursus: ignore[] -> 0: ']],
  ['x = 1  # cursus: ignore[a', ['# cursus: ignore[a -> 0: a']],
  ['x = 1  # cursus: ignore [ a ,, b ]', ['# cursus: ignore [ a ,, b ] -> 0: a,b']],
  ['\ufeff# cursus: ignore[a]\r\nx = 1\r\n', ['# cursus: ignore[a] -> 0,1: a']],
  ['x = "# cursus: ignore"', []],
  ['x = 1  # cursus: ignored', []],
  ['x = 1  # cursus: ignore-next-line', []],
  ['x = 1  # ignore', []],
  ['x = 1  # cursus', []],
  ['', []],
])('%j', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('many comments take no time', () => {
  const text = `${'# cursus: ignore[a]\n'.repeat(50_000)}x = 1`;
  const taken = processorTime(() => {
    expect(readIgnores(lex(text), new LineIndex(text))).toHaveLength(50_000);
  });
  expect(taken).toBeLessThan(3000);
});
