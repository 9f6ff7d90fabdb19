import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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

afterEach(({ task }) => workbench.pictureIfFailed(task));

test('a Python project without a registry starts no server until the view is opened', async () => {
  await workbench.openFile('main.py');
  await workbench.run('Developer: Show Running Extensions');
  await workbench.page.locator('.runtime-extensions-editor .monaco-list-row').first().click();
  await workbench.press('End');
  await workbench.page.getByText('Cursus Step Registry').first().waitFor();
  await workbench.picture('unrelated-project');
  expect(await window.registryServers()).toEqual([]);
  await workbench.press('Escape');

  await workbench.run('Cursus: Focus on Step Registry View');
  await expect.poll(() => window.registryServers()).toHaveLength(1);
  await workbench.row(/^Core /).waitFor();
  await workbench.page.getByText('No step registry was found here').waitFor();
  await workbench.activeWorkspace.waitFor({ state: 'detached' });
  await workbench.picture('no-registry');
});
