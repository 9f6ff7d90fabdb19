import type { RuleCode, SeverityOverride } from '../../../shared/rules.js';
import type { ClassFact, Declaration, FileFacts, Use } from '../sources/facts.js';
import type { FileRole } from './roles.js';

/** One file of a project as the index holds it. `uri` is the canonical key (host/uris.ts). */
export interface IndexedFile {
  readonly uri: string;
  /** Relative to the project root, `/` separated. */
  readonly path: string;
  readonly role: FileRole;
  readonly facts: FileFacts;
  /** The file lives outside the project (installed core): read only, never diagnosed. */
  readonly external?: boolean;
  /** The file is gone from disk and lives only in an open buffer. */
  readonly onlyInEditor?: boolean;
}

/** A declaration and the file it stands in. */
export interface Placed {
  readonly file: IndexedFile;
  readonly declaration: Declaration;
  /** The workspace of the file: its unique id (see Workspace.id); absent for core. */
  readonly workspace?: string;
}

export interface PlacedUse {
  readonly file: IndexedFile;
  readonly use: Use;
}

export interface PlacedClass {
  readonly file: IndexedFile;
  readonly class: ClassFact;
}

/** One developer's registry. */
export interface Workspace {
  /** Unique within the project: the claimed id, or `id@relative/path` where several directories claim it. */
  readonly id: string;
  /** `WORKSPACE_METADATA["developer_id"]` if it is a usable string, else the directory name. */
  readonly claimedId: string;
  readonly directory: string;
  /** Relative to the project: the folder above `src`. */
  readonly root: string;
  readonly file: IndexedFile;
}

export type CoreKind = 'interfaces' | 'yaml' | 'python' | 'installed' | 'builtin';

/** The one core that is in force, and those that are not. */
export interface Core {
  readonly kind: CoreKind;
  /** For people: `src/cursus/steps/interfaces`, `cursus 2.9.32 in .venv`, `built-in snapshot of 2026-08-17`. */
  readonly source: string;
  /** A part of the core could not be known (an opaque table). */
  readonly opaque: boolean;
  /** Folders of its packages and step packs, where its classes live; none for the built-in core. */
  readonly roots: readonly string[];
  readonly inactive: readonly { readonly kind: CoreKind; readonly source: string }[];
}

/** Why something cannot be called unknown; empty when knowledge is complete. */
export interface Knowledge {
  readonly complete: boolean;
  /** Core and classes are known in full: if anything is hidden, it is in the tables of workspaces. */
  readonly coreComplete: boolean;
  readonly reasons: readonly string[];
}

/** What the project file says, parsed; defaults where there is none (shared/projectFile.ts). */
export interface ProjectConfig {
  readonly severities: Readonly<Partial<Record<RuleCode, SeverityOverride>>>;
  readonly ignorePaths: readonly { readonly glob: string; readonly codes: readonly string[] }[];
  /** With a glob: only in the files that it names. */
  readonly ignoreNames: readonly {
    readonly name: string;
    readonly codes: readonly string[];
    readonly glob?: string;
  }[];
  readonly exclude: readonly string[];
  readonly core?: string;
  readonly workspaces: readonly string[];
  /** Remembered `manual` choices: step name -> workspace id or `core`. */
  readonly choices: Readonly<Record<string, string>>;
}

/** What other workspaces declare under a name. */
export interface Rivals {
  /** How many they are: exactly where they are few, else at least that many. */
  readonly count: number;
  /** What a few of them declare, all where they are few. */
  readonly nearest: readonly Placed[];
  /** What all of them declare, where they say word for word the same. */
  readonly agreed: Declaration | undefined;
}

/**
 * The index as rules and features see it. Every read names a key; a reader that passes a recorder is run again
 * when one of the keys it touched changes (misses included), and only then.
 */
export interface ProjectView {
  readonly generation: number;
  /** Key `core`. */
  core(): Core;
  /** Key `knowledge`. */
  knowledge(): Knowledge;
  /** Key `config`. */
  config(): ProjectConfig;
  /** The row of core that counts for a name. Key `row:NAME`, or a coarser one. */
  coreStep(name: string): Placed | undefined;
  /** Every declaration of a name that could count: the core in force and all workspaces; superseded and invalid ones included. Key `name:NAME`. */
  declarations(name: string): readonly Placed[];
  /** Whether a workspace declares a name, in whatever state. Key `own:FILE NAME`, or a coarser one. */
  declaresOwn(workspace: Workspace, name: string): boolean;
  /** Whether a workspace gives one of its steps that spec type. Key `spec:FILE TYPE`. */
  declaresSpecType(workspace: Workspace, specType: string): boolean;
  /** What could count of a name in workspaces other than that of a registry file. Keys `rivals:NAME` and `neighbours:FILE NAME`, or a coarser one. */
  rivals(name: string, file: IndexedFile): Rivals;
  /** All names that core or any workspace declares (candidates only). Key `names`. */
  names(): ReadonlySet<string>;
  /** Another number when {@link names} changed; the set itself may be the same. */
  namesRevision(): number;
  /** Names of the core in force, in its own order. Key `core`. */
  coreNames(): readonly string[];
  /** Legacy alias -> canonical name. Key `core`. */
  alias(name: string): string | undefined;
  /** Key `workspaces`. */
  workspaces(): readonly Workspace[];
  /** Key `workspaces`. */
  workspaceOf(file: IndexedFile): Workspace | undefined;
  /** Classes of that name anywhere in the project. Key `class:NAME`. */
  classes(name: string): readonly PlacedClass[];
  /** Files that bind the name by alias or import. Key `class:NAME`. */
  aliases(name: string): readonly IndexedFile[];
  /** All class names, for suggestions. Key `classes`. */
  classNames(): ReadonlySet<string>;
  /**
   * Class names of one folder of the project (classFolders.ts); another set when they change.
   * Key `classes:FOLDER`.
   */
  classNamesIn(folder: string): ReadonlySet<string>;
  /** Files of that folder that may hold classes which cannot be seen. Key `classes:FOLDER`. */
  dynamicFiles(folder: string): readonly IndexedFile[];
  /** The builder names that need no class: `<Name>StepBuilder` of every interface; with an installed or built-in core every row's. Key `class:NAME`. */
  isSynthesisedBuilder(name: string): boolean;
  /** The config names that need no class: with an installed or built-in core every row's. Key `class:NAME`. */
  isCoreConfig(name: string): boolean;
  /** Uses of exactly this name. Key `uses:NAME`. */
  uses(name: string): readonly PlacedUse[];
  /** Every name that some use spells, job-type suffix included. Key `names`. */
  useNames(): Iterable<string>;
  /** Fields that at least one row of the core in force has. Key `core`. */
  coreFields(): ReadonlySet<string>;
  /** The 12 types of cursus and those that core rows use. Key `core`. */
  sagemakerTypes(): ReadonlySet<string>;
  file(uri: string): IndexedFile | undefined;
  files(): Iterable<IndexedFile>;
}
