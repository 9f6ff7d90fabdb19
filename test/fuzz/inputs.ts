import fc from 'fast-check';

const PIECES = [
  ...'"\'{}[]():,#\\=*&|>-%@!?<`$;',
  ...['"""', '\n', '\r\n', '\r', '\t', '    ', '\0', '\ufeff', '\ud800', '\udc00', '\u{1f600}'],
  ...['\u2028', '\u202e', 'e\u0301', '<<', '---', '*r', '&r ', '!!int ', '- ', 'f"{', 'class X'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'LOCAL_STEPS',
    'STEP_OVERRIDES',
    '**',
    '../',
    '1e999',
  ],
  ...['# cursus: ignore', 'RiskScore', '['.repeat(300), '{"a":'.repeat(300), '- '.repeat(300)],
];

/** An edit at a fraction of the text as it is by then. */
const damage = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 30 }),
  fc.oneof(
    fc.constant(''),
    fc.constantFrom(...PIECES),
    fc.string({ unit: 'binary', maxLength: 6 }),
  ),
);

/** Texts as accidents make them of real ones; now and then one that never was any. */
export function damagedText(samples: readonly string[]): fc.Arbitrary<string> {
  const real = fc
    .tuple(fc.constantFrom(...samples), fc.array(damage, { minLength: 1, maxLength: 6 }))
    .map(([text, damages]) =>
      damages.reduce((result, [place, removed, inserted]) => {
        const at = Math.floor(place * (result.length + 1));
        return result.slice(0, at) + inserted + result.slice(at + removed);
      }, text),
    );
  const invented = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 40 })
    .map(pieces => pieces.join(''));
  return fc.oneof({ weight: 5, arbitrary: real }, { weight: 1, arbitrary: invented });
}

export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', -1, 2 ** 53, 1e308, [], {}, '__proto__', 'file:///%'),
  fc.constantFrom<unknown>('file:///a%2Fb', 'c:\\x', '\\\\host\\share', 'untitled:', 'x:y:z', '\0'),
  fc.jsonValue({ maxDepth: 4 }),
  fc.object({
    key: fc.constantFrom('__proto__', 'constructor', 'uri', 'length', 'a'),
    maxDepth: 3,
  }),
);

/** A value with something else in one or two places within it. */
export function damagedValue(sample: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.nat({ max: 200 }), fc.option(anyValue)), { maxLength: 2 })
    .map(changes =>
      changes.reduce<unknown>((value, [place, put]) => replaced(value, place, put), sample),
    );
}

/** @param put what takes the place; `null`: the place is left out */
function replaced(value: unknown, place: number, put: unknown): unknown {
  const copy = structuredClone(value);
  const places: (() => void)[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push(() => {
        if (put === null) delete (node as Record<string, unknown>)[key];
        else (node as Record<string, unknown>)[key] = put;
      });
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(copy);
  if (places.length === 0) return put;
  places[place % places.length]!();
  return copy;
}
