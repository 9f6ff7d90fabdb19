/** What several samples of one quantity say. */
export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** @param part 0 to 1; the nearest sample at or above that share */
export function percentile(samples: readonly number[], part: number): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]!;
}

export function summary(samples: readonly number[]): Summary {
  return {
    median: percentile(samples, 0.5),
    least: Math.min(...samples),
    most: Math.max(...samples),
    count: samples.length,
  };
}
