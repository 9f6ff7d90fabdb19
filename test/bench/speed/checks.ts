import type { Measured } from './run.js';

interface Check {
  readonly says: string;
  /** Twice what was measured when the check was written. */
  readonly atMost: number;
  readonly ratio: (measured: Measured) => number;
}

const CHECKS: readonly Check[] = [
  {
    says: 'cold index beside a bare scan of the same files',
    atMost: 8,
    ratio: ({ samples, trees }) => {
      const [tree] = trees.slice(-1) as [string];
      const work = samples.median('settled', tree) - samples.median('initialize', tree);
      return work / samples.median('scan', tree);
    },
  },
  {
    says: 'keystroke in a long registry beside a bare scan of it',
    atMost: 8,
    ratio: ({ samples, longTree }) =>
      samples.median('keystroke', longTree) / samples.median('bare scan', longTree),
  },
  {
    says: 'keystroke in the largest tree beside the smallest',
    atMost: 2.4,
    ratio: ({ samples, trees }) =>
      samples.median('keystroke', trees.at(-1)!) / samples.median('keystroke', trees[0]!),
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
