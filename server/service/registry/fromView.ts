import { oncePer } from '../project/oncePer.js';
import type { IndexedFile, Placed, ProjectView, Workspace } from '../project/project.js';
import type { FileFacts } from '../sources/facts.js';
import type { PyValue } from '../sources/values.js';
import { entryOf } from './acceptance.js';
import { UnifiedRegistryManager } from './manager.js';
import { rowOf, workspaceRowsOf } from './rows.js';
import type {
  DeclaredStep,
  FoundClass,
  HyperparameterTable,
  RegistrySource,
  StepRow,
  WorkspaceInfo,
  WorkspaceRows,
} from './source.js';

const NO_METADATA: ReadonlyMap<string, PyValue> = new Map();

const coreRow = oncePer((declaration: Placed['declaration'], facts: FileFacts) =>
  rowOf(declaration, facts),
);

function coreRowOf({ declaration, file }: Placed): StepRow {
  return coreRow(declaration, file.facts);
}

function infoOf(workspace: Workspace): WorkspaceInfo {
  return {
    id: workspace.id,
    claimedId: workspace.claimedId,
    directory: workspace.directory,
    path: workspace.root,
    metadata: workspace.file.facts.metadata?.value ?? NO_METADATA,
  };
}

interface KnownWorkspaces {
  readonly infos: readonly WorkspaceInfo[];
  readonly byId: ReadonlyMap<
    string,
    { readonly workspace: Workspace; readonly info: WorkspaceInfo }
  >;
}

/** The workspaces of an index, looked through once as long as they stay the same. */
const knownOf = oncePer((workspaces: readonly Workspace[]): KnownWorkspaces => {
  const pairs = workspaces.map(workspace => ({ workspace, info: infoOf(workspace) }));
  return {
    infos: pairs.map(({ info }) => info),
    byId: new Map(pairs.map(pair => [pair.info.id, pair])),
  };
});

/**
 * The index of a project as the engine reads it. Nothing that was read through the view is remembered, so that
 * every read is seen by the view's recorder; only what one file says is kept, with the file's facts.
 */
export class ViewSource implements RegistrySource {
  readonly #view: ProjectView;

  constructor(view: ProjectView) {
    this.#view = view;
  }

  coreNames(): readonly string[] {
    return this.#view.coreNames();
  }

  coreRow(name: string): StepRow | undefined {
    const placed = this.#view.coreStep(name);
    return placed === undefined ? undefined : coreRowOf(placed);
  }

  workspaces(): readonly WorkspaceInfo[] {
    return knownOf(this.#view.workspaces()).infos;
  }

  rowsOf(id: string): WorkspaceRows | undefined {
    const workspace = knownOf(this.#view.workspaces()).byId.get(id)?.workspace;
    if (workspace === undefined) return undefined;
    const file = this.#view.file(workspace.file.uri) ?? workspace.file;
    return workspaceRowsOf(file.facts);
  }

  workspaceRows(name: string): readonly DeclaredStep[] {
    const files = new Map<IndexedFile, string>();
    for (const placed of this.#view.declarations(name)) {
      if (placed.workspace !== undefined) files.set(placed.file, placed.workspace);
    }
    if (files.size === 0) return [];
    const { byId } = knownOf(this.#view.workspaces());
    const found: DeclaredStep[] = [];
    for (const [file, id] of files) {
      const workspace = byId.get(id)?.info;
      if (workspace === undefined) continue;
      const { local, overrides, rejected } = workspaceRowsOf(file.facts);
      for (const row of [local.get(name), overrides.get(name)]) {
        if (row !== undefined) found.push({ row, workspace });
      }
      for (const row of rejected) if (row.name === name) found.push({ row, workspace });
    }
    return found;
  }

  names(): Iterable<string> {
    return this.#view.names();
  }

  choice(name: string): string | undefined {
    const { choices } = this.#view.config();
    return Object.hasOwn(choices, name) ? choices[name] : undefined;
  }

  classes(name: string): readonly FoundClass[] {
    const found: FoundClass[] = this.#view.classes(name).map(({ file, class: fact }) => {
      const workspace = this.#view.workspaceOf(file);
      return {
        name,
        path: file.path,
        bases: fact.bases,
        ...(workspace !== undefined && { workspace: workspace.id }),
      };
    });
    if (found.length === 0 && this.#view.isSynthesisedBuilder(name)) {
      found.push({ name, bases: [], synthesised: true });
    }
    return found;
  }

  classNames(): Iterable<string> {
    return this.#view.classNames();
  }

  hyperparameters(): readonly HyperparameterTable[] {
    const tables: HyperparameterTable[] = [];
    for (const file of this.#view.files()) {
      const table = file.facts.hyperparameters;
      if (table === undefined) continue;
      const rows = new Map(
        table.declarations
          .filter(declaration => !declaration.superseded)
          .map(declaration => [declaration.name, entryOf(declaration)]),
      );
      const workspace = this.#view.workspaceOf(file);
      tables.push({ rows, ...(workspace !== undefined && { workspace: workspace.id }) });
    }
    return tables;
  }

  *unknownReasons(): Iterable<string> {
    const files = new Set<IndexedFile>(this.#view.workspaces().map(workspace => workspace.file));
    for (const name of this.#view.coreNames()) {
      const placed = this.#view.coreStep(name);
      if (placed !== undefined) files.add(placed.file);
    }
    for (const file of files) {
      for (const table of file.facts.tables) for (const part of table.opaque) yield part.reason;
    }
  }
}

/** The registry of a project. Cheap: make one for each question. */
export function registryOf(view: ProjectView): UnifiedRegistryManager {
  return new UnifiedRegistryManager(new ViewSource(view));
}
