/**
 * What server and client say to each other beyond the Language Server Protocol. Method names and plain data only:
 * both sides build their typed messages from it. Positions are zero-based lines and UTF-16 characters.
 */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { TreeNode } from './view.js';

export interface PositionData {
  readonly line: number;
  readonly character: number;
}

export interface RangeData {
  readonly start: PositionData;
  readonly end: PositionData;
}

export interface LocationData {
  readonly uri: string;
  readonly range: RangeData;
}

export const Method = {
  /** Notification, server to client: a change has settled; findings of that generation are published. {@link RegistryChanged} */
  registryChanged: 'cursus/registryChanged',
  /** Notification, server to client. {@link ServerStatus} */
  status: 'cursus/status',
  /** Notification, server to client: children of these nodes changed (empty: everything). {@link TreeChanged} */
  treeChanged: 'cursus/treeChanged',
  /** Request: children of a node, the sections for none. {@link TreeParams} -> TreeNode[] */
  tree: 'cursus/tree',
  /** Request: the path of nodes, outermost first, that leads to a step. {@link RevealParams} -> TreeNode[] */
  treePath: 'cursus/treePath',
  /** Request: {@link ResolveParams} -> {@link ResolvedStep} */
  resolve: 'cursus/resolve',
  /** Request: every step name with where it is declared, for "Go to step". {@link StepListParams} -> StepListItem[] */
  stepList: 'cursus/stepList',
  /** Request: {@link WorkspaceListParams} -> WorkspaceListItem[] */
  workspaceList: 'cursus/workspaceList',
  /** Request: choose the active workspace; null returns to the automatic choice. {@link SetActiveParams} -> ActiveWorkspace */
  setActiveWorkspace: 'cursus/setActiveWorkspace',
  /** Notification, server to client: another workspace is active, or its conflicts changed. {@link ActiveWorkspaceChanged} */
  activeWorkspaceChanged: 'cursus/activeWorkspaceChanged',
  /** Request: read everything again. -> null */
  refresh: 'cursus/refresh',
  /** Request: what is indexed, for people (Markdown). -> string */
  indexStatus: 'cursus/indexStatus',
  /** Request: the registry as one HTML page, with a content security policy of its own. {@link StepListParams} -> string */
  registryPage: 'cursus/registryPage',
  /** Request: who can win a step, and who does. {@link StepParams} -> {@link Winners} */
  winners: 'cursus/winners',
  /** Request: the edit that remembers who wins a step, or forgets it. {@link ChooseWinnerParams} -> {@link PlannedEdit} */
  chooseWinner: 'cursus/chooseWinner',
  /** Request: what the project file remembers. {@link ProjectParams} -> RememberedChoiceItem[] */
  rememberedChoices: 'cursus/rememberedChoices',
  /** Request: where a new step can go, and of which types it can be. {@link ProjectParams} -> {@link NewStepTargets} */
  newStepTargets: 'cursus/newStepTargets',
  /** Request: why a text cannot name a new step; null: it can. {@link StepParams} -> string | null */
  newStepNameProblem: 'cursus/newStepNameProblem',
  /** Request: the edit that makes a step. {@link NewStepParams} -> {@link PlannedEdit} */
  newStep: 'cursus/newStep',
  /** Request: the edit that overrides a core step in a workspace, the active one for none. {@link StepParams} -> {@link PlannedEdit} */
  overrideStep: 'cursus/overrideStep',
  /** Request: every declaration of a step, to compare them. {@link StepParams} -> DefinitionItem[] */
  definitions: 'cursus/definitions',
  /** Request: the findings about a step name, each code once for every file. {@link StepParams} -> StepFindingItem[] */
  stepFindings: 'cursus/stepFindings',
  /** Request: the edit that silences findings in the project file. {@link IgnoreParams} -> {@link PlannedEdit} */
  ignoreFindings: 'cursus/ignoreFindings',
  /** Request: is the caret in a step name, so that the list should open by itself? {@link CaretParams} -> boolean */
  caretInName: 'cursus/caretInName',
  /** Request: answers when everything that the server received before is taken in and published. -> RegistryChanged */
  settled: 'cursus/settled',
  /** Notification, client to server: the editor that has the focus. {@link ActiveEditor} */
  activeEditor: 'cursus/activeEditor',
} as const;

/** Commands that a client may offer for code lenses; it names those it has in `initializationOptions.commands`. */
export const ClientCommand = {
  /** Peeks at places. Arguments: uri, position, LocationData[] */
  showLocations: 'cursus.showLocations',
  /** Starts the editor's rename at a place. Arguments: uri, position */
  rename: 'cursus.rename',
} as const;

export interface RegistryChanged {
  readonly generation: number;
}

export type IndexState = 'starting' | 'indexing' | 'ready';

