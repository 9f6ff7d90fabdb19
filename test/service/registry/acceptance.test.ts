import { describe, expect, it } from 'vitest';
import {
  isRuntimeIdentifier,
  rejectionOf,
  rejectionOfDeclaration,
} from '../../../server/service/registry/acceptance.js';
import { pyValueOf } from '../../../server/service/registry/pythonValue.js';
import type { Declaration } from '../../../server/service/sources/facts.js';
import { Opaque, type PyValue } from '../../../server/service/sources/values.js';

const span = { start: 0, end: 0 };

const reasons = (name: string, entry: PyValue): string[] =>
  (rejectionOf(name, entry) ?? []).map(each => `${each.field}: ${each.reason}`);

describe('what the runtime refuses', () => {
  // Each was tried with the runtime's own model (pydantic 2.13).
  it.each<[string, unknown, string[]]>([
    ['A', {}, []],
    ['A', { job_types: ['a', 'a', ''] }, []],
    ['A', { job_types: [1, 'a', null] }, ['job_types.0: string_type', 'job_types.2: string_type']],
    ['A', { job_types: { a: 1 } }, ['job_types: list_type']],
    ['A', { job_types: 'x' }, ['job_types: list_type']],
    ['A', { job_types: null }, ['job_types: list_type']],
    ['A', { metadata: [['a', 1]] }, ['metadata: dict_type']],
    ['A', { config_class: null, framework: null, builder_step_name: null }, []],
    [
      'A',
      { config_class: 1.5, description: true },
      ['config_class: string_type', 'description: string_type'],
    ],
    ['A', { config_class: '\ud800' }, ['config_class: string_unicode']],
    ['A', { builder_step_name: '' }, ['builder_step_name: value_error']],
    ['A', { builder_step_name: '  ' }, ['builder_step_name: value_error']],
    ['A', { builder_step_name: '_' }, ['builder_step_name: value_error']],
    ['A', { builder_step_name: ' X ' }, []],
    ['A', { builder_step_name: 'x²' }, []],
    ['A', { builder_step_name: 'pkg.X' }, ['builder_step_name: value_error']],
    ['A', { priority: 'high', environment_tags: 5, anything: [] }, []],
    [' Spaced ', {}, []],
    ['A\u0085', {}, []],
    ['my-step_2', {}, []],
    ['Étape', {}, []],
    ['१', {}, []],
    ['Ⅷ', {}, []],
    ['', {}, ['name: string_too_short']],
    ['  ', {}, ['name: string_too_short']],
    ['_', {}, ['name: value_error']],
    ['a.b', {}, ['name: value_error']],
    ['\ufeffA', {}, ['name: value_error']],
    ['x\u0301', {}, ['name: value_error']],
    ['A', null, ['entry: not_a_dict']],
    ['A', [], ['entry: not_a_dict']],
    ['A', 'text', ['entry: not_a_dict']],
  ])('%j: %j', (name, entry, expected) => {
    expect(reasons(name, pyValueOf(entry))).toEqual(expected);
  });

  it('is silent about what is not known', () => {
    const unknown = new Opaque('call');
    expect(reasons('A', unknown)).toEqual([]);
    const entry = new Map<string, PyValue>([
      ['config_class', unknown],
      ['builder_step_name', unknown],
      ['job_types', [unknown, 'a']],
      ['metadata', unknown],
    ]);
    expect(reasons('A', entry)).toEqual([]);
    expect(reasons('A', new Map([...entry, ['job_types', unknown]]))).toEqual([]);
  });

  it('says what is wrong in words', () => {
    const entry = pyValueOf({ config_class: [], job_types: 'training', builder_step_name: 'a.B' });
    expect(rejectionOf('A', entry)?.map(each => each.message)).toEqual([
      'config_class must be a string, not a list',
      "builder_step_name 'a.B' may hold only letters, digits, '_' and '-'",
      'job_types must be a list of strings, not a string',
    ]);
  });
});

describe('declarations', () => {
  const declaration = (more: Partial<Declaration>): Declaration => ({
    kind: 'local',
    name: 'A',
    nameSpan: span,
    span,
    shape: 'entry',
    fields: [],
    conditional: false,
    superseded: false,
    damaged: false,
    via: [],
    ...more,
  });
  const field = (key: string, value: PyValue) => ({
    key,
    keySpan: span,
    value,
    valueSpan: span,
    plain: true,
  });

  it('count the last of two equal keys', () => {
    const fields = [field('config_class', 5), field('config_class', 'AConfig')];
    expect(rejectionOfDeclaration(declaration({ fields }))).toBeUndefined();
    expect(rejectionOfDeclaration(declaration({ fields: [...fields].reverse() }))).toHaveLength(1);
  });

  it('are refused for a key that is no string', () => {
    const refused = rejectionOfDeclaration(
      declaration({ name: 'None', keyProblem: 'not-a-string' }),
    );
    expect(refused).toEqual([
      { field: 'name', reason: 'string_type', message: 'name must be a string, not None' },
    ]);
  });

  it('are refused where they are no dict, and not where that is not known', () => {
    const refused = rejectionOfDeclaration(declaration({ shape: 'other', raw: null }));
    expect(refused?.[0]?.message).toBe('the entry must be a dict, not None');
    expect(rejectionOfDeclaration(declaration({ shape: 'opaque' }))).toBeUndefined();
  });

  it('are left alone while their text is damaged', () => {
    const fields = [field('config_class', 5)];
    expect(rejectionOfDeclaration(declaration({ fields, damaged: true }))).toBeUndefined();
  });
});

it.each([
  ['A', true],
  ['', false],
  ['-', false],
  ['a b', false],
])('identifier %j: %s', (text, answer) => {
  expect(isRuntimeIdentifier(text)).toBe(answer);
});
