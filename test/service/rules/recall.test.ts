import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Defect, TestBed } from '../../bench/recall/bed.js';
import { defectsOf } from '../../bench/recall/kinds.js';
import { textsOf, withWorkspaces } from '../../bench/recall/texts.js';
import { randomNumbers } from '../../support/mutations.js';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');
/** So many of each kind; `npm run recall` plants more, with the few that are not found. */
const EACH = 3;

function fewOfEachKind(defects: Iterable<Defect>): Defect[] {
  const kinds = new Map<string, Defect[]>();
  for (const defect of defects) kinds.set(defect.kind, [...(kinds.get(defect.kind) ?? []), defect]);
  return [...kinds.values()].flatMap(all => {
    const step = Math.max(1, Math.floor(all.length / EACH));
    return all.filter((_, index) => index % step === 0).slice(0, EACH);
  });
}

describe('mistakes that are planted', () => {
  it.each(['team', 'today'])(
    'in fixtures/%s are found, with what was meant and nothing else',
    root => {
      const bed = new TestBed(withWorkspaces(textsOf(path.join(FIXTURES, root))));
      const planted = fewOfEachKind(defectsOf(bed, randomNumbers(1)));
      expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThan(10);
      const missed = planted.filter(defect => {
        const { found, suggested, extra } = bed.try(defect);
        return !found || suggested === false || extra.length > 0;
      });
      expect(missed).toEqual([]);
    },
  );
});
