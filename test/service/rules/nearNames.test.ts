import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../server/service/registry/names/editDistance.js';
import { NearKeys } from '../../../server/service/rules/nearKeys.js';
import { NearNames } from '../../../server/service/rules/nearNames.js';

/** The textbook form: optimal string alignment over the whole table. */
function slowDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(rows[i - 1]![j - 1]! + same, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = cost;
    }
  }
  return rows[a.length]![b.length]!;
}

const CORE = [
  'BatchTransform',
  'CradleDataLoading',
  'DummyDataLoading',
  'DummyTraining',
  'LightGBMMTTraining',
  'LightGBMTraining',
  'ModelCalibration',
  'Package',
  'Payload',
  'PercentileModelCalibration',
  'PyTorchModel',
  'PyTorchModelEval',
  'PyTorchTraining',
  'Registration',
  'RiskTableMapping',
  'TSATraining',
  'TabularPreprocessing',
  'TSATabularPreprocessing',
  'XGBoostModel',
  'XGBoostModelEval',
  'XGBoostTraining',
];

describe('the edit distance', () => {
  it('is that of the textbook, up to its limit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 15 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(slowDistance(a, b), limit + 1));
      }),
      { seed: 20_260_901, numRuns: 3_000 },
    );
  });

  it('survives texts of any length', () => {
    const long = 'x'.repeat(100_000);
    expect(editDistance(long, `${long}y`, 3)).toBe(1);
    expect(editDistance('a'.repeat(500), 'b'.repeat(500), 3)).toBe(4);
  });
});

describe('near keys', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'score'), maxLength: 7 });

  it('are those that a comparison with every key finds', () => {
    const keys = fc.array(word, { maxLength: 40 });
    fc.assert(
      fc.property(keys, word, fc.integer({ min: 0, max: 3 }), (all, wanted, limit) => {
        const distances = [...new Set(all)].sort().map(key => ({
          key,
          distance: slowDistance(key, wanted),
        }));
        const others = distances.filter(({ distance }) => distance > 0 && distance <= limit);
        const least = Math.min(...others.map(({ distance }) => distance));
        const found = new NearKeys(all).nearest(wanted, limit);
        expect(found).toEqual(
          others.filter(({ distance }) => distance === least).map(({ key }) => key),
        );
      }),
      { seed: 20_261_122, numRuns: 3_000 },
    );
  });

  it('follow what is added and removed', () => {
    const changes = fc.array(fc.tuple(fc.boolean(), word), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word), changes, word, (start, steps, beginning) => {
        const followed = new NearKeys(start);
        const state = new Set(start);
        for (const [isAdded, key] of steps) {
          if (isAdded) followed.add(key);
          else followed.remove(key);
          if (isAdded) state.add(key);
          else state.delete(key);
        }
        expect([...followed.longerThan(beginning)]).toEqual(
          [...state].filter(key => key.startsWith(beginning) && key !== beginning).sort(),
        );
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
  });

  it('are found for keys of any length', () => {
    const long = 'x'.repeat(300);
    const keys = new NearKeys([long, `${long}y`, `y${long}`, 'x'.repeat(130), 'short']);
    expect(keys.nearest(long, 3)).toEqual([`${long}y`, `y${long}`]);
    expect(keys.nearest('x'.repeat(128), 3)).toEqual(['x'.repeat(130)]);
  });
});

