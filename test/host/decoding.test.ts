import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../server/host/decoding.js';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))),
  );

describe('text of a file', () => {
  it('has no byte order mark', () => {
    expect(decode(bytes([0xef, 0xbb, 0xbf], 'é = 1\n'), true)).toEqual({ text: 'é = 1\n' });
  });

  it.each([
    ['latin-1', [0xe9], 'é'],
    ['iso-8859-15', [0xa4], '€'],
    ['cp1252', [0x80], '€'],
    ['windows-1252', [0x80], '€'],
    ['koi8-r', [0xc1], 'а'],
    ['shift_jis', [0x82, 0xa0], 'あ'],
    ['Latin_1', [0xe9], 'é'],
  ] as const)('follows a declaration of %s', (name, encoded, expected) => {
    const decoded = decode(bytes(`# -*- coding: ${name} -*-\nX = "`, [...encoded], '"\n'), true);
    expect(decoded.problem).toBeUndefined();
    expect(decoded.text).toContain(`"${expected}"`);
  });

  it('follows a declaration in the second line, and none in the third', () => {
    expect(decode(bytes('#!/usr/bin/python\r\n# coding=latin-1\r\n', [0xe9]), true).problem).toBe(
      undefined,
    );
    expect(decode(bytes('#\n#\n# coding=latin-1\n', [0xe9]), true).problem?.kind).toBe('encoding');
    expect(decode(bytes('x = 1\n# coding=latin-1\n', [0xe9]), true).problem?.kind).toBe('encoding');
  });

  it('knows no declarations where they mean nothing', () => {
    expect(decode(bytes('# coding: latin-1\n', [0xe9]), false).problem?.kind).toBe('encoding');
  });

  it('places the first byte that is wrong, and keeps the rest', () => {
    const { text, problem } = decode(bytes('a = "é"\nb = "', [0xe9], '"\nc = 1\n'), true);
    expect(problem).toMatchObject({ kind: 'encoding', span: { start: 13, end: 14 } });
    expect(text.slice(0, 13)).toBe('a = "é"\nb = "');
    expect(text).toContain('c = 1');
  });

  it.each([
    ['no-such-codec', /not accept/],
    ['ascii', /is none/],
    ['utf-16', /not accept/],
    ['shift_jis', /not valid/],
  ])('says what is wrong with %s', (name, message) => {
    const { problem } = decode(bytes(`# coding: ${name}\nx = "`, [0xff], '"'), true);
    expect(problem?.message).toMatch(message);
  });

  it('refuses a mark beside another encoding, as Python does', () => {
    const { problem, text } = decode(bytes([0xef, 0xbb, 0xbf], '# coding: latin-1\n'), true);
    expect(text.slice(problem!.span.start, problem!.span.end)).toBe('latin-1');
  });

  it('is what the platform decodes, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), raw => {
        const decoded = decode(Buffer.from(raw), false);
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(raw);
        } catch {
          valid = false;
        }
        expect(decoded.problem === undefined).toBe(valid);
        expect(decoded.text).toBe(new TextDecoder('utf-8').decode(raw));
        if (decoded.problem !== undefined) {
          expect(decoded.text[decoded.problem.span.start]).toBe('\ufffd');
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
