import type { KeyKind } from '../service/project/keys.js';
import type { ProjectIndex } from '../service/project/projectIndex.js';
import { isConflict } from '../service/view/steps.js';

/** From so many doubtful names on, all are looked at anew. */
const MANY = 1000;

/** The names of a project that are in conflict, kept up to date name by name. */
export class ConflictNames {
  readonly #index: ProjectIndex;
  readonly #found = new Set<string>();
  readonly #doubtful = new Set<string>();
  #knowsNothing = true;

  constructor(index: ProjectIndex) {
    this.#index = index;
  }

  /** A key of the index has changed. */
  note(kind: KeyKind, name: string): void {
    if (this.#knowsNothing) return;
    if (kind === 'name') this.#doubtful.add(name);
    // Whose a declaration is may have changed for every name; and nobody may ever ask again.
    const mayBeAnyName = kind === 'workspaces' || kind === 'core' || this.#doubtful.size > MANY;
    if (!mayBeAnyName) return;
    this.#knowsNothing = true;
    this.#doubtful.clear();
  }

  all(): ReadonlySet<string> {
    const view = this.#index.view();
    if (this.#knowsNothing) this.#found.clear();
    for (const name of this.#knowsNothing ? view.names() : this.#doubtful) {
      if (isConflict(view, name)) this.#found.add(name);
      else this.#found.delete(name);
    }
    this.#doubtful.clear();
    this.#knowsNothing = false;
    return this.#found;
  }
}
