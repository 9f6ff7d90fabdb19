import type { NewFile } from '../../authoring/step.js';
import type { TextChange } from '../../authoring/tableEdits.js';
import type { IndexedFile, ProjectView } from '../../project/project.js';
import type { Finding } from '../../rules/finding.js';

/** One way to settle a finding. */
export interface Fix {
  readonly title: string;
  /** Changes of the text that the finding stands in; they do not overlap. */
  readonly changes: readonly TextChange[];
  /** Files to make, with paths relative to the project. */
  readonly files?: readonly NewFile[];
  /** The one that a person would most likely choose. */
  readonly preferred?: boolean;
}

/** A finding, and the text that it was found in. */
export interface FixRequest {
  readonly finding: Finding;
  readonly text: string;
  /** Its facts were read from that very text. */
  readonly file: IndexedFile;
  readonly view: ProjectView;
}

/** Proposes fixes; whether they hold is decided by trying them (trial.ts). */
export type FixMaker = (request: FixRequest) => readonly Fix[];
