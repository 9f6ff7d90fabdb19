import {
  type CodeActionParams,
  type CodeLensParams,
  type CompletionItem,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbolParams,
  ErrorCodes,
  type InlayHintParams,
  LSPErrorCodes,
  MessageType,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import {
  type ActiveEditor,
  type CaretParams,
  Method,
  type ResolveParams,
  type RevealParams,
  type SetActiveParams,
  type StepListParams,
  type TreeChanged,
  type TreeParams,
  type WorkspaceListParams,
} from '../shared/protocol.js';
import { answerActions } from './actionRequests.js';
import { greetingFor } from './host/capabilities.js';
import { Refused } from './host/languageAnswers.js';
import { Outbox } from './host/outbox.js';
import { ServerHost, type ServerParts } from './host/serverHost.js';
import { WATCHERS } from './host/watching.js';

type Phase = 'before initialize' | 'serving' | 'after shutdown';

/** What the protocol says to a request that comes too early or too late. */
const OUT_OF_ORDER = {
  'before initialize': {
    code: ErrorCodes.ServerNotInitialized,
    message: 'The server is not initialized',
  },
  'after shutdown': { code: ErrorCodes.InvalidRequest, message: 'The server was shut down' },
};

/** Takes the place of messages about some rows each. */
const EVERY_ROW: TreeChanged = { ids: [] };

/** Serves one client over a connection, until it goes. One line for each message; what it means is the host's. */
export function serve(connection: Connection, parts: ServerParts): void {
  const outbox = new Outbox();
  const host = new ServerHost(parts, {
    publish: params =>
      outbox.post(params.uri, params, latest => connection.sendDiagnostics(latest)),
    notify: (method, params) =>
      outbox.post(
        method,
        params,
        latest => connection.sendNotification(method, latest),
        method === Method.treeChanged ? () => EVERY_ROW : undefined,
      ),
    told: () => outbox.drained(),
    request: method => connection.sendRequest(method),
    configuration: () => connection.workspace.getConfiguration('cursus'),
    log: (level, text) => connection.console[level](text),
    // Told, not asked: some editors stop at a question without answers until a key is pressed.
    show: message =>
      void connection.sendNotification('window/showMessage', {
        type: MessageType.Warning,
        message,
      }),
    progress: () => connection.window.createWorkDoneProgress(),
  });

  let phase: Phase = 'before initialize';
  connection.onInitialize(params => {
    host.initialize(params);
    phase = 'serving';
    return greetingFor(params.capabilities, host.version);
  });
  connection.onInitialized(() => {
    register(connection, host);
    host.start();
  });
  connection.onShutdown(() => {
    phase = 'after shutdown';
    host.stop();
  });

  connection.onDidOpenTextDocument(({ textDocument }) => host.opened(textDocument));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    host.edited(textDocument.uri, contentChanges, textDocument.version),
  );
  connection.onDidSaveTextDocument(({ textDocument }) => host.saved(textDocument.uri));
  connection.onDidCloseTextDocument(({ textDocument }) => host.closed(textDocument.uri));
  const { synchronization: notebooks } = connection.notebooks;
  notebooks.onDidOpenNotebookDocument(params => host.notebooks.opened(params));
  notebooks.onDidChangeNotebookDocument(params => host.notebooks.changed(params));
  notebooks.onDidSaveNotebookDocument(params => host.notebooks.saved(params.notebookDocument.uri));
  notebooks.onDidCloseNotebookDocument(params =>
    host.notebooks.closed(params.notebookDocument.uri),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => host.filesChanged(changes));
  connection.onDidChangeConfiguration(({ settings }) => host.settingsChanged(settings));
  connection.onNotification(Method.activeEditor, (editor: ActiveEditor) => host.focused(editor));

  answerRequests(connection, host, () => phase);
}

/** What can only be asked of a client that says it can. */
function register(connection: Connection, host: ServerHost): void {
  const { fileEvents, configurationEvents, folderEvents } = host.abilities;
  if (configurationEvents) {
    const options = { section: 'cursus' };
    void connection.client.register(DidChangeConfigurationNotification.type, options);
  }
  if (fileEvents) {
    const options = { watchers: WATCHERS };
    void connection.client.register(DidChangeWatchedFilesNotification.type, options);
  }
  if (folderEvents) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      host.foldersChanged(
        added.map(folder => folder.uri),
        removed.map(folder => folder.uri),
      ),
    );
  }
}

function answerRequests(connection: Connection, host: ServerHost, phase: () => Phase): void {
  /** A refusal is told to the user. Anything else is a defect: it is written down, and there is no answer. */
  const on = <P, R>(method: string, answer: (params: P) => R | Promise<R>): void => {
    connection.onRequest<unknown, void>(method, async (params: P) => {
      const now = phase();
      if (now !== 'serving') {
        const { code, message } = OUT_OF_ORDER[now];
        return new ResponseError(code, message);
      }
      try {
        return await answer(params);
      } catch (error) {
        if (error instanceof Refused) {
          return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
        }
        host.defect(`answering ${method}`, error);
        return null;
      }
    });
  };
  type At = TextDocumentPositionParams;

  on('textDocument/completion', (at: At) => host.language.completion(at));
  on('completionItem/resolve', (item: CompletionItem) => host.language.resolveCompletion(item));
  on('textDocument/hover', (at: At) => host.language.hover(at));
  on('textDocument/definition', (at: At) => host.language.definition(at));
  on('textDocument/typeDefinition', (at: At) => host.language.typeDefinition(at));
  on('textDocument/references', (at: ReferenceParams) => host.language.references(at));
  on('textDocument/documentHighlight', (at: At) => host.language.highlights(at));
  on('textDocument/documentSymbol', ({ textDocument }: DocumentSymbolParams) =>
    host.language.documentSymbols(textDocument),
  );
  on('workspace/symbol', ({ query }: WorkspaceSymbolParams) =>
    host.language.workspaceSymbols(query),
  );
  on('textDocument/codeLens', ({ textDocument }: CodeLensParams) =>
    host.language.codeLenses(textDocument),
  );
  on('textDocument/inlayHint', (params: InlayHintParams) => host.language.inlayHints(params));
  on('textDocument/codeAction', (params: CodeActionParams) => host.language.codeActions(params));
  on('textDocument/prepareRename', (at: At) => host.language.prepareRename(at));
  on('textDocument/rename', (params: RenameParams) => host.rename(params));

  on(Method.tree, (params: TreeParams) => host.explorer.children(params));
  on(Method.treePath, (params: RevealParams) => host.registry.treePath(params));
  on(Method.resolve, (params: ResolveParams) => host.registry.resolve(params));
  on(Method.stepList, (params: StepListParams) => host.registry.stepList(params));
  on(Method.workspaceList, (params: WorkspaceListParams) => host.registry.workspaceList(params));
  on(Method.registryPage, (params: StepListParams) => host.registry.registryPage(params));
  on(Method.setActiveWorkspace, (params: SetActiveParams) => host.setActiveWorkspace(params));
  answerActions(on, () => host.actions);
  on(Method.caretInName, (params: CaretParams) => host.registry.caretInName(params));
  on(Method.indexStatus, () => host.describe());
  on(Method.refresh, () => host.refresh());
  on(Method.settled, () => host.settled());
}
