import { describe, expect, test } from 'vitest';
import { globMatcher } from '../../../server/service/project/glob.js';
import { processorTime } from '../../support/processorTime.js';

const CASES: [glob: string, path: string, expected: boolean][] = [
  ['a/b.py', 'a/b.py', true],
  ['./a/b.py', 'a/b.py', true],
  ['a\\b.py', 'a/b.py', true],
  ['a', 'a/b/c.py', true],
  ['a/', 'a/b/c.py', true],
  ['a', 'ab/c.py', false],
  ['*.py', 'b.py', true],
  ['*.py', 'a/b.py', false],
  ['**/*.py', 'b.py', true],
  ['**/*.py', 'a/b/c.py', true],
  ['a/**', 'a/b/c.py', true],
  ['a/**', 'b/a/c.py', false],
  ['**/a/**/c.py', 'x/a/y/z/c.py', true],
  ['**/a/**/c.py', 'x/a/c.py', true],
  ['**/a/**/c.py', 'x/b/c.py', false],
  ['teams/*/registry', 'teams/red/registry/x.py', true],
  ['teams/*/registry', 'teams/red/blue/registry/x.py', false],
  ['{a,b}/c.{py,yaml}', 'b/c.yaml', true],
  ['{a,b}/c.{py,yaml}', 'c/c.yaml', false],
  ['{a,{b,c}}.py', 'c.py', true],
  ['a?.py', 'ab.py', true],
  ['a?.py', 'a.py', false],
  ['a?.py', 'a/.py', false],
  ['[a-c]x', 'bx', true],
  ['[!a-c]x', 'bx', false],
  ['[!a-c]x', 'dx', true],
  ['[', '[', true],
  ['a.py', 'axpy', false],
  ['**', 'anything/at/all', true],
  ['', 'a', false],
  ['a/**/b', 'a/b', true],
  ['a/*b*c', 'a/xbxbxc', true],
  ['a/*b*c', 'a/xbxbx', false],
];

describe('globMatcher', () => {
  test.each(CASES)('%s on %s is %s', (glob, path, expected) => {
    expect(globMatcher([glob])(path)).toBe(expected);
  });

  test('no glob names nothing', () => {
    expect(globMatcher([])('a')).toBe(false);
  });

  test('hostile globs cost nothing', () => {
    const stars = `${'*a'.repeat(2000)}b`;
    const folders = `${'**/a/'.repeat(500)}b`;
    const braces = '{a,b}'.repeat(40);
    const matches = globMatcher([stars, folders, braces]);
    const taken = processorTime(() => {
      expect(matches('a'.repeat(4000))).toBe(false);
      expect(matches(`${'a/'.repeat(2000)}c`)).toBe(false);
    });
    expect(taken).toBeLessThan(2000);
  });
});
