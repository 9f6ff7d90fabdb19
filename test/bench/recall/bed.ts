import { Diagnoser } from '../../../server/service/project/diagnoser.js';
import { judge } from '../../../server/service/rules/engine.js';
import type { Finding } from '../../../server/service/rules/finding.js';
import type { Span } from '../../../server/service/text/span.js';
import type { RuleCode } from '../../../shared/rules.js';
import { ProjectText, ROOT, type Texts } from '../../support/projectText.js';
import type { Site } from './sites.js';

export interface Edit extends Span {
  readonly path: string;
  readonly text: string;
}

/** A place at which a finding is due, in the edited text. */
export interface Due extends Span {
  readonly path: string;
  readonly code: RuleCode;
}

/** A finding that is due at a place which the edits do not move. */
export function dueAt(code: RuleCode, { path, start, end }: Site): Due {
  return { path, code, start, end };
}

/** One mistake, as edits of the texts that are there: none overlaps another. */
export interface Defect {
  readonly kind: string;
  readonly edits: readonly Edit[];
  readonly due: readonly Due[];
  /** What the first due finding must suggest first. */
  readonly meant?: string;
}

export interface Outcome {
  readonly found: boolean;
  /** Absent where nothing is to be suggested. */
  readonly suggested?: boolean;
  readonly extra: readonly string[];
  /** What was said at all that was not said before. */
  readonly said: readonly string[];
}

/** A project on which defects are tried one after the other, each on the intact texts. */
export class TestBed {
  readonly #project: ProjectText;
  readonly #diagnoser: Diagnoser;
  readonly #baseline = new Map<string, readonly Finding[]>();

  constructor(readonly texts: Texts) {
    this.#project = new ProjectText(texts);
    this.#diagnoser = new Diagnoser(this.#project.index, judge);
    this.#diagnoser.affected();
    for (const { uri } of this.#project.index.files()) {
      this.#baseline.set(uri, this.#diagnoser.diagnose(uri, {}));
    }
  }

  /** The core that counts, as the index names it: a path. */
  get core(): string {
    return this.#project.index.core().core.source;
  }

  /** Something is wrong there before anything is planted. */
  isMarked(path: string, span: Span): boolean {
    return (this.#baseline.get(ROOT + path) ?? []).some(
      finding => finding.span.start < span.end && span.start < finding.span.end,
    );
  }

  /** Plants a defect, looks at what is said, and takes it out again. */
  try(defect: Defect): Outcome {
    const paths = [...new Set(defect.edits.map(edit => edit.path))];
    for (const path of paths) {
      this.#write(path, edited(this.texts[path] ?? '', editsOf(defect, path)));
    }
    const now = this.#judged(paths);
    const outcome = this.#compare(defect, now);
    for (const path of paths) {
      const text = this.texts[path];
      if (text === undefined) this.#project.remove(path);
      else this.#write(path, text);
    }
    this.#judged([...paths, ...[...now.keys()].map(uri => uri.slice(ROOT.length))]);
    return outcome;
  }

  #write(path: string, text: string): void {
    this.#project.write(path, text);
    const module = path.replace(/(?:\/__init__)?\.py$/, '');
    for (const { path: other, facts } of [...this.#project.index.files()]) {
      if (facts.moduleRequests.includes(module)) {
        this.#project.write(other, this.#project.text(other));
      }
    }
  }

  #judged(paths: readonly string[]): Map<string, readonly Finding[]> {
    const uris = new Set(paths.map(path => ROOT + path));
    for (const uri of [...uris]) {
      for (const other of this.#diagnoser.pointingTo(uri)) uris.add(other);
    }
    for (const uri of this.#diagnoser.affected()) uris.add(uri);
    return new Map([...uris].map(uri => [uri, this.#diagnoser.diagnose(uri, {})]));
  }

  #compare(defect: Defect, now: ReadonlyMap<string, readonly Finding[]>): Outcome {
    const { due, meant } = defect;
    const findings = [...now].flatMap(([uri, list]) =>
      list.map(finding => ({ path: uri.slice(ROOT.length), finding })),
    );
    const isDue = ({ path, finding }: (typeof findings)[number], wanted: Due): boolean =>
      path === wanted.path &&
      finding.code === wanted.code &&
      finding.span.start === wanted.start &&
      finding.span.end === wanted.end;
    const fresh = findings.filter(({ path, finding }) => !this.#wasSaid(defect, path, finding));
    const extra = fresh.filter(said => !due.some(wanted => isDue(said, wanted)));
    const first = findings.find(said => isDue(said, due[0]!))?.finding;
    const suggestions = first?.data?.suggestions as readonly string[] | undefined;
    return {
      found: due.every(wanted => findings.some(said => isDue(said, wanted))),
      ...(meant === undefined ? {} : { suggested: suggestions?.[0] === meant }),
      extra: extra.map(described),
      said: fresh.map(described),
    };
  }

  #wasSaid(defect: Defect, path: string, { code, span }: Finding): boolean {
    const edits = editsOf(defect, path);
    return (this.#baseline.get(ROOT + path) ?? []).some(
      before =>
        before.code === code &&
        moved(before.span.start, edits) === span.start &&
        moved(before.span.end, edits) === span.end,
    );
  }
}

function described({ path, finding }: { path: string; finding: Finding }): string {
  const suggestions = finding.data?.suggestions as readonly string[] | undefined;
  return `${path}@${finding.span.start}: ${finding.code} (${finding.severity}) ${finding.name} [${suggestions ?? ''}]`;
}

function editsOf({ edits }: Defect, path: string): Edit[] {
  return edits.filter(edit => edit.path === path).sort((a, b) => a.start - b.start);
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Where an offset of the intact text is in the edited one. */
export function moved(offset: number, edits: readonly Edit[]): number {
  let delta = 0;
  for (const edit of edits) {
    if (offset >= edit.end) delta += edit.text.length - (edit.end - edit.start);
  }
  return offset + delta;
}
