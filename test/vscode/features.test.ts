import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { copyOf, openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

const DEVELOPERS = 'developer_workspaces/developers';
const ANN = `${DEVELOPERS}/ann/src/cursus_dev/registry/workspace_registry.py`;
const BOB = `${DEVELOPERS}/bob/src/cursus_dev/registry/workspace_registry.py`;
const CHO = `${DEVELOPERS}/cho/src/cursus_dev/registry/workspace_registry.py`;
const CREDIT = `${DEVELOPERS}/bob/pipelines/credit_pipeline.py`;
const PIPELINE = `${DEVELOPERS}/ann/pipelines/fraud_pipeline.py`;

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(copyOf('team'), { 'cursus.inlayHints': true });
  workbench = new Workbench(window.page);
  await workbench.ready();
  await workbench.activeWorkspace.waitFor();
});

afterAll(() => window?.close());

afterEach(async ({ task }) => {
  await workbench.pictureIfFailed(task);
  await workbench.closeEditors();
});

test('a quick fix corrects a misspelt name and its finding goes', async () => {
  await workbench.openFile(PIPELINE);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(10, 22);
  await workbench.openQuickFixes();
  await workbench.action("'XGBoostTraining'").waitFor();
  await workbench.picture('quick-fix');
  await workbench.action("'XGBoostTraining'").click();
  await workbench.line('dag.add_node("XGBoostTraining")').waitFor();
  await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
});

test('the menu of a conflict offers to ignore it here and in the project file', async () => {
  await workbench.openFile(ANN);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(5, 8);
  await workbench.openQuickFixes();
  await workbench.action('Ignore conflicting-step-name here').waitFor();
  await workbench.picture('quick-fix-conflict');
  await workbench.action('Ignore conflicting-step-name here').click();
  await workbench.line('cursus: ignore[conflicting-step-name]').waitFor();
});

test('rename is previewed and then done in every file', async () => {
  await workbench.openFile(CHO);
  await workbench.squiggles('error').first().waitFor();
  await workbench.goTo(27, 8);
  await workbench.press('F2');
  await workbench.page.locator('.rename-box input:visible').fill('DriftSummary');
  await workbench.press('ControlOrMeta+Enter');
  await workbench.page.getByText('Refactor Preview').first().waitFor();
  await workbench.page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor();
  await workbench.picture('rename-preview');
  await workbench.page.locator('.bulk-edit-panel').getByRole('button', { name: 'Apply' }).click();
  await workbench.line('"DriftSummary"').waitFor();
  await workbench.run('File: Save All Files');
  await expect
    .poll(() => [CHO, CREDIT].map(path => readFileSync(join(window.folder, path), 'utf8')))
    .toEqual([
      expect.stringContaining('"DriftSummary": {'),
      expect.stringContaining('"DriftSummary_validation"'),
    ]);
});

test('a code lens leads to the other declaration', async () => {
  await workbench.openFile(ANN);
  await workbench.squiggles('warning').first().waitFor();
  await expect.poll(() => workbench.editor.getByText(/^Also in/).count()).toBe(3);
  const lens = workbench.editor.getByText('Also in bob').first();
  // VS Code draws lenses anew while findings come in: a click between two drawings hits nothing.
  await expect
    .poll(() =>
      lens.evaluate(element => {
        const isOld = element.dataset.seen === 'yes';
        element.dataset.seen = 'yes';
        return isOld;
      }),
    )
    .toBe(true);
  await lens.click();
  await workbench.peek.getByText('workspace_registry.py').first().waitFor();
  await workbench.picture('code-lens');
  await workbench.press('Escape');
});

test('references are peeked at across files', async () => {
  await workbench.openFile(PIPELINE);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(9, 24);
  await workbench.press('Shift+F12');
  await workbench.peek.getByText('workspace_registry.py').first().waitFor();
  await workbench.picture('references-peek');
  await workbench.press('Escape');
});

test('go to definition leads from a use to the row of the own workspace', async () => {
  await workbench.openFile(PIPELINE);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(11, 24);
  await workbench.press('F12');
  await workbench.activeTab('workspace_registry.py').waitFor();
  await workbench.line('"RiskScore"').waitFor();
});

test('inlay hints name the workspace that a step comes from', async () => {
  await workbench.openFile(PIPELINE);
  await workbench.line('RiskScore_validation').getByText('ann').first().waitFor();
  await workbench.picture('inlay-hints');
});

test('symbols of the file and of the workspace are the steps', async () => {
  await workbench.openFile(BOB);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.press('ControlOrMeta+Shift+O');
  await workbench.choice('FraudDetector').waitFor();
  await workbench.picture('document-symbols');
  await workbench.press('Escape');
  await workbench.press('ControlOrMeta+T');
  await workbench.quickInput.locator('input').fill('#DriftSum');
  await workbench.choice('DriftSummary').waitFor();
  await workbench.picture('workspace-symbols');
  await workbench.press('Escape');
});

test('the language status says which core is in force and how long it took', async () => {
  await workbench.openFile(ANN);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.statusBar.locator('.statusbar-item[id="status.languageStatus"]').hover();
  await workbench.page.getByText('Cursus core: src/cursus/registry/step_names.py').waitFor();
  await workbench.page.getByText(/read in \d+ ms/).waitFor();
  await workbench.picture('language-status');
});

test('the status item says whose view is taken and why', async () => {
  await workbench.openFile(BOB);
  await workbench.activeWorkspace.filter({ hasText: 'bob' }).hover();
  await workbench.page.getByText('From the path of the open file').waitFor();
  await workbench.picture('status-item');
});

test('completion of a field offers what an entry lacks', async () => {
  await workbench.openFile(BOB);
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(31, 9);
  await workbench.press('End', 'Enter');
  await workbench.type('"');
  await workbench.suggestion('job_types').waitFor();
  await workbench.picture('completion-fields');
  await workbench.press('Escape');
});

test('the walkthrough opens with its five steps', async () => {
  await workbench.run('View: Close Primary Side Bar');
  await workbench.run('Cursus: Get Started');
  const steps = workbench.page.locator('.getting-started-step:visible');
  await expect.poll(() => steps.count()).toBe(5);
  await workbench.picture('walkthrough');
  for (const title of [
    'See who defines what',
    'Choose whose view you take',
    'Find out why a step is what it is',
    'Check pull requests with the same rules',
  ]) {
    await steps.filter({ hasText: title }).click();
    await steps.filter({ hasText: title }).and(workbench.page.locator('.expanded')).waitFor();
  }
  await workbench.picture('walkthrough-last');
});
