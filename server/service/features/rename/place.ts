import type { IndexedFile } from '../../project/project.js';
import type { Span } from '../../text/span.js';

/** What a place belongs to; everything but the step itself is the user's choice. */
export type RenameGroup = 'step' | 'spec-type' | 'config' | 'builder' | 'file';

/** A place that a rename changes: a text that begins with the old name becomes one that begins with the new one. */
export interface RenamePlace {
  readonly file: IndexedFile;
  /** Without quotes. */
  readonly span: Span;
  readonly cell?: number;
  /** What is written there: the old name and what follows it, a job type. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly group: RenameGroup;
}

/** Why nothing is renamed: a sentence for the user. */
export class Refusal {
  constructor(readonly reason: string) {}
}
