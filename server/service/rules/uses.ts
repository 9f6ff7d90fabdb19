import type { IndexedFile, Placed, ProjectView, Workspace } from '../project/project.js';
import type { Use, UseContext } from '../sources/facts.js';

/** `node`: names a node of a DAG, with an open job-type suffix; `name`: a function or table is asked for the name. */
export type UseKind = 'node' | 'name' | 'spec';

/** Contexts that are judged; in all others any name is right. */
const JUDGED: Readonly<Partial<Record<UseContext, UseKind>>> = {
  'dag-node': 'node',
  'dag-edge': 'node',
  'dag-config': 'node',
  'dag-metadata': 'node',
  'dag-json-node': 'node',
  'dag-json-edge': 'node',
  'dag-json-metadata': 'node',
  'config-key': 'node',
  'execution-key': 'node',
  accessor: 'name',
  subscript: 'name',
  'spec-type': 'spec',
  variant: 'spec',
};

/** What is judged about a use; `undefined`: nothing. Of the nodes of a DAG only those that look like a step name. */
export function kindOfUse({ context, name }: Use): UseKind | undefined {
  const kind = JUDGED[context];
  if (kind === 'node' && !startsWithCapital(name)) return undefined;
  return name === '' ? undefined : kind;
}

function startsWithCapital(name: string): boolean {
  const first = name.charCodeAt(0);
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(name);
}

/** What a used name stands for. */
export type Meaning =
  | { readonly kind: 'step'; readonly name: string; readonly own: boolean }
  | { readonly kind: 'alias'; readonly alias: string; readonly name: string }
  /** Only workspaces other than that of the file declare it. */
  | { readonly kind: 'foreign'; readonly name: string; readonly placed: readonly Placed[] }
  | { readonly kind: 'unknown' };

/**
 * What a used name stands for: the name itself, else the longest name before an open suffix. What the file's own
 * workspace and core know comes before what only other workspaces declare.
 */
export function meaningOf(
  view: ProjectView,
  workspace: Workspace | undefined,
  { name, context }: Pick<Use, 'name' | 'context'>,
): Meaning {
  let foreign: Meaning | undefined;
  for (const base of beginnings(name, separatorsIn(context))) {
    if (workspace !== undefined && view.declaresOwn(workspace, base)) {
      return { kind: 'step', name: base, own: true };
    }
    if (view.coreStep(base) !== undefined) return { kind: 'step', name: base, own: false };
    const alias = view.alias(base);
    if (alias !== undefined && view.coreStep(alias) !== undefined) {
      return { kind: 'alias', alias: base, name: alias };
    }
    const placed = view.declarations(base);
    if (placed.length > 0) foreign ??= { kind: 'foreign', name: base, placed };
  }
  return foreign ?? { kind: 'unknown' };
}

/** A use about which something can be said, and what it stands for. */
export interface JudgedUse {
  readonly use: Use;
  readonly kind: UseKind;
  readonly meaning: Meaning;
}

/** What the uses of one file stand for, found out once for all rules. */
export class FileUses {
  readonly #file: IndexedFile;
  readonly #view: ProjectView;
  #judged: readonly JudgedUse[] | undefined;

  constructor(file: IndexedFile, view: ProjectView) {
    this.#file = file;
    this.#view = view;
  }

  get judged(): readonly JudgedUse[] {
    this.#judged ??= this.#read();
    return this.#judged;
  }

  #read(): readonly JudgedUse[] {
    const { uses } = this.#file.facts;
    if (uses.length === 0) return [];
    const workspace = this.#view.workspaceOf(this.#file);
    // A node and the edges at it say the same name.
    const meanings = new Map<string, Meaning>();
    const judged: JudgedUse[] = [];
    for (const use of uses) {
      const kind = kindOfUse(use);
      if (kind === undefined) continue;
      const key = use.context === 'execution-key' ? `-${use.name}` : use.name;
      let meaning = meanings.get(key);
      if (meaning === undefined) {
        meaning = meaningOf(this.#view, workspace, use);
        meanings.set(key, meaning);
      }
      judged.push({ use, kind, meaning });
    }
    return judged;
  }
}

/** What stands before the job type of a step. */
export function separatorsIn(context: UseContext): RegExp {
  return context === 'execution-key' ? /[_-]/ : /_/;
}

/** The name, then what stands before each separator, longest first. */
export function* beginnings(name: string, separators: RegExp): Generator<string> {
  yield name;
  for (let end = name.length - 1; end > 0; end--) {
    if (separators.test(name[end]!)) yield name.slice(0, end);
  }
}
