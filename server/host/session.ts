import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { ServerStatus } from '../../shared/protocol.js';
import type { OpenBuffer } from './buffers.js';
import { type OpenedFolder, openedFolder, outermost, refusalOf } from './openedFolders.js';
import { Project, type ProjectOwner } from './project.js';
import type { Surroundings } from './surroundings.js';
import { PROJECT_MARKS } from './territory.js';

/** What a session tells its owner. */
export interface SessionEvents {
  /** A change of one project is taken in, and everything that follows from it is published. */
  settled(project: Project): void;
  /** {@link Session.status} may say something else now. */
  statusChanged(): void;
}

interface Place {
  readonly project: Project;
  /** Relative to the project, `/` separated. */
  readonly relative: string;
}

interface Wanted {
  readonly root: string;
  /** Its files are looked for on disk; otherwise it holds open documents only. */
  readonly discovers: boolean;
}

/** All that is open: folders, the projects in them, documents; and which belongs to which. */
export class Session implements ProjectOwner {
  readonly #around: Surroundings;
  readonly #events: SessionEvents;
  /** By root, folded where case does not count. */
  readonly #projects = new Map<string, Project>();
  /** Root of a project -> roots of the projects that its own walk met. */
  readonly #nested = new Map<string, readonly string[]>();
  /** Which project was given an open document. */
  readonly #holders = new Map<string, Project>();
  #folders: readonly OpenedFolder[] = [];
  /** Until the client's folders are known nobody can say where a document belongs. */
  #areFoldersKnown = false;
  /** Documents that lie in no project on disk: untitled ones and single files. */
  #loose: Project | undefined;

  constructor(around: Surroundings, events: SessionEvents) {
    this.#around = around;
    this.#events = events;
  }

  /** Opens these folders (URIs of the client), and no others. */
  async setFolders(clientUris: readonly string[]): Promise<void> {
    const { uris, disk } = this.#around;
    const folders = new Map<string, OpenedFolder>();
    for (const clientUri of clientUris) {
      const folder = openedFolder(clientUri, uris);
      if (folder === undefined) continue;
      // Two names of one folder are one folder; the first counts.
      const real = folder.isLocal ? await disk.realPath(folder.path) : folder.key;
      if (!folders.has(real)) folders.set(real, folder);
    }
    this.#folders = [...folders.values()];
    this.#areFoldersKnown = true;
    this.#arrange();
  }

  status(): ServerStatus {
    const projects = this.projects();
    return {
      state: projects.every(project => project.isReady) ? 'ready' : 'indexing',
      projects: projects.map(project => project.status()),
      messages: this.#folders.flatMap(folder => folder.refusal ?? []),
    };
  }

