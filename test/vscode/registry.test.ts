import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { copyOf, openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

const ANN = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
const PIPELINE = 'developers/ann/pipelines/fraud_pipeline.py';

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(copyOf('team'));
  workbench = new Workbench(window.page);
  await workbench.ready();
});

afterAll(() => window?.close());

afterEach(async ({ task }) => {
  await workbench.pictureIfFailed(task);
  await workbench.closeEditors();
});

test('a repository with a registry wakes the extension, before any file is opened', async () => {
  await workbench.activeWorkspace.waitFor();
  await expect.poll(() => window.registryServers()).toHaveLength(1);
  expect(await workbench.tabs.count()).toBe(0);
});

describe('findings', () => {
  test.each([
    ['RiskScore', 'ann', 'bob'],
    ['FeaturePreparation', 'ann', 'cho'],
  ])('the conflict of %s shows in two files that are closed', async (name, ...developers) => {
    await workbench.openProblems(name);
    for (const developer of developers) {
      await expect
        .poll(() => workbench.problems.allInnerTexts())
        .toContainEqual(expect.stringContaining(`developers/${developer}/`));
    }
    expect(await workbench.tabs.count()).toBe(0);
    await workbench.picture('closed-files');
  });

  test('a squiggle appears and disappears with an edit', async () => {
    await workbench.openFile(ANN);
    await expect.poll(() => workbench.squiggles('warning').count()).toBeGreaterThan(0);
    const before = await workbench.squiggles('warning').count();

    await workbench.goTo(7, 38);
    await workbench.type('x');
    await expect.poll(() => workbench.squiggles('warning').count()).toBe(before + 1);
    await workbench.picture('squiggle');
    await workbench.press('ControlOrMeta+Z');
    await expect.poll(() => workbench.squiggles('warning').count()).toBe(before);
  });

  test("an edit of one developer's registry changes what is found in another's", async () => {
    await workbench.openFile(ANN);
    await workbench.openProblems('**/bob/**');
    const inBob = workbench.problems.filter({ hasText: "'FraudDetector' is also declared" });
    await inBob.waitFor();

    await workbench.focusEditor();
    await workbench.goTo(28, 19);
    await workbench.type('Ann');
    await inBob.waitFor({ state: 'detached' });
    await workbench.press('ControlOrMeta+Z');
    await inBob.waitFor();
  });

  test('a hover says how a name resolves', async () => {
    await workbench.openFile(PIPELINE);
    await workbench.goTo(11, 22);
    await workbench.press('ControlOrMeta+K', 'ControlOrMeta+I');
    await workbench.hover.filter({ hasText: 'RiskScore' }).first().waitFor();
    await workbench.picture('hover');
  });
});

test('the code of a finding leads to the section about its rule', async () => {
  await workbench.openProblems('CreditEmbeding');
  await workbench.problems.locator('a', { hasText: 'unknown-builder' }).click();
  await workbench.activeTab('rules.md', 'Preview').waitFor();
  await workbench.webPage.getByRole('heading', { name: 'unknown-builder' }).waitFor();
});

describe('completion with the default settings of VS Code', () => {
  test('the list opens at the first letter typed inside quotes, and is accepted', async () => {
    await workbench.openFile(PIPELINE);
    await workbench.goTo(10, 19);
    await workbench.press('ControlOrMeta+Delete');
    await workbench.line('dag.add_node("")').waitFor();

    await workbench.type('X');
    await workbench.suggestion('XGBoostTraining').waitFor();
    await workbench.picture('completion');
    await workbench.type('GBoostT');
    await workbench.suggestion('XGBoostTraining').and(workbench.focusedSuggestion).waitFor();
    await workbench.press('Enter');
    await workbench.line('dag.add_node("XGBoostTraining")').waitFor();
  });

  test('the list opens at the quote', async () => {
    await workbench.openFile(PIPELINE);
    await workbench.squiggles('warning').first().waitFor();
    await workbench.goTo(11, 5);
    await workbench.press('End', 'Enter');
    await workbench.type('dag.add_node("');
    await workbench.suggestions.first().waitFor();
    await workbench.type('Fraud');
    await workbench.suggestion('FraudDetector').and(workbench.focusedSuggestion).waitFor();
    await workbench.press('Enter');
    // Without the bracket: VS Code closes none on a new line before it has coloured it.
    await workbench.line('dag.add_node("FraudDetector').waitFor();
  });
});

