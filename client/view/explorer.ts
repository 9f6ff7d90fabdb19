import * as vscode from 'vscode';
import type { ActiveWorkspaceChanged, RevealParams, ServerStatus } from '../../shared/protocol.js';
import type { ViewState } from '../../shared/view.js';
import type { RegistryServer } from '../registryServer.js';
import type { Row } from './rows.js';
import { StepTree } from './stepTree.js';

export const VIEW_ID = 'cursus.steps';

/** The sidebar view: the tree, its badge, its message, and which welcome text an empty tree shows. */
export class Explorer implements vscode.Disposable {
  readonly #server: RegistryServer;
  readonly #tree: StepTree;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: vscode.Disposable[] = [];
  /** How many rows the tree has; undefined while that is being asked or nobody looked yet. */
  #rootCount: number | undefined;

  constructor(server: RegistryServer) {
    this.#server = server;
    this.#tree = new StepTree(server);
    this.#view = vscode.window.createTreeView(VIEW_ID, {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
    });
    this.#disposables.push(
      this.#view,
      this.#tree,
      this.#tree.onDidLoadRoots(count => {
        this.#rootCount = count;
        this.#showState();
      }),
      server.onDidChangeState(state => {
        if (state === 'running') this.#tree.changed();
        this.#showState();
      }),
      server.onDidChangeStatus(status => this.#showStatus(status)),
      server.onDidChangeTree(({ ids }) => this.#tree.changed(ids)),
      server.onDidChangeActiveWorkspace(active => this.#showBadge(active)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#showState()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('cursus.explorer')) this.#tree.changed();
      }),
    );
    this.#showState();
  }

  /** Selects the row of a step and unfolds it; false where the tree has none. */
  async reveal(step: RevealParams): Promise<boolean> {
    const row = await this.#tree.find(step);
    if (!row) return false;
    await this.#view.reveal(row, { select: true, focus: true, expand: true });
    return true;
  }

  /** The rows below one row, asked from the server. */
  children(row: Row): Promise<Row[]> {
    return this.#tree.getChildren(row);
  }

  /** Opens VS Code's own find box on the tree. */
  async find(): Promise<void> {
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    await vscode.commands.executeCommand('list.find');
  }

  /** The row that a command without an argument speaks of. */
  get selection(): Row | undefined {
    return this.#view.selection[0];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #showState(): void {
    this.#view.message = this.#message();
    void vscode.commands.executeCommand('setContext', 'cursus.viewState', this.#viewState());
  }

  /** What must be said above the rows: that they are not the latest, or what the server could not do. */
  #message(): string {
    switch (this.#server.state) {
      case 'failed':
        return this.#rootCount
          ? vscode.l10n.t('The registry server does not run. This is what it last knew.')
          : '';
      case 'restarting':
        return vscode.l10n.t('The registry server is starting again.');
      default:
        return statusMessage(this.#server.status);
    }
  }

  #viewState(): ViewState {
    if (this.#server.state === 'failed') return 'failed';
    if (this.#rootCount) return 'ready';
    if (!vscode.workspace.workspaceFolders?.length) return 'no-folder';
    if (this.#server.status?.state !== 'ready') return 'starting';
    return this.#rootCount === 0 ? 'nothing-found' : 'ready';
  }

  #showStatus(status: ServerStatus): void {
    if (status.state === 'ready' && this.#rootCount === 0) {
      this.#rootCount = undefined;
      this.#tree.changed();
    }
    this.#showState();
  }

  #showBadge({ workspace, conflicts }: ActiveWorkspaceChanged): void {
    if (conflicts === 0) {
      this.#view.badge = undefined;
      return;
    }
    const tooltip = workspace
      ? vscode.l10n.t('{0} step names of {1} are in conflict', conflicts, workspace)
      : vscode.l10n.t('{0} step names are in conflict', conflicts);
    this.#view.badge = { value: conflicts, tooltip };
  }
}

function statusMessage(status: ServerStatus | undefined): string {
  if (status?.state !== 'ready') return '';
  const { messages, projects } = status;
  const [first] = projects;
  const nothing = projects.every(({ builtinCore, workspaces }) => builtinCore && workspaces === 0);
  if (!first || !nothing) return inShort(messages);
  const shown = vscode.l10n.t('No step registry was found here. Core is the {0}.', first.core);
  return inShort([shown, ...messages]);
}

/** A view shows one paragraph: the first message, and where the others are. */
function inShort([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return vscode.l10n.t('{0} (and {1} more: Show Index Status)', first, others.length);
}
