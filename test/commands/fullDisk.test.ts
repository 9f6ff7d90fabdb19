import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { copyOf, run } from './harness.js';

it.skipIf(!existsSync('/dev/full'))(
  'a full disk is an error that names the file, where a baseline is written',
  async () => {
    const { code, err } = await run(copyOf('team'), ['check', '--write-baseline', '/dev/full']);
    expect(code).toBe(2);
    expect(err).toMatch(/\/dev\/full.*(ENOSPC|no space)/i);
    expect(err).not.toMatch(/\n\s+at /);
  },
);
