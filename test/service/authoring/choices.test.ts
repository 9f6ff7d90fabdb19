import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withChoice, withoutChoice } from '../../../server/service/authoring/choices.js';

const LAYOUTS: readonly (readonly [string, string | undefined, string])[] = [
  ['no file', undefined, 'choices:\n  Risk: ann\n'],
  ['an empty file', '', 'choices:\n  Risk: ann\n'],
  ['comments only', '# ours\n', '# ours\nchoices:\n  Risk: ann\n'],
  ['other keys', 'exclude: [a]  # b', 'exclude: [a]  # b\nchoices:\n  Risk: ann\n'],
  [
    'choices between others',
    'choices: # who wins\n    # old\n    B: bob # why\n\n# next\nexclude: [ "a" ]\n',
    'choices: # who wins\n    # old\n    B: bob # why\n    Risk: ann\n\n# next\nexclude: [ "a" ]\n',
  ],
  ['an older choice', "choices:\n  Risk: 'bob' # why\n", 'choices:\n  Risk: ann # why\n'],
  ['nothing behind the colon', 'choices:\nexclude: []\n', 'choices:\n  Risk: ann\nexclude: []\n'],
  ['an empty value', 'choices:\n  Risk:\n', 'choices:\n  Risk: ann\n'],
  ['empty braces', 'choices: {}\n', 'choices: { Risk: ann }\n'],
  ['braces', 'choices: {B: bob} # x\n', 'choices: { B: bob, Risk: ann } # x\n'],
  ['Windows line ends', 'choices:\r\n  B: bob\r\n', 'choices:\r\n  B: bob\r\n  Risk: ann\r\n'],
  ['no line end', 'choices:\n  B: bob', 'choices:\n  B: bob\n  Risk: ann\n'],
];

describe('a choice', () => {
  it.each(LAYOUTS)('is remembered beside %s', (_layout, before, after) => {
    expect(withChoice(before, 'Risk', 'ann')).toEqual({ text: after });
  });

  it.each([
    ['choices:\n  Risk: ann # why\n  B: bob\n', 'choices:\n  B: bob\n'],
    ['exclude: []\nchoices:\n  Risk: ann\n# end\n', 'exclude: []\n# end\n'],
    ['choices: { Risk: ann, B: bob }\n', 'choices: { B: bob }\n'],
    ['choices: { Risk: ann }\n', ''],
  ])('is forgotten in %j', (before, after) => {
    expect(withoutChoice(before, 'Risk')).toEqual({ text: after });
  });

  it.each([
    ['choices: [a\n', /syntax error in line 2/],
    ['choices: [a]\n', /no mapping/],
    ['- a\n', /no mapping/],
    ['{ choices: {} }\n', /braces/],
    ['a: &a {}\nchoices: *a\n', /no mapping/],
    ['choices:\n  ? Risk\n  : [ann]\n', /only a person/],
    ['exclude: []\n...\n', /only a person/],
  ])('is refused in %j', (before, reason) => {
    expect(withChoice(before, 'Risk', 'ann')).toEqual({ problem: expect.stringMatching(reason) });
  });

  it('of any name and winner says exactly that, and going back gives the same bytes', () => {
    const names = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('on', '1'));
    const before = '# ours\nchoices:\n  Kept: ann # because\nexclude:\n- "x"\n';
    fc.assert(
      fc.property(names, names, (step, winner) => {
        fc.pre(step !== 'Kept' && step !== '__proto__');
        const made = withChoice(before, step, winner);
        if ('problem' in made) throw new Error(made.problem);
        expect(parse(made.text)).toEqual({
          choices: { Kept: 'ann', [step]: winner },
          exclude: ['x'],
        });
        expect(withoutChoice(made.text, step)).toEqual({ text: before });
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
