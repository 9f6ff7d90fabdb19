import type { ActiveWorkspace } from '../../shared/protocol.js';
import type { IndexedFile } from '../service/project/project.js';
import type { Project } from './project.js';

/**
 * Whose view of the registry the editor shows: chosen by the user, else named in the settings, else in the environment,
 * else told by the path of the file, else nobody's. Findings never depend on it.
 */
export class ActiveWorkspaces {
  readonly #setting: () => string | null;
  readonly #environment: string | undefined;
  #picked: string | null = null;
  /** Canonical key of the document that has the focus. */
  #focus: string | undefined;

  /** @param environment the value of CURSUS_WORKSPACE_ID */
  constructor(setting: () => string | null, environment: string | undefined) {
    this.#setting = setting;
    this.#environment = environment;
  }

  get focus(): string | undefined {
    return this.#focus;
  }

  pick(workspace: string | null): void {
    this.#picked = workspace;
  }

  focusOn(key: string | undefined): void {
    this.#focus = key;
  }

  /** @param file that the question is about; absent: the one that has the focus */
  of(project: Project, file?: IndexedFile): ActiveWorkspace {
    const view = project.index.view();
    const known = (name: string | null | undefined): string | undefined => {
      if (!name) return undefined;
      const all = view.workspaces();
      const found =
        all.find(({ id }) => id === name) ?? all.find(({ directory }) => directory === name);
      return found?.id;
    };
    const picked = known(this.#picked);
    if (picked !== undefined) return { workspace: picked, origin: 'picker' };
    const set = known(this.#setting());
    if (set !== undefined) return { workspace: set, origin: 'setting' };
    const given = known(this.#environment);
    if (given !== undefined) return { workspace: given, origin: 'environment' };
    const shown = file ?? (this.#focus === undefined ? undefined : project.index.file(this.#focus));
    const around = shown && view.workspaceOf(shown);
    return around === undefined
      ? { workspace: null, origin: 'none' }
      : { workspace: around.id, origin: 'path' };
  }
}
