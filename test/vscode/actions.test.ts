import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyOf, openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

const BOB = 'developer_workspaces/developers/bob/src/cursus_dev';
const BOB_REGISTRY = `${BOB}/registry/workspace_registry.py`;
const CORE = 'src/cursus/registry/step_names.py';
const PROJECT_FILE = 'cursus-registry.yaml';

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(copyOf('team'), {
    'cursus.exclude': 7,
    'cursus.maxFiles': 'many',
    'cursus.severity': 'loud',
  });
  workbench = new Workbench(window.page);
  await workbench.ready();
  await workbench.activeWorkspace.waitFor();
  await workbench.selectWorkspace('bob');
});

afterAll(() => window?.close());

beforeEach(async () => {
  await workbench.openRegistry();
  await workbench.widenSidebar(470);
});

afterEach(async ({ task }) => {
  await workbench.pictureIfFailed(task);
  await workbench.clearNotifications();
  await workbench.closeEditors();
});

function onDisk(path: string): string | undefined {
  const file = join(window.folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What a file holds on disk, once it is saved or undone. */
function settled(path: string) {
  return expect.poll(() => onDisk(path));
}

async function saveAll(): Promise<void> {
  await workbench.run('File: Save All Files');
}

test('settings of the wrong type are named in the view, and their defaults count', async () => {
  await workbench.viewMessage
    .filter({ hasText: /^cursus\.severity must be a mapping, not a text.*and 2 more/ })
    .waitFor();
  await workbench.unfold(/^Core /);
  await workbench.row(/^Training /).waitFor();
  await workbench.picture('wrong-settings');
});

describe('the winner of a conflict', () => {
  test('is chosen from the menu, remembered in the project file, and forgotten again', async () => {
    await workbench.unfold(/^Conflicts /);
    await workbench.fromMenuOf(workbench.row(/^RiskScore, conflict/), 'Choose the Winner...');
    await workbench.quickInput.getByPlaceholder('As seen from bob').waitFor();
    await workbench.picture('choose-winner');
    await workbench.pick('ann', 'ann');
    await workbench.notification('workspace_priority still decides').waitFor();
    await saveAll();
    await settled(PROJECT_FILE).toBe('choices:\n  RiskScore: ann\n');

    await workbench.openRegistry();
    await workbench.unfold(/^Conflicts /, /^RiskScore, conflict/);
    await workbench.row(/^Resolved to ann, local step/).waitFor();
    await workbench.picture('winner-chosen');

    await workbench.run('Cursus: List Remembered Choices...');
    await workbench.pick('RiskScore', 'RiskScore');
    await workbench.row(/^Resolved to bob, local step/).waitFor();
    await saveAll();
    await settled(PROJECT_FILE).not.toContain('RiskScore');
  });
});

test('a core step is overridden in the own workspace, opened there, and that is undone in one step', async () => {
  const before = onDisk(BOB_REGISTRY);
  await workbench.unfold(/^Core /, /^Training /);
  await workbench.fromMenuOf(workbench.row(/^PyTorchTraining, core/), 'Override in My Workspace');
  await workbench.activeTab('workspace_registry.py').waitFor();
  await workbench.row(/^PyTorchTraining, overridden/).waitFor();
  await workbench.line('"PyTorchTraining"').waitFor();
  await workbench.picture('override');
  await saveAll();
  await settled(BOB_REGISTRY).toMatch(/STEP_OVERRIDES = \{\n {4}"PyTorchTraining": \{\n/);

  await workbench.focusEditor();
  await workbench.press('ControlOrMeta+Z');
  await workbench.row(/^PyTorchTraining, core/).waitFor();
  await saveAll();
  await settled(BOB_REGISTRY).toBe(before);
});

test('a finding about a step is ignored in the project file', async () => {
  await workbench.openProblems('CreditEmbeding');
  const finding = workbench.problems.filter({ hasText: 'unknown-builder' });
  await finding.waitFor();
  await workbench.openRegistry();
  await workbench.unfold(/^Workspaces /, /^bob /);
  await workbench.fromMenuOf(workbench.row(/^CreditEmbedding, /), 'Ignore Findings...');
  await workbench.picture('ignore');
  await workbench.pick('unknown-builder', 'unknown-builder');
  await finding.waitFor({ state: 'detached' });
  await saveAll();
  await settled(PROJECT_FILE).toMatch(/ignore:\n\s+- .*(?:\n.*)*unknown-builder/);
});

test('a new step is made from its name: entry, builder and config in one edit', async () => {
  await workbench.run('Cursus: New Step...');
  await workbench.pick('bob', 'bob');
  await workbench.quickInput.locator('input').fill('riskScore');
  await workbench.quickInput
    .locator('.quick-input-message', { hasText: 'capital letter' })
    .waitFor();
  await workbench.picture('new-step-name');
  await workbench.enter('CreditLimit');
  await workbench.pick('Processing', 'Processing');
  await workbench.line('"CreditLimit"').waitFor();
  await workbench.picture('new-step');
  await saveAll();
  await settled(BOB_REGISTRY).toContain('"CreditLimit": {');
  await settled(`${BOB}/steps/builders/builder_credit_limit_step.py`).toContain(
    'class CreditLimitStepBuilder',
  );
  await settled(`${BOB}/steps/configs/config_credit_limit_step.py`).toContain(
    'class CreditLimitConfig',
  );
  await workbench.unfold(/^Workspaces /, /^bob /);
  await workbench.row(/^CreditLimit, /).waitFor();
});

describe('a row', () => {
  test('opens the builder of its step', async () => {
    await workbench.unfold(/^Workspaces /, /^cho /);
    await workbench.fromMenuOf(workbench.row(/^DriftReport, /), 'Open Builder');
    await workbench.activeTab('builder_drift_report_step.py').waitFor();
    await workbench.line('class DriftReportStepBuilder').waitFor();
  });

  test('says calmly that a step has no builder with a source', async () => {
    await workbench.unfold(/^Workspaces /, /^bob /);
    await workbench.fromMenuOf(workbench.row(/^CreditEmbedding, /), 'Open Builder');
    await workbench.statusBar.getByText('has no builder class with a source').waitFor();
  });

  test('compares its declaration with the one of core', async () => {
    await workbench.unfold(/^Conflicts /);
    await workbench.row(/^ModelCalibration, conflict/).hover();
    await workbench
      .row(/^ModelCalibration, conflict/)
      .getByRole('button', { name: 'Compare Declarations' })
      .click();
    await workbench.activeTab('ModelCalibration').waitFor();
    await expect
      .poll(() => workbench.page.locator('.monaco-diff-editor .view-lines').allInnerTexts())
      .toContainEqual(expect.stringContaining('isotonic'));
  });

  test('makes its workspace the active one with its button', async () => {
    await workbench.unfold(/^Workspaces /);
    await workbench.row(/^cho /).hover();
    await workbench.row(/^cho /).getByRole('button', { name: 'Make Active Workspace' }).click();
    await workbench.activeWorkspace.filter({ hasText: 'cho' }).waitFor();
    await workbench.row(/^Active workspace cho/).click();
    await workbench.pick('bob', 'bob');
    await workbench.activeWorkspace.filter({ hasText: 'bob' }).waitFor();
  });

  test('is unfolded, walked and opened with the keyboard alone', async () => {
    await workbench.press('End');
    await workbench.focusedRow(/^Conflicts /).waitFor();
    await workbench.press('ArrowRight');
    await workbench.row(/^FeaturePreparation, conflict/).waitFor();
    await workbench.press('ArrowRight');
    await workbench.focusedRow(/^FeaturePreparation, conflict/).waitFor();
    await workbench.press('ArrowDown');
    await workbench.focusedRow(/^FraudDetector, conflict/).waitFor();
    await workbench.press('Enter');
    await workbench.activeTab('workspace_registry.py').waitFor();
    await workbench.line('"FraudDetector"').waitFor();
  });
});

test('the find box keeps the rows that match', async () => {
  await workbench.unfold(/^Conflicts /);
  await workbench.run('Cursus: Find in Step Registry');
  await workbench.page
    .locator('.sidebar .tree-find input, .sidebar .monaco-tree-type-filter input')
    .fill('Fraud');
  await workbench.row(/^FraudDetector, conflict/).waitFor();
  await workbench.picture('find');
  await workbench.press('Escape');
});

test('reading again takes in what another program wrote', async () => {
  await workbench.unfold(/^Workspaces /, /^cho /);
  await workbench.row(/^DriftReport, /).waitFor();
  await workbench.page
    .locator('.sidebar')
    .getByRole('button', { name: 'Read Registries Again' })
    .click();
  await workbench.row(/^DriftReport, /).waitFor();
});

test('the report for a bug names the server, the core and the workspaces', async () => {
  await workbench.run('Cursus: Copy Diagnostics Report');
  await workbench.notification('The report is on the clipboard').waitFor();
  const report = await workbench.clipboard();
  expect(report).toContain('Server: running');
  expect(report).toContain('src/cursus/registry/step_names.py');
  expect(report).not.toContain('isotonic');
});

test('a step that vanishes while its menu is open does no harm', async () => {
  const core = join(window.folder, CORE);
  const text = readFileSync(core, 'utf8');
  await workbench.unfold(/^Core /, /^Processing /);
  await workbench.row(/^ModelCalibration, /).click({ button: 'right' });
  await workbench.page.locator('.monaco-menu').waitFor();
  writeFileSync(core, text.replaceAll('ModelCalibration', 'ModelSmoothing'));
  await workbench.row(/^ModelSmoothing, /).waitFor();
  await workbench.chooseFromMenu('Override in My Workspace');
  await workbench.statusBar.getByText('This row is not there any more').waitFor();
  expect(await workbench.tabs.count()).toBe(0);
  writeFileSync(core, text);
  await workbench.row(/^ModelCalibration, /).waitFor();
});
