import type { FileRole } from '../project/roles.js';
import type { FileFacts } from './facts.js';

/** Gives the text of a sibling module while a registry file is evaluated, if it has been loaded. */
export interface ModuleTexts {
  /** @param path relative to the project, `/` separated, without extension. `undefined`: not there or not loaded (yet). */
  text(path: string): string | undefined;
  /** True only where it is sure that there is no such module, so that importing it fails. Without it a missing module is unknown. */
  absent?(path: string): boolean;
}

export interface SourceInput {
  /** Relative to the project, `/` separated. */
  readonly path: string;
  readonly role: FileRole;
  readonly text: string;
  readonly modules?: ModuleTexts;
}

export type Reader = (input: SourceInput) => FileFacts;
