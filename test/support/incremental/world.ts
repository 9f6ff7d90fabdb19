import fs from 'node:fs';
import path from 'node:path';
import { ENGINE } from '../../../server/host/engine.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { HandClock } from '../handClock.js';
import { ProtocolClient } from '../protocolClient.js';
import { removeTree, temporaryTree } from '../tree.js';
import type { Operation, TypedChange } from './operations.js';
import { type Snapshot, snapshotOf } from './snapshot.js';
import { TEXTS } from './texts.js';

const DELAYS = { quiet: 300, syntax: 1000, disk: 50, reconcile: 0, tree: 250 };
const DOCUMENT = /\.(?:py|ya?ml|json)$/;

/** A folder on disk, an editor with open documents, and the server that follows both. */
export class World {
  readonly root: string;
  readonly #clock = new HandClock();
  readonly #buffers = new Map<string, string>();
  #client!: ProtocolClient;
  #folders: readonly string[] = ['.'];
  #settings: Readonly<Record<string, unknown>> = {};
  /** Something happened on disk that no event told. */
  #isBehind = false;

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
    await world.#settle();
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
        if (this.#buffers.delete(operation.file)) this.#client.close(this.#at(operation.file));
        return;
      case 'save':
        return this.#save(operation.file);
      case 'edit':
        return this.#edit(operation.file, operation.changes);
      case 'replace':
        if (!this.#buffers.has(operation.file)) return;
        this.#buffers.set(operation.file, operation.text);
        return this.#client.change(this.#at(operation.file), operation.text);
      case 'write':
        return this.#write(operation.file, operation.text, operation.told);
      case 'delete':
        return this.#delete(operation.path, operation.told);
      case 'rename':
        return this.#rename(operation.path, operation.to, operation.told);
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

  /** What the server says when everything is settled, and what one says that starts on the same state. */
  async compare(): Promise<{ followed: Snapshot; fresh: Snapshot }> {
    if (this.#isBehind) {
      this.#client.notify('cursus/activeEditor', { uri: null });
      this.#isBehind = false;
    }
    await this.#settle();
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
    for (const [file, text] of this.#buffers) client.open(this.#at(file), text);
    await client.settled();
    const fresh = await snapshotOf(client, this.root, moving, open);
    await client.stop();
    return { followed, fresh };
  }

  async #settle(): Promise<void> {
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
    return path.join(this.root, file);
  }

  #onDisk(file: string): string | undefined {
    try {
      return fs.readFileSync(this.#at(file), 'utf8');
    } catch {
      return undefined;
    }
  }

  #open(file: string): void {
    if (this.#buffers.has(file) || !DOCUMENT.test(file)) return;
    const text = this.#onDisk(file) ?? TEXTS[file]?.[0] ?? '';
    this.#buffers.set(file, text);
    this.#client.open(this.#at(file), text);
  }

  #save(file: string): void {
    const text = this.#buffers.get(file);
    if (text === undefined || !this.#put(file, text, true)) return;
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

  #write(file: string, text: string, told: boolean): void {
    this.#put(file, text, told);
  }

  /** @returns false where a folder or a file is in the way */
  #put(file: string, text: string, told: boolean): boolean {
    const target = this.#at(file);
    const existed = fs.existsSync(target);
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, text);
    } catch {
      return false;
    }
    this.#tell([[target, existed ? 2 : 1]], told);
    return true;
  }

  #delete(name: string, told: boolean): void {
    if (!fs.existsSync(this.#at(name))) return;
    fs.rmSync(this.#at(name), { recursive: true });
    this.#tell([[this.#at(name), 3]], told);
  }

  #rename(from: string, to: string, told: boolean): void {
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

  #tell(changes: readonly (readonly [string, 1 | 2 | 3])[], told: boolean): void {
    if (told) this.#client.report(changes);
    else this.#isBehind = true;
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
