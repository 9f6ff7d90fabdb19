import fc from 'fast-check';
import { FILES, FOLDERS, SETTINGS, TEXTS, TYPED } from './texts.js';

/** One replacement; places are fractions of the text as it is then, so that every sequence can be played. */
export interface TypedChange {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** What a person, an editor or another program does. Those that cannot be done at that moment are passed over. */
export type Operation =
  | { readonly do: 'open' | 'close' | 'save'; readonly file: string }
  | { readonly do: 'edit'; readonly file: string; readonly changes: readonly TypedChange[] }
  | { readonly do: 'replace'; readonly file: string; readonly text: string }
  | { readonly do: 'write'; readonly file: string; readonly text: string; readonly told: boolean }
  | { readonly do: 'delete'; readonly path: string; readonly told: boolean }
  | { readonly do: 'rename'; readonly path: string; readonly to: string; readonly told: boolean }
  | { readonly do: 'settings'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly do: 'folders'; readonly open: readonly string[] }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'work' }
  | { readonly do: 'compare' };

const file = fc.constantFrom(...FILES);
const told = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false));
const saying = (kind: 'write' | 'replace') =>
  file.chain(name =>
    fc.record({
      do: fc.constant(kind),
      file: fc.constant(name),
      text: fc.constantFrom(...TEXTS[name]!),
      told,
    }),
  );
const change = fc.record({
  from: fc.integer({ min: 0, max: 99 }),
  length: fc.constantFrom(0, 0, 0, 1, 3, 20),
  text: fc.constantFrom(...TYPED),
});

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open' as const), file }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), file }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('save' as const), file }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      file,
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: saying('replace') as fc.Arbitrary<Operation> },
  { weight: 7, arbitrary: saying('write') as fc.Arbitrary<Operation> },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      path: fc.constantFrom(...FILES, ...FOLDERS),
      told,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      path: fc.constantFrom(...FILES, ...FOLDERS),
      to: fc.constantFrom(...FILES, ...FOLDERS, 'away', 'build/lib'),
      told,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settings' as const),
      value: fc.constantFrom(...SETTINGS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('folders' as const),
      open: fc.constantFrom(['.'], ['developers'], ['.', 'nested'], ['dags', 'src'], []),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(20, 60, 310, 1100),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'work' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'compare' as const }) },
);

/** For people, and to be copied into a test of its own. */
export function describeOperations(operations: readonly Operation[]): string {
  return operations.map(each => `  ${JSON.stringify(each)},`).join('\n');
}
