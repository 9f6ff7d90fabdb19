import * as vscode from 'vscode';
import {
  type ActiveWorkspace,
  type ActiveWorkspaceChanged,
  Method,
  type WorkspaceListItem,
} from '../shared/protocol.js';
import type { RegistryServer } from './registryServer.js';

/** The status bar item that names the workspace in whose context names are resolved. */
export class ActiveWorkspaceItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'cursus.activeWorkspace',
    vscode.StatusBarAlignment.Right,
    90,
  );
  readonly #disposables: vscode.Disposable[];

  constructor(server: RegistryServer) {
    this.#item.name = vscode.l10n.t('Cursus Active Workspace');
    this.#item.command = 'cursus.selectActiveWorkspace';
    this.#disposables = [
      this.#item,
      server.onDidChangeActiveWorkspace(() => this.#update(server)),
      server.onDidChangeState(() => this.#update(server)),
      server.onDidChangeStatus(() => this.#update(server)),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Where nobody has a workspace there is nothing to choose. */
  #update({ state, status, activeWorkspace }: RegistryServer): void {
    const exists = status?.projects.some(({ workspaces }) => workspaces > 0);
    if (exists && activeWorkspace && state !== 'failed') this.#show(activeWorkspace);
    else this.#item.hide();
  }

  #show(active: ActiveWorkspaceChanged): void {
    const name = active.workspace ?? vscode.l10n.t('core');
    this.#item.text = `$(account) ${name}`;
    this.#item.tooltip = `${vscode.l10n.t('Cursus active workspace: {0}', name)}\n${originText(active)}`;
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Cursus active workspace: {0}', name),
    };
    this.#item.show();
  }
}

interface WorkspaceChoice extends vscode.QuickPickItem {
  /** Null returns to the automatic choice. */
  readonly workspace?: string | null;
}

/** Lets the user choose in whose context names are resolved. */
export async function selectActiveWorkspace(server: RegistryServer): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const items = server
    .request<WorkspaceListItem[]>(Method.workspaceList, uri ? { uri } : {})
    .then((listed = []): WorkspaceChoice[] => choices(listed, server.activeWorkspace));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Active Workspace'),
    placeHolder: vscode.l10n.t('Resolve step names as seen from...'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.workspace !== undefined) await server.chooseWorkspace(chosen.workspace);
}

function choices(
  workspaces: readonly WorkspaceListItem[],
  active: ActiveWorkspaceChanged | undefined,
): WorkspaceChoice[] {
  const automatic: WorkspaceChoice = {
    label: `$(wand) ${vscode.l10n.t('Automatic')}`,
    description: active && active.origin !== 'picker' ? (active.workspace ?? '') : '',
    detail: vscode.l10n.t('The setting, CURSUS_WORKSPACE_ID, or the path of the open file'),
    workspace: null,
  };
  const projects = new Set(workspaces.map(({ project }) => project));
  return [
    automatic,
    ...[...projects].flatMap(project => [
      { label: project, kind: vscode.QuickPickItemKind.Separator },
      ...workspaces
        .filter(workspace => workspace.project === project)
        .map(workspace => choice(workspace, active)),
    ]),
  ];
}

function choice(
  { id, path, steps, conflicts }: WorkspaceListItem,
  active: ActiveWorkspaceChanged | undefined,
): WorkspaceChoice {
  const description = conflicts
    ? vscode.l10n.t('{0} steps, {1} in conflict', steps, conflicts)
    : vscode.l10n.t('{0} steps', steps);
  const icon = active?.workspace === id ? 'check' : 'account';
  return { label: `$(${icon}) ${id}`, description, detail: path, workspace: id };
}

function originText({ workspace, origin }: ActiveWorkspace): string {
  switch (origin) {
    case 'picker':
      return vscode.l10n.t('Chosen by you');
    case 'setting':
      return vscode.l10n.t('From the setting cursus.activeWorkspace');
    case 'environment':
      return vscode.l10n.t('From CURSUS_WORKSPACE_ID');
    case 'path':
      return vscode.l10n.t('From the path of the open file');
    case 'none':
      return workspace ? '' : vscode.l10n.t('No workspace is active: names resolve to core only');
  }
}
