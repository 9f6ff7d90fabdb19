import { describe, expect, it } from 'vitest';
import { isUnjudged, shown } from '../../../server/service/rules/fieldNames.js';
import { isPascalCase, pascalCase } from '../../../server/service/rules/spelling.js';
import { didYouMean, isLikelyTypo } from '../../../server/service/rules/suggest.js';
import {
  counted,
  otherWorkspaces,
  quotedList,
  workspaceList,
} from '../../../server/service/rules/wording.js';
import { Opaque } from '../../../server/service/sources/values.js';

const names = (count: number): string[] => [...'abcdefgh'].slice(0, count);

describe('lists of names', () => {
  it.each([
    [names(0), undefined, ''],
    [names(1), undefined, "'a'"],
    [names(2), undefined, "'a' and 'b'"],
    [names(3), undefined, "'a', 'b' and 'c'"],
    [names(5), undefined, "'a', 'b', 'c', 'd' and 'e'"],
    [names(6), undefined, "'a', 'b', 'c', 'd' and 2 more"],
    [names(2), 3, "'a', 'b' and 1 more"],
    [names(5), 5, "'a', 'b', 'c', 'd' and 'e'"],
    [names(5), 9, "'a', 'b', 'c', 'd' and 5 more"],
  ])('quotes %j of %s', (given, count, text) => {
    expect(quotedList(given, count)).toBe(text);
  });

  it.each([
    [names(1), 1, "workspace 'a'"],
    [names(2), 2, "workspaces 'a' and 'b'"],
    [names(5), 9, "workspaces 'a', 'b', 'c', 'd' and 5 more"],
    [names(2), 10, "at least 10 other workspaces, such as 'a' and 'b'"],
    [names(2), 20, "at least 20 other workspaces, such as 'a' and 'b'"],
  ])('names %j of %i other workspaces', (ids, count, text) => {
    expect(otherWorkspaces(ids, count)).toBe(text);
  });

  it('tells one from several', () => {
    expect([workspaceList(['a']), workspaceList(['a', 'b'])]).toEqual([
      "workspace 'a'",
      "workspaces 'a' and 'b'",
    ]);
    expect([0, 1, 2].map(count => counted(count, 'step'))).toEqual([
      '0 steps',
      '1 step',
      '2 steps',
    ]);
  });

  it.each([
    [[], ''],
    [['A'], " Did you mean 'A'?"],
    [['A', 'B'], " Did you mean 'A' or 'B'?"],
    [['A', 'B', 'C'], " Did you mean 'A', 'B' or 'C'?"],
  ])('asks whether %j was meant', (suggestions, text) => {
    expect(didYouMean(suggestions)).toBe(text);
  });

  it.each([
    [undefined, false],
    ['same', true],
    ['typo', true],
    ['part', false],
  ] as const)('takes %s for a typing error: %s', (kind, expected) => {
    expect(isLikelyTypo(kind && { names: ['A'], kind })).toBe(expected);
  });
});

describe('values in messages', () => {
  it.each([
    ['text', "'text'"],
    [3, '3'],
    [true, 'True'],
    [false, 'False'],
    [null, 'None'],
    [new Map(), 'a dict'],
    [['a'], 'a list'],
    [new Opaque('call'), 'this'],
  ])('%j', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  it.each([
    [null, true],
    [new Opaque('call'), true],
    [['a', new Opaque('call')], true],
    [['a', 'b'], false],
    [[], false],
    ['', false],
    [0, false],
    [false, false],
    [new Map(), false],
  ])('%j is left alone: %s', (value, expected) => {
    expect(isUnjudged(value)).toBe(expected);
  });
});

describe('names as cursus spells them', () => {
  it.each([
    ['xgboost_scoring', 'XGBoostScoring'],
    ['xgboostScoring', 'XGBoostScoring'],
    ['lightgbmmt_training', 'LightGBMMTTraining'],
    ['lightgbmmtTraining', 'LightGBMMTTraining'],
    ['lightgbm', 'LightGBM'],
    ['PYTORCH-model', 'PyTorchModel'],
    ['pytorchmodel', 'PyTorchModel'],
    ['Pytorchmodel', 'Pytorchmodel'],
    ['risk  score__v2.', 'RiskScoreV2'],
    ['tsa', 'TSA'],
    ['caf\u00e9_x', 'Caf\u00e9X'],
    ['', ''],
  ])('%s is %s', (name, spelled) => {
    expect(pascalCase(name)).toBe(spelled);
  });

  it.each([
    ['Package', true],
    ['A', true],
    ['XGBoost2', true],
    ['package', false],
    ['2Package', false],
    ['Risk_Score', false],
    ['RiskScore ', false],
    ['Caf\u00e9', false],
    ['', false],
  ])('%j is PascalCase: %s', (name, expected) => {
    expect(isPascalCase(name)).toBe(expected);
  });
});
