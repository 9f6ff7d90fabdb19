import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Disk } from '../../server/host/disk.js';
import { findInstalledCore } from '../../server/host/installedCore.js';
import { Uris } from '../../server/host/uris.js';
import { removeTree, temporaryTree, writeTree } from '../support/tree.js';

const SITE = '.venv/lib/python3.11/site-packages';
const PACKAGE = { 'registry/step_names.py': '', 'steps/interfaces/a.step.yaml': '', 'x.py': '' };

function below(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PACKAGE).map(([name, text]) => [`${folder}/${name}`, text]),
  );
}

async function found(
  files: Record<string, string> | ((root: string) => Record<string, string>),
  options: { pythonPath?: string; environments?: string[]; own?: string[] } = {},
): Promise<string[]> {
  const root = temporaryTree();
  onTestFinished(() => removeTree(root));
  const tree = typeof files === 'function' ? files(root) : files;
  writeTree(root, tree);
  const candidates = await findInstalledCore(
    {
      root: path.join(root, 'project'),
      pythonPath: options.pythonPath ?? null,
      environments: options.environments ?? [],
      isOwn: relative => options.own?.includes(relative) ?? false,
    },
    new Disk(),
    new Uris({ flavour: 'posix', caseSensitive: true }),
  );
  expect(candidates.every(candidate => candidate.external)).toBe(true);
  return candidates.map(({ relative }) => relative.replace(root, ''));
}

describe('the installed core', () => {
  it('is the registry of the package in .venv', async () => {
    expect(await found(below(`project/${SITE}/cursus`))).toEqual([
      `${SITE}/cursus/registry/step_names.py`,
      `${SITE}/cursus/steps/interfaces/a.step.yaml`,
    ]);
  });

  it('is found without the interpreter being run, whatever it pretends to be', async () => {
    const outside = temporaryTree();
    onTestFinished(() => removeTree(outside));
    const mark = path.join(outside, 'ran');
    const files = {
      ...below(`project/${SITE}/cursus`),
      'project/.venv/bin/python': `#!/bin/sh\ntouch ${mark}\n`,
    };
    const executable = (root: string) => {
      writeTree(root, files);
      fs.chmodSync(path.join(root, 'project/.venv/bin/python'), 0o755);
      return {};
    };
    expect(await found(executable, { pythonPath: '.venv/bin/python' })).toHaveLength(2);
    expect(fs.existsSync(mark)).toBe(false);
  });

  it('is that of the chosen interpreter, and of no other', async () => {
    const files = {
      ...below(`project/${SITE}/cursus`),
      ...below('conda/lib/python3.12/site-packages/cursus'),
    };
    expect(await found(files, { pythonPath: '../conda/bin/python3.12' })).toHaveLength(2);
    expect((await found(files, { pythonPath: '../conda/bin/python' }))[0]).toMatch(/conda/);
    expect(await found(files, { pythonPath: '/nowhere/bin/python' })).toEqual([]);
  });

  it('is found in environments of other names that were met', async () => {
    const files = below('project/tools/env/lib/python3.11/site-packages/cursus');
    expect(await found(files)).toEqual([]);
    expect(await found(files, { environments: ['tools/env'] })).toHaveLength(2);
  });

  it('is found through .pth files, whose code is not run', async () => {
    const files = {
      ...below('elsewhere/src/cursus'),
      [`project/${SITE}/x.pth`]:
        '# comment\nimport os; os.remove("x")\n../../../../../elsewhere/src\n',
    };
    expect(await found(files)).toEqual([
      '/elsewhere/src/cursus/registry/step_names.py',
      '/elsewhere/src/cursus/steps/interfaces/a.step.yaml',
    ]);
  });

  it('is found through editable installs of either kind', async () => {
    expect(
      await found(root => ({
        ...below('elsewhere/src/cursus'),
        [`project/${SITE}/__editable___cursus_2_9_finder.py`]: `MAPPING: dict[str, str] = {'cursus': '${root}/elsewhere/src/cursus'}\n`,
      })),
    ).toHaveLength(2);
    expect(
      await found(root => ({
        ...below('elsewhere/src/cursus'),
        [`project/${SITE}/cursus-2.9.dist-info/direct_url.json`]: JSON.stringify({
          url: pathToFileURL(path.join(root, 'elsewhere')).href,
          dir_info: { editable: true },
        }),
      })),
    ).toHaveLength(2);
  });

  it('is not the project itself, installed in place', async () => {
    const files = {
      ...below('project/src/cursus'),
      [`project/${SITE}/x.pth`]: '../../../../src\n',
    };
    expect(await found(files, { own: ['src/cursus'] })).toEqual([]);
  });

  it('is found in the system packages of an environment that shares them', async () => {
    const files = (root: string) => ({
      'project/.venv/pyvenv.cfg': `home = ${root}/system/bin\ninclude-system-site-packages = true\n`,
      ...below('system/lib/python3/dist-packages/cursus'),
    });
    expect(await found(files)).toHaveLength(2);
  });

  it.each([
    [{}],
    [{ [`project/${SITE}/cursus`]: 'a file' }],
    [{ [`project/${SITE}/cursus-1.dist-info/direct_url.json`]: '{' }],
    [{ [`project/${SITE}/cursus/registry/`]: '' }],
  ])('is none in %j', async files => {
    expect(await found(files as Record<string, string>)).toEqual([]);
  });
});
