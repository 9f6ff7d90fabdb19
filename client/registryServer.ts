import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import {
  type ActiveEditor,
  type ActiveWorkspace,
  type ActiveWorkspaceChanged,
  Method,
  type ServerStatus,
  type TreeChanged,
} from '../shared/protocol.js';
import { CrashPolicy } from './crashPolicy.js';
import { tellRestarted, tellStopped } from './serverMessages.js';
import type { Session } from './session.js';

/** `idle`: nothing asked for it yet. `failed`: it gave up, and only the user can start it again. */
export type ServerState = 'idle' | 'starting' | 'running' | 'restarting' | 'failed';

const CHOICE_KEY = 'cursus.activeWorkspace';

/**
 * The language server as the rest of the client sees it. It costs nothing until somebody needs an answer: only then
 * is the language client loaded. Requests never reject; an answer that cannot be had is `undefined`.
 */
export class RegistryServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #states = new vscode.EventEmitter<ServerState>();
  readonly #statuses = new vscode.EventEmitter<ServerStatus>();
  readonly #trees = new vscode.EventEmitter<TreeChanged>();
  readonly #workspaces = new vscode.EventEmitter<ActiveWorkspaceChanged>();
  #log: vscode.LogOutputChannel | undefined;
  #session: Promise<Session> | undefined;
  #crashes = new CrashPolicy();
  #state: ServerState = 'idle';
  #status: ServerStatus | undefined;
  #active: ActiveWorkspaceChanged | undefined;

  readonly onDidChangeState = this.#states.event;
  readonly onDidChangeStatus = this.#statuses.event;
  readonly onDidChangeTree = this.#trees.event;
  readonly onDidChangeActiveWorkspace = this.#workspaces.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** What the server last said about itself; undefined until it did. */
  get status(): ServerStatus | undefined {
    return this.#status;
  }

  get activeWorkspace(): ActiveWorkspaceChanged | undefined {
    return this.#active;
  }

  /** Made when something is to be logged, so that unrelated projects do not see the channel. */
  get log(): vscode.LogOutputChannel {
    this.#log ??= vscode.window.createOutputChannel('Cursus Step Registry', { log: true });
    return this.#log;
  }

  /** Starts the server unless it was started before. */
  start(): Promise<Session> {
    this.#session ??= this.#open('starting');
    return this.#session;
  }

  /** A new server process and a new client; a crash record of the old one counts no more. */
  async restart(): Promise<void> {
    await this.stop();
    this.#crashes = new CrashPolicy();
    await this.start();
  }

  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await (await session)?.stop();
  }

  async request<T>(
    method: string,
    params?: unknown,
    token?: vscode.CancellationToken,
  ): Promise<T | undefined> {
    const session = await this.start();
    return session.request<T>(method, params, token);
  }

  /** Applies an edit that the server made; false where it does not fit the documents any more. */
  async apply(edit: WorkspaceEdit): Promise<boolean> {
    const session = await this.start();
    return session.apply(edit);
  }

  /** Resolves what {@link ActiveWorkspace} the server settled on, and remembers the choice for this folder. */
  async chooseWorkspace(workspace: string | null): Promise<ActiveWorkspace | undefined> {
    await this.#context.workspaceState.update(CHOICE_KEY, workspace ?? undefined);
    return this.request<ActiveWorkspace>(Method.setActiveWorkspace, { workspace });
  }

  dispose(): void {
    for (const emitter of [this.#states, this.#statuses, this.#trees, this.#workspaces]) {
      emitter.dispose();
    }
    this.#log?.dispose();
  }

  async #open(state: ServerState): Promise<Session> {
    this.#enter(state);
    const { Session } = await import('./session.js');
    const session = new Session(this.#context.extensionUri, this.log, {
      running: () => {
        this.#enter('running');
        this.#greet(session);
      },
      died: () => this.#died(session),
      status: status => {
        this.#status = status;
        this.#statuses.fire(status);
      },
      tree: changed => this.#trees.fire(changed),
      activeWorkspace: active => {
        this.#active = active;
        this.#workspaces.fire(active);
      },
    });
    await session.start();
    return session;
  }

  /** A new session takes the place of the dead one, unless too many have died. */
  #died(session: Session): void {
    void session.stop();
    // Somebody stopped the server while it died.
    if (!this.#session) return;
    const { restart, announce } = this.#crashes.crashed(performance.now());
    if (restart) {
      this.#session = this.#open('restarting');
      if (announce) tellRestarted(this.log);
    } else {
      this.#enter('failed');
      tellStopped(this.log);
    }
  }

  #enter(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#states.fire(state);
  }

  /** What a fresh server process cannot know: the remembered choice, and which editor has the focus. */
  #greet(session: Session): void {
    const workspace = this.#context.workspaceState.get<string>(CHOICE_KEY);
    if (workspace) void session.request(Method.setActiveWorkspace, { workspace });
    const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? null;
    session.notify(Method.activeEditor, { uri } satisfies ActiveEditor);
  }
}
