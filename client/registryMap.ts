import * as vscode from 'vscode';
import { Method } from '../shared/protocol.js';
import type { RegistryServer } from './registryServer.js';
import { openCommand } from './view/treeItem.js';

/** What the page says when one of its links is followed (server/service/page/script.ts). */
interface OpenMessage {
  readonly type: 'open';
  readonly uri: string;
  readonly line: number;
}

/** The registry as one picture: workspaces by steps, conflicts, and each resolution. One panel per window. */
export class RegistryMap implements vscode.Disposable {
  readonly #server: RegistryServer;
  readonly #listener: vscode.Disposable;
  readonly #icon: vscode.Uri;
  #panel: vscode.WebviewPanel | undefined;
  #stale = false;

  constructor(server: RegistryServer, extensionUri: vscode.Uri) {
    this.#server = server;
    this.#icon = vscode.Uri.joinPath(extensionUri, 'client', 'media', 'icon.png');
    this.#listener = server.onDidChangeTree(() => {
      this.#stale = true;
    });
  }

  async show(): Promise<void> {
    this.#panel ??= this.#create();
    this.#panel.reveal();
    await this.#draw(this.#panel);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#panel?.dispose();
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'cursus.registryMap',
      vscode.l10n.t('Registry Map'),
      vscode.ViewColumn.Active,
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.iconPath = this.#icon;
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    // Drawn again when it comes back into view, and not under the reader's eyes.
    panel.onDidChangeViewState(() => {
      if (panel.visible && this.#stale) void this.#draw(panel);
    });
    panel.webview.onDidReceiveMessage((message: OpenMessage) => {
      if (message.type === 'open') void openLine(message);
    });
    return panel;
  }

  async #draw(panel: vscode.WebviewPanel): Promise<void> {
    this.#stale = false;
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const page = await this.#server.request<string>(Method.registryPage, uri ? { uri } : {});
    if (this.#panel !== panel) return;
    if (page) panel.webview.html = page;
    else this.#stale = true;
  }
}

function openLine({ uri, line }: OpenMessage): Thenable<unknown> {
  const start = { line, character: 0 };
  const open = openCommand({ uri, range: { start, end: start } });
  return vscode.commands.executeCommand(open.command, ...(open.arguments ?? []));
}
