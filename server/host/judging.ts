import { Diagnoser } from '../service/project/diagnoser.js';
import type { KeyRecorder } from '../service/project/keys.js';
import type { IndexedFile } from '../service/project/project.js';
import type { ProjectIndex } from '../service/project/projectIndex.js';
import type { Finding } from '../service/rules/finding.js';
import type { JudgementOptions } from '../service/rules/rule.js';
import type { OpenBuffer } from './buffers.js';
import { TimeSlice } from './slices.js';
import type { Surroundings } from './surroundings.js';

/** What is being typed, as the judging asks for it. */
export interface TypedPort {
  /** What has been typed in a buffer and is not in the index yet. */
  draft(buffer: OpenBuffer): IndexedFile | undefined;
  withholdsSyntax(key: string): boolean;
}

/** Which files have to be judged again, and what is said about each. */
export class Judging {
  readonly #around: Surroundings;
  readonly #index: ProjectIndex;
  readonly #typed: TypedPort;
  readonly #diagnoser: Diagnoser;
  readonly #stale = new Set<string>();
  /** Closed files whose related places moved in a buffer: republished when that is saved. */
  readonly #moved = new Set<string>();
  /** What is shown for open buffers, so that typing takes nothing away that still holds. */
  readonly #shown = new Map<string, readonly Finding[]>();

  constructor(index: ProjectIndex, around: Surroundings, typed: TypedPort) {
    this.#index = index;
    this.#around = around;
    this.#typed = typed;
    this.#diagnoser = new Diagnoser(index, around.engine.judge);
  }

  get hasWork(): boolean {
    return this.#stale.size > 0;
  }

  judgeLater(keys: Iterable<string>): void {
    for (const key of keys) this.#stale.add(key);
  }

  /** The index has changed: whoever read a key that changed is judged again. */
  indexChanged(note: KeyRecorder): void {
    this.judgeLater(this.#diagnoser.affected(note));
  }

  /** A file has changed: those whose related places lie in it follow. */
  fileChanged(key: string): void {
    const { buffers } = this.#around;
    const isTyped = buffers.has(key);
    for (const other of this.#diagnoser.pointingTo(key)) {
      // A closed file waits until the buffer's shift of lines is saved.
      if (isTyped && !buffers.has(other)) this.#moved.add(other);
      else this.#stale.add(other);
    }
  }

  /** A buffer was saved or closed: its places are true now. */
  takeMoved(): void {
    this.judgeLater(this.#moved);
    this.#moved.clear();
  }

  /** The buffer is closed: nothing is remembered of what was shown while it was typed in. */
  closed(key: string): void {
    this.#shown.delete(key);
    this.#diagnoser.closed(key);
  }

  forget(key: string): void {
    this.fileChanged(key);
    this.#diagnoser.forget(key);
    this.#stale.delete(key);
    this.#moved.delete(key);
    this.#shown.delete(key);
    this.#around.sink.clear(key);
  }

  abandon(): void {
    this.#stale.clear();
  }

  /** The next piece of work: open files first. */
  async step(): Promise<void> {
    const { clock, delays, buffers } = this.#around;
    const slice = new TimeSlice(clock, delays.slice);
    for (const { key } of buffers.all()) if (this.#stale.delete(key)) this.judge(key);
    for (const key of this.#stale) {
      if (slice.isOver) break;
      this.#stale.delete(key);
      this.judge(key);
    }
    await clock.turn();
  }

  /** Judges a file and publishes what is found. */
  judge(key: string): void {
    const { buffers, sink } = this.#around;
    const buffer = buffers.get(key);
    const draft = buffer && this.#typed.draft(buffer);
    const file = draft ?? this.#index.file(key);
    if (file === undefined || file.external === true) return;
    if (buffer === undefined) {
      sink.publish(file, this.#findings(key, {}, undefined), undefined);
      return;
    }
    const findings = this.#calmly(buffer, draft);
    this.#shown.set(key, findings);
    sink.publish(file, findings, buffer.version);
  }

  /** What would be found in a file if it were another: nothing is remembered of it. */
  trial(file: IndexedFile): readonly Finding[] {
    const { engine, settings } = this.#around;
    return engine.judge(file, this.#index.view(undefined, file), {
      severities: settings().severity,
    });
  }

  /** While somebody types, nothing new is said about what is half typed, and what still holds stays. */
  #calmly(buffer: OpenBuffer, draft: IndexedFile | undefined): readonly Finding[] {
    const { key, lastEdit } = buffer;
    const typingAt = draft === undefined ? undefined : lastEdit;
    const withholdSyntax = this.#typed.withholdsSyntax(key);
    if (typingAt === undefined && !withholdSyntax) return this.#findings(key, {}, draft);
    const options = { withholdSyntax, ...(typingAt === undefined ? {} : { typingAt }) };
    const calm = this.#findings(key, options, draft);
    const said = new Set(calm.map(nameOf));
    const before = (this.#shown.get(key) ?? []).map(nameOf);
    const missing = new Set(before.filter(name => !said.has(name)));
    if (missing.size === 0) return calm;
    const all = this.#findings(key, {}, draft);
    return all.filter(finding => said.has(nameOf(finding)) || missing.has(nameOf(finding)));
  }

  #findings(
    key: string,
    options: JudgementOptions,
    draft: IndexedFile | undefined,
  ): readonly Finding[] {
    try {
      const severities = this.#around.settings().severity;
      const isOpen = this.#around.buffers.has(key);
      return this.#diagnoser.diagnose(key, { ...options, severities }, draft, isOpen);
    } catch (error) {
      this.#around.defect(`judging ${key}`, error);
      return [];
    }
  }
}

/** What makes a finding the same one after an edit: its place may have moved. */
function nameOf(finding: Finding): string {
  return `${finding.code} ${finding.name} ${finding.message}`;
}
