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

/** The process id of the one server that runs, once it is another one than before. */
async function serverAfter(before: number): Promise<number> {
  let found: number[] = [];
  const look = async () => {
    found = await window.registryServers();
    return found.length === 1 && found[0] !== before;
  };
  await expect.poll(look, { timeout: 20_000 }).toBe(true);
  return found[0] ?? 0;
}

/** Ends a server as a crash would. */
function kill(server: number): void {
  process.kill(server, 'SIGKILL');
}

test('a server that dies comes back, says so once, and everything works again', async () => {
  await workbench.openFile(ANN);
  await expect.poll(() => workbench.squiggles('warning').count()).toBeGreaterThan(0);
  const before = await workbench.squiggles('warning').count();
  await workbench.openRegistry();
  await workbench.unfold(/^Conflicts /);
  await workbench.row(/^RiskScore, conflict/).waitFor();

  const dead = await serverAfter(0);
  kill(dead);
  await serverAfter(dead);

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
  let server = await serverAfter(0);
  await workbench.run('Cursus: Restart Registry Server');
  for (let crash = 0; crash < 5; crash++) {
    // At once, so that most of them die while they start.
    server = await serverAfter(server);
    kill(server);
  }

  await workbench.notifications.filter({ hasText: 'does not run' }).waitFor();
  await workbench.openRegistry();
  await workbench.page.getByText('This is what it last knew').waitFor();
  await workbench.picture('given-up');
  await expect.poll(() => window.registryServers()).toEqual([]);

  await workbench.page.getByRole('button', { name: 'Restart Server' }).first().click();
  await expect.poll(() => window.registryServers(), { timeout: 20_000 }).toHaveLength(1);
  await workbench.page.getByText('This is what it last knew').waitFor({ state: 'detached' });
});
