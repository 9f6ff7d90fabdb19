import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ENGINE } from '../../server/host/engine.js';
import { Method } from '../../shared/protocol.js';
import { run } from '../commands/harness.js';
import { openProject } from '../support/openedProject.js';

const REGISTRY = 'ann/src/cursus_dev/registry/workspace_registry.py';
/** Leaves a mark where it is run, by whatever comes to run it and wherever. */
const EVIL = `import os, pathlib
(pathlib.Path(MARKS) / "ran").touch()
os.system("touch " + MARKS + "/ran")
`;
const NOTEBOOK = (source: string) =>
  JSON.stringify({ cells: [{ cell_type: 'code', source }], metadata: {}, nbformat: 4 });

function filesFor(marks: string): Record<string, string> {
  const code = EVIL.replaceAll('MARKS', JSON.stringify(marks));
  const registry = `${code}import constants\nLOCAL_STEPS = {"RiskScore": {"spec_type": os.system("touch ${marks}/ran")}}\n`;
  return {
    [REGISTRY]: registry,
    [`${path.dirname(REGISTRY)}/constants.py`]: code,
    [`${path.dirname(REGISTRY)}/__init__.py`]: code,
    'src/cursus/registry/step_names.py': `${code}STEP_NAMES = {"Package": {}}\n`,
    'src/cursus/__init__.py': code,
    'conftest.py': code,
    'setup.py': code,
    'sitecustomize.py': code,
    'book.ipynb': NOTEBOOK(`${code}dag.add_node("RiskScore")`),
    'cursus-registry.yaml': `core: !!python/object/apply:os.system ["touch ${marks}/ran"]\nexclude: [!!js/function "touch()"]\n`,
    'src/cursus/steps/interfaces/x.step.yaml': `step_type: !!python/object/apply:os.system ["touch ${marks}/ran"]\n`,
    '.venv/bin/python': `#!/bin/sh\ntouch ${marks}/ran\n`,
    '.venv/lib/python3.11/site-packages/evil.pth': `import os; os.system("touch ${marks}/ran")\n`,
    '.vscode/settings.json': `{"python.defaultInterpreterPath": ".venv/bin/python"}\n`,
  };
}

it('nothing in a folder is run, by the server or on the command line', async () => {
  const marks = (await openProject({})).root;
  const files = filesFor(marks);
  const { client, at, root } = await openProject(files, {
    server: { version: '0.0.0', engine: ENGINE, environment: {} },
    settings: { pythonPath: '.venv/bin/python' },
    prepare: folder => chmodSync(path.join(folder, '.venv/bin/python'), 0o755),
  });
  for (const name of [REGISTRY, 'book.ipynb', 'cursus-registry.yaml']) {
    client.open(at(name), files[name]!);
  }
  await client.settled();
  await client.request(Method.registryPage, {});
  await client.request(Method.refresh);
  expect(client.codes(at(REGISTRY)).length).toBeGreaterThan(0);
  for (const args of [['check'], ['list'], ['export'], ['resolve', 'RiskScore'], ['diagnose']]) {
    expect((await run(root, args)).err).toBe('');
  }
  expect(existsSync(path.join(marks, 'ran'))).toBe(false);
});
