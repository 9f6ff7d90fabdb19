import type { ExtensionContext } from 'vscode';
import { startWhenRelevant } from './activation.js';
import { ActiveWorkspaceItem } from './activeWorkspace.js';
import { registerCommands } from './commands.js';
import { RegistryMap } from './registryMap.js';
import { RegistryServer } from './registryServer.js';
import { IndexStatusPage } from './reports.js';
import { StatusDisplay } from './status.js';
import { Explorer } from './view/explorer.js';

let server: RegistryServer | undefined;

/** Costs a few milliseconds; the language client is loaded when the first registry is met. */
export function activate(context: ExtensionContext): void {
  server = new RegistryServer(context);
  const explorer = new Explorer(server);
  const indexStatus = new IndexStatusPage(server);
  const map = new RegistryMap(server, context.extensionUri);
  context.subscriptions.push(
    server,
    explorer,
    indexStatus,
    map,
    new StatusDisplay(server),
    new ActiveWorkspaceItem(server),
    registerCommands({ extension: context.extension, server, explorer, indexStatus, map }),
    startWhenRelevant(server),
  );
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
