import type { LocationData } from './protocol.js';

/** The state of a step as the explorer shows it; each has an icon of its own. */
export type StepState =
  | 'core'
  | 'local'
  | 'override'
  | 'overridden'
  | 'shadowed'
  | 'conflict'
  | 'invalid';

export type NodeKind =
  | 'project' // only where there are several
  | 'active-workspace'
  | 'section' // Core, Workspaces, Conflicts
  | 'group' // a SageMaker type, a framework, or a page of many siblings
  | 'workspace'
  | 'step'
  | 'resolution' // "Resolved to ann, local step"
  | 'candidate' // one row of the trace
  | 'field'
  | 'class' // builder or config class
  | 'message'; // an empty state or a warning within the tree

/** One row of the explorer. The server makes it; the client only draws it. */
export interface TreeNode {
  /** Stable and unique: made from project, section and names, never from positions. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** The grey text behind the label. */
  readonly description?: string;
  /** Markdown; names in it are escaped. */
  readonly tooltip?: string;
  readonly state?: StepState;
  /** A codicon name where the kind does not decide it. */
  readonly icon?: string;
  readonly children: 'none' | 'collapsed' | 'expanded';
  /** Opened by a click. */
  readonly location?: LocationData;
  /** The step that the row is about: copy, find uses, compare. */
  readonly step?: string;
  readonly workspace?: string;
  /** Of a row about a class. */
  readonly role?: 'builder' | 'config';
  /** What a screen reader says. */
  readonly accessibleLabel?: string;
}

/** Markers for the view's own content (viewsWelcome contexts). */
export type ViewState = 'starting' | 'no-folder' | 'nothing-found' | 'ready' | 'failed';
