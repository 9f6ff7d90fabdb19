import type { Measured } from './run.js';

interface Check {
  readonly says: string;
  /** Twice what was measured when the check was written. */
  readonly atMost: number;
  readonly ratio: (measured: Measured) => number;
}

/** CPU where there is a choice: it tells more than the clock on a machine that does other things too. */
const CHECKS: readonly Check[] = [
  {
    says: 'CPU of the cold index beside a bare scan of the same files',
    atMost: 12,
    ratio: ({ samples, trees }) => {
      const [tree] = trees.slice(-1) as [string];
      return samples.median('start cpu', tree) / samples.median('scan', tree);
    },
  },
  {
    says: 'CPU of a keystroke in a long registry beside a bare scan of it',
    atMost: 17,
    ratio: ({ samples, longTree }) =>
      samples.median('keystroke cpu', longTree) / samples.median('bare scan', longTree),
  },
  {
    says: 'CPU of a keystroke in the largest tree beside the smallest',
    atMost: 2.4,
    ratio: ({ samples, trees }) =>
      samples.median('keystroke cpu', trees.at(-1)!) / samples.median('keystroke cpu', trees[0]!),
  },
  {
    says: 'memory after many edits beside memory after ten',
    atMost: 2,
    ratio: ({ samples, trees }) =>
      samples.median('memory after many edits', trees.at(-1)!) /
      samples.median('memory after 10 edits', trees.at(-1)!),
  },
];

/** The ratios that are worse than they may be, for people; a ratio that was not measured is none. */
export function failuresOf(measured: Measured): string[] {
  return CHECKS.flatMap(({ says, atMost, ratio }) => {
    const found = ratio(measured);
    return found > atMost ? [`${says}: ${found.toFixed(2)}x, at most ${atMost}x`] : [];
  });
}
