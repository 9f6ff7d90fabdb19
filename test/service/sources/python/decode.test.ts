import { describe, expect, it } from 'vitest';
import { decodeString, stringBody } from '../../../../server/service/sources/python/decode.js';
import { lex } from '../../../../server/service/sources/python/lexer.js';

function decoded(text: string) {
  return decodeString(lex(text), 0);
}

describe('text', () => {
  it.each([
    [`"a'b"`, "a'b"],
    [`'a"b'`, 'a"b'],
    ['"""a\n"b"\n"""', 'a\n"b"\n'],
    ['"""a\r\nb\rc"""', 'a\nb\nc'],
    ['r"""a\r\n\\b"""', 'a\n\\b'],
    ['"\\n\\t\\\\\\\'\\"\\a\\b\\f\\r\\v"', '\n\t\\\'"\u0007\b\f\r\v'],
    ['"a\\\nb\\\r\nc"', 'abc'],
    ['"\\0\\12\\101\\1018\\377\\777"', '\0\nAA8ÿǿ'],
    ['"\\x41\\u00e9\\U0001F600"', 'Aé😀'],
    ['"\\d\\ "', '\\d\\ '],
    ['r"\\n\\""', '\\n\\"'],
    ['u"a"', 'a'],
    ['""', ''],
    ['""""""', ''],
    ['"abc', 'abc'],
    ['"""abc\n', 'abc\n'],
  ])('%j', (text, value) => {
    expect(decoded(text)).toEqual({ kind: 'text', value });
  });
});

describe('bytes', () => {
  it.each([
    ['b"a\\x41\\xff"', 'aAÿ'],
    ['b"\\u0041\\N{DASH}"', '\\u0041\\N{DASH}'],
    ['b"\\777"', 'ÿ'],
    ['Rb"\\x41"', '\\x41'],
  ])('%j', (text, value) => {
    expect(decoded(text)).toEqual({ kind: 'bytes', value });
  });
});

describe('what is not decoded', () => {
  it.each([
    ['f"a"', 'formatted'],
    ['t"a"', 'formatted'],
    ['"\\N{DASH}"', 'named-character'],
    ['"\\N"', 'malformed'],
    ['"\\x4"', 'malformed'],
    ['"\\u12g4"', 'malformed'],
    ['"\\U00110000"', 'malformed'],
    ['"\\ud83d\\ude00"', 'surrogate'],
  ])('%j', (text, reason) => {
    expect(decoded(text)).toEqual({ kind: 'unknown', reason });
  });
});

it('knows where the body of a literal is', () => {
  const bodies = ['"a"', "rb'''a'''", '"', '"""', 'f"a', '""'].map(text =>
    stringBody(lex(text), 0),
  );
  expect(bodies.map(({ start, end }) => [start, end])).toEqual([
    [1, 2],
    [5, 6],
    [1, 1],
    [3, 3],
    [2, 3],
    [1, 1],
  ]);
});
