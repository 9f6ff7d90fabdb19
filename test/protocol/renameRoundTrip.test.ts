import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ENGINE } from '../../server/host/engine.js';
import { type RoundTrip, renameRoundTrips } from '../support/renameRoundTrip.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures');

describe('a core step that is renamed and renamed back', () => {
  it.each([
    ['team', 10],
    ['today', 13],
  ])('leaves the bytes and the findings of %s as they were', async (fixture, steps) => {
    const root = temporaryTree();
    onTestFinished(() => removeTree(root));
    fs.cpSync(path.join(FIXTURES, fixture), root, { recursive: true });
    const trips: RoundTrip[] = [];
    await renameRoundTrips(root, { version: '0.0.0', engine: ENGINE }, trip => trips.push(trip));
    expect(trips).toHaveLength(steps);
    expect(
      trips.flatMap(({ step, complaints }) => complaints.map(each => `${step}: ${each}`)),
    ).toEqual([]);
    expect(trips.every(({ places }) => places > 0)).toBe(true);
  });
});
