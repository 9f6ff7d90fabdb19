import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import {
  type ActiveEditor,
  type ActiveWorkspaceChanged,
  ClientCommand,
  Method,
  type ServerStatus,
  type TreeChanged,
} from '../shared/protocol.js';
import { AutomaticCompletion } from './automaticCompletion.js';
import { isEditedScheme, REGISTRY_DOCUMENTS } from './documents.js';
import { SERVER_ARGUMENTS } from './memoryCeiling.js';
import { isRelevantEvent } from './relevance.js';
import { linkToRules, rulesPage } from './ruleDocs.js';

/** What a session tells its owner. */
export interface SessionEvents {
  running(): void;
  /** The server is gone, or never came up, although nobody stopped it. Once, and the last thing to hear of a session. */
  died(): void;
  status(status: ServerStatus): void;
  tree(changed: TreeChanged): void;
  activeWorkspace(active: ActiveWorkspaceChanged): void;
}

/** A client that writes its troubles to the output channel; what the user must know, the session says. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** Never rejects: after a failed start the client stops itself, and nobody is there to hear that it cannot. */
  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } catch (error) {
      this.debug('The server did not stop in order.', error);
    }
  }
}

/** One language client with one server process. What comes after its end, its owner decides. */
export class Session {
  readonly #extensionUri: vscode.Uri;
  readonly #client: LanguageClient;
  readonly #events: SessionEvents;
  readonly #log: vscode.LogOutputChannel;
  readonly #completion = new AutomaticCompletion(caret =>
    this.request<boolean>(Method.caretInName, caret),
  );
  readonly #listeners: vscode.Disposable[] = [];
  #isOver = false;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel, events: SessionEvents) {
    this.#extensionUri = extensionUri;
    this.#events = events;
    this.#log = log;
    const run = {
      module: vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath,
      transport: TransportKind.ipc,
      options: { cwd: extensionUri.fsPath, execArgv: [...SERVER_ARGUMENTS] },
    };
    const debugging = [...SERVER_ARGUMENTS, '--nolazy', '--inspect'];
    const debug = { ...run, options: { ...run.options, execArgv: debugging } };
    this.#client = new QuietLanguageClient(
      'cursus',
      'Cursus Step Registry',
      { run, debug },
      this.#options(),
    );
    this.#listen();
  }

  /** Never rejects: a server that cannot be started has died. */
  async start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      this.#log.error('The server could not be started.', error);
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    for (const listener of this.#listeners.splice(0)) listener.dispose();
    await this.#client.dispose();
  }

  /** Never rejects: a server that dies during a request, or that cancels it, answers `undefined`. */
  async request<T>(
    method: string,
    params?: unknown,
    token?: vscode.CancellationToken,
  ): Promise<T | undefined> {
    if (!this.#client.isRunning()) return undefined;
    try {
      return await this.#client.sendRequest<T>(method, params, token);
    } catch (error) {
      if (!token?.isCancellationRequested) this.#log.debug(`${method} was not answered.`, error);
      return undefined;
    }
  }

  /** Applies an edit as one step that can be undone; false where it does not fit the documents any more. */
  async apply(edit: WorkspaceEdit): Promise<boolean> {
    if (!fitsDocuments(edit)) return false;
    try {
      const converted = await this.#client.protocol2CodeConverter.asWorkspaceEdit(edit);
      return await vscode.workspace.applyEdit(converted, { isRefactoring: true });
    } catch (error) {
      this.#log.error('An edit could not be applied.', error);
      return false;
    }
  }

  notify(method: string, params: unknown): void {
    if (!this.#client.isRunning()) return;
    this.#client.sendNotification(method, params).catch(error => {
      this.#log.debug(`${method} was not delivered.`, error);
    });
  }

  #listen(): void {
    const client = this.#client;
    this.#listeners.push(
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#events.running();
        else if (newState !== State.Starting) this.#ended();
      }),
      client.onNotification(Method.status, this.#events.status),
      client.onNotification(Method.treeChanged, this.#events.tree),
      client.onNotification(Method.activeWorkspaceChanged, this.#events.activeWorkspace),
      vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
        const { Mouse, Command } = vscode.TextEditorSelectionChangeKind;
        if (kind === Mouse || kind === Command) this.#completion.moved();
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => this.#focused(editor)),
    );
  }

  /** Panels, previews and output take the focus from an editor, but not its file from the user's mind. */
  #focused(editor: vscode.TextEditor | undefined): void {
    if (editor ? !isEditedScheme(editor.document.uri.scheme) : hasTextTab()) return;
    const uri = editor?.document.uri.toString() ?? null;
    this.notify(Method.activeEditor, { uri } satisfies ActiveEditor);
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector: REGISTRY_DOCUMENTS,
      outputChannel: this.#log,
      traceOutputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'cursus',
      initializationOptions: {
        commands: Object.values(ClientCommand),
        documentation: rulesPage(this.#extensionUri).toString(),
        yamlSchemas: isYamlCompleted(),
      },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (_error, _message, count = 0) => ({
          action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
          handled: true,
        }),
        // The client's own restart trips over a server that dies again while it starts.
        closed: () => ({
          action: CloseAction.DoNotRestart,
          handled: true,
          message: 'The server process has ended.',
        }),
      },
      middleware: this.#middleware(),
    };
  }

  #middleware(): Middleware {
    return {
      handleDiagnostics: (uri, findings, next) => {
        linkToRules(findings);
        next(uri, findings);
      },
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          if (isRelevantEvent(vscode.Uri.parse(event.uri).path)) await next(event);
        },
      },
      // After `next`, so that the server has the typed letter before it is asked about the caret.
      didChange: async (event, next) => {
        await next(event);
        await this.#completion.changed(event);
      },
      provideCompletionItem: async (document, position, context, token, next) => {
        const items = await next(document, position, context, token);
        this.#completion.offered(document, position, items);
        return items;
      },
    };
  }

  #ended(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.died();
  }
}

/** The server made the edit for these very texts: a document that was typed in since is left alone. */
function fitsDocuments({ documentChanges = [] }: WorkspaceEdit): boolean {
  return documentChanges.every(change => {
    if (!('textDocument' in change)) return true;
    const { uri, version } = change.textDocument;
    const key = vscode.Uri.parse(uri).toString();
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    return open === undefined || (version === null ? !open.isDirty : open.version === version);
  });
}

/** The YAML extension has the schemas that this one contributes: keys and fixed values would be offered twice. */
function isYamlCompleted(): boolean {
  if (vscode.extensions.getExtension('redhat.vscode-yaml') === undefined) return false;
  return vscode.workspace.getConfiguration('yaml').get('completion', true);
}

function hasTextTab(): boolean {
  return vscode.window.tabGroups.all.some(group =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText),
  );
}
