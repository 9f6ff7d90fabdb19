import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk, type DiskCalls } from '../../server/host/disk.js';
import { openRootOn } from '../../server/openRoot.js';
import { type Ran, run, TEAM } from './harness.js';

type Call = (name: string, ...rest: unknown[]) => unknown;

/** The calls of a disk on which a folder of this machine is `c:/Repo`, and everything else is missing. */
function windowsDisk(folder: string, mount: string): DiskCalls {
  const real = (name: string): string => {
    const isBelow = `${name}/`.toLowerCase().startsWith(`${mount}/`.toLowerCase());
    return isBelow ? folder + name.slice(mount.length) : '/no such file or folder';
  };
  const moved = (call: Call): never =>
    ((name: string, ...rest: unknown[]) => call(real(name), ...rest)) as never;
  return {
    ...fs,
    open: moved(fs.open as Call),
    openSync: moved(fs.openSync as Call),
    lstat: moved(fs.lstat as Call),
    lstatSync: moved(fs.lstatSync as Call),
    readdir: moved(fs.readdir as Call),
    realpath: ((name: string, done: (error: unknown, real?: string) => void) =>
      fs.lstat(real(name), error => (error ? done(error) : done(null, name)))) as never,
  };
}

/** Runs a command as a shell of Windows would, where the fixture `team` is what `mount` names. */
function runOnWindows(
  args: readonly string[],
  more: { cwd?: string; stdin?: string; mount?: string } = {},
): Promise<Ran> {
  const disk = new Disk(windowsDisk(TEAM, more.mount ?? 'c:/Repo'));
  const style = { flavour: 'win32', caseSensitive: false } as const;
  return run(more.cwd ?? 'C:\\Repo', args, {
    ...(more.stdin === undefined ? {} : { stdin: more.stdin }),
    path: path.win32,
    open: (request, io) => openRootOn({ disk, style, path: path.win32 }, request, io),
  });
}

const TEAMS = 'developer_workspaces/developers';
const ANN = `${TEAMS}/ann`;
const ANNS_REGISTRY =
  'developer_workspaces/developers/ann/src/cursus_dev/registry/workspace_registry.py';
const backwards = (name: string): string => name.replaceAll('/', '\\');

describe('on Windows', () => {
  it.each([
    'check --format json',
    'check --format sarif',
    'check --format github',
    'check --format text',
    'list --format json',
    'resolve RiskScore --workspace ann --format json',
    'conflicts --format json',
    'export',
  ])('%s answers word for word what it answers elsewhere', async line => {
    const args = line.split(' ');
    const here = await run(TEAM, args);
    expect(here.out).not.toBe('');
    expect(await runOnWindows(args)).toEqual(here);
  });

  it('the root is given on another drive, and may lie on a share', async () => {
    const args = ['check', '--format', 'json'];
    const here = await run(TEAM, args);
    const elsewhere = await runOnWindows([...args, '--root', 'C:\\Repo'], { cwd: 'D:\\' });
    expect(elsewhere).toEqual(here);
    const share = { mount: '//server/share/repo', cwd: '\\\\server\\share\\repo\\' };
    expect(await runOnWindows(args, share)).toEqual(here);
  });

  it('paths are given with either slash and any drive letter', async () => {
    const here = await run(TEAM, ['check', ANN, '--format', 'json']);
    const { problems } = JSON.parse(here.out) as { problems: { file: string }[] };
    expect(problems.length).toBeGreaterThan(0);
    for (const [cwd, written] of [
      ['C:\\Repo', backwards(ANN)],
      ['C:\\Repo', `${ANN}/`],
      ['c:\\repo', `.\\${backwards(ANN)}`],
      ['D:\\', `c:\\Repo\\${backwards(ANN)}`],
      [`C:\\Repo\\${backwards(TEAMS)}\\bob`, '..\\ann'],
    ] as const) {
      const args = ['check', written, '--format', 'json', '--root', 'C:\\Repo'];
      expect(await runOnWindows(args, { cwd }), written).toEqual(here);
    }
  });

  it.each([
    ['..\\elsewhere', /lies outside C:\\Repo/],
    ['D:\\Repo', /lies outside C:\\Repo/],
    ['C:\\Repository', /lies outside C:\\Repo/],
    ['developers\\nobody', /cannot check developers\\nobody: it does not exist/],
  ])('a path that is none is an error: %s', async (written, message) => {
    const { code, err } = await runOnWindows(['check', written]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it.each([
    ['C:\\', /whole disk/],
    ['C:\\Nowhere', /no such folder/],
    ['\\\\server\\share', /no such folder/],
  ])('a root that is none is an error: %s', async (root, message) => {
    const mount = root === 'C:\\' ? 'c:' : 'c:/Repo';
    const args = ['check', '--root', root];
    const { code, err } = await runOnWindows(args, { mount });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('the core, the folders of workspaces and the file of a buffer are given so, too', async () => {
    const posix = ['--core', 'src/cursus/registry', '--workspaces-root', ANN];
    const here = await run(TEAM, ['status', '--format', 'json', ...posix]);
    expect(here.err).toBe('');
    const windows = await runOnWindows(['status', '--format', 'json', ...posix.map(backwards)]);
    const plain = ({ out }: Ran) => out.replace(/"(?:milliseconds|root)": [^\n]*/g, '');
    expect(plain(windows)).toBe(plain(here));

    const outside = await runOnWindows(['status', '--core', 'D:\\other']);
    expect(outside.err).toMatch(/no such file or folder|lies outside/);

    const stdin = 'LOCAL_STEPS = {"Half": 3}\n';
    const buffered = ['check', '--format', 'json', '--stdin-filename'];
    const expected = await run(TEAM, [...buffered, ANNS_REGISTRY], { stdin });
    expect(expected.out).toContain('invalid-entry');
    expect(await runOnWindows([...buffered, backwards(ANNS_REGISTRY)], { stdin })).toEqual(
      expected,
    );
  });
});

it('in any case where case does not count: what a path names does not depend on how it is spelled', async () => {
  const uris = { flavour: 'win32', caseSensitive: false } as const;
  const disk = new Disk(windowsDisk(TEAM, 'c:/Repo'));
  const io = { cwd: 'C:\\Repo', env: {}, colour: false, out() {}, err() {}, stdin: async () => '' };
  const machine = { disk, style: uris, path: path.win32 };
  const opened = await openRootOn(machine, { root: 'c:\\REPO', workspacesRoots: [] }, io);
  const isWithin = opened.within(`C:\\repo\\${backwards(ANN).toUpperCase()}`);
  expect(isWithin?.(ANNS_REGISTRY)).toBe(true);
  expect(isWithin?.(`${ANN}x/a.py`)).toBe(false);
  expect(opened.within('C:\\Repository')).toBeUndefined();
});
