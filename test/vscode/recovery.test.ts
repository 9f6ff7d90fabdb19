import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { copyOf, openVsCode, type VsCodeWindow } from './openVsCode.js';
import { Workbench } from './workbench.js';

const ANN = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';

let window: VsCodeWindow;
let workbench: Workbench;

beforeAll(async () => {
  window = await openVsCode(copyOf('team'));
  workbench = new Workbench(window.page);
  await workbench.ready();
});

afterAll(() => window?.close());

afterEach(({ task }) => workbench.pictureIfFailed(task));

/** Ends the server as a crash would, and returns the id of the process that is gone. */
async function killServer(): Promise<number> {
  await expect.poll(() => window.registryServers(), { timeout: 20_000 }).toHaveLength(1);
  const [pid = 0] = await window.registryServers();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => window.registryServers()).not.toContain(pid);
  return pid;
}

test('a server that dies comes back, says so once, and everything works again', async () => {
  await workbench.openFile(ANN);
  await expect.poll(() => workbench.squiggles('warning').count()).toBeGreaterThan(0);
  const before = await workbench.squiggles('warning').count();
  await workbench.openRegistry();
  await workbench.unfold(/^Conflicts /);
  await workbench.row(/^RiskScore, conflict/).waitFor();

  const dead = await killServer();
  await expect.poll(() => window.registryServers(), { timeout: 20_000 }).toHaveLength(1);
  expect(await window.registryServers()).not.toContain(dead);

  await expect.poll(() => workbench.squiggles('warning').count()).toBe(before);
  await workbench.focusEditor();
  await workbench.goTo(7, 38);
  await workbench.type('x');
  await expect.poll(() => workbench.squiggles('warning').count()).toBe(before + 1);
  await workbench.row(/^RiskScore, conflict/).waitFor();
  expect(await workbench.notifications.allInnerTexts()).toEqual([
    'The Cursus registry server stopped and was restarted.',
  ]);
  await workbench.picture('recovered');
  await workbench.closeEditors();
});

test('a server that keeps dying is given up calmly, and the user can start it again', async () => {
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('Cursus: Restart Registry Server');
  for (let crash = 0; crash < 5; crash++) await killServer();

  await workbench.notifications.filter({ hasText: 'does not run' }).waitFor();
  await workbench.openRegistry();
  await workbench.page.getByText('This is what it last knew').waitFor();
  await workbench.picture('given-up');
  expect(await window.registryServers()).toEqual([]);

  await workbench.page.getByRole('button', { name: 'Restart Server' }).first().click();
  await expect.poll(() => window.registryServers(), { timeout: 20_000 }).toHaveLength(1);
  await workbench.page.getByText('This is what it last knew').waitFor({ state: 'detached' });
});
