import { hidesNames } from './changes.js';
import { globMatcher } from './glob.js';
import type { Core, CoreKind, IndexedFile } from './project.js';

/** The files of one possible core. */
interface CoreCandidate {
  readonly kind: CoreKind;
  readonly root: string;
  readonly rank: number;
  readonly files: readonly IndexedFile[];
}

export interface CoreSelection {
  readonly core: Core;
  /** In the order in which the runtime reads them: `_EXTRAS`, interfaces by path, then packs by path. */
  readonly files: readonly IndexedFile[];
  /** Steps that have an interface file, whether or not it declares them: the runtime makes their builders. */
  readonly interfaceSteps: readonly string[];
  /** Tells one selection from another. */
  readonly signature: string;
}

const KIND_ORDER: readonly CoreKind[] = ['interfaces', 'yaml', 'python', 'installed', 'builtin'];

function candidateOf(
  file: IndexedFile,
): { kind: CoreKind; root: string; rank: number } | undefined {
  const { role } = file;
  switch (role.kind) {
    case 'interface':
      if (role.pack || file.facts.interface?.registrySpan === undefined) return undefined;
      return { kind: 'interfaces', root: role.root, rank: 0 };
    case 'core-yaml':
      return { kind: 'yaml', root: role.root, rank: 0 };
    case 'core-python':
      // A table that only running code could tell is no core: today's step_names_base.py derives its own.
      if (
        !file.facts.tables.some(table => table.kind === 'core' && table.declarations.length > 0)
      ) {
        return undefined;
      }
      return { kind: 'python', root: role.root, rank: role.rank };
    default:
      return undefined;
  }
}

function byPath(a: IndexedFile, b: IndexedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Shallow roots first, so that a copy in a sub-folder never displaces the package itself. */
function byPreference(a: CoreCandidate, b: CoreCandidate): number {
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    a.root.split('/').length - b.root.split('/').length ||
    (a.root < b.root ? -1 : a.root > b.root ? 1 : 0) ||
    a.rank - b.rank
  );
}

function collect(files: Iterable<IndexedFile>): CoreCandidate[] {
  const groups = new Map<
    string,
    { kind: CoreKind; root: string; rank: number; files: IndexedFile[] }
  >();
  for (const file of files) {
    const candidate = candidateOf(file);
    if (candidate === undefined) continue;
    const { root, rank } = candidate;
    const kind = file.external === true ? 'installed' : candidate.kind;
    const id = `${kind} ${candidate.kind} ${root} ${rank}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { kind, root, rank, files: [file] });
    else group.files.push(file);
  }
  return [...groups.values()].sort(byPreference);
}

function rootOf(file: IndexedFile): string[] {
  return 'root' in file.role ? [file.role.root] : [];
}

function describe(candidate: CoreCandidate): string {
  const first = candidate.files[0]!;
  if (first.role.kind === 'interface') return first.path.slice(0, first.path.lastIndexOf('/'));
  return first.path;
}

/**
 * Chooses the one core that is in force: the one that the project file names, else the first kind of
 * {@link KIND_ORDER} that is there, else the built-in snapshot.
 * @param coreFiles every file with a core role
 * @param named path or glob of the core in the project file: a folder or files, relative to the project
 */
export function selectCore(
  coreFiles: Iterable<IndexedFile>,
  builtin: IndexedFile,
  builtinDescription: string,
  named: string | undefined,
): CoreSelection {
  const all = [...coreFiles];
  const candidates = collect(all);
  const isNamed = named === undefined ? undefined : globMatcher([named]);
  const chosen =
    (isNamed && candidates.find(({ files }) => files.some(file => isNamed(file.path)))) ??
    candidates[0];
  const packs = all.filter(
    file =>
      file.role.kind === 'interface' &&
      file.role.pack &&
      file.facts.interface?.registrySpan !== undefined,
  );

  const own = chosen === undefined ? [builtin] : [...chosen.files].sort(byPath);
  const isInterfaces = own[0]!.role.kind === 'interface';
  const extras = isInterfaces
    ? all.filter(file => file.role.kind === 'core-extras' && file.role.root === chosen!.root)
    : [];
  const files = [...extras, ...own, ...packs.sort(byPath)];
  const kind = chosen?.kind ?? 'builtin';
  const source = chosen === undefined ? builtinDescription : describe(chosen);
  return {
    core: {
      kind,
      source,
      opaque: files.some(file => file.facts.tables.some(table => hidesNames(table.opaque))),
      roots: [...new Set(files.filter(file => file !== builtin).flatMap(rootOf))],
      inactive: candidates
        .filter(candidate => candidate !== chosen)
        .map(candidate => ({ kind: candidate.kind, source: describe(candidate) })),
    },
    files,
    interfaceSteps: all.flatMap(file => file.facts.interface?.stepType ?? []),
    signature: `${kind} ${source} ${files.map(file => file.uri).join('\n')}`,
  };
}
