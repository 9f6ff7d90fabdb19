import { readFileSync } from 'node:fs';

/** Recorded answers of the Python runtime. */
export function golden<T>(name: string): T {
  const url = new URL(`../../golden/${name}.json.golden`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

export type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The dates at which answers were recorded, and core at each: `seed` of September 2025, `new` of August 2026. */
export const CORES = {
  seed: golden<Table>('core_2025_09'),
  new: golden<Table>('core_2026_08'),
} as const;

export type RecordingDate = keyof typeof CORES;
export const DATES = ['seed', 'new'] as const satisfies readonly RecordingDate[];