describe('the explorer', () => {
  test('shows core, its groups, and who overrides what', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Core /, /^Training /);
    await workbench.row(/^XGBoostTraining, overridden/).waitFor();
    await workbench.picture('explorer-core');
  });

  test('shows the trace of a conflict as the active workspace sees it', async () => {
    await workbench.openRegistry();
    for (const workspace of ['ann', 'bob']) {
      await workbench.selectWorkspace(workspace);
      await workbench.unfold(/^Conflicts /, /^RiskScore, conflict, ann, bob/);
      await workbench.row(new RegExp(`^Resolved to ${workspace}, local step`)).waitFor();
      await workbench.row(/passed over/).waitFor();
    }
    await workbench.picture('explorer-trace');
    await workbench.selectWorkspace('Automatic');
  });

  test('opens the source of a row', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Workspaces /, /^cho /);
    await workbench.row(/^DriftReport, /).click();
    await workbench.activeTab('workspace_registry.py').waitFor();
    await workbench.line('"DriftReport"').waitFor();
  });

  test('is revealed for the step under the caret', async () => {
    await workbench.openFile(PIPELINE);
    await workbench.goTo(11, 22);
    await workbench.run('Cursus: Reveal Step in Registry');
    await workbench.page
      .locator('.sidebar .monaco-list-row.selected[aria-label^="RiskScore"]')
      .waitFor();
  });

  test('copies the name of a step', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Conflicts /);
    await workbench.row(/^FraudDetector, conflict/).click({ button: 'right' });
    await workbench.chooseFromMenu('Copy Name');
    await expect.poll(() => workbench.clipboard()).toBe('FraudDetector');
  });

  test('compares two declarations of a step', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Conflicts /);
    await workbench.row(/^RiskScore, conflict/).click({ button: 'right' });
    await workbench.chooseFromMenu('Compare Declarations');
    await workbench.page.locator('.monaco-diff-editor .view-line').first().waitFor();
    await workbench.picture('compare');
  });

  test('finds the uses of a step', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Conflicts /);
    await workbench.row(/^FeaturePreparation, conflict/).click({ button: 'right' });
    await workbench.chooseFromMenu('Find Uses');
    await workbench.page
      .getByRole('treeitem', { name: /fraud_pipeline\.py/ })
      .first()
      .waitFor();
    // The view takes the focus for the nearest use a little later, which would close a palette opened before.
    await workbench.page.locator('.sidebar .monaco-list-row.selected').first().waitFor();
    await workbench.picture('uses');
  });

  test('keeps its rows unfolded while somebody types', async () => {
    await workbench.openFile(ANN);
    await workbench.openRegistry();
    await workbench.unfold(/^Conflicts /, /^RiskScore, conflict/, /^Resolved to ann/);
    await workbench.row(/passed over/).waitFor();
    await workbench.focusEditor();
    await workbench.goTo(28, 6);
    await workbench.type('My');
    await workbench.row(/^FraudDetector, conflict/).waitFor({ state: 'detached' });
    await workbench.row(/passed over/).waitFor();
    await workbench.press('ControlOrMeta+Z');
    await workbench.row(/^FraudDetector, conflict/).waitFor();
    await workbench.row(/passed over/).waitFor();
  });

  test('goes to a step by its name', async () => {
    await workbench.run('Cursus: Go to Step...');
    await workbench.pick('CreditEmb', 'CreditEmbedding');
    await workbench.activeTab('workspace_registry.py').waitFor();
    await workbench.line('"CreditEmbedding"').waitFor();
  });

  test('groups core by framework and back', async () => {
    await workbench.openRegistry();
    await workbench.unfold(/^Core /);
    await workbench.run('Cursus: Group Core Steps By...');
    await workbench.pick('Framework', 'Framework');
    await workbench.row(/^Without framework/).waitFor();
    await workbench.run('Cursus: Group Core Steps By...');
    await workbench.pick('SageMaker', 'SageMaker type');
    await workbench.row(/^Training /).waitFor();
  });
});

test('switching the active workspace changes no finding', async () => {
  await workbench.openProblems('');
  const before = await workbench.problemCount();
  await workbench.selectWorkspace('bob');
  expect(await workbench.problemCount()).toBe(before);
  await workbench.selectWorkspace('Automatic');
});

test('the status page says what is indexed', async () => {
  await workbench.run('Cursus: Show Index Status');
  await workbench.activeTab('Cursus Index Status.md', 'Preview').waitFor();
  await workbench.webPage.getByText('src/cursus/registry/step_names.py').first().waitFor();
  await workbench.picture('index-status');
});
