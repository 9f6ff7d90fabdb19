import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyReaders } from '../../../server/service/project/keyReaders.js';
import type { KeyKind } from '../../../server/service/project/keys.js';

const KINDS: readonly KeyKind[] = ['name', 'class'];

function readersOf(readers: KeyReaders, kind: KeyKind, name: string): string[] {
  const found = new Set<string>();
  readers.addReaders(kind, name, found);
  return [...found].sort();
}

const step = fc.record({
  file: fc.constantFrom('a', 'b', 'c', 'd'),
  /** Absent: the file is forgotten. */
  keys: fc.option(fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom('X', 'Y', 'Z')))),
});

describe('who read which key', () => {
  it('is known after any reading and forgetting', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const readers = new KeyReaders();
        const expected = new Map<string, Set<string>>();
        for (const { file, keys } of steps) {
          if (keys === null) {
            readers.forget(file);
            expected.delete(file);
            continue;
          }
          readers.record(file, note => {
            for (const [kind, name] of keys) note(kind, name);
          });
          const read = expected.get(file) ?? new Set();
          for (const key of keys) read.add(key.join());
          expected.set(file, read);
        }
        for (const file of 'abcd') {
          expect(readers.countOf(file)).toBe(expected.get(file)?.size ?? 0);
        }
        for (const kind of KINDS) {
          for (const name of 'XYZ') {
            const who = [...expected].filter(([, read]) => read.has(`${kind},${name}`));
            expect(readersOf(readers, kind, name)).toEqual(who.map(([file]) => file).sort());
          }
        }
      }),
      { seed: 7 },
    );
  });

  it('stays right where many keys come and go', () => {
    const readers = new KeyReaders();
    readers.record('stays', note => note('name', 'kept'));
    for (let round = 0; round < 5; round++) {
      readers.record('file', note => {
        for (let i = 0; i < 2000; i++) note('name', `${round} ${i}`);
      });
      expect(readersOf(readers, 'name', `${round} 1999`)).toEqual(['file']);
      readers.forget('file');
      expect(readersOf(readers, 'name', `${round} 1999`)).toEqual([]);
      expect(readersOf(readers, 'name', 'kept')).toEqual(['stays']);
    }
  });

  it('keeps what was read before somebody threw', () => {
    const readers = new KeyReaders();
    const reading = (): void =>
      readers.record('file', note => {
        note('name', 'X');
        throw new Error('defect');
      });
    expect(reading).toThrow('defect');
    expect(readersOf(readers, 'name', 'X')).toEqual(['file']);
    readers.forget('file');
    expect(readersOf(readers, 'name', 'X')).toEqual([]);
  });
});
