import * as vscode from 'vscode';
import { Method } from '../shared/protocol.js';
import type { RegistryServer } from './registryServer.js';

const SCHEME = 'cursus-status';
const STATUS = vscode.Uri.parse(`${SCHEME}:/Cursus%20Index%20Status.md`);

/** Shows what is indexed as a rendered page; asking again brings the open page up to date. */
export class IndexStatusPage implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: RegistryServer;
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  readonly onDidChange = this.#changes.event;

  constructor(server: RegistryServer) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  async show(): Promise<void> {
    this.#changes.fire(STATUS);
    await vscode.commands.executeCommand('markdown.showPreview', STATUS);
  }

  provideTextDocumentContent(): Promise<string> {
    return indexStatus(this.#server);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}

/** Puts on the clipboard what a bug report needs; it names folders and files, but no content. */
export async function copyReport(
  server: RegistryServer,
  extension: vscode.Extension<unknown>,
): Promise<void> {
  const version: unknown = extension.packageJSON.version;
  const report = [
    `Cursus Step Registry ${version}, VS Code ${vscode.version}, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `Server: ${server.state}`,
    '',
    await indexStatus(server),
  ].join('\n');
  await vscode.env.clipboard.writeText(report);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The report is on the clipboard. It names folders and files; read it before you share it.',
    ),
  );
}

async function indexStatus(server: RegistryServer): Promise<string> {
  return (
    (await server.request<string>(Method.indexStatus)) ??
    vscode.l10n.t('The Cursus registry server does not answer.')
  );
}
