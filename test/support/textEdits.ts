import fc from 'fast-check';

/** A change of a text, wherever the text has the place for it. */
export interface TextEdit {
  /** Places as parts of the length. */
  readonly places: readonly number[];
  readonly removed: number;
  readonly inserted: string;
  /** Made in the text that everything began with: what was typed is taken back. */
  readonly takesBack: boolean;
}

const PIECES = [
  ...'()[]{}"\'\\,:=.#;@*-$ \n\r\t\f\0xé€1',
  ...[
    '\r\n',
    '\n\n',
    '\n    ',
    '\n        ',
    '"""',
    "'''",
    'f"{',
    'f"{x}"',
    '{x}',
    'rb"',
    '\ud83d\ude00',
    '\ud800',
  ],
  ...[
    '"New": {',
    '},',
    '"a": 1,',
    '"a": "b",\n        ',
    'lambda ',
    'lambda: 1,',
    'if x:\n    ',
    '\\\n',
    '# note\n',
  ],
  ...[
    '"E": {"config_class": "EConfig"},\n    ',
    'X = [1, 2]\n',
    ', ',
    '<<<<<<< HEAD\n',
    'dict(',
    'T = {\n',
  ],
];

const FINEST = 10_000;

export const textEdit: fc.Arbitrary<TextEdit> = fc.record({
  // Whole numbers: doubles would nearly all be next to nothing.
  places: fc.array(
    fc.noBias(fc.integer({ min: 0, max: FINEST })).map(place => place / FINEST),
    { minLength: 1, maxLength: 3 },
  ),
  removed: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 200 }) },
  ),
  inserted: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('x', 'y1', '_', 'Config') },
    { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map(all => all.join('')),
    },
  ),
  takesBack: fc.boolean(),
});

/** @param first the text that everything began with */
export function editOf(
  { places, removed, inserted, takesBack }: TextEdit,
  text: string,
  first: string,
): string {
  let edited = takesBack ? first : text;
  for (const place of places) {
    const at = Math.round(place * edited.length);
    edited = edited.slice(0, at) + inserted + edited.slice(at + removed);
  }
  return edited;
}
