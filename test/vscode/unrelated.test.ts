import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(async folder => {
    await mkdir(folder);
    await writeFile(join(folder, 'main.py'), 'graph.add_node("Whatever")\n');
  });
  workbench = new Workbench(window.page);
  await workbench.ready();
});

afterAll(() => window?.close());

beforeEach(({ task, onTestFailed }) => {
  onTestFailed(() => workbench.picture(`failed ${task.name}`));
});

test('a Python project without a registry starts no server until the view is opened', async () => {
  await workbench.openFile('main.py');
  // Its own output channel would be there if the server had been asked for.
  await workbench.run('Developer: Show Running Extensions');
  await workbench.page.getByText('Cursus Step Registry').first().waitFor();
  expect(await window.registryServers()).toEqual([]);

  await workbench.openRegistry();
  await expect.poll(() => window.registryServers(), { timeout: 20_000 }).toHaveLength(1);
  await workbench.row(/^Core /).waitFor();
  await workbench.picture('no-registry');
});
