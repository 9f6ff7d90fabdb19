/**
 * Whether a module belongs to cursus: `cursus.x`, `src.cursus.x`, a copy inside another package (`team.cursus.x`), or a
 * relative one inside the package itself.
 */
export function isCursusModule(module: string, path: string): boolean {
  if (module.startsWith('.')) return isInsideCursus(path);
  return /(?:^|\.)cursus(?:\.|$)/.test(module);
}

/** Whether a file (path relative to the project) is part of the cursus package. */
export function isInsideCursus(path: string): boolean {
  return /(?:^|\/)cursus\//.test(path);
}
