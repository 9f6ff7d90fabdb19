import type { ModuleTexts } from '../service/sources/read.js';

/**
 * Texts of the modules that registry files import constants from, and who asked for them. A module is named by its path
 * relative to the project without its extension; `pkg/mod` is `pkg/mod.py` or `pkg/mod/__init__.py`.
 */
export class LoadedModules implements ModuleTexts {
  /** undefined: looked for, and not there. */
  readonly #texts = new Map<string, string | undefined>();
  #revision = 0;
  readonly #askers = new Map<string, Set<string>>();
  readonly #asked = new Map<string, readonly string[]>();

  /** Grows whenever a text is another: what was read with an older one has to be read again. */
  get revision(): number {
    return this.#revision;
  }

  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /**
   * Notes what a file asked for.
   * @returns those modules that were never looked for
   */
  note(key: string, requests: readonly string[]): string[] {
    const before = this.#asked.get(key) ?? [];
    if (requests.length === 0) this.#asked.delete(key);
    else this.#asked.set(key, requests);
    for (const module of requests) {
      const askers = this.#askers.get(module);
      if (askers === undefined) this.#askers.set(module, new Set([key]));
      else askers.add(key);
    }
    for (const module of before) if (!requests.includes(module)) this.#release(module, key);
    return requests.filter(module => !this.#texts.has(module));
  }

  /** A file that is gone asks for nothing; a module that nobody asks for is not kept. */
  forget(key: string): void {
    this.note(key, []);
  }

  /**
   * Puts the text of a module in place.
   * @returns the keys of the files that have to be read again
   */
  set(module: string, text: string | undefined): readonly string[] {
    // Whoever asked for it may have lost interest while it was read.
    if (!this.#askers.has(module)) return [];
    const isNews = this.#texts.has(module) && this.#texts.get(module) !== text;
    if (isNews || !this.#texts.has(module)) this.#revision++;
    this.#texts.set(module, text);
    return isNews ? this.askers(module) : [];
  }

  /** Every module that somebody asks for. */
  asked(): readonly string[] {
    return [...this.#askers.keys()];
  }

  askers(module: string): readonly string[] {
    return [...(this.#askers.get(module) ?? [])];
  }

  /** The module that a Python file is, if somebody asked for it. */
  moduleAt(relative: string): string | undefined {
    const module = relative.replace(/(?:\/__init__)?\.py$/, '');
    return module !== relative && this.#askers.has(module) ? module : undefined;
  }

  #release(module: string, key: string): void {
    const askers = this.#askers.get(module);
    askers?.delete(key);
    if (askers?.size !== 0) return;
    this.#askers.delete(module);
    this.#texts.delete(module);
  }
}

/** Where the text of a module may stand, best first. */
export function moduleFiles(module: string): string[] {
  return [`${module}.py`, `${module}/__init__.py`];
}
