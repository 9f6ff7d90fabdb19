import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openVsCode, type VsCodeWindow } from './openVsCode.js';
import { timeFrom } from './timing.js';
import { Workbench } from './workbench.js';

const STEPS = 10_000;
const CORE = 'src/cursus/registry/step_names.py';
const CLASSES = 'src/cursus/steps/builders/all_steps.py';
const ANN = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
const BOB = 'developers/bob/src/cursus_dev/registry/workspace_registry.py';
const PIPELINE = 'developers/ann/pipeline.py';
/** What VS Code takes on a quiet machine to show its own list of commands, in milliseconds. */
const QUIET_PALETTE = 100;
/** The goals hold on a quiet machine. */
const SLACK = 4;

let window: VsCodeWindow;
let workbench: Workbench;

function entry(name: string): string {
  return `    "${name}": {
        "config_class": "${name}Config",
        "builder_step_name": "${name}StepBuilder",
        "spec_type": "${name}",
        "sagemaker_step_type": "Processing",
        "description": "Step of a large registry",
    },
`;
}

function table(name: string, steps: readonly string[]): string {
  return `${name} = {\n${steps.map(entry).join('')}}\n`;
}

function classes(steps: readonly string[]): string {
  return steps
    .map(name => `class ${name}StepBuilder:\n    pass\n\n\nclass ${name}Config:\n    pass\n`)
    .join('\n\n');
}

async function fill(folder: string): Promise<void> {
  const core = Array.from({ length: STEPS }, (_, index) => `Step${String(index).padStart(5, '0')}`);
  const files: Record<string, string> = {
    [CLASSES]: classes(core),
    [CORE]: table('STEP_NAMES', core),
    [ANN]: table('LOCAL_STEPS', ['RiskScore', 'FraudDetector']),
    [BOB]: table('LOCAL_STEPS', ['RiskScore', 'FraudDetector']),
    [PIPELINE]:
      'from cursus.api.dag.base_dag import PipelineDAG\n\ndag = PipelineDAG()\ndag.add_node("")\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A goal as this machine can meet it now: how much slower VS Code itself is than on a quiet one. */
async function allowed(goal: number): Promise<number> {
  const palette = await timeFrom(
    workbench.page,
    'keydown',
    '.quick-input-widget:not([style*="display: none"]) .monaco-list-row',
    () => workbench.press('F1'),
  );
  await workbench.press('Escape');
  await workbench.quickInput.waitFor({ state: 'detached' });
  return goal * SLACK * Math.max(1, palette / QUIET_PALETTE);
}

/** Requests of a method, as the output channel has noted them since it traces. */
function requests(method: string): number {
  const logs = dirname(window.folder);
  return readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('Cursus Step Registry.log'))
    .map(path => readFileSync(join(logs, path), 'utf8'))
    .reduce((sum, text) => sum + text.split(`Sending request '${method} `).length - 1, 0);
}

beforeAll(async () => {
  window = await openVsCode(fill, { 'cursus.explorer.groupBy': 'type' });
  workbench = new Workbench(window.page);
  await workbench.ready();
  await workbench.activeWorkspace.waitFor();
});

afterAll(() => window?.close());

afterEach(async ({ task }) => {
  await workbench.pictureIfFailed(task);
});

test('a section of ten thousand steps opens at once', async () => {
  await workbench.openRegistry();
  await workbench.unfold(/^Core /);
  const group = workbench.row(/^Processing 10000/);
  await group.waitFor();
  const pages = await timeFrom(
    workbench.page,
    'mousedown',
    '.sidebar [aria-label^="Step00000 "]',
    () => group.locator('.monaco-tl-twistie').click(),
  );
  const page = workbench.row(/^Step00000 /);
  const steps = await timeFrom(
    workbench.page,
    'mousedown',
    '.sidebar [aria-label^="Step00003,"]',
    () => page.locator('.monaco-tl-twistie').click(),
  );
  console.log(
    `measured: 10,000 steps unfold in ${pages} ms, 500 of them in ${steps} ms (goal 300)`,
  );
  await workbench.picture('explorer-10000');
  expect(Math.max(pages, steps)).toBeLessThan(await allowed(300));
});

test('the list of ten thousand names follows the key at once', async () => {
  await workbench.openFile(PIPELINE);
  await workbench.goTo(4, 15);
  const lists: number[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    lists.push(
      await timeFrom(workbench.page, 'keydown', '.suggest-widget.visible .monaco-list-row', () =>
        workbench.type('S'),
      ),
    );
    await workbench.press('Escape', 'Backspace');
    await workbench.line('dag.add_node("")').waitFor();
  }
  // The quickest one: what others do on the machine at that time only adds.
  const list = Math.min(...lists);
  console.log(`measured: key to completion list ${list} ms (goal 150)`);
  expect(list).toBeLessThan(await allowed(150));
});

test('the explorer keeps still while somebody types', async () => {
  await workbench.openFile(ANN);
  await workbench.openRegistry();
  await workbench.unfold(/^Conflicts /, /^RiskScore, conflict/);
  await workbench.row(/^Builder\s+RiskScoreStepBuilder/).waitFor();
  await workbench.run('Developer: Set Log Level...');
  await workbench.pick('Cursus', 'Cursus Step Registry');
  await workbench.pick('Trace', 'Trace');
  await workbench.run('Cursus: Read Registries Again');
  await expect.poll(() => requests('cursus/refresh')).toBeGreaterThan(0);
  await workbench.focusEditor();
  await workbench.goTo(3, 27);
  await workbench.statusBar.locator('[id="status.problems"]').waitFor();
  const before = requests('cursus/tree');
  const vanished = await workbench.page.evaluate(`
    globalThis.cursusVanished = 0;
    new MutationObserver(() => {
      if (!document.querySelector('.sidebar [aria-label^="RiskScore, conflict"]')) globalThis.cursusVanished++;
    }).observe(document.querySelector('.sidebar'), { childList: true, subtree: true });
    globalThis.cursusVanished`);
  expect(vanished).toBe(0);
  await workbench.type('abcdefghij'.repeat(10));
  await workbench.row(/^Config\s+.*abcdefghij/).waitFor();
  const asked = requests('cursus/tree') - before;
  console.log(`measured: ${asked} requests for rows during 100 keystrokes (goal 10)`);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(10);
  expect(await workbench.page.evaluate('globalThis.cursusVanished')).toBe(0);
});
