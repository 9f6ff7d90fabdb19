import type { FileRole } from '../project/roles.js';
import type { FileFacts } from './facts.js';
import { TokenMemory } from './python/tokenMemory.js';

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
  /** Of a text that is being edited: what the states before it have in common with it. */
  readonly memory?: ReadingMemory;
}

/** What is kept of an open file from one reading to the next, so that an edit costs what it changes. */
export class ReadingMemory {
  readonly tokens = new TokenMemory();
}

export type Reader = (input: SourceInput) => FileFacts;