export interface ServerStatus {
  readonly state: IndexState;
  readonly projects: readonly ProjectStatus[];
  /** What people should know: folders that are not read, settings that cannot be used. */
  readonly messages: readonly string[];
}

export interface ProjectStatus {
  readonly root: string;
  readonly core: string;
  /** The core in force is the snapshot that is shipped: the project has none and none is installed. */
  readonly builtinCore: boolean;
  readonly coreSteps: number;
  readonly workspaces: number;
  readonly files: number;
  /** Why nothing is called unknown, if so. */
  readonly incomplete: readonly string[];
  readonly milliseconds: number;
}

export interface TreeParams {
  readonly id?: string;
  /** How Core is grouped. */
  readonly groupBy?: 'type' | 'framework' | 'workspace' | 'none';
}

export interface TreeChanged {
  readonly ids: readonly string[];
}

export interface RevealParams {
  readonly name?: string;
  readonly uri?: string;
  readonly position?: PositionData;
}

export interface ResolveParams {
  readonly name: string;
  readonly uri?: string;
  readonly workspace?: string;
}

/** A StepResolutionResult of the design document, with its trace, and where the winner stands. */
export interface ResolvedStep {
  readonly result: Readonly<Record<string, unknown>>;
  readonly location?: LocationData;
}

export interface StepListParams {
  readonly uri?: string;
}

export interface StepListItem {
  readonly name: string;
  readonly description: string;
  readonly detail: string;
  readonly location?: LocationData;
}

export interface WorkspaceListParams {
  readonly uri?: string;
}

export interface WorkspaceListItem {
  readonly id: string;
  readonly path: string;
  readonly steps: number;
  readonly conflicts: number;
  readonly project: string;
}

export interface SetActiveParams {
  readonly workspace: string | null;
}

export interface ActiveWorkspace {
  readonly workspace: string | null;
  /** Where the choice comes from: picker, setting, environment, path of the file, none. */
  readonly origin: 'picker' | 'setting' | 'environment' | 'path' | 'none';
}

/** What status bar and badge show; sent after `initialized`, and when one of these values changed. */
export interface ActiveWorkspaceChanged extends ActiveWorkspace {
  /** Names of the active workspace (of all workspaces, where none is active) that are in conflict. */
  readonly conflicts: number;
}

/** Which registry a request is about; without both it is the one of the editor that has the focus. */
export interface ProjectParams {
  /** A project's key, or the id of any of its rows in the explorer. */
  readonly project?: string;
  readonly uri?: string;
}

export interface StepParams extends ProjectParams {
  readonly step: string;
  readonly workspace?: string;
}

/** An edit to apply at once, so that it can be undone at once; or why there is none, for people. */
export type PlannedEdit =
  | {
      readonly edit: WorkspaceEdit;
      /** What to show when it is applied. */
      readonly open?: string;
      /** What the user should know beside it. */
      readonly note?: string;
    }
  | { readonly refused: string };

/** The candidates of a step, in rank order. */
export interface Winners {
  readonly candidates: readonly {
    /** A workspace's id, or `core`: what is remembered. */
    readonly winner: string;
    /** `local step`, `override`, `core step`. */
    readonly kind: string;
    readonly reason: string;
    readonly chosen: boolean;
  }[];
  readonly strategy: string;
  /** Where names are resolved; null: core only. */
  readonly workspace: string | null;
  /** The remembered choice. */
  readonly remembered?: string;
}

export interface ChooseWinnerParams extends StepParams {
  /** null forgets the choice. */
  readonly winner: string | null;
}

export interface RememberedChoiceItem {
  /** Key of the project that remembers it. */
  readonly project: string;
  readonly step: string;
  readonly winner: string;
  /** Why it has no effect. */
  readonly problem?: string;
}

export interface NewStepTargets {
  readonly project: string;
  readonly workspaces: readonly { readonly id: string; readonly path: string }[];
  /** The active workspace. */
  readonly active: string | null;
  /** For people; absent: the core in force cannot take a step. */
  readonly core?: string;
  readonly types: readonly string[];
}

export interface NewStepParams extends StepParams {
  readonly sagemakerType: string;
  readonly description?: string;
}

/** One declaration of a step; the fields of all of them are in one order. */
export interface DefinitionItem {
  /** A workspace's id, or `core`. */
  readonly source: string;
  /** `local step`, `override`, `core step`. */
  readonly kind: string;
  /** As an entry of a Python table. */
  readonly text: string;
}

export interface StepFindingItem {
  readonly code: string;
  readonly message: string;
  /** Relative to the project. */
  readonly path: string;
}

export interface IgnoreParams extends StepParams {
  readonly code: string;
  /** Only in this file, relative to the project; absent: everywhere. */
  readonly path?: string;
}

export interface CaretParams {
  readonly uri: string;
  readonly position: PositionData;
}

export interface ActiveEditor {
  readonly uri: string | null;
}

export type { TreeNode };
