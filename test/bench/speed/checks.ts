import type { Measured } from './run.js';

export interface Check {
  readonly says: string;
  /**
   * What is measured, the middle of several runs. Whoever makes the server faster lowers it, or the bench lets one pass that
   * is twice as slow: `twiceAsSlow.mjs` shows whether it does.
   */
  readonly usual: number;
  readonly ratio: (measured: Measured) => number;
}

/** A ratio that is this many times its usual one fails: noise stays below it, twice the work does not. */
const SLACK = 1.6;

/** CPU, never the clock: what else a machine does falls on one side of a ratio only by chance. */
export const CHECKS: readonly Check[] = [
  {
    says: 'CPU of the cold index beside a bare scan of the same files',
    usual: 5.2,
    ratio: ({ samples, trees }) =>
      least(samples, 'start cpu', trees.at(-1)!) / least(samples, 'scan cpu', trees.at(-1)!),
  },
  {
    says: 'CPU of reading all files to facts beside a bare scan of them',
    usual: 2.6,
    ratio: ({ samples, trees }) =>
      least(samples, 'facts cpu', trees.at(-1)!) / least(samples, 'scan cpu', trees.at(-1)!),
  },
  {
    says: 'CPU of a keystroke in a long registry beside a bare scan of it',
    usual: 1.4,
    ratio: ({ samples, longTree }) =>
      least(samples, 'keystroke cpu', longTree) / least(samples, 'bare scan cpu', longTree),
  },
  {
    says: 'CPU of a keystroke in the largest tree beside the smallest',
    usual: 0.8,
    ratio: ({ samples, trees }) =>
      least(samples, 'keystroke cpu', trees.at(-1)!) / least(samples, 'keystroke cpu', trees[0]!),
  },
  {
    says: 'bytes sent for an edit of the shared name beside those of the start',
    usual: 0.08,
    ratio: ({ samples, trees }) =>
      samples.median('shared name bytes', trees.at(-1)!) /
      samples.median('start bytes', trees.at(-1)!),
  },
  {
    says: 'memory after many edits beside memory after ten',
    usual: 1,
    ratio: ({ samples, trees }) =>
      samples.median('memory after many edits', trees.at(-1)!) /
      samples.median('memory after 10 edits', trees.at(-1)!),
  },
];

/** Noise only ever adds: of the same work the least CPU is the truest. */
function least(samples: Measured['samples'], measure: string, tree: string): number {
  return samples.of(measure, tree)?.least ?? Number.NaN;
}

/** Each ratio beside what it may be, for people. */
export function ratiosOf(measured: Measured): string[] {
  return CHECKS.map(({ says, usual, ratio }) => {
    const found = ratio(measured);
    const most = (usual * SLACK).toFixed(2);
    return `${found > usual * SLACK ? 'TOO MUCH' : 'ok'}: ${says}: ${found.toFixed(2)}x, usually ${usual}x, at most ${most}x`;
  });
}

/** The ratios that are worse than they may be; one that cannot be measured here (no /proc) is none. */
export function failuresOf(measured: Measured): string[] {
  return CHECKS.flatMap(({ says, usual, ratio }) =>
    ratio(measured) > usual * SLACK ? [says] : [],
  );
}
