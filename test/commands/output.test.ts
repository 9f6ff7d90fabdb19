import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltProgram, buildCommandLine } from '../support/builtProgram.js';
import { copyOf, run, TEAM } from './harness.js';

let program: BuiltProgram;
beforeAll(async () => {
  program = await buildCommandLine();
});
afterAll(() => program.remove());

function start(args: readonly string[], stdio: SpawnOptions['stdio']) {
  return spawn(process.execPath, [program.file, ...args], { cwd: TEAM, stdio: stdio! });
}

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it('is an error that names the file, where a baseline is written', async () => {
    const { code, err } = await run(copyOf('team'), ['check', '--write-baseline', '/dev/full']);
    expect(code).toBe(2);
    expect(err).toMatch(/\/dev\/full.*(ENOSPC|no space)/i);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each([['export'], ['check', '--format', 'sarif'], ['--help']])(
    'is one line on standard error, where the output goes there: %s',
    async (...args) => {
      const full = openSync('/dev/full', 'w');
      const child = start(args, ['ignore', full, 'pipe']);
      closeSync(full);
      const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
      expect(said).toMatch(/^cursus-registry: the output cannot be written: .*ENOSPC.*\n$/);
      expect(code).toBe(2);
    },
  );

  it('is an exit code, where standard error goes there too', async () => {
    const full = openSync('/dev/full', 'w');
    const child = start(['export'], ['ignore', full, full]);
    closeSync(full);
    expect((await once(child, 'exit'))[0]).toBe(2);
  });
});

describe('a reader that goes', () => {
  it.each([['export'], ['check', '--format', 'sarif']])(
    'is no error: %s | head -1',
    async (...args) => {
      const child = start(args, ['ignore', 'pipe', 'pipe']);
      const said = text(child.stderr!);
      const exit = once(child, 'exit');
      child.stdout!.destroy();
      expect(await said).toBe('');
      expect((await exit)[0]).toBe(0);
    },
  );
});
