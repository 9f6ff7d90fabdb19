import { describe, expect, it } from 'vitest';
import { canonicalKey } from '../../../server/service/registry/names/canonicalKey.js';
import { editDistance, MAX_LIMIT } from '../../../server/service/registry/names/editDistance.js';
import {
  isJobTypeVariant,
  resolveBaseStepName,
  splitJobTypeSuffix,
} from '../../../server/service/registry/names/jobTypes.js';
import { nearestFirst, nearestNames } from '../../../server/service/registry/names/nearest.js';
import { correctedName } from '../../../server/service/registry/names/pascalCase.js';
import { capitalize, reprList } from '../../../server/service/registry/names/pythonText.js';
import { nameSimilarity } from '../../../server/service/registry/names/similarity.js';
import {
  canonicalToSnake,
  partsToPascal,
} from '../../../server/service/registry/names/snakeCase.js';
import { golden } from './golden.js';

interface Naming {
  readonly registry: { readonly new: readonly string[] };
  readonly naming_new: {
    readonly canonical_to_snake: Readonly<Record<string, string>>;
    readonly parts_to_pascal: Readonly<Record<string, string>>;
    readonly canonical_key: Readonly<Record<string, string>>;
    readonly is_job_type_variant: Readonly<Record<string, boolean>>;
    readonly resolve_base_step_name: Readonly<Record<string, string | null>>;
    readonly split_job_type_suffix: Readonly<Record<string, readonly [string, string | null]>>;
  };
}

const { naming_new: recorded, registry } = golden<Naming>('file_names');

describe("today's naming functions", () => {
  it.each(Object.entries(recorded.canonical_to_snake))('canonicalToSnake %j', (name, snake) => {
    expect(canonicalToSnake(name)).toBe(snake);
  });

  it.each(Object.entries(recorded.parts_to_pascal))('partsToPascal %j', (text, pascal) => {
    expect(partsToPascal(text.split('_'))).toBe(pascal);
  });

  it.each(Object.entries(recorded.canonical_key))('canonicalKey %j', (name, key) => {
    expect(canonicalKey(name)).toBe(key);
  });

  it.each(Object.entries(recorded.is_job_type_variant))('isJobTypeVariant %j', (name, answer) => {
    expect(isJobTypeVariant(name)).toBe(answer);
  });

  it.each(Object.entries(recorded.resolve_base_step_name))(
    'resolveBaseStepName %j',
    (name, base) => {
      expect(resolveBaseStepName(name, registry.new)).toBe(base);
    },
  );

  it.each(Object.entries(recorded.split_job_type_suffix))(
    'splitJobTypeSuffix %j',
    (name, parts) => {
      expect(splitJobTypeSuffix(name, registry.new)).toEqual(parts);
    },
  );
});

describe('likeness', () => {
  it.each([
    ['xgboost_training', 'XGBoostTraining', 1],
    ['boost', 'XGBoostTraining', 0.9],
    ['training_xgboost', 'XGBoostTraining', 0.85],
    ['a_b_o_s_z', 'XGBoostTrainingA', 0.8],
    ['xgboost_zzz', 'XGBoostTraining', 0.35],
    ['zzz', 'XGBoostTraining', 0],
  ])('of %j and %j', (file, name, score) => {
    expect(nameSimilarity(file, name)).toBeCloseTo(score);
  });
});

describe('nearness', () => {
  it.each([
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['kitten', 'sitting', 3],
    ['x'.repeat(40), `${'x'.repeat(39)}yz`, 2],
    ['a'.repeat(31), 'b'.repeat(31), 31],
  ])('counts the edits from %j to %j', (a, b, edits) => {
    expect(editDistance(a, b, MAX_LIMIT)).toBe(edits);
    expect(editDistance(b, a, MAX_LIMIT)).toBe(edits);
  });

  it('lists the nearest first, and never the wanted name', () => {
    const names = ['Package', 'XGBoostTraining', 'XGBoostModel', 'Payload'];
    expect(nearestFirst('XGBoostModle', names, 2)).toEqual({
      nearest: ['XGBoostModel', 'XGBoostTraining'],
      total: 4,
    });
    expect(nearestFirst('Payload', names, 9).nearest).not.toContain('Payload');
  });

  it('takes only what can be meant for near', () => {
    expect(nearestNames('xgboost_trainig', registry.new, 3)[0]).toBe('XGBoostTraining');
    expect(nearestNames('CradleData', registry.new, 3)).toEqual(['CradleDataLoading']);
    expect(nearestNames('Zebra', registry.new, 3)).toEqual([]);
  });
});

describe('corrected names', () => {
  it.each([
    ['xgboost_training', 'XGBoostTraining'],
    ['XGBOOST-TRAINING', 'XGBoostTraining'],
    ['my_step', 'MyStep'],
    ['myStep2', 'MyStep2'],
    ['2MyStep', 'MyStep2'],
    ['éCole supérieure', 'EColeSuperieure'],
    ['123', ''],
    ['', ''],
    ['日本', ''],
  ])('%j is %j', (text, name) => {
    expect(correctedName(text, registry.new)).toBe(name);
  });
});

describe("Python's texts", () => {
  it.each([
    ['', ''],
    ['straße', 'Straße'],
    ['ßa', 'Ssa'],
    ['ǆaB', 'ǅab'],
    ['ﬁX', 'Fix'],
    ['აB', 'აb'],
    ['𐐨𐐨', '𐐀𐐨'],
    ['ΑΣ', 'Ας'],
  ])('capitalize %j', (text, expected) => {
    expect(capitalize(text)).toBe(expected);
  });

  it('shows lists as repr does', () => {
    expect(reprList(['a', "b'c", '\'"', 'd\n\\'])).toBe(`['a', "b'c", '\\'"', 'd\\n\\\\']`);
  });
});
