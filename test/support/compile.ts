import { spawnSync } from 'node:child_process';

const SCRIPT = new URL('./python/compile_texts.py', import.meta.url).pathname;

/** Whether a python3 is there to ask. */
export function hasPython(): boolean {
  return spawnSync('python3', ['--version']).status === 0;
}

/** For each text: null if CPython compiles it, otherwise why it does not. */
export function compileAll(texts: readonly string[], script = SCRIPT): (string | null)[] {
  const run = spawnSync('python3', [script], {
    input: texts.map(text => JSON.stringify(text)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as string | null);
}
