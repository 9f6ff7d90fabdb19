import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  FileChangeType,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import type { ServerParts } from '../../server/host/serverHost.js';
import { serve } from '../../server/server.js';
import { Method, type RegistryChanged, type ServerStatus } from '../../shared/protocol.js';

/** Everything that an editor of today announces. */
export const FULL_CLIENT: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      dataSupport: true,
      versionSupport: true,
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        labelDetailsSupport: true,
        resolveSupport: { properties: ['documentation'] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    rename: { prepareSupport: true },
  },
};

/** No waiting: what comes after a quiet time comes at once. */
export const NO_DELAYS = { quiet: 0, syntax: 0, disk: 0, reconcile: 0, tree: 0 };

export interface ClientOptions {
  /** Folders to open, as paths. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: Record<string, unknown>;
  /** The section `cursus`, as a client answers it. */
  readonly settings?: unknown;
  /** The server in this process, its engine and its world; or the command line of a server process. */
  readonly server: ServerParts | readonly string[];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.yaml': 'yaml',
  '.json': 'json',
  '.ipynb': 'jupyter',
};

/** A client of the real server: over streams within this process, or to a process of its own. */
export class ProtocolClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess | undefined;
  /** URI -> what the Problems panel would show; files without diagnostics are not in it. */
  readonly diagnostics = new Map<string, Diagnostic[]>();
  /** Everything that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: ServerStatus[] = [];
  readonly generations: number[] = [];
  readonly registrations: Registration[] = [];
  readonly messages: string[] = [];
  readonly log: string[] = [];
  readonly #versions = new Map<string, number>();
  settings: unknown;
  initializeResult!: InitializeResult;

  private constructor(connection: ProtocolConnection, process: ChildProcess | undefined) {
    this.connection = connection;
    this.process = process;
  }

  static async start(options: ClientOptions): Promise<ProtocolClient> {
    const client =
      'engine' in options.server
        ? ProtocolClient.#inProcess(options.server)
        : ProtocolClient.#spawned(options.server);
    client.settings = options.settings ?? {};
    client.#listen();
    const folders = options.folders ?? [];
    client.initializeResult = await client.connection.sendRequest('initialize', {
      processId: client.process === undefined ? null : process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? FULL_CLIENT,
      workspaceFolders: folders.map(folder => ({
        uri: uriOf(folder),
        name: path.basename(folder),
      })),
      initializationOptions: { delays: NO_DELAYS, ...options.initializationOptions },
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  static #inProcess(parts: ServerParts): ProtocolClient {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    serve(server, parts);
    server.listen();
    const connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    return new ProtocolClient(connection, undefined);
  }

  static #spawned(command: readonly string[]): ProtocolClient {
    const [program, ...args] = command;
    const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    return new ProtocolClient(connection, child);
  }

  /** Everything that was sent so far is taken in and published. */
  async settled(): Promise<number> {
    const { generation } = await this.request<RegistryChanged>(Method.settled);
    return generation;
  }

  request<T>(method: string, params?: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params as object);
  }

  open(
    file: string,
    text: string,
    languageId = LANGUAGES[path.extname(file)] ?? 'plaintext',
  ): void {
    const uri = uriOf(file);
    this.#versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Changes an open document: a whole new text, or changes of ranges. */
  change(file: string, changes: string | TextDocumentContentChangeEvent[]): void {
    const uri = uriOf(file);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const contentChanges = typeof changes === 'string' ? [{ text: changes }] : changes;
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  save(file: string): void {
    this.notify('textDocument/didSave', { textDocument: { uri: uriOf(file) } });
  }

  close(file: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
  }

  /** Writes a file and reports it, as an editor's watcher does. */
  write(file: string, text: string | Uint8Array): void {
    const type = fs.existsSync(file) ? FileChangeType.Changed : FileChangeType.Created;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    this.report([[file, type]]);
  }

  /** Deletes a file or a folder and reports it: of a folder its own name alone. */
  delete(file: string): void {
    fs.rmSync(file, { recursive: true });
    this.report([[file, FileChangeType.Deleted]]);
  }

  report(changes: readonly (readonly [file: string, type: FileChangeType])[]): void {
    this.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(([file, type]) => ({ uri: uriOf(file), type })),
    });
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const folders = (paths: readonly string[]) =>
      paths.map(folder => ({ uri: uriOf(folder), name: path.basename(folder) }));
    this.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: folders(added), removed: folders(removed) },
    });
  }

  /** What is published for a file, as `line:character code`. */
  codes(file: string): string[] {
    return (this.diagnostics.get(uriOf(file)) ?? []).map(
      ({ range, code }) => `${range.start.line}:${range.start.character} ${code}`,
    );
  }

  /** Ends the server: a process is asked to exit, in this process only the session ends. */
  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    if (this.process !== undefined) {
      const exited = new Promise(resolve => this.process!.once('exit', resolve));
      await this.connection.sendNotification('exit');
      await exited;
    }
    this.connection.dispose();
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', params => {
      this.published.push(params);
      if (params.diagnostics.length === 0) this.diagnostics.delete(params.uri);
      else this.diagnostics.set(params.uri, params.diagnostics);
    });
    connection.onNotification(Method.status, (status: ServerStatus) => {
      this.statuses.push(status);
    });
    connection.onNotification(Method.registryChanged, (changed: RegistryChanged) => {
      this.generations.push(changed.generation);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.messages.push(message);
    });
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registrations.push(...registrations);
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }) => items.map(() => this.settings));
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.listen();
  }
}

export function uriOf(file: string): string {
  return /^[a-z-]{2,}:/.test(file) ? file : pathToFileURL(file).href;
}
