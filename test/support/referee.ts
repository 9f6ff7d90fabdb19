import { spawnSync } from 'node:child_process';

const SCRIPT = new URL('./python/referee.py', import.meta.url).pathname;

/** What CPython's tokenize and ast say about one file. Offsets are UTF-16, a byte order mark not counted. */
export type Truth =
  | { readonly error: string }
  | {
      readonly error?: undefined;
      readonly strings: readonly (readonly [start: number, end: number])[];
      /** Starts of newline tokens, -1 for an indent, -2 for a dedent. */
      readonly structure: readonly number[];
      readonly classes: readonly (readonly [name: string, start: number, end: number])[];
      readonly values: readonly (readonly [start: number, end: number, value: string])[];
      readonly tables: readonly (readonly [
        name: string,
        span: readonly [number, number],
        keys: readonly (readonly [
          name: string,
          key: readonly [number, number],
          value: readonly [number, number],
        ])[],
      ])[];
    };

/** Asks python3 about files. */
export function truthOf(paths: readonly string[], script = SCRIPT): Truth[] {
  const run = spawnSync('python3', [script], {
    input: paths.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Truth);
}