  /** Every project, sorted by its root; the one for loose documents comes last. */
  projects(): readonly Project[] {
    const sorted = [...this.#projects.values()].sort((a, b) => (a.root < b.root ? -1 : 1));
    return this.#loose === undefined ? sorted : [...sorted, this.#loose];
  }

  /** The project that a document or file belongs to. */
  projectOf(key: string): Project | undefined {
    return this.#holders.get(key) ?? this.#placeOf(key)?.project;
  }

  open(key: string, languageId: string, version: number, text: string): void {
    const buffer = this.#around.buffers.open(key, languageId, version, text);
    const holder = this.#holders.get(key);
    // A client that opens a document twice has sent a new text.
    if (holder !== undefined) holder.edited(key);
    else {
      const project = this.#placeOf(key)?.project;
      // It may bring the project that it lies in.
      if (project === undefined || project === this.#loose) this.#arrange();
      else this.#house(buffer);
    }
  }

  edit(key: string, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#around.buffers.get(key)?.edit(changes, version);
    this.#holders.get(key)?.edited(key);
  }

  save(key: string): void {
    const holder = this.#holders.get(key);
    if (holder === undefined) return;
    holder.saved(key);
    // No watcher looks where no folder is opened.
    if (holder === this.#loose) holder.changedOnDisk(looseName(this.#around.uris.anyPath(key)));
  }

  close(key: string): void {
    const holder = this.#holders.get(key);
    this.#around.buffers.close(key);
    this.#holders.delete(key);
    if (holder === undefined) return;
    holder.closed(key);
    if (!this.#isOpened(holder.root)) this.#arrange();
  }

  /** Something happened to files or folders on disk. */
  changedOnDisk(keys: Iterable<string>): void {
    const { uris } = this.#around;
    let mayMark = false;
    for (const key of keys) {
      const path = uris.path(key);
      mayMark ||= path !== undefined && !this.#isOpened(path);
      const own = path === undefined ? undefined : this.#innermost(path);
      if (path === undefined) continue;
      if (own === undefined) {
        this.#loose?.changedOnDisk(looseName(path));
        continue;
      }
      own.changedOnDisk(uris.relative(own.root, path) ?? '');
      const outer = this.#innermost(parentOf(own.root));
      if (outer === undefined || outer === own) continue;
      // Whether a folder is a project of its own concerns the project around it.
      const folder = PROJECT_MARKS.has(nameOf(path)) ? parentOf(path) : path;
      const isRoot = uris.relative(own.root, folder) === '';
      // An opened folder that was not there, or was not looked into, may be a part of it by now.
      const isMarked = this.#nested.get(outer.root)?.includes(own.root) ?? false;
      if (isRoot) outer.changedOnDisk(uris.relative(outer.root, path) ?? '');
      else if (!isMarked) outer.changedOnDisk(uris.relative(outer.root, own.root) ?? '');
    }
    // Where nothing is opened, a mark above an open file makes it part of a project.
    if (mayMark) this.#arrange();
  }

  /** Compares everything with the disk. */
  rescan(): void {
    this.#arrange();
    for (const project of this.projects()) project.rescan();
  }

  settingsChanged(): void {
    for (const project of this.projects()) project.settingsChanged();
  }

  /** Resolves when everything that was received so far is taken in and published. */
  async idle(): Promise<void> {
    while (this.projects().some(project => !project.isIdle)) {
      await Promise.all(this.projects().map(project => project.idle()));
    }
  }

  stop(): void {
    for (const project of this.projects()) project.stop();
    this.#projects.clear();
    this.#holders.clear();
    this.#loose = undefined;
  }

  settled(project: Project): void {
    this.#events.settled(project);
  }

  nested(project: Project, folders: readonly string[]): void {
    const before = this.#nested.get(project.root) ?? [];
    const now = folders.map(folder => `${project.root}/${folder}`).sort();
    this.#nested.set(project.root, now);
    const isAsBefore = before.length === now.length && before.every((root, i) => root === now[i]);
    // A folder that is opened within another may turn out not to be looked into by that.
    if (!isAsBefore || this.#folders.length > 1) this.#arrange();
  }

  *documents(project: Project): IterableIterator<{ relative: string; buffer: OpenBuffer }> {
    for (const buffer of this.#around.buffers.all()) {
      const place = this.#placeOf(buffer.key);
      if (place?.project === project) yield { relative: place.relative, buffer };
    }
  }

  /** Starts the projects that there should be, ends those that there should not be, and houses every document. */
  #arrange(): void {
    if (!this.#areFoldersKnown) return;
    const wanted = this.#wantedOnDisk();
    this.#wantForDocuments(wanted);
    for (const [id, project] of this.#projects) {
      if (wanted.has(id)) continue;
      this.#projects.delete(id);
      this.#nested.delete(project.root);
      this.#end(project);
    }
    for (const [id, { root, discovers }] of wanted) {
      if (this.#projects.has(id)) continue;
      const project = new Project(root, discovers, this.#around, this);
      this.#projects.set(id, project);
      project.start();
    }
    this.#arrangeLoose();
    for (const buffer of this.#around.buffers.all()) this.#house(buffer);
    this.#events.statusChanged();
  }

  #wantedOnDisk(): Map<string, Wanted> {
    const { uris } = this.#around;
    const wanted = new Map<string, Wanted>();
    const readable = this.#folders.filter(folder => folder.refusal === undefined);
    for (const folder of outermost(readable, uris)) {
      this.#want(wanted, { root: folder.path, discovers: folder.isLocal });
    }
    for (const folder of readable) {
      const around = this.#innermost(folder.path, wanted);
      if (around === undefined || around.root === folder.path || !around.isScanned) continue;
      const relative = uris.relative(around.root, folder.path);
      if (relative && !around.looksInto(relative)) {
        this.#want(wanted, { root: folder.path, discovers: folder.isLocal });
      }
    }
    return wanted;
  }

  #want(wanted: Map<string, Wanted>, first: Wanted): void {
    const queue = [first];
    for (const next of queue) {
      const id = this.#fold(next.root);
      if (wanted.has(id)) continue;
      wanted.set(id, next);
      const nested = this.#nested.get(next.root) ?? [];
      queue.push(...nested.map(root => ({ root, discovers: next.discovers })));
    }
  }

  /** Where nothing else is opened, an open file brings the project that it lies in. */
  #wantForDocuments(wanted: Map<string, Wanted>): void {
    const { uris, buffers } = this.#around;
    const roots = new Set<string>();
    for (const { key } of buffers.all()) {
      const path = uris.path(key);
      if (path === undefined || this.#isOpened(path) || !this.#isSheltered(path)) continue;
      const root = this.#projectAround(path);
      if (root !== undefined) roots.add(root);
    }
    for (const root of [...roots].sort()) {
      const around = this.#innermost(parentOf(root), wanted);
      const relative = around && uris.relative(around.root, root);
      // What another project holds has to be given up by it first: it is told to look again.
      if (around !== undefined && relative && around.looksInto(relative)) {
        around.changedOnDisk(relative);
      } else this.#want(wanted, { root, discovers: true });
    }
  }

  /** The nearest folder upwards with the mark of a project, unless it is one that is never read. */
  #projectAround(path: string): string | undefined {
    const { uris, disk } = this.#around;
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      if (refusalOf(folder, uris) !== undefined) return undefined;
      if (disk.existsNow(`${folder}/.git`) || disk.existsNow(`${folder}/${PROJECT_FILE_NAME}`)) {
        return folder;
      }
    }
    return undefined;
  }

  #arrangeLoose(): void {
    const { buffers } = this.#around;
    const isNeeded = [...buffers.all()].some(({ key }) => this.#isLoose(key));
    if (isNeeded === (this.#loose !== undefined)) return;
    if (this.#loose !== undefined) {
      this.#end(this.#loose);
      this.#loose = undefined;
      return;
    }
    this.#loose = new Project('/', false, this.#around, this);
    this.#loose.start();
  }

  #isLoose(key: string): boolean {
    const { uris } = this.#around;
    if (key.startsWith('untitled:')) return this.#projects.size === 0;
    const path = uris.path(key);
    return path !== undefined && this.#innermost(path) === undefined && this.#isSheltered(path);
  }

  #end(project: Project): void {
    for (const [key, holder] of this.#holders) if (holder === project) this.#holders.delete(key);
    project.stop();
  }

  /** Gives an open document to the project that it belongs to now. */
  #house(buffer: OpenBuffer): void {
    const place = this.#placeOf(buffer.key);
    const holder = this.#holders.get(buffer.key);
    if (holder === place?.project) return;
    this.#holders.delete(buffer.key);
    holder?.released(buffer.key);
    if (place === undefined) return;
    this.#holders.set(buffer.key, place.project);
    place.project.opened(place.relative, buffer);
  }

  #placeOf(key: string): Place | undefined {
    const { uris } = this.#around;
    const path = uris.anyPath(key);
    if (key.startsWith('untitled:')) {
      const [first] = this.projects();
      return first && { project: first, relative: path };
    }
    const project = this.#innermost(path);
    if (project !== undefined) {
      const relative = uris.relative(project.root, path);
      return relative === undefined ? undefined : { project, relative };
    }
    if (this.#loose === undefined || !this.#isLoose(key)) return undefined;
    return { project: this.#loose, relative: looseName(path) };
  }

  /** The project around a path; with `among`, only of those. */
  #innermost(path: string, among?: ReadonlyMap<string, unknown>): Project | undefined {
    let id = this.#fold(path);
    for (;;) {
      const project = this.#projects.get(id);
      if (project !== undefined && (among === undefined || among.has(id))) return project;
      if (id === parentOf(id)) return undefined;
      id = parentOf(id);
    }
  }

  /** Lies in a folder that is opened and read. */
  #isOpened(path: string): boolean {
    return this.#folders.some(
      folder =>
        folder.refusal === undefined && this.#around.uris.relative(folder.path, path) !== undefined,
    );
  }

  /** Nothing is opened that could say otherwise: no folder at all, or one that is not read. */
  #isSheltered(path: string): boolean {
    return (
      this.#folders.length === 0 ||
      this.#folders.some(
        folder =>
          folder.refusal !== undefined &&
          this.#around.uris.relative(folder.path, path) !== undefined,
      )
    );
  }

  #fold(path: string): string {
    return this.#around.uris.style.caseSensitive ? path : path.toLowerCase();
  }
}

/** How the project for loose documents calls a path. */
function looseName(path: string): string {
  return path.replace(/^\//, '');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder above; the topmost one is the empty path. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
