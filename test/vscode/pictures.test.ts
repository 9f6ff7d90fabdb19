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
  await workbench.widenSidebar(470);
  await workbench.unfold(/^Conflicts /, /^RiskScore, conflict, ann, bob/, /^Resolved to bob/);
  await workbench.row(/passed over/).waitFor();
  await workbench.unfold(/^Core /, /^Training /, /^Workspaces /);
  await workbench.row(/^XGBoostTraining, overridden/).waitFor();
  await workbench.openProblems('');
  await expect.poll(() => workbench.squiggles('warning').count()).toBeGreaterThan(0);
  await workbench.focusEditor();
  await workbench.editor.getByText('Also in ann').first().waitFor();
  await workbench.restMouse();
  await workbench.picture(`workbench-${name}`);
});

test('the steps of the walkthrough', async () => {
  await workbench.run('Preferences: Color Theme');
  await workbench.pick(THEMES.light, THEMES.light);
  await workbench.openFile(BOB);
  await workbench.openRegistry();
  await workbench.widenSidebar(470);
  await workbench.unfold(/^Core /, /^Training /, /^Workspaces /);
  await workbench.row(/^XGBoostTraining, overridden/).waitFor();
  await workbench.restMouse();
  await workbench.pictureOf(
    'walkthrough-explore',
    workbench.row(/^Active workspace/),
    workbench.row(/^Conflicts /),
  );

  await workbench.openRegistry();
  await workbench.unfold(/^Conflicts /, /^RiskScore, conflict, ann, bob/, /^Resolved to bob/);
  await workbench.row(/passed over/).waitFor();
  await workbench.restMouse();
  await workbench.pictureOf(
    'walkthrough-go',
    workbench.row(/^RiskScore, conflict, ann, bob/),
    workbench.row(/^Config\s+RiskScoreConfig/),
  );

  await workbench.run('Cursus: Select Active Workspace...');
  await workbench.quickInput.getByText('Automatic').waitFor();
  await workbench.pictureOf('walkthrough-workspace', workbench.quickInput, workbench.quickInput);
  await workbench.press('Escape');
});

test('the registry map', async () => {
  await workbench.run('Cursus: Show Registry Map');
  const page = workbench.webPage;
  await page.getByRole('heading', { name: 'Step registry: team' }).waitFor();
  await workbench.picture('registry-map');
  await page
    .getByRole('row', { name: /RiskScore/ })
    .first()
    .getByRole('link')
    .first()
    .click();
  await page.locator('details[open] svg').first().waitFor();
  await workbench.picture('registry-map-step');
  await page.locator('details[open] a').first().click();
  await workbench.activeTab('workspace_registry.py').waitFor();
});
