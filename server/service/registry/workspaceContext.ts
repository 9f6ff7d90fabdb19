/**
 * The workspace in which names are looked up where none is given: what was set last, else the default (the host
 * knows it from the picker, the environment or the path of a file).
 */
export class WorkspaceContext {
  readonly #default: string | null;
  #explicit: string | null = null;
  readonly #temporary: { readonly workspaceId: string }[] = [];

  constructor(defaultWorkspace: string | null = null) {
    this.#default = defaultWorkspace;
  }

  get(): string | null {
    return this.#temporary.at(-1)?.workspaceId ?? this.#explicit ?? this.#default;
  }

  /** Lasts until it is cleared or set again. */
  set(workspaceId: string): void {
    this.#explicit = workspaceId;
  }

  /** Back to the default. */
  clear(): void {
    this.#explicit = null;
  }

  /**
   * Runs an action in a workspace. The context before is restored afterwards, whatever happens; for an asynchronous
   * action when its promise settles. Of overlapping uses the one that began last counts.
   */
  with<T>(workspaceId: string, action: () => T): T {
    const frame = { workspaceId };
    this.#temporary.push(frame);
    const restore = (): void => {
      this.#temporary.splice(this.#temporary.indexOf(frame), 1);
    };
    let result: T;
    try {
      result = action();
    } catch (error) {
      restore();
      throw error;
    }
    if (result instanceof Promise) return result.finally(restore) as T;
    restore();
    return result;
  }
}
