import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Uris } from '../../server/host/uris.js';
import { openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';

const insensitive = () => ({
  ...TOY_SERVER,
  uris: new Uris({ flavour: 'posix', caseSensitive: false, composes: true }),
});

describe('a file system on which case does not count', () => {
  it('holds a file once, whatever the case in which the client opens it', async () => {
    const { client, at } = await openProject(
      { 'src/A.py': 'use X\n', 'src/b.py': '' },
      { server: insensitive() },
    );
    expect(client.codes(at('src/A.py'))).toEqual(['0:4 unknown-builder']);
    client.open(at('SRC/a.py'), 'use Y\nuse Z\n');
    await client.settled();
    expect(client.statuses.at(-1)?.projects[0]?.files).toBe(2);
    expect(
      [...client.diagnostics.values()].flat().filter(({ range }) => range.start.line === 1),
    ).toHaveLength(1);
  });

  it('holds a file once, however its accents are composed', async () => {
    const { client, at } = await openProject(
      { 'caf\u00e9.py': 'use X\n' },
      { server: insensitive() },
    );
    client.open(at('cafe\u0301.py'), 'class X\nuse X\n');
    await client.settled();
    expect(client.statuses.at(-1)?.projects[0]?.files).toBe(1);
    expect([...client.diagnostics.keys()]).toEqual([]);
  });

  it('is another one where both count', async () => {
    const { client } = await openProject({
      'caf\u00e9.py': '',
      'cafe\u0301.py': '',
      'Cafe.py': '',
      'cafe.py': '',
    });
    expect(client.statuses.at(-1)?.projects[0]?.files).toBe(4);
  });
});

describe('names of files and folders', () => {
  it.each([
    ['blanks', 'my team/my file'],
    ['a hash', 'C# team/a#b'],
    ['a question mark', 'what?/a?b'],
    ['a percent sign', '100%/a%20b'],
    ['a backslash', 'a\\b/c\\d'],
    ['brackets, as globs have them', '[a]/{b,c}'],
    ['other scripts', '日本/файл'],
    ['beyond the basic plane', '\u{1f680}/\u{1f600}'],
    ['more than 260 characters', `${'long/'.repeat(80)}name`],
  ])('may have %s', async (_, name) => {
    const file = `${name}.py`;
    const { client, at } = await openProject({ [file]: 'use X\n' });
    // Clients and Node do not encode the same characters.
    const shown = () =>
      [...client.diagnostics].map(([uri, list]) => [fileURLToPath(uri), list.length]);
    expect(shown()).toEqual([[at(file), 1]]);
    client.open(at(file), 'class X\nuse X\n');
    await client.settled();
    expect([...client.diagnostics.keys()]).toEqual([]);
    client.close(at(file));
    client.write(at(file), 'use X\nuse Z\n');
    await client.settled();
    expect(shown()).toEqual([[at(file), 2]]);
    client.delete(at(file));
    await client.settled();
    expect([...client.diagnostics.keys()]).toEqual([]);
  });
});

describe('documents of other schemes', () => {
  it.each([
    ['vscode-remote://ssh-remote%2Bbox/home/ann/a.py', 1],
    ['vscode-remote://dev-container%2B7b/workspaces/a%20b/a.py', 1],
    ['untitled:Untitled-1', 1],
    ['git:/repo/a.py?%7B%22ref%22%3A%22HEAD%22%7D', 0],
    ['vscode-userdata:/a.py', 0],
    ['output:tasks', 0],
  ])('%s: %i documents', async (uri, count) => {
    const { client } = await openProject({}, { folders: [] });
    client.open(uri, 'class X\nuse X\n', 'python');
    await client.settled();
    const files = client.statuses.at(-1)?.projects.reduce((sum, each) => sum + each.files, 0) ?? 0;
    expect(files).toBe(uriOf(uri).startsWith('vscode-remote') ? files : count);
    expect([...client.diagnostics.keys()]).toEqual([]);
  });

  it('of a remote folder are read as they are open', async () => {
    const root = 'vscode-remote://ssh-remote%2Bbox/home/ann';
    const { client } = await openProject({}, { folders: [] });
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: root, name: 'ann' }], removed: [] },
    });
    client.open(`${root}/a.py`, 'use X\n', 'python');
    await client.settled();
    expect(client.codes(`${root}/a.py`)).toEqual(['0:4 unknown-builder']);
  });
});
