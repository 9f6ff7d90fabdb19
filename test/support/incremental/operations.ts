import fc from 'fast-check';
import { CELLS, FILES, FOLDERS, NOTEBOOK, SETTINGS, TEXTS, TYPED, UNTITLED } from './texts.js';

/** One replacement; places are fractions of the text as it is then, so that every sequence can be played. */
export interface TypedChange {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** What the editor's watcher says about something on disk: at once, some time later, or never. */
export type Told = 'now' | 'late' | 'never';

/** What a person, an editor or another program does. Those that cannot be done at that moment are passed over. */
export type Operation =
  | { readonly do: 'open' | 'close' | 'save'; readonly file: string }
  | { readonly do: 'edit'; readonly file: string; readonly changes: readonly TypedChange[] }
  | { readonly do: 'replace'; readonly file: string; readonly text: string }
  | { readonly do: 'write'; readonly file: string; readonly text: string; readonly told: Told }
  | { readonly do: 'delete'; readonly path: string; readonly told: Told }
  | { readonly do: 'rename'; readonly path: string; readonly to: string; readonly told: Told }
  | {
      readonly do: 'switch';
      readonly files: readonly { readonly file: string; readonly text: string | null }[];
      readonly told: Told;
    }
  | {
      readonly do: 'cell';
      readonly how: 'insert' | 'remove' | 'replace';
      readonly at: number;
      readonly text: string;
    }
  | { readonly do: 'tell' | 'refresh' }
  | { readonly do: 'settings'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly do: 'folders'; readonly open: readonly string[] }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'work' }
  | { readonly do: 'compare' };

const file = fc.constantFrom(...FILES);
/** Files and documents that were never saved. */
const document = fc.constantFrom(...FILES, ...UNTITLED);
const told = fc.constantFrom<Told>('now', 'now', 'now', 'now', 'late', 'never');
const saying = (kind: 'write' | 'replace') =>
  (kind === 'write' ? file : document).chain(name =>
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

/** A file as another branch has it; `null`: not at all. */
const switched = file.chain(name =>
  fc.record({
    file: fc.constant(name),
    text: fc.constantFrom<string | null>(null, ...TEXTS[name]!),
  }),
);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open' as const), file: document }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), file: document }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('save' as const), file }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      file: document,
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
      do: fc.constant('switch' as const),
      files: fc.array(switched, { minLength: 2, maxLength: 8 }),
      told,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cell' as const),
      how: fc.constantFrom('insert', 'remove', 'replace'),
      at: fc.nat({ max: 5 }),
      text: fc.constantFrom(...CELLS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('open' as const), file: fc.constant(NOTEBOOK) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'tell' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'refresh' as const }) },
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
