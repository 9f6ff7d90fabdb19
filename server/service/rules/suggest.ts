import type { ProjectView } from '../project/project.js';
import { type Nearest, NearNames } from './nearNames.js';

interface Cached {
  readonly names: NearNames;
  revision: number;
}

const byNames = new WeakMap<ReadonlySet<string>, Cached>();
const byCore = new WeakMap<object, NearNames>();
const byWords = new WeakMap<Iterable<string>, NearNames>();

/**
 * The steps of core and of all workspaces that a misspelt name may stand for. Reads the key `names`.
 * @param prefer names that win among equally near ones: those that can be seen from where the name is used
 */
export function nearSteps(
  view: ProjectView,
  name: string,
  prefer?: (candidate: string) => boolean,
): Nearest | undefined {
  const names = view.names();
  const revision = view.namesRevision();
  const cached = byNames.get(names);
  if (cached === undefined) {
    const fresh = { names: new NearNames(names), revision };
    byNames.set(names, fresh);
    return fresh.names.nearest(name, prefer);
  }
  if (cached.revision !== revision) {
    cached.names.update(names);
    cached.revision = revision;
  }
  return cached.names.nearest(name, prefer);
}

/** The steps of the core in force that a misspelt name may stand for. Reads the key `core`. */
export function nearCoreSteps(view: ProjectView, name: string): Nearest | undefined {
  const core = view.core();
  let names = byCore.get(core);
  if (names === undefined) {
    names = new NearNames(view.coreNames());
    byCore.set(core, names);
  }
  return names.nearest(name);
}

/** The classes of one folder that a misspelt name may stand for. Reads the key `classes:FOLDER`. */
export function nearClasses(view: ProjectView, folder: string, name: string): Nearest | undefined {
  return nearWords(view.classNamesIn(folder), name);
}

/** The words of a fixed set that a misspelt one may stand for. The set must not change. */
export function nearWords(words: Iterable<string>, word: string): Nearest | undefined {
  let names = byWords.get(words);
  if (names === undefined) {
    names = new NearNames(words);
    byWords.set(words, names);
  }
  return names.nearest(word);
}

/** Whether the suggestions are good enough to say that a typing error was made. */
export function isLikelyTypo(nearest: Nearest | undefined): nearest is Nearest {
  return nearest !== undefined && nearest.kind !== 'part';
}

/** ` Did you mean 'A'?`, ` Did you mean 'A' or 'B'?`, or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return '';
  const quoted = suggestions.map(suggestion => `'${suggestion}'`);
  const last = quoted.pop()!;
  return ` Did you mean ${quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`}?`;
}
