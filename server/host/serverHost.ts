import type {
  FileEvent,
  InitializeParams,
  RenameParams,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { readInitialization } from '../../shared/initialization.js';
import {
  type ActiveEditor,
  type ActiveWorkspace,
  Method,
  type RegistryChanged,
  type SetActiveParams,
} from '../../shared/protocol.js';
import { ActiveWorkspaces } from './activeWorkspaces.js';
import { Buffers } from './buffers.js';
import { abilitiesOf, type HostAbilities } from './clientAbilities.js';
import { type Clock, DEFAULT_DELAYS, type Delays, SYSTEM_CLOCK } from './clock.js';
import { Disk } from './disk.js';
import { ExplorerWatch } from './explorerWatch.js';
import { LanguageAnswers } from './languageAnswers.js';
import { NotebookDocuments } from './notebookDocuments.js';
import { Notebooks } from './notebooks.js';
import { OpenTexts } from './openTexts.js';
import { ClientPlaces } from './places.js';
import { PlannedEdits } from './plannedEdits.js';
import { ProjectTexts } from './projectTexts.js';
import { type PublishedDiagnostics, Publisher } from './publisher.js';
import { RegistryActions } from './registryActions.js';
import { RegistryAnswers } from './registryAnswers.js';
import { Session } from './session.js';
import { SettingsStore } from './settings.js';
import { StatusReporter, type WorkProgress } from './statusReporter.js';
import type { Engine } from './surroundings.js';
import { Uris } from './uris.js';
import { Reconciling } from './watching.js';

/** The engine that the server runs, and the world it runs in; tests replace the world. */
export interface ServerParts {
  readonly version: string;
  readonly engine: Engine;
  readonly clock?: Clock;
  readonly disk?: Disk;
  readonly uris?: Uris;
  /** Environment variables; absent: the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** What the server may say to the client. */
export interface ClientPort {
  publish(params: PublishedDiagnostics): void;
  notify(method: string, params: unknown): void;
  /** Resolves when nothing that was published or notified is held back. */
  told(): Promise<void>;
  /** The section `cursus` of the user's settings. Rejects where the client cannot say. */
  configuration(): Promise<unknown>;
  log(level: LogLevel, text: string): void;
  show(text: string): void;
  progress(): Promise<WorkProgress>;
  /** A request without parameters, such as a refresh. */
  request(method: string): Promise<unknown>;
}

/** A client that does not answer must not keep the server from starting. */
const CONFIGURATION_PATIENCE_MS = 3000;

/** One client's server: its session, its settings, and what is said to it. */
export class ServerHost {
  readonly version: string;
  readonly #parts: ServerParts;
  readonly #client: ClientPort;
  readonly #clock: Clock;
  readonly #uris: Uris;
  readonly #settings = new SettingsStore();
  #abilities!: HostAbilities;
  #delays: Delays = DEFAULT_DELAYS;
  #session!: Session;
  #notebooks!: NotebookDocuments;
  #active!: ActiveWorkspaces;
  #language!: LanguageAnswers;
  #registry!: RegistryAnswers;
  #actions!: RegistryActions;
  #explorer!: ExplorerWatch;
  #status!: StatusReporter;
  #reconciling!: Reconciling;
  #folders: readonly string[] = [];
  #generation = 0;
  #told: readonly string[] = [];
  /** Steps that wait for answers of the client, in order. */
  #steps: Promise<void> = Promise.resolve();

  constructor(parts: ServerParts, client: ClientPort) {
    this.version = parts.version;
    this.#parts = parts;
    this.#client = client;
    this.#clock = parts.clock ?? SYSTEM_CLOCK;
    this.#uris = parts.uris ?? new Uris();
  }

  get abilities(): HostAbilities {
    return this.#abilities;
  }

  /** Answers to the requests of the Language Server Protocol. */
  get language(): LanguageAnswers {
    return this.#language;
  }

  /** Answers to the client's own requests. */
  get registry(): RegistryAnswers {
    return this.#registry;
  }

  /** Answers to what the user wants to change. */
  get actions(): RegistryActions {
    return this.#actions;
  }

  get explorer(): ExplorerWatch {
    return this.#explorer;
  }

  get notebooks(): NotebookDocuments {
    return this.#notebooks;
  }

  /** The composition root: everything that serves one client is made here, once. */
  initialize(params: InitializeParams): void {
    const options = readInitialization(params.initializationOptions);
    const environment = this.#parts.environment ?? process.env;
    const disk = this.#parts.disk ?? new Disk();
    const uris = this.#uris;
    const buffers = new Buffers();
    const notebooks = new Notebooks();
    const places = new ClientPlaces(uris, notebooks);
    const settings = () => this.#settings.current;
    this.#abilities = abilitiesOf(params, options);
    this.#settings.take(options.settings);
    this.#delays = { ...DEFAULT_DELAYS, ...withoutUndefined(options.delays) };
    this.#active = new ActiveWorkspaces(
      () => settings().activeWorkspace,
      environment.CURSUS_WORKSPACE_ID,
    );
    this.#session = new Session(
      {
        disk,
        clock: this.#clock,
        delays: this.#delays,
        uris,
        buffers,
        sink: new Publisher(
          diagnostics => this.#client.publish(diagnostics),
          places,
          this.#abilities.diagnostics,
          options.documentation,
        ),
        engine: this.#parts.engine,
        settings,
        defect: (doing, error) => this.defect(doing, error),
      },
      { settled: () => this.#settled(), statusChanged: () => this.#status.changed() },
    );
    const { features } = this.#abilities;
    const texts = new OpenTexts(
      this.#session,
      buffers,
      notebooks,
      uris,
      places,
      features,
      this.#active,
    );
    const projectTexts = new ProjectTexts(disk, buffers, notebooks, uris);
    this.#notebooks = new NotebookDocuments(this.#session, notebooks, uris);
    this.#language = new LanguageAnswers(texts, this.#session, projectTexts, settings);
    this.#registry = new RegistryAnswers(this.#session, texts, uris, places, this.#active);
    this.#actions = new RegistryActions({
      session: this.#session,
      uris,
      active: this.#active,
      engine: this.#parts.engine,
      edits: new PlannedEdits(projectTexts, uris, this.#parts.engine, features),
      settings,
    });
    this.#explorer = new ExplorerWatch(this.#clock, this.#delays.tree, {
      tree: asked => this.#registry.tree(asked),
      active: () => this.#registry.active(),
      treeChanged: changed => this.#client.notify(Method.treeChanged, changed),
      activeChanged: active => this.#client.notify(Method.activeWorkspaceChanged, active),
    });
    this.#status = new StatusReporter(this.#clock, this.#client, this.#abilities.progress, () => {
      const status = this.#session.status();
      return { ...status, messages: [...status.messages, ...this.#settings.complaints] };
    });
    this.#reconciling = new Reconciling(this.#clock, this.#delays, this.#abilities.fileEvents, () =>
      this.#session.rescan(),
    );
    this.#folders = foldersOf(params);
  }

  /** The client is ready to be asked. */
  start(): void {
    this.#inOrder(async () => {
      await this.#pullSettings();
      this.#reconciling.done();
      await this.#session.setFolders(this.#folders);
    });
  }

  stop(): void {
    this.#session.stop();
    this.#explorer.stop();
    this.#status.stop();
  }

  opened({ uri, languageId, version, text }: TextDocumentItem): void {
    const key = this.#uris.key(uri);
    if (key === undefined) return;
    this.#uris.remember(key, uri);
    this.#session.open(key, languageId, version, text);
    if (!this.#abilities.fileEvents) this.#reconciling.suggest();
  }

  edited(uri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    const key = this.#uris.key(uri);
    if (key !== undefined) this.#session.edit(key, changes, version);
  }

  saved(uri: string): void {
    const key = this.#uris.key(uri);
    if (key === undefined) return;
    this.#session.save(key);
    this.#reconciling.suggest();
  }

  closed(uri: string): void {
    const key = this.#uris.key(uri);
    if (key !== undefined) this.#session.close(key);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    this.#session.changedOnDisk(changes.flatMap(({ uri }) => this.#uris.key(uri) ?? []));
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(uri => this.#uris.key(uri)));
    const kept = this.#folders.filter(uri => !gone.has(this.#uris.key(uri)));
    this.#folders = [...kept, ...added];
    this.#inOrder(() => this.#session.setFolders(this.#folders));
  }

  /** @param pushed the settings, from clients that cannot be asked for them */
  settingsChanged(pushed: unknown): void {
    this.#inOrder(async () => {
      const section = (pushed as { cursus?: unknown } | null | undefined)?.cursus;
      if (this.#abilities.configuration) await this.#pullSettings();
      else if (section !== undefined && this.#settings.take(section)) this.#useSettings();
    });
  }

  focused({ uri }: ActiveEditor): void {
    this.#active.focusOn(uri === null ? undefined : this.#uris.key(uri));
    this.#explorer.changed();
    this.#reconciling.suggest();
  }

  /** Chooses the active workspace; null returns to the automatic choice. */
  setActiveWorkspace(params: SetActiveParams): ActiveWorkspace {
    const active = this.#registry.setActive(params);
    this.#explorer.changed();
    this.#refreshDecorations();
    return active;
  }

  /** Reads everything again. */
  async refresh(): Promise<null> {
    this.#reconciling.done();
    this.#session.rescan();
    await this.settled();
    return null;
  }

  /** @throws Refused with the reason */
  async rename(params: RenameParams): Promise<WorkspaceEdit | null> {
    const renamed = await this.#language.rename(params);
    if (renamed !== null && renamed.notes.length > 0) this.#client.show(renamed.notes.join('\n'));
    return renamed?.edit ?? null;
  }

  async settled(): Promise<RegistryChanged> {
    await this.#steps;
    await this.#session.idle();
    this.#explorer.flush();
    await this.#client.told();
    return { generation: this.#generation };
  }

  /** What is indexed, for people (Markdown). */
  describe(): string {
    return this.#status.describe();
  }

  async #pullSettings(): Promise<void> {
    if (!this.#abilities.configuration) return;
    let cancel = (): void => {};
    const patience = new Promise<undefined>(resolve => {
      cancel = this.#clock.after(CONFIGURATION_PATIENCE_MS, () => resolve(undefined));
    });
    try {
      const sent = await Promise.race([this.#client.configuration(), patience]);
      if (this.#settings.take(sent)) this.#useSettings();
    } catch (error) {
      this.#client.log('warn', `The settings could not be asked for: ${String(error)}`);
    } finally {
      cancel();
    }
  }

  #useSettings(): void {
    const { complaints } = this.#settings;
    const news = complaints.filter(complaint => !this.#told.includes(complaint));
    this.#told = complaints;
    if (news.length > 0) this.#client.show(news.join('\n'));
    this.#session.settingsChanged();
    this.#status.changed();
    this.#explorer.changed();
  }

  #settled(): void {
    this.#generation++;
    const changed: RegistryChanged = { generation: this.#generation };
    this.#client.notify(Method.registryChanged, changed);
    this.#status.changed();
    this.#explorer.changed();
    this.#refreshDecorations();
    // Behind whatever the client has sent meanwhile.
    void this.#clock
      .turn()
      .then(() => this.#language.warm())
      .catch(error => this.defect('listing the names', error));
  }

  /** Code lenses and inlay hints may say something else now. */
  #refreshDecorations(): void {
    const { lensRefresh, hintRefresh } = this.#abilities;
    const { codeLens, inlayHints } = this.#settings.current;
    const refresh = (method: string): void => {
      this.#client.request(method).catch(error => this.#client.log('debug', String(error)));
    };
    if (lensRefresh && codeLens) refresh('workspace/codeLens/refresh');
    if (hintRefresh && inlayHints) refresh('workspace/inlayHint/refresh');
  }

  #inOrder(step: () => Promise<void>): void {
    this.#steps = this.#steps.then(step).catch(error => this.defect('following the client', error));
  }

  /** A defect of the server itself: written down for a report; nobody is disturbed by it. */
  defect(doing: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#client.log('error', `Internal error while ${doing}: ${text}`);
  }
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(folder => folder.uri);
  return params.rootUri ? [params.rootUri] : [];
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as never;
}