describe('near names', () => {
  const near = new NearNames(CORE);
  const first = (name: string): string | undefined => near.nearest(name)?.names[0];

  it('finds another spelling before a typing error', () => {
    expect(near.nearest('xgboost_training')).toEqual({ kind: 'same', names: ['XGBoostTraining'] });
    expect(first('XgBoostTraining')).toBe('XGBoostTraining');
    expect(first('pytorch-model-eval')).toBe('PyTorchModelEval');
  });

  it('finds what was meant by a typing error', () => {
    expect(near.nearest('XGBoostTraning')).toEqual({ kind: 'typo', names: ['XGBoostTraining'] });
    expect(first('Pakcage')).toBe('Package');
    expect(first('TabularPreprocesing')).toBe('TabularPreprocessing');
  });

  it('finds the rest of a name, and the name within a longer one', () => {
    expect(near.nearest('Percentile')).toEqual({
      kind: 'part',
      names: ['PercentileModelCalibration'],
    });
    expect(near.nearest('XGBoostTrainingStep')?.names[0]).toBe('XGBoostTraining');
  });

  it('finds nothing where nothing is near', () => {
    expect(near.nearest('ModelEvaluation')).toBeUndefined();
    expect(near.nearest('MyCustomProcessingStep')).toBeUndefined();
    expect(near.nearest('XGBoostTrainingOnSpark')).toBeUndefined();
    expect(near.nearest('A')).toBeUndefined();
    expect(near.nearest('')).toBeUndefined();
    expect(near.nearest('_-_')).toBeUndefined();
  });

  it.each([
    ['Ab', undefined],
    ['Abd', ['Abc']],
    ['Abcdefx', ['Abcdefg']],
    ['Abcdexx', undefined],
    ['Abcdefxx', ['Abcdefg', 'Abcdefgh']],
    ['Qbcdefghijklmxx', ['Qbcdefghijklmno']],
    ['Qbcdefghijklxxx', undefined],
    ['Rbcdefghijklmxxx', ['Rbcdefghijklmnop']],
    ['Rbcdefghijklxxxx', undefined],
  ])('forgives as many errors in %s as its length allows', (name, expected) => {
    const all = ['Aa', 'Abc', 'Abcdefg', 'Abcdefgh', 'Qbcdefghijklmno', 'Rbcdefghijklmnop'];
    expect(new NearNames(all).nearest(name)?.names).toEqual(expected);
  });

  it.each([
    ['the nearer one', ['Alphabets', 'Alphabex'], 'Alphabet', ['Alphabets', 'Alphabex']],
    [
      'the nearer one, whatever it begins with',
      ['alPHabez', 'Alphabex'],
      'alphabet',
      ['Alphabex', 'alPHabez'],
    ],
    ['the one in the same case', ['alphabet', 'Alphabet_'], 'ALPHABET', ['Alphabet_', 'alphabet']],
    ['the one that begins alike', ['Zlphabet', 'Alphabez'], 'Alphabet', ['Alphabez', 'Zlphabet']],
    ['the one with more in common', ['Axphabet', 'Alphabex'], 'Alphabet', ['Alphabex', 'Axphabet']],
    ['the shorter one', ['Alphabxx', 'Alphab'], 'Alphabet', ['Alphab', 'Alphabxx']],
    ['the first of the alphabet', ['AlphabC', 'AlphabA'], 'AlphabB', ['AlphabA', 'AlphabC']],
  ])('puts %s first', (_title, all, name, expected) => {
    expect(new NearNames(all).nearest(name)?.names).toEqual(expected);
  });

  it.each([
    ['Alph', ['Alphabet'], ['Alphabet']],
    ['Alp', ['Alphabet'], undefined],
    ['AlphabeticalStepBuilder', ['Alphabetical'], ['Alphabetical']],
    // What is behind it is longer than the name.
    ['AlphabetStepBuilder', ['Alphabet'], undefined],
    ['AlphabetJob', ['Alphabet'], ['Alphabet']],
    ['AlphabetJobs', ['Alphabet'], undefined],
    ['ABuilder', ['A'], undefined],
    [
      'Alphabe',
      ['AlphabetSoupKitchen', 'AlphabetSoupBar'],
      ['AlphabetSoupBar', 'AlphabetSoupKitchen'],
    ],
  ])('takes %s for a part', (name, all, expected) => {
    const nearest = new NearNames(all).nearest(name);
    expect(nearest?.names).toEqual(expected);
    expect(nearest?.kind).toBe(expected && 'part');
  });

  it('does not look past a name that is gone', () => {
    const names = new NearNames(['Alphabet', 'Alphabexyz', 'ALPHABET']);
    expect(names.nearest('Alphabex')?.names).toEqual(['Alphabet', 'ALPHABET']);
    names.update(new Set(['ALPHABET', 'Alphabexyz']));
    expect(names.nearest('Alphabex')?.names).toEqual(['ALPHABET']);
    names.update(['Alphabexyz']);
    expect(names.nearest('Alphabex')?.names).toEqual(['Alphabexyz']);
    names.update(['Alphabexyz', 'Alphabey']);
    expect(names.nearest('Alphabex')?.names).toEqual(['Alphabey']);
  });

  it('takes the shortest of many names that begin so', () => {
    const many = Array.from({ length: 40 }, (_, i) => `Alphabet${'x'.repeat(40 - i)}`);
    expect(new NearNames(many).nearest('Alpha')?.names).toEqual([
      'Alphabetx',
      'Alphabetxx',
      'Alphabetxxx',
    ]);
  });

  it('suggests three at most', () => {
    const all = ['AlphabA', 'AlphabB', 'AlphabC', 'AlphabD'];
    expect(new NearNames(all).nearest('AlphabX')?.names).toEqual(all.slice(0, 3));
    expect(new NearNames(all).nearest('AlphabX', name => name > 'AlphabB')?.names).toEqual([
      'AlphabC',
      'AlphabD',
      'AlphabA',
    ]);
  });

  it('never suggests the name itself', () => {
    expect(near.nearest('XGBoostTraining')?.names ?? []).not.toContain('XGBoostTraining');
  });

  it('puts preferred names first among equally near ones', () => {
    const names = new NearNames(['RiskScoreA', 'RiskScoreB', 'RiskScoreC']);
    expect(names.nearest('RiskScoreX')?.names).toEqual(['RiskScoreA', 'RiskScoreB', 'RiskScoreC']);
    expect(names.nearest('RiskScoreX', name => name.endsWith('C'))?.names[0]).toBe('RiskScoreC');
  });

  it('answers for the state of the set after any sequence of updates', () => {
    const name = fc.constantFrom(...CORE, 'XGBoostTrainings', 'Packages', 'Pay_load');
    const sets = fc.array(fc.uniqueArray(name), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sets, name, (states, query) => {
        const updated = new NearNames([]);
        for (const state of states) {
          updated.nearest(query);
          updated.update(new Set(state));
        }
        const fresh = new NearNames(states.at(-1)!);
        expect(new Set(updated.nearest(query)?.names)).toEqual(
          new Set(fresh.nearest(query)?.names),
        );
      }),
      { seed: 20_260_902, numRuns: 300 },
    );
  });

  it('puts the right name first for at least 95 of 100 typing errors', () => {
    const edits = fc.tuple(
      fc.constantFrom(...CORE.filter(name => name.length > 6)),
      fc.nat(),
      fc.constantFrom('drop', 'double', 'swap', 'replace'),
      fc.constantFrom(...'aeinorstz'),
    );
    let right = 0;
    let all = 0;
    for (const [name, at, edit, letter] of fc.sample(edits, { seed: 20_260_903, numRuns: 2_000 })) {
      const i = 1 + (at % (name.length - 2));
      const typed =
        edit === 'drop'
          ? name.slice(0, i) + name.slice(i + 1)
          : edit === 'double'
            ? name.slice(0, i) + name[i] + name.slice(i)
            : edit === 'swap'
              ? name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2)
              : name.slice(0, i) + letter + name.slice(i + 1);
      if (typed === name) continue;
      all++;
      if (first(typed) === name) right++;
    }
    expect(right / all).toBeGreaterThan(0.95);
  });
});
