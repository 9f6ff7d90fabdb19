import { expect, test } from 'vitest';
import { CrashPolicy } from '../../client/crashPolicy.js';

const MINUTE = 60_000;

test('a server that dies once is restarted, and the user is told', () => {
  expect(new CrashPolicy().crashed(0)).toEqual({ restart: true, announce: true });
});

test('a server that keeps dying is told of once, and given up at the fifth time', () => {
  const policy = new CrashPolicy();
  const decisions = [0, 1, 2, 3, 4].map(second => policy.crashed(second * 1000));
  expect(decisions.map(({ restart }) => restart)).toEqual([true, true, true, true, false]);
  expect(decisions.map(({ announce }) => announce)).toEqual([true, false, false, false, true]);
});

test('crashes of long ago do not count', () => {
  const policy = new CrashPolicy();
  for (let crash = 0; crash < 10; crash++) {
    expect(policy.crashed(crash * MINUTE).restart).toBe(true);
  }
  expect(policy.crashed(20 * MINUTE)).toEqual({ restart: true, announce: true });
});
