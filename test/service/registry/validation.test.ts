import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../../../server/service/registry/acceptance.js';
import { DOCUMENT_ERA, TODAY } from '../../../server/service/registry/era.js';
import { RegistryValidationError } from '../../../server/service/registry/errors.js';
import { toPascalCase } from '../../../server/service/registry/names/pascalCase.js';
import { pyValueOf } from '../../../server/service/registry/pythonValue.js';
import { autoCorrectStepDefinition } from '../../../server/service/registry/validation/correction.js';
import {
  registerStepWithValidation,
  type ValidationMode,
} from '../../../server/service/registry/validation/registration.js';
import {
  getValidationErrorsWithSuggestions,
  validateNewStepDefinition,
} from '../../../server/service/registry/validation/stepDefinition.js';
import { BETTER_DEFINITIONS } from './better.js';
import { DATES, golden, type RecordingDate } from './golden.js';

type Messages = readonly string[];
interface Raised {
  readonly raises: string;
  readonly message: string;
}

interface Answers {
  readonly errors: Messages | Raised;
  readonly with_suggestions?: Messages;
  readonly auto_corrected: Readonly<Record<string, unknown>>;
  readonly errors_after_auto_correct?: Messages | Raised;
  readonly manager_load:
    | { readonly accepted: true }
    | {
        readonly accepted: false;
        readonly errors: readonly { readonly loc: string; readonly type: string }[];
      };
  readonly register?: Readonly<Record<ValidationMode, Messages | Raised>>;
  readonly upstream_bug?: readonly string[];
}

interface Case extends Readonly<Record<RecordingDate, Answers>> {
  readonly id: number;
  readonly tag: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

interface Validation {
  readonly valid_sagemaker_types: Readonly<Record<RecordingDate, readonly string[]>>;
  readonly duplicate_registration: Readonly<
    Record<RecordingDate, Readonly<Record<ValidationMode, Messages | Raised>>>
  >;
  readonly to_pascal_case: Readonly<Record<RecordingDate, Readonly<Record<string, string>>>>;
  readonly cases: readonly Case[];
}

const recorded = golden<Validation>('validation');
const eras = { seed: DOCUMENT_ERA, new: TODAY };
const MODES = ['warn', 'strict', 'auto_correct'] as const;

/** The validator and the loader disagree at run time; each of ours still says what its own does. */
const DISAGREEMENT = 'manager loads what the validator rejects';

function answerOf(act: () => Messages): Messages | Raised {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RegistryValidationError)) throw error;
    return { raises: 'ValueError', message: error.message };
  }
}

it('has a better answer for exactly the flagged cases', () => {
  const flagged = recorded.cases.filter(({ seed }) =>
    seed.upstream_bug?.some(bug => bug !== DISAGREEMENT),
  );
  expect(flagged.map(({ id }) => id)).toEqual(Object.keys(BETTER_DEFINITIONS).map(Number));
});

describe.each(DATES)('step definitions, %s', date => {
  const options = eras[date];
  const cases = recorded.cases.map(each => [`${each.id} ${each.tag}`, each] as const);

  it.each(cases)('errors, %s', (_, { id, entry, [date]: answers }) => {
    expect(validateNewStepDefinition(entry, options)).toEqual(
      BETTER_DEFINITIONS[id]?.errors ?? answers.errors,
    );
  });

  it.each(cases)('suggestions, %s', (_, { id, entry, [date]: answers }) => {
    const better = BETTER_DEFINITIONS[id]?.errors.map(error => `❌ ${error}`);
    const lines = getValidationErrorsWithSuggestions(entry, options);
    if (better === undefined) expect(lines).toEqual(answers.with_suggestions ?? []);
    else expect(lines.filter(line => line.startsWith('❌'))).toEqual(better);
  });

  it.each(cases)('correction, %s', (_, { id, entry, [date]: answers }) => {
    const better = BETTER_DEFINITIONS[id];
    const corrected = autoCorrectStepDefinition(entry, options);
    expect({ ...corrected }).toEqual(
      better === undefined ? answers.auto_corrected : { ...entry, ...better.corrected },
    );
    const remaining = validateNewStepDefinition(corrected, options);
    if (better !== undefined) expect(remaining).toEqual(better.remaining ?? []);
    else expect(remaining).toEqual(answers.errors_after_auto_correct);
  });

  // A name that is no string cannot be a key of a table: see acceptance.test.ts.
  const loadable = recorded.cases
    .filter(({ entry: { name = '' } }) => typeof name === 'string')
    .map(each => [`${each.id} ${each.tag}`, each] as const);

  it.each(loadable)('loading, %s', (_, { entry, [date]: answers }) => {
    const { name = '', ...fields } = entry;
    const rejections = rejectionOf(name as string, pyValueOf(fields));
    const expected = answers.manager_load.accepted
      ? undefined
      : answers.manager_load.errors.map(({ loc, type }) => ({ field: loc, reason: type }));
    expect(rejections?.map(({ field, reason }) => ({ field, reason }))).toEqual(expected);
  });

  const registered = recorded.cases
    .filter(each => each[date].register !== undefined)
    .flatMap(each => MODES.map(mode => [`${mode} ${each.id} ${each.tag}`, mode, each] as const));

  it.each(registered)('registration, %s', (_, mode, { id, entry, [date]: answers }) => {
    const { name, ...data } = entry;
    const existing = new Set(['Existing']);
    const answer = answerOf(() =>
      registerStepWithValidation(name as string, data, existing, mode, options),
    );
    const better = BETTER_DEFINITIONS[id];
    if (better === undefined) {
      expect(answer).toEqual(answers.register![mode]);
    } else if (mode === 'strict') {
      expect(answer).toHaveProperty('raises', 'ValueError');
    } else {
      const text = (answer as Messages).join('\n');
      for (const error of better.errors) expect(text).toContain(error);
      expect(text).toContain(mode === 'warn' || better.remaining ? '⚠️' : '✅');
    }
  });

  it.each(MODES)('registration of a name that is taken, %s', mode => {
    const [sound] = recorded.cases.filter(
      ({ [date]: { errors } }) => Array.isArray(errors) && errors.length === 0,
    );
    const answer = answerOf(() =>
      registerStepWithValidation('Existing', sound!.entry, { Existing: {} }, mode, options),
    );
    expect(answer).toEqual(recorded.duplicate_registration[date][mode]);
  });

  it('knows the SageMaker step types', () => {
    expect(options.sagemakerTypes).toEqual(recorded.valid_sagemaker_types[date]);
  });

  it.each(Object.entries(recorded.to_pascal_case[date]))('PascalCase of %j', (text, expected) => {
    expect(toPascalCase(text)).toBe(expected);
  });
});
