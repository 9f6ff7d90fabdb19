import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { type ActiveEditor, Method } from '../shared/protocol.js';
import { ServerHost, type ServerParts } from './host/serverHost.js';
import { WATCHERS } from './host/watching.js';

/** Serves one client over a connection, until it goes. One line for each message; what it means is the host's. */
export function serve(connection: Connection, parts: ServerParts): void {
  const host = new ServerHost(parts, {
    publish: params => void connection.sendDiagnostics(params),
    notify: (method, params) => void connection.sendNotification(method, params),
    configuration: () => connection.workspace.getConfiguration('cursus'),
    log: (level, text) => connection.console[level](text),
    show: text => connection.window.showWarningMessage(text),
    progress: () => connection.window.createWorkDoneProgress(),
  });

  connection.onInitialize((params): InitializeResult => initialized(host, params));
  connection.onInitialized(async () => {
    const { fileEvents, configurationEvents, folderEvents } = host.abilities;
    if (configurationEvents) {
      const section = { section: 'cursus' };
      void connection.client.register(DidChangeConfigurationNotification.type, section);
    }
    if (fileEvents) {
      const watchers = { watchers: WATCHERS };
      void connection.client.register(DidChangeWatchedFilesNotification.type, watchers);
    }
    if (folderEvents) {
      connection.workspace.onDidChangeWorkspaceFolders(event =>
        host.foldersChanged(
          event.added.map(folder => folder.uri),
          event.removed.map(folder => folder.uri),
        ),
      );
    }
    host.start();
  });
  connection.onShutdown(() => host.stop());

  connection.onDidOpenTextDocument(({ textDocument }) => host.opened(textDocument));
  connection.onDidChangeTextDocument(params =>
    host.edited(params.textDocument.uri, params.contentChanges, params.textDocument.version),
  );
  connection.onDidSaveTextDocument(({ textDocument }) => host.saved(textDocument.uri));
  connection.onDidCloseTextDocument(({ textDocument }) => host.closed(textDocument.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => host.filesChanged(changes));
  connection.onDidChangeConfiguration(({ settings }) => host.settingsChanged(settings));

  connection.onNotification(Method.activeEditor, (editor: ActiveEditor) => host.focused(editor));
  connection.onRequest(Method.refresh, () => host.refresh());
  connection.onRequest(Method.settled, () => host.settled());
  connection.onRequest(Method.indexStatus, () => host.describe());
}

function initialized(host: ServerHost, params: InitializeParams): InitializeResult {
  host.initialize(params);
  return {
    serverInfo: { name: 'cursus-registry', version: host.version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
