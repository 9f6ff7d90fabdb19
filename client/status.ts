import * as vscode from 'vscode';
import type { ProjectStatus, ServerStatus } from '../shared/protocol.js';
import { REGISTRY_DOCUMENTS } from './documents.js';
import type { RegistryServer } from './registryServer.js';

/** The entry behind the `{}` of the status bar: how far the index is, which core is in force, how long it took. */
export class StatusDisplay implements vscode.Disposable {
  readonly #server: RegistryServer;
  readonly #disposables: vscode.Disposable[];
  #item: vscode.LanguageStatusItem | undefined;

  constructor(server: RegistryServer) {
    this.#server = server;
    this.#disposables = [
      server.onDidChangeState(() => this.#show()),
      server.onDidChangeStatus(() => this.#show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
    ];
  }

  dispose(): void {
    this.#item?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #show(): void {
    if (this.#server.state === 'idle') return;
    this.#item ??= createItem();
    if (this.#server.state === 'failed') this.#showStopped(this.#item);
    else this.#showIndex(this.#item, this.#server.status);
  }

  #showStopped(item: vscode.LanguageStatusItem): void {
    item.busy = false;
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = vscode.l10n.t('Cursus registry server stopped');
    item.detail = '';
    item.command = { command: 'cursus.restartServer', title: vscode.l10n.t('Restart Server') };
  }

  #showIndex(item: vscode.LanguageStatusItem, status: ServerStatus | undefined): void {
    const running = this.#server.state === 'running';
    const ready = running && status?.state === 'ready';
    const project = ready ? projectOf(status, vscode.window.activeTextEditor) : undefined;
    const trouble = ready ? (project?.incomplete[0] ?? status.messages[0]) : undefined;
    item.busy = !ready;
    item.severity = trouble
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    item.text = project ? coreText(project) : stateText(ready, running);
    item.detail = trouble ?? (project ? timingText(project) : '');
    item.command = { command: 'cursus.showIndexStatus', title: vscode.l10n.t('Details') };
  }
}

function createItem(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem('cursus.index', REGISTRY_DOCUMENTS);
  item.name = vscode.l10n.t('Cursus Step Registry');
  return item;
}

function stateText(ready: boolean, running: boolean): string {
  if (ready) return vscode.l10n.t('No cursus registry here');
  return running ? vscode.l10n.t('Reading registries') : vscode.l10n.t('Starting');
}

function coreText({ core }: ProjectStatus): string {
  return vscode.l10n.t('Cursus core: {0}', core);
}

function timingText({ milliseconds }: ProjectStatus): string {
  return vscode.l10n.t('read in {0} ms', Math.round(milliseconds));
}

/** The project that holds the active editor's file: the innermost; without an editor the only one there is. */
function projectOf(
  status: ServerStatus,
  editor: vscode.TextEditor | undefined,
): ProjectStatus | undefined {
  if (status.projects.length === 1) return status.projects[0];
  const path = editor?.document.uri.path ?? '';
  return status.projects
    .map(project => ({ project, root: rootPath(project.root) }))
    .filter(({ root }) => path === root || path.startsWith(`${root}/`))
    .sort((a, b) => b.root.length - a.root.length)[0]?.project;
}

function rootPath(root: string): string {
  const { path } = root.startsWith('file:') ? vscode.Uri.parse(root) : vscode.Uri.file(root);
  return path.replace(/\/$/, '');
}
