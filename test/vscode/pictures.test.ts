import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { copyOf, openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

const BOB = 'developers/bob/src/cursus_dev/registry/workspace_registry.py';
const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Dark High Contrast',
};

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(copyOf('team'));
  workbench = new Workbench(window.page);
  await workbench.ready();
  await workbench.activeWorkspace.waitFor();
});

afterAll(() => window?.close());

afterEach(({ task }) => workbench.pictureIfFailed(task));

test.each(Object.entries(THEMES))('the workbench in %s', async (name, theme) => {
  await workbench.run('Preferences: Color Theme');
  await workbench.pick(theme, theme);
  await workbench.openFile(BOB);
  await workbench.openRegistry();
  await workbench.unfold(/^Workspaces /, /^Conflicts /, /^RiskScore, conflict, ann, bob/);
  await workbench.row(/^Resolved to bob, local step/).waitFor();
  await workbench.openProblems('');
  await expect.poll(() => workbench.squiggles('warning').count()).toBeGreaterThan(0);
  await workbench.focusEditor();
  await workbench.picture(`workbench-${name}`);
});
