import fs from 'node:fs';
import path from 'node:path';
import { ENGINE } from '../../../server/host/engine.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { HandClock } from '../handClock.js';
import { ProtocolClient } from '../protocolClient.js';
import { removeTree, temporaryTree } from '../tree.js';
import { EditedNotebook } from './notebook.js';
import type { Operation, Told, TypedChange } from './operations.js';
import { type Snapshot, snapshotOf } from './snapshot.js';
import { NOTEBOOK, TEXTS } from './texts.js';

const DELAYS = { quiet: 300, syntax: 1000, disk: 50, reconcile: 0, tree: 250 };
const DOCUMENT = /\.(?:py|ya?ml|json)$|^untitled:/;

type DiskEvent = readonly [path: string, type: 1 | 2 | 3];

/** A folder on disk, an editor with open documents, and the server that follows both. */
export class World {
  readonly root: string;
  readonly #clock = new HandClock();
  readonly #buffers = new Map<string, string>();
  #client!: ProtocolClient;
  #folders: readonly string[] = ['.'];
  #settings: Readonly<Record<string, unknown>> = {};
  #notebook: EditedNotebook | undefined;
  /** Something happened on disk that no event told. */
  #isBehind = false;
  /** Events that the watcher has not delivered yet. */
  #late: DiskEvent[] = [];

  private constructor(root: string) {
    this.root = root;
  }

