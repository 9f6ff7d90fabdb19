import { installVsCodeServer } from '../../scripts/vscode/install.mjs';
import { serveVsCode } from '../../scripts/vscode/serve.mjs';
import { launchChromium } from './chromium.js';
import { type StartedVsCode, VSIX, type WindowSetup } from './openVsCode.js';

/** The VS Code server with a real browser before it. */
export async function startVsCode({ data, folder, settings }: WindowSetup): Promise<StartedVsCode> {
  const server = await installVsCodeServer(console.log);
  const serving = await serveVsCode({ server, vsix: VSIX, data, settings });
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(serving.url(folder));
  return {
    page,
    stop: async () => {
      await browser.close();
      await serving.stop();
    },
  };
}
