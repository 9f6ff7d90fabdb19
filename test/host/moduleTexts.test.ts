import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Buffers } from '../../server/host/buffers.js';
import { Disk } from '../../server/host/disk.js';
import { FileReader } from '../../server/host/fileReader.js';
import { Uris } from '../../server/host/uris.js';
import { NO_FACTS } from '../../server/service/sources/facts.js';
import { readSource } from '../../server/service/sources/index.js';
import { LineIndex } from '../../server/service/text/span.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const REGISTRY = 'ann/src/cursus_dev/registry/workspace_registry.py';
const ROLE = { kind: 'workspace-registry', directory: 'ann', root: 'ann' } as const;

it.each([5, 6, 7, 20])('an import from %i folders up asks for no module', level => {
  const { moduleRequests } = readSource({
    path: REGISTRY,
    role: ROLE,
    text: `from ${'.'.repeat(level + 1)}secret import SECRET\nLOCAL_STEPS = {SECRET: {}}\n`,
    modules: { text: () => undefined },
  });
  expect(moduleRequests).toEqual([]);
});

it('a module outside of the project is not even looked for, whoever asks for it', async () => {
  const root = temporaryTree({ 'in/a.py': '', 'secret.py': 'SECRET', 'in/known.py': 'KNOWN' });
  onTestFinished(() => removeTree(root));
  const uris = new Uris();
  const asked = ['../secret', 'x/../../secret', '/../secret', 'known'];
  const opened: string[] = [];
  const open = ((file: string, ...rest: never[]) => {
    opened.push(path.relative(root, file));
    (fs.open as (...given: unknown[]) => void)(file, ...rest);
  }) as never;
  const seen = new Map<string, string | undefined>();
  const reader = new FileReader(
    path.join(root, 'in'),
    new Disk({ ...fs, open }),
    new Buffers(),
    uris,
    ({ text, modules }) => {
      for (const module of asked) seen.set(module, modules?.text(module));
      return { ...NO_FACTS, lines: new LineIndex(text), moduleRequests: asked };
    },
  );
  const file = path.join(root, 'in/a.py');
  const candidate = { key: uris.keyOfPath(file), path: file, relative: 'a.py', role: ROLE };
  await reader.read(candidate, await reader.fetch(candidate));
  expect([...seen.values()]).toEqual([undefined, undefined, undefined, 'KNOWN']);
  expect(opened).toEqual(['in/a.py', 'in/known.py']);
});
