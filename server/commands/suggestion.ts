import { nearestNames } from '../service/registry/names/nearest.js';

/** ` Did you mean 'x'?`, to stand behind a sentence; nothing where no name is near. */
export function didYouMean(written: string, names: readonly string[]): string {
  const [near] = nearestNames(written, names, 1);
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}
