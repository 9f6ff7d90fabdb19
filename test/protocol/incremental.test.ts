import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolClient } from '../support/protocolClient.js';
import { TOY_SERVER } from '../support/toyEngine.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const FILES = ['a.py', 'b.py', 'sub/c.py', 'sub/deep/d.py', 'mod.py', 'é x.py'];
const FOLDERS = ['sub', 'sub/deep', 'moved'];
const LINES = ['class A', 'class B', 'class C', 'use A', 'use B', 'use C', 'import mod', 'bad', ''];
const PROJECT_FILES = [
  '',
  'exclude: [sub]',
  'rules: { unknown-builder: off }',
  'exclude: [',
  'x: 1',
];

const text = fc
  .array(fc.constantFrom(...LINES), { maxLength: 4 })
  .map(lines => lines.map(line => `${line}\n`).join(''));
const file = fc.constantFrom(...FILES);
const folder = fc.constantFrom(...FOLDERS);

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), file, text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), file, text }) },
  fc.record({ do: fc.constant('writeUnseen' as const), file, text }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), file, text }) },
  fc.record({ do: fc.constant('close' as const), file }),
  fc.record({ do: fc.constant('save' as const), file }),
  fc.record({ do: fc.constant('delete' as const), file }),
  fc.record({ do: fc.constant('deleteFolder' as const), folder }),
  fc.record({ do: fc.constant('moveFolder' as const), folder, target: folder }),
  fc.record({
    do: fc.constant('mark' as const),
    folder,
    mark: fc.constantFrom('pyvenv.cfg', '.git'),
  }),
  fc.record({
    do: fc.constant('projectFile' as const),
    text: fc.constantFrom(...PROJECT_FILES),
  }),
  fc.record({ do: fc.constant('settings' as const), off: fc.boolean() }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** A folder, what is open in it, and a client that is told of everything that happens. */
class World {
  readonly root = temporaryTree();
  readonly open = new Map<string, string>();
  settings: unknown = {};
  client!: ProtocolClient;

  async start(): Promise<void> {
    this.client = await ProtocolClient.start({ server: TOY_SERVER, folders: [this.root] });
    await this.client.settled();
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  /** What a server that knows nothing but the present state publishes. */
  async afresh(): Promise<string[]> {
    const client = await ProtocolClient.start({
      server: TOY_SERVER,
      folders: [this.root],
      settings: this.settings,
    });
    for (const [name, content] of this.open) client.open(this.at(name), content);
    await client.settled();
    const said = published(client, this.root);
    await client.stop();
    return said;
  }

  async apply(operation: Operation): Promise<void> {
    const { client } = this;
    switch (operation.do) {
      case 'edit':
        if (!this.open.has(operation.file)) return;
        this.open.set(operation.file, operation.text);
        client.change(this.at(operation.file), operation.text);
        return;
      case 'write':
        if (this.#isBelowFile(operation.file)) return;
        client.write(this.at(operation.file), operation.text);
        return;
      case 'writeUnseen':
        if (this.#isBelowFile(operation.file)) return;
        fs.mkdirSync(path.dirname(this.at(operation.file)), { recursive: true });
        fs.writeFileSync(this.at(operation.file), operation.text);
        // A lost event is made up for by the next focus.
        client.notify('cursus/activeEditor', { uri: null });
        return;
      case 'open':
        if (this.open.has(operation.file)) return;
        this.open.set(operation.file, operation.text);
        client.open(this.at(operation.file), operation.text);
        return;
      case 'close':
        if (this.open.delete(operation.file)) client.close(this.at(operation.file));
        return;
      case 'save':
        if (!this.open.has(operation.file) || this.#isBelowFile(operation.file)) return;
        client.write(this.at(operation.file), this.open.get(operation.file)!);
        client.save(this.at(operation.file));
        return;
      case 'delete':
        if (fs.existsSync(this.at(operation.file))) client.delete(this.at(operation.file));
        return;
      case 'deleteFolder':
        if (fs.existsSync(this.at(operation.folder))) client.delete(this.at(operation.folder));
        return;
      case 'moveFolder': {
        const [from, to] = [this.at(operation.folder), this.at(operation.target)];
        if (!fs.existsSync(from) || fs.existsSync(to) || to.startsWith(from)) return;
        fs.mkdirSync(path.dirname(to), { recursive: true });
        fs.renameSync(from, to);
        client.report([
          [from, 3],
          [to, 1],
        ]);
        return;
      }
      case 'mark': {
        if (!fs.existsSync(this.at(operation.folder))) return;
        const mark = this.at(`${operation.folder}/${operation.mark}`);
        if (fs.existsSync(mark)) client.delete(mark);
        else client.write(mark, '');
        return;
      }
      case 'projectFile':
        client.write(this.at('cursus-registry.yaml'), operation.text);
        return;
      case 'settings':
        this.settings = operation.off ? { severity: { 'duplicate-step': 'off' } } : {};
        client.settings = this.settings;
        client.notify('workspace/didChangeConfiguration', { settings: null });
    }
  }

  async end(): Promise<void> {
    await this.client.stop();
    removeTree(this.root);
  }

  #isBelowFile(name: string): boolean {
    const above = path.dirname(this.at(name));
    return fs.existsSync(above) && !fs.statSync(above).isDirectory();
  }
}

/** Everything but related places: those of closed files wait for a save. */
function published(client: ProtocolClient, root: string): string[] {
  return [...client.diagnostics]
    .flatMap(([uri, diagnostics]) =>
      diagnostics.map(({ range, code, severity, message }) =>
        JSON.stringify([decodeURI(uri).replace(root, ''), range, code, severity, message]),
      ),
    )
    .sort();
}

describe('what is published', () => {
  it('is what a fresh server publishes, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 14 }), async operations => {
        const world = new World();
        try {
          await world.start();
          for (const each of operations) {
            await world.apply(each);
            await world.client.settled();
            expect(published(world.client, world.root)).toEqual(await world.afresh());
          }
          expect(world.client.log).toEqual([]);
        } finally {
          await world.end();
        }
      }),
      { seed: 20, numRuns: Number(process.env.CURSUS_SEQUENCES ?? 30), endOnFailure: false },
    );
  }, 120_000);

  it('is the same where everything happened at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 14 }), async operations => {
        const world = new World();
        try {
          await world.start();
          for (const each of operations) await world.apply(each);
          await world.client.settled();
          expect(published(world.client, world.root)).toEqual(await world.afresh());
        } finally {
          await world.end();
        }
      }),
      { seed: 21, numRuns: Number(process.env.CURSUS_SEQUENCES ?? 30), endOnFailure: false },
    );
  }, 120_000);
});
