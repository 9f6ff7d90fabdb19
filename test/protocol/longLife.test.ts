import { expect, it } from 'vitest';
import { type Held, live } from '../support/incremental/longLife.js';

it('holds nothing more after a long session than after a short one', async () => {
  const looks: Held[] = [];
  for await (const held of live(7, 600, 200)) looks.push(held);
  const [first] = looks;
  const last = looks.at(-1)!;
  expect(looks).toHaveLength(3);
  expect(last.waiting).toBeLessThanOrEqual(first!.waiting);
  expect(last.openFiles).toBeLessThanOrEqual(first!.openFiles);
  expect(last.resources).toEqual(first!.resources);
  for (const { logged } of looks) expect(logged).toBeLessThan(10);
});
