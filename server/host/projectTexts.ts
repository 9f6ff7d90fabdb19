import type { ProjectFileText } from '../service/features/codeActions/request.js';
import type { RenameTexts } from '../service/features/context.js';
import type { Buffers } from './buffers.js';
import { decode } from './decoding.js';
import type { Disk } from './disk.js';
import type { Notebooks } from './notebooks.js';
import type { Project } from './project.js';
import { forEachLimited } from './slices.js';
import type { Uris } from './uris.js';

const READS_IN_FLIGHT = 16;

/** Texts as they are this moment, open or on disk: what is about to be edited is never edited from memory. */
export class ProjectTexts {
  readonly #disk: Disk;
  readonly #buffers: Buffers;
  readonly #notebooks: Notebooks;
  readonly #uris: Uris;

  constructor(disk: Disk, buffers: Buffers, notebooks: Notebooks, uris: Uris) {
    this.#disk = disk;
    this.#buffers = buffers;
    this.#notebooks = notebooks;
    this.#uris = uris;
  }

  /** A file that may not be there. */
  now(path: string): ProjectFileText {
    const key = this.#uris.keyOfPath(path);
    const uri = this.#uris.client(key);
    const buffer = this.#buffers.get(key);
    if (buffer !== undefined) return { uri, text: buffer.text, version: buffer.version };
    const result = this.#disk.readNow(path);
    return { uri, text: result.ok ? decode(result.bytes, false).text : undefined, version: null };
  }

  of(project: Project): RenameTexts {
    return {
      read: uri => this.#read(uri),
      version: uri => this.#version(uri),
      mentioning: word => this.#mentioning(project, word),
    };
  }

  async #read(uri: string): Promise<string> {
    const key = this.#uris.key(uri);
    const home = key === undefined ? undefined : this.#notebooks.home(key);
    if (home !== undefined) return home.notebook.cells[home.index]!.document.getText();
    const text = key === undefined ? undefined : await this.#textOf(key, this.#uris.path(key));
    if (text === undefined) throw new Error(`${uri} cannot be read`);
    return text;
  }

  #version(uri: string): number | null {
    const key = this.#uris.key(uri);
    if (key === undefined) return null;
    const home = this.#notebooks.home(key);
    if (home !== undefined) return home.notebook.cells[home.index]!.document.version;
    return this.#buffers.get(key)?.version ?? null;
  }

  async #mentioning(
    project: Project,
    word: string,
  ): Promise<{ uri: string; format: 'python' | 'notebook' }[]> {
    const found: { uri: string; format: 'python' | 'notebook' }[] = [];
    await forEachLimited(project.files(), READS_IN_FLIGHT, async ({ key, path, role }) => {
      const notebook = this.#notebooks.get(key);
      if (notebook !== undefined) {
        for (const cell of notebook.cells) {
          if (cell.isCode && cell.document.getText().includes(word)) {
            found.push({ uri: this.#uris.client(cell.key), format: 'python' });
          }
        }
        return;
      }
      const format = role.kind === 'notebook' ? 'notebook' : 'python';
      if (format === 'python' && !key.endsWith('.py')) return;
      const text = await this.#textOf(key, path);
      if (text?.includes(word)) found.push({ uri: this.#uris.client(key), format });
    });
    return found.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
  }

  async #textOf(key: string, path: string | undefined): Promise<string | undefined> {
    const buffer = this.#buffers.get(key);
    if (buffer !== undefined) return buffer.text;
    const result = path === undefined ? undefined : await this.#disk.read(path);
    if (!result?.ok) return undefined;
    const { text, problem } = decode(result.bytes, key.endsWith('.py'));
    // What cannot be decoded cannot be written back either.
    return problem === undefined ? text : undefined;
  }
}
