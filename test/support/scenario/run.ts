import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerParts } from '../../../server/host/serverHost.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { ProtocolClient, uriOf } from '../protocolClient.js';
import { removeTree, temporaryTree } from '../tree.js';
import { cellUri, changeCell, notebookOf, openNotebook, savedNotebook } from './cell.js';
import { type Awaited, differences } from './comparison.js';
import type { ListedExpected, Replacement, Scenario, ScenarioFile, Step } from './format.js';
import { fullPath, rangeOf } from './places.js';
import { answerTo } from './questions.js';

export type RunMode = 'open' | 'disk';

const DOCUMENT = /\.(?:py|ya?ml|json)$/;
/** The flag of a notebook whose one cell is what the scenario shows. */
const CELL = 'cell';

/**
 * Drives a server through a scenario.
 * @returns what is not as expected, for people; empty: all is well
 */
export async function runScenario(
  scenario: Scenario,
  mode: RunMode,
  server: ServerParts,
): Promise<string[]> {
  const run = new ScenarioRun(scenario, mode);
  try {
    return await run.run(server);
  } finally {
    await run.end();
  }
}

/** A scenario while it runs; questions ask it for texts and send requests through it. */
export class ScenarioRun {
  /** The texts that the server should go by, by path. */
  readonly texts = new Map<string, string>();
  client!: ProtocolClient;
  readonly #scenario: Scenario;
  readonly #mode: RunMode;
  readonly #root: string;
  readonly #open = new Set<string>();
  readonly #cells = new Set<string>();
  #cellVersion = 1;
  /** What is expected of each file; places in lists are made out anew for the text of now. */
  #awaited: Awaited[] = [];

  constructor(scenario: Scenario, mode: RunMode) {
    this.#scenario = scenario;
    this.#mode = mode;
    this.#root = temporaryTree();
  }

