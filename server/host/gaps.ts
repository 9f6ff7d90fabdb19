import type { Knowledge } from '../service/project/project.js';
import type { Discovery } from './discovery.js';

const MAX_NAMED = 5;

/** What is not known of a project, and why: while there is a gap nothing is called unknown. */
export class Gaps {
  readonly #files = new Map<string, string>();
  #folders: readonly string[] = [];
  #folderCount = 0;
  #capped: string | undefined;
  #unfinished = true;

  /** The project was read to the end once. */
  finish(): void {
    this.#unfinished = false;
  }

  begin(): void {
    this.#unfinished = true;
  }

  /** What a discovery of the whole project could not see. */
  discovered(discovery: Discovery): void {
    this.#folders = discovery.unreadable;
    this.#folderCount = discovery.unreadableCount;
    this.#capped = discovery.capped;
  }

  /** A file whose content is not known; undefined: it is. */
  file(key: string, reason: string | undefined): void {
    if (reason === undefined) this.#files.delete(key);
    else this.#files.set(key, reason);
  }

  knowledge(): Knowledge {
    const reasons: string[] = [];
    if (this.#unfinished) reasons.push('the project is still being read');
    if (this.#capped !== undefined) reasons.push(this.#capped);
    reasons.push(...limited(this.#folders, this.#folderCount, 'folders cannot be read'));
    reasons.push(
      ...limited([...this.#files.values()].sort(), this.#files.size, 'files cannot be read'),
    );
    const complete = reasons.length === 0;
    return { complete, coreComplete: complete, reasons };
  }
}

function limited(reasons: readonly string[], count: number, rest: string): string[] {
  const named = reasons.slice(0, MAX_NAMED);
  const more = count - named.length;
  return more > 0 ? [...named, `${more} more ${rest}`] : named;
}
