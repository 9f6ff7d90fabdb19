import type { IndexedFile } from './project.js';

/** The order of files in every answer: by path, so that it never depends on which of them was read first. */
export function byPath(a: IndexedFile, b: IndexedFile): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0;
}
