import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestMatches } from '../../../server/service/features/completion/best.js';
import { SearchList } from '../../../server/service/features/completion/searchList.js';
import { query, searchText } from '../../../server/service/features/completion/searchText.js';

const WORDS = ['XGBoost', 'Tabular', 'Training', 'Model', 'Eval', 'x', 'Tab', '9', '_'];
const name = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map(words => words.join(''));
const typed = fc.oneof(
  fc.constant(''),
  name,
  fc.string({ unit: fc.constantFrom(...'xgbTta_e9'), maxLength: 4 }),
);

it('are those that come first when all of them are sorted, and say whether there are more', () => {
  const names = fc.uniqueArray(name, { maxLength: 30 });
  const groups = fc.infiniteStream(fc.option(fc.nat(9), { nil: undefined, freq: 5 }));
  fc.assert(
    fc.property(
      names,
      typed,
      groups,
      fc.integer({ min: 1, max: 8 }),
      (all, text, stream, limit) => {
        const groupOf = new Map(all.map(each => [each, stream.next().value as number | undefined]));
        const wanted = query(text);
        const sorted = all
          .flatMap(each => {
            const group = groupOf.get(each);
            const quality = wanted.quality(searchText(each));
            return group === undefined || quality < 0
              ? []
              : [{ each, rank: quality * 100 + group }];
          })
          .sort((a, b) => a.rank - b.rank || (a.each < b.each ? -1 : 1))
          .map(({ each }) => each);
        const best = bestMatches(
          new SearchList(all).answersTo(wanted),
          each => groupOf.get(each),
          limit,
        );
        expect(best.matches.map(match => match.name)).toEqual(sorted.slice(0, limit));
        expect(best.truncated).toBe(sorted.length > limit);
      },
    ),
    { seed: 7, numRuns: 2000 },
  );
});

it('are the same whatever was typed before, and taken back', () => {
  const names = fc.uniqueArray(name, { maxLength: 30 });
  fc.assert(
    fc.property(names, fc.array(typed, { maxLength: 12 }), (all, words) => {
      const asked = new SearchList(all);
      for (const word of words) {
        for (let length = 1; length <= word.length; length++) {
          const wanted = query(word.slice(0, length));
          const { texts, qualities } = asked.answersTo(wanted);
          const fresh = new SearchList(all).answersTo(wanted);
          expect(texts).toEqual(fresh.texts);
          expect(qualities).toEqual(fresh.qualities);
        }
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
