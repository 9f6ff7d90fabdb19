import { expect, it } from 'vitest';
import { classesIn } from '../../../server/service/project/classesIn.js';
import { readSource } from '../../../server/service/sources/index.js';

it.each([3, 1000])('finds each of %i classes, those that are written twice too', count => {
  const text = Array.from({ length: count }, (_, i) => `class A${i}: ...\n`).join('');
  const path = 'a.py';
  const role = { kind: 'python' } as const;
  const facts = readSource({ path, role, text: `${text}class A1: ...\n` });
  const file = { uri: 'file:///a.py', path, role, facts };
  for (let i = 0; i < count; i++) {
    const found = classesIn(file, `A${i}`);
    expect(found.map(({ name }) => name)).toEqual(i === 1 ? ['A1', 'A1'] : [`A${i}`]);
  }
  const [first, second] = classesIn(file, 'A1');
  expect(first!.span.start).toBeLessThan(second!.span.start);
  expect(classesIn(file, 'B')).toEqual([]);
});