  static async start(files: readonly string[]): Promise<World> {
    const world = new World(
      temporaryTree(Object.fromEntries(files.map(file => [file, TEXTS[file]![0]!]))),
    );
    world.#client = await ProtocolClient.start({
      folders: [world.root],
      server: { version: '0.0.0', engine: ENGINE, clock: world.#clock, environment: {} },
      initializationOptions: { delays: DELAYS },
    });
    await world.settle();
    return world;
  }

  async end(): Promise<void> {
    await this.#client.stop();
    removeTree(this.root);
  }

  async play(operation: Operation): Promise<void> {
    switch (operation.do) {
      case 'open':
        return this.#open(operation.file);
      case 'close':
        return this.#close(operation.file);
      case 'save':
        return this.#save(operation.file);
      case 'edit':
        return this.#edit(operation.file, operation.changes);
      case 'replace':
        if (!this.#buffers.has(operation.file)) return;
        this.#buffers.set(operation.file, operation.text);
        return this.#client.change(this.#at(operation.file), operation.text);
      case 'write':
        this.#put(operation.file, operation.text, operation.told);
        return;
      case 'delete':
        return this.#delete(operation.path, operation.told);
      case 'rename':
        return this.#rename(operation.path, operation.to, operation.told);
      case 'switch':
        return this.#switch(operation.files, operation.told);
      case 'cell':
        if (operation.how === 'remove') this.#notebook?.remove(operation.at);
        else this.#notebook?.[operation.how](operation.at, operation.text);
        return;
      case 'tell':
        return this.#tellLate();
      case 'refresh':
        await this.#exchange();
        void this.#client.request('cursus/refresh');
        return;
      case 'settings':
        this.#settings = operation.value;
        this.#client.settings = operation.value;
        return this.#client.notify('workspace/didChangeConfiguration', { settings: null });
      case 'folders':
        return this.#openFolders(operation.open);
      case 'wait':
        await this.#exchange();
        return this.#clock.advance(operation.milliseconds);
      case 'work':
        await this.#client.request('cursus/indexStatus');
        return;
      case 'compare':
        return;
    }
  }

  /** Calls of the server that wait for their time. */
  get timers(): number {
    return this.#clock.timers;
  }

  /** Forgets what the server has said so far. @returns how many lines of log that were */
  forgetHistory(): number {
    const { published, log, statuses, generations, messages } = this.#client;
    const logged = log.length;
    for (const list of [published, log, generations, messages]) list.length = 0;
    statuses.splice(0, statuses.length - 1);
    return logged;
  }

  /** What the server says when everything is settled, and what one says that starts on the same state. */
  async compare(): Promise<{ followed: Snapshot; fresh: Snapshot }> {
    this.#tellLate();
    if (this.#isBehind) {
      this.#client.notify('cursus/activeEditor', { uri: null });
      this.#isBehind = false;
    }
    await this.settle();
    const moving = new Set(
      [...this.#buffers]
        .filter(([file, text]) => this.#onDisk(file) !== text)
        .map(([file]) => this.#at(file)),
    );
    const open = new Set([...this.#buffers.keys()].map(file => this.#at(file)));
    const followed = await snapshotOf(this.#client, this.root, moving, open);
    const client = await ProtocolClient.start({
      folders: this.#folders.map(folder => this.#at(folder)),
      settings: this.#settings,
      server: { version: '0.0.0', engine: ENGINE, environment: {} },
    });
    for (const [file, text] of this.#buffers) client.open(this.#at(file), text, languageOf(file));
    this.#notebook?.openIn(client);
    await client.settled();
    const fresh = await snapshotOf(client, this.root, moving, open);
    await client.stop();
    return { followed, fresh };
  }

  /** Lets time pass until everything is taken in and published. */
  async settle(): Promise<void> {
    let isDone = false;
    const settled = this.#client.settled().then(() => {
      isDone = true;
    });
    while (!isDone) {
      await this.#exchange();
      this.#clock.advance(DELAYS.syntax);
    }
    await settled;
  }

  /** Questions of either side are answered, so that nobody's patience ends while the clock is moved. */
  async #exchange(): Promise<void> {
    for (let i = 0; i < 3; i++) await this.#client.request('cursus/indexStatus');
  }

  #at(file: string): string {
    return file.startsWith('untitled:') ? file : path.join(this.root, file);
  }

  #onDisk(file: string): string | undefined {
    try {
      return fs.readFileSync(this.#at(file), 'utf8');
    } catch {
      return undefined;
    }
  }

  #open(file: string): void {
    if (file === NOTEBOOK) {
      this.#openNotebook();
      return;
    }
    if (this.#buffers.has(file) || !DOCUMENT.test(file)) return;
    const text = this.#onDisk(file) ?? TEXTS[file]?.[0] ?? '';
    this.#buffers.set(file, text);
    this.#client.open(this.#at(file), text, languageOf(file));
  }

  /** Only what can be read as a notebook opens as one. */
  #openNotebook(): void {
    if (this.#notebook !== undefined) return;
    let cells: { source: string[] }[];
    try {
      cells = (JSON.parse(this.#onDisk(NOTEBOOK) ?? '') as { cells: { source: string[] }[] }).cells;
    } catch {
      return;
    }
    const texts = cells.map(({ source }) => source.join(''));
    this.#notebook = new EditedNotebook(this.#at(NOTEBOOK), this.#client, texts);
  }

  #close(file: string): void {
    if (file === NOTEBOOK) {
      this.#notebook?.close();
      this.#notebook = undefined;
    } else if (this.#buffers.delete(file)) this.#client.close(this.#at(file));
  }

  #save(file: string): void {
    if (file === NOTEBOOK) {
      if (this.#notebook && this.#put(file, this.#notebook.text, 'now')) this.#notebook.save();
      return;
    }
    if (file.startsWith('untitled:')) return;
    const text = this.#buffers.get(file);
    if (text === undefined || !this.#put(file, text, 'now')) return;
    this.#client.save(this.#at(file));
  }

  #edit(file: string, changes: readonly TypedChange[]): void {
    let text = this.#buffers.get(file);
    if (text === undefined) return;
    const sent = [];
    for (const change of changes) {
      const start = Math.floor((change.from / 100) * (text.length + 1));
      const end = Math.min(text.length, start + change.length);
      // An editor's line ends are one character to nobody: a place between them cannot be named.
      if (text.slice(start - 1, start + 1) === '\r\n' || text.slice(end - 1, end + 1) === '\r\n')
        continue;
      sent.push({ range: new LineIndex(text).range({ start, end }), text: change.text });
      text = text.slice(0, start) + change.text + text.slice(end);
    }
    this.#buffers.set(file, text);
    this.#client.change(this.#at(file), sent);
  }

  /** @returns false where a folder or a file is in the way */
  #put(file: string, text: string, told: Told): boolean {
    const existed = fs.existsSync(this.#at(file));
    if (!this.#store(file, text)) return false;
    this.#tell([[this.#at(file), existed ? 2 : 1]], told);
    return true;
  }

  #store(file: string, text: string): boolean {
    try {
      fs.mkdirSync(path.dirname(this.#at(file)), { recursive: true });
      fs.writeFileSync(this.#at(file), text);
      return true;
    } catch {
      return false;
    }
  }

  #delete(name: string, told: Told): void {
    if (!fs.existsSync(this.#at(name))) return;
    fs.rmSync(this.#at(name), { recursive: true });
    this.#tell([[this.#at(name), 3]], told);
  }

  #rename(from: string, to: string, told: Told): void {
    const [source, target] = [this.#at(from), this.#at(to)];
    if (!fs.existsSync(source) || fs.existsSync(target)) return;
    if (`${to}/`.startsWith(`${from}/`)) return;
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
    } catch {
      return;
    }
    fs.renameSync(source, target);
    this.#tell(
      [
        [source, 3],
        [target, 1],
      ],
      told,
    );
  }

  /** Many files at once, told in one message, as a checkout is. */
  #switch(files: readonly { file: string; text: string | null }[], told: Told): void {
    const events: DiskEvent[] = [];
    for (const { file, text } of files) {
      const existed = fs.existsSync(this.#at(file));
      if (text === null) {
        if (!existed) continue;
        fs.rmSync(this.#at(file), { recursive: true });
        events.push([this.#at(file), 3]);
      } else if (this.#store(file, text)) events.push([this.#at(file), existed ? 2 : 1]);
    }
    this.#tell(events, told);
  }

  #tell(events: readonly DiskEvent[], told: Told): void {
    if (told === 'now') this.#client.report(events);
    else if (told === 'late') this.#late.push(...events);
    else this.#isBehind = true;
  }

  #tellLate(): void {
    if (this.#late.length > 0) this.#client.report(this.#late.splice(0));
  }

  #openFolders(open: readonly string[]): void {
    const added = open.filter(folder => !this.#folders.includes(folder));
    const removed = this.#folders.filter(folder => !open.includes(folder));
    this.#folders = [...this.#folders.filter(folder => open.includes(folder)), ...added];
    this.#client.changeFolders(
      added.map(folder => this.#at(folder)),
      removed.map(folder => this.#at(folder)),
    );
  }
}

function languageOf(file: string): string | undefined {
  return file.startsWith('untitled:') ? 'python' : undefined;
}
