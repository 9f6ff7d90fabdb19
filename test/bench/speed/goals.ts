import type { Measured } from './run.js';
import { short } from './table.js';

interface Goal {
  readonly says: string;
  readonly atMost: number;
  readonly unit: 'x' | 'ms' | 'MB' | 'KB' | 'ticks';
  readonly found: (median: Median, measured: Measured) => number;
}

/** The median of a measure; by default on the largest tree. */
type Median = (measure: string, tree?: string) => number;

/** The time that a server waits for quiet before it tells others what was typed. */
const QUIET_MS = 300;
/** What the Python original took for 1,000 developers beside the floor, where it cannot be measured: 1,740 ms beside 105 ms. */
const RECORDED_ORIGINAL = 16.6;

const GOALS: readonly Goal[] = [
  {
    says: 'cold index, spawn to all findings published, beside the floor',
    atMost: 8,
    unit: 'x',
    found: median => median('settled') / median('floor'),
  },
  {
    says: 'the registry files alone, beside the Python original',
    atMost: 1 / 3,
    unit: 'x',
    found: median => {
      const original = median('python original');
      const recorded = RECORDED_ORIGINAL * median('floor');
      return median('registries') / (Number.isNaN(original) ? recorded : original);
    },
  },
  {
    says: 'all findings published, beside the first `workspace/symbol` of pyright',
    atMost: 1 / 10,
    unit: 'x',
    found: median => median('settled') / median('pyright first symbols'),
  },
  {
    says: '`initialize` answered, beside pyright',
    atMost: 1 / 2,
    unit: 'x',
    found: median => median('initialize') / median('pyright initialize'),
  },
  {
    says: 'keystroke to published findings on 50 steps, p95',
    atMost: 4,
    unit: 'ms',
    found: median => median('keystroke p95'),
  },
  {
    says: 'CPU of a keystroke on 5,000 steps, beside one scan',
    atMost: 2,
    unit: 'x',
    found: (median, { longTree }) =>
      median('keystroke cpu', longTree) / median('bare scan cpu', longTree),
  },
  {
    says: 'growth of a keystroke from 10 to 1,000 developers, p50',
    atMost: 1.2,
    unit: 'x',
    found: (median, { trees }) => median('keystroke') / median('keystroke', trees[0]),
  },
  {
    says: 'growth of a keystroke from 10 to 1,000 developers, p95',
    atMost: 1.2,
    unit: 'x',
    found: (median, { trees }) => median('keystroke p95') / median('keystroke p95', trees[0]),
  },
  {
    says: 'edit of the shared name: the edited file',
    atMost: 30,
    unit: 'ms',
    found: median => median('shared name own'),
  },
  {
    says: 'edit of the shared name: all settled, without the quiet time',
    atMost: 1000,
    unit: 'ms',
    found: median => median('shared name') - QUIET_MS,
  },
  {
    says: 'edit of the shared name: on the wire',
    atMost: 2000,
    unit: 'KB',
    found: median => median('shared name bytes') / 1000,
  },
  {
    says: 'completion after a typed character at 50,000 names, p95',
    atMost: 10,
    unit: 'ms',
    found: median => median('completion p95'),
  },
  {
    says: 'index of the registries, for 1,000 steps',
    atMost: 600,
    unit: 'KB',
    found: median => median('registry memory') / 1000,
  },
  {
    says: 'peak memory of the cold index (RSS)',
    atMost: 200,
    unit: 'MB',
    found: median => median('peak memory'),
  },
  {
    says: 'memory after 1,000 edits, beside after 10',
    atMost: 1.05,
    unit: 'x',
    found: median => median('memory after many edits') / median('memory after 10 edits'),
  },
  {
    says: 'a change on disk is seen beside junk, told to published, p95',
    atMost: 150,
    unit: 'ms',
    found: median => median('disk change with junk p95'),
  },
  {
    says: 'CPU in a minute of idleness, the second one',
    atMost: 0,
    unit: 'ticks',
    found: median => median('idle ticks'),
  },
];

/** The goals beside what was measured, as a Markdown table. */
export function goalsOf(measured: Measured): string {
  const largest = measured.trees.at(-1)!;
  const median: Median = (measure, tree = largest) => measured.samples.median(measure, tree);
  return [
    '| goal (1,000 developers) | at most | measured | reached |',
    '|---|---:|---:|---|',
    ...GOALS.map(({ says, atMost, unit, found }) => {
      const value = found(median, measured);
      const written = (number: number): string =>
        unit === 'x' ? `${number.toFixed(2)}x` : `${short(number)} ${unit}`;
      const reached = Number.isNaN(value) ? 'not measured' : value <= atMost ? 'yes' : '**no**';
      return `| ${says} | ${written(atMost)} | ${Number.isNaN(value) ? '' : written(value)} | ${reached} |`;
    }),
  ].join('\n');
}
