import { describe, expect, it } from 'vitest';
import { Uris } from '../../server/host/uris.js';

const posix = new Uris({ flavour: 'posix', caseSensitive: true });
const windows = (): Uris => new Uris({ flavour: 'win32', caseSensitive: false });

describe('the key of a file', () => {
  it('is one for all spellings of a drive letter', () => {
    const uris = windows();
    const keys = ['file:///C:/repo/a.py', 'file:///c%3A/repo/a.py', 'file:///C%3A/repo/a.py'].map(
      uri => uris.key(uri),
    );
    expect(new Set(keys)).toEqual(new Set(['file:///c%3A/repo/a.py']));
    expect(uris.path(keys[0]!)).toBe('c:/repo/a.py');
    expect(uris.keyOfPath('c:/repo/a.py')).toBe(keys[0]);
  });

  it('is one for more or less percent-encoding', () => {
    const keys = ['file:///repo/a%20b/%C3%A9.py', 'file:///repo/a b/é.py'].map(uri =>
      posix.key(uri),
    );
    expect(keys[0]).toBe(keys[1]);
    expect(posix.path(keys[0]!)).toBe('/repo/a b/é.py');
    expect(posix.keyOfPath('/repo/a b/é.py')).toBe(keys[0]);
  });

  it.each(['#', '?', '%', ' ', '[', '+', '日本'])('survives %s in a name', character => {
    const path = `/repo/a${character}b.py`;
    expect(posix.path(posix.keyOfPath(path))).toBe(path);
    expect(posix.key(posix.keyOfPath(path))).toBe(posix.keyOfPath(path));
  });

  it('is one whatever the case where case does not count, and the first spelling stays', () => {
    const uris = windows();
    expect(uris.keyOfPath('c:/Repo/A.py')).toBe('file:///c%3A/Repo/A.py');
    expect(uris.key('file:///C:/repo/a.PY')).toBe('file:///c%3A/Repo/A.py');
    expect(posix.keyOfPath('/Repo/A.py')).not.toBe(posix.keyOfPath('/repo/a.py'));
  });

  it('knows network shares', () => {
    const uris = windows();
    const key = uris.key('file://server/share/a.py')!;
    expect(uris.path(key)).toBe('//server/share/a.py');
    expect(uris.keyOfPath('//server/share/a.py')).toBe(key);
  });

  it.each(['git:/repo/a.py', 'output:x', 'vscode-vfs://github/a', 'no uri', ''])(
    'is none for %s',
    uri => expect(posix.key(uri)).toBeUndefined(),
  );

  it.each([
    'untitled:Untitled-1',
    'vscode-remote://ssh-remote%2Bbox/home/a.py',
    'vscode-notebook-cell:/a.ipynb#W0',
  ])('is there for %s', uri => {
    const key = posix.key(uri);
    expect(key).toBeDefined();
    expect(posix.path(key!)).toBeUndefined();
  });
});

describe('the client', () => {
  it('gets its own spelling back', () => {
    const uris = windows();
    const own = 'file:///C:/repo/a.py';
    const key = uris.key(own)!;
    uris.remember(key, own);
    expect(uris.client(key)).toBe(own);
    expect(uris.client('file:///c%3A/repo/b.py')).toBe('file:///c%3A/repo/b.py');
  });
});

describe('a path below a folder', () => {
  it('is told by whole segments', () => {
    expect(posix.relative('/repo', '/repo/a/b.py')).toBe('a/b.py');
    expect(posix.relative('/repo', '/repository/a.py')).toBeUndefined();
    expect(posix.relative('/repo', '/repo')).toBe('');
    expect(posix.relative('/', '/a')).toBe('a');
    expect(posix.relative('/Repo', '/repo/a')).toBeUndefined();
  });

  it('follows the case rules of the platform', () => {
    expect(windows().relative('c:/Repo', 'c:/repo/Src/a.py')).toBe('Src/a.py');
  });

  it('is written one way', () => {
    expect(windows().normalisePath('C:\\Repo\\x\\')).toBe('c:/Repo/x');
    expect(posix.normalisePath('/repo/')).toBe('/repo');
    expect(posix.normalisePath('/')).toBe('/');
    expect(posix.normalisePath('/repo/./a/../b')).toBe('/repo/b');
    expect(windows().normalisePath('\\\\server\\share\\x\\..\\y')).toBe('//server/share/y');
  });
});
