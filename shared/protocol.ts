/**
 * What server and client say to each other beyond the Language Server Protocol. Method names and plain data only:
 * both sides build their typed messages from it. Positions are zero-based lines and UTF-16 characters.
 */
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

export interface CaretParams {
  readonly uri: string;
  readonly position: PositionData;
}

export interface ActiveEditor {
  readonly uri: string | null;
}

export type { TreeNode };