  async run(server: ServerParts): Promise<string[]> {
    const { folders, settings, files, steps } = this.#scenario;
    for (const file of files) {
      this.texts.set(file.path, file.text);
      if (file.flags.has(CELL)) this.#cells.add(file.path);
      this.#store(file.path, this.#isOpened(file) ? '' : file.text, file.flags);
      this.#await(file);
    }
    for (const folder of folders) fs.mkdirSync(this.at(folder), { recursive: true });
    this.client = await ProtocolClient.start({
      folders: folders.map(folder => this.at(folder)),
      settings,
      server,
    });
    for (const file of files) if (this.#isOpened(file)) this.#openFile(file.path);
    const report = await this.#check('at the start', files);
    let written: ScenarioFile[] = [];
    let group = 0;
    for (const step of steps) {
      if (step.kind === 'expect' || step.kind === 'expect-same') {
        if (step.kind === 'expect') this.#awaitList(step.path, step.lines);
        report.push(...(await this.#check(`after step group ${++group}`, written)));
        written = [];
        continue;
      }
      this.#take(step);
      if (step.kind === 'write') written.push(step.file);
    }
    return report;
  }

  async end(): Promise<void> {
    await this.client?.stop();
    removeTree(this.#root);
  }

  at(file: string): string {
    return path.join(this.#root, file);
  }

  /** The document that shows a file. */
  uriOf(file: string): string {
    return this.#cells.has(file) ? cellUri(this.at(file)) : uriOf(this.at(file));
  }

  pathOf(uri: string): string {
    const notebook = notebookOf(uri);
    if (notebook !== undefined) return path.relative(this.#root, notebook);
    return uri.startsWith('file:') ? path.relative(this.#root, fileURLToPath(uri)) : uri;
  }

  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  /** Puts a text in place, the way this run does it. */
  put(file: string, text: string): void {
    const before = this.texts.get(file);
    this.texts.set(file, text);
    const changes = changeTo(before ?? '', text);
    if (this.#cells.has(file)) changeCell(this.client, this.at(file), changes, ++this.#cellVersion);
    else if (this.#open.has(file)) this.client.change(this.at(file), changes);
    else this.client.write(this.at(file), text);
  }

  /** Asks something about a document: it is open at least as long as that takes. */
  async whileOpen<T>(file: string, ask: () => Promise<T>): Promise<T> {
    const wasOpen = this.#open.has(file);
    if (!wasOpen) this.#openFile(file);
    try {
      await this.client.settled();
      return await ask();
    } finally {
      if (!wasOpen) this.#closeFile(file);
      await this.client.settled();
    }
  }

  async #check(when: string, asked: readonly ScenarioFile[]): Promise<string[]> {
    const report = await this.#compare();
    for (const { path: file, asked: questions } of asked) {
      for (const question of questions) {
        const complaint = await answerTo(question, file, this);
        if (complaint !== undefined) {
          report.push(
            `${file}:${question.line + 1}:${question.character + 1} ${question.question}\n            ${complaint}`,
          );
        }
      }
    }
    if (asked.some(file => file.asked.length > 0)) report.push(...(await this.#compare()));
    return report.map(line => `${when}: ${line}`);
  }

  async #compare(): Promise<string[]> {
    await this.client.settled();
    const published = [...this.client.diagnostics].flatMap(([uri, diagnostics]) =>
      diagnostics.map(diagnostic => ({ path: this.pathOf(uri), diagnostic })),
    );
    return differences(this.#awaited, published, this.texts, uri => this.pathOf(uri));
  }

  #await(file: ScenarioFile): void {
    this.#awaited = this.#awaited.filter(each => each.path !== file.path);
    for (const { at, ...finding } of file.expected) {
      this.#awaited.push({ path: file.path, place: at, finding });
    }
  }

  #awaitList(only: string | undefined, lines: readonly ListedExpected[]): void {
    const file = only === undefined ? undefined : fullPath(only, this.texts);
    this.#awaited = file === undefined ? [] : this.#awaited.filter(each => each.path !== file);
    for (const { path: short, anchor, ...finding } of lines) {
      const listed = file ?? fullPath(short, this.texts);
      const place = rangeOf(anchor, this.texts.get(listed)!);
      this.#awaited.push({ path: listed, place, finding });
    }
  }

  #take(step: Exclude<Step, { kind: 'expect' | 'expect-same' }>): void {
    switch (step.kind) {
      case 'edit':
        this.#edit(fullPath(step.path, this.texts), step.edits);
        break;
      case 'write':
        this.#write(step.file);
        break;
      case 'disk':
        this.#writeBehind(step.path, step.text);
        break;
      case 'delete':
        this.#delete(step.path.replace(/\/$/, ''));
        break;
      case 'rename':
        this.#rename(step.path.replace(/\/$/, ''), step.target);
        break;
      case 'settings':
        this.client.settings = step.value;
        this.client.notify('workspace/didChangeConfiguration', { settings: null });
        break;
      default:
        if (this.#mode === 'open') this.#handle(step.kind, fullPath(step.path, this.texts));
    }
  }

  #handle(what: 'open' | 'close' | 'save', file: string): void {
    if (what === 'open') this.#openFile(file);
    else if (what === 'close') this.#closeFile(file);
    else this.#save(file);
  }

  #edit(file: string, edits: readonly Replacement[]): void {
    let text = this.texts.get(file)!;
    for (const { old, text: replacement } of edits) {
      if (!text.includes(old)) throw new Error(`edit ${file}: "${old}" is not there`);
      text = text.replace(old, () => replacement);
      this.put(file, text);
    }
  }

  #writeBehind(short: string, text: string): void {
    const isKnown = [...this.texts.keys()].some(file => `/${file}/`.includes(`/${short}/`));
    const file = isKnown ? fullPath(short, this.texts) : short;
    if (!this.#open.has(file)) this.texts.set(file, text);
    this.client.write(this.at(file), text);
  }

  #write(file: ScenarioFile): void {
    this.#await(file);
    if (!this.texts.has(file.path) && this.#isOpened(file)) {
      this.texts.set(file.path, file.text);
      this.client.write(this.at(file.path), '');
      this.#openFile(file.path);
    } else this.put(file.path, file.text);
  }

  #delete(folder: string): void {
    for (const file of this.#within(folder)) {
      if (this.#open.has(file)) this.#closeFile(file);
      this.texts.delete(file);
      this.#awaited = this.#awaited.filter(each => each.path !== file);
    }
    this.client.delete(this.at(folder));
  }

  #rename(from: string, to: string): void {
    const moved = this.#within(from);
    const reopened: string[] = [];
    for (const file of moved) {
      const target = to + file.slice(from.length);
      if (this.#open.has(file)) {
        this.#closeFile(file);
        reopened.push(target);
      }
      this.texts.set(target, this.texts.get(file)!);
      this.texts.delete(file);
      this.#awaited = this.#awaited.map(each =>
        each.path === file ? { ...each, path: target } : each,
      );
    }
    fs.mkdirSync(path.dirname(this.at(to)), { recursive: true });
    fs.renameSync(this.at(from), this.at(to));
    this.client.report([
      [this.at(from), 3],
      [this.at(to), 1],
    ]);
    for (const file of reopened) this.#openFile(file);
  }

  #within(folder: string): string[] {
    const files = [...this.texts.keys()].filter(
      file => file === folder || file.startsWith(`${folder}/`),
    );
    if (files.length === 0) throw new Error(`${folder} is neither a file nor a folder`);
    return files;
  }

  #openFile(file: string): void {
    this.#open.add(file);
    if (this.#cells.has(file)) openNotebook(this.client, this.at(file), this.texts.get(file)!);
    else this.client.open(this.at(file), this.texts.get(file)!);
  }

  #closeFile(file: string): void {
    this.#open.delete(file);
    this.client.close(this.at(file));
  }

  #save(file: string): void {
    this.client.write(this.at(file), this.texts.get(file)!);
    this.client.save(this.at(file));
  }

  #isOpened(file: ScenarioFile): boolean {
    if (this.#mode === 'disk' || file.flags.has('disk')) return false;
    return file.flags.has(CELL) || DOCUMENT.test(file.path);
  }

  #store(file: string, text: string, flags: ReadonlySet<string>): void {
    const target = this.at(file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const saved = flags.has(CELL) ? savedNotebook(text) : text;
    const bytes = Buffer.from(saved, flags.has('latin-1') ? 'latin1' : 'utf8');
    const mark = flags.has('bom') ? Buffer.from([0xef, 0xbb, 0xbf]) : Buffer.alloc(0);
    fs.writeFileSync(target, Buffer.concat([mark, bytes]));
  }
}

/** The one change that leads from a text to another, as an editor sends it. */
function changeTo(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = new LineIndex(before).range({ start, end: before.length - end });
  return [{ range, text: after.slice(start, after.length - end) }];
}
