import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Disk, type DiskCalls, MAX_BYTES, sameStamp } from '../../server/host/disk.js';

let root: string;
const at = (name: string): string => path.join(root, name);

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'disk-'));
  fs.writeFileSync(at('plain.py'), 'x = 1\n');
  fs.mkdirSync(at('folder.py'));
  fs.symlinkSync(at('plain.py'), at('link.py'));
  fs.writeFileSync(at('large.py'), '');
  fs.truncateSync(at('large.py'), MAX_BYTES + 1);
  fs.writeFileSync(at('huge.py'), '');
  fs.truncateSync(at('huge.py'), 200 * 1024 * 1024);
  fs.writeFileSync(at('limit.py'), '');
  fs.truncateSync(at('limit.py'), MAX_BYTES);
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe.py')]);
});

afterAll(() => fs.rmSync(root, { recursive: true }));

async function reasonOf(disk: Disk, name: string): Promise<string> {
  const result = await disk.read(at(name));
  const now = disk.readNow(at(name));
  const reason = result.ok ? 'read' : result.failure.reason;
  expect(now.ok ? 'read' : now.failure.reason).toBe(reason);
  return reason;
}

describe('reading from disk', () => {
  it.each([
    ['plain.py', 'read'],
    ['limit.py', 'read'],
    ['none.py', 'missing'],
    ['plain.py/x.py', 'missing'],
    ['folder.py', 'directory'],
    ['large.py', 'too-large'],
    ['huge.py', 'too-large'],
  ])('%s: %s', async (name, reason) => {
    expect(await reasonOf(new Disk(), name)).toBe(reason);
  });

  it.skipIf(process.platform === 'win32')(
    'neither waits for a pipe nor follows a link',
    async () => {
      expect(await reasonOf(new Disk(), 'pipe.py')).toBe('special');
      expect(await reasonOf(new Disk(), 'link.py')).toBe('link');
    },
  );

  it.each([
    ['EACCES', 'permission'],
    ['EIO', 'io'],
    ['ENOENT', 'missing'],
  ])('%s is a value', async (code, reason) => {
    const error = Object.assign(new Error(code), { code });
    const calls: DiskCalls = {
      ...fs,
      read: ((...args: unknown[]) => (args.at(-1) as (e: Error) => void)(error)) as never,
    };
    const result = await new Disk(calls).read(at('plain.py'));
    expect(result).toMatchObject({ ok: false, failure: { reason } });
  });

  it('gives what is left of a file that shrinks while it is read', async () => {
    const calls: DiskCalls = {
      ...fs,
      fstat: ((descriptor: number, done: (e: unknown, s: fs.Stats) => void) =>
        fs.fstat(descriptor, (error, stats) => {
          stats.size += 10;
          done(error, stats);
        })) as never,
    };
    const result = await new Disk(calls).read(at('plain.py'));
    expect(result.ok && result.bytes.toString()).toBe('x = 1\n');
  });

  it.each([
    ['replaced', () => fs.renameSync(at('next.py'), at('moving.py'))],
    ['written anew', () => fs.writeFileSync(at('moving.py'), 'after = 12345\n')],
    ['deleted', () => fs.rmSync(at('moving.py'))],
  ])(
    'gives one state of a file that is %s while it is read, and knows that it is old',
    async (_, change) => {
      fs.writeFileSync(at('moving.py'), 'before = 1\n');
      fs.writeFileSync(at('next.py'), 'after = 12345\n');
      const calls: DiskCalls = {
        ...fs,
        read: ((...args: [...unknown[], (error: unknown, count: number) => void]) => {
          const done = args.pop() as (error: unknown, count: number) => void;
          const read = fs.read as (...given: unknown[]) => void;
          read(...args, (error: unknown, count: number) => {
            change();
            done(error, count);
          });
        }) as never,
      };
      const disk = new Disk(calls);
      const result = await disk.read(at('moving.py'));
      expect(result.ok && result.bytes.toString()).toBe('before = 1\n');
      const now = await new Disk().read(at('moving.py'));
      expect(result.ok && now.ok && sameStamp(result.stamp, now.stamp)).toBe(false);
    },
  );

  it('waits where too many files are open, and reads them all', async () => {
    let open = 0;
    let most = 0;
    const calls: DiskCalls = {
      ...fs,
      open: ((file: string, flags: number, done: (e: unknown, d?: number) => void) => {
        if (open >= 3) return done(Object.assign(new Error('EMFILE'), { code: 'EMFILE' }));
        most = Math.max(most, ++open);
        fs.open(file, flags, done);
      }) as never,
      close: ((descriptor: number, done: () => void) => {
        fs.close(descriptor, () => {
          open--;
          done();
        });
      }) as never,
    };
    const disk = new Disk(calls);
    const results = await Promise.all(Array.from({ length: 40 }, () => disk.read(at('plain.py'))));
    expect(results.every(result => result.ok)).toBe(true);
    expect(most).toBe(3);
  });

  it('gives up calmly where no file can be opened at all', async () => {
    const calls: DiskCalls = {
      ...fs,
      open: ((_file: string, _flags: number, done: (e: unknown) => void) =>
        done(Object.assign(new Error('EMFILE'), { code: 'EMFILE' }))) as never,
    };
    const disk = new Disk(calls, {
      now: () => 0,
      after: (_ms, run) => {
        setImmediate(run);
        return () => {};
      },
      turn: () => Promise.resolve(),
    });
    const results = await Promise.all([disk.read(at('plain.py')), disk.read(at('plain.py'))]);
    expect(results.map(result => !result.ok && result.failure.reason)).toEqual(['io', 'io']);
  });
});
