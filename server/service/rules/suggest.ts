import { oncePer } from '../project/oncePer.js';
import type { ProjectView } from '../project/project.js';
import { type Nearest, NearNames } from './nearNames.js';

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
  const known = followed(names, revision);
  if (known.revision !== revision) {
    known.names.update(names);
    known.revision = revision;
  }
  return known.names.nearest(name, prefer);
}

const followed = oncePer((names: ReadonlySet<string>, revision: number) => ({
  names: new NearNames(names),
  revision,
}));

/** The steps of the core in force that a misspelt name may stand for. Reads the key `core`. */
export function nearCoreSteps(view: ProjectView, name: string): Nearest | undefined {
  return namesOfCore(view.core(), view).nearest(name);
}

const namesOfCore = oncePer((_core: object, view: ProjectView) => new NearNames(view.coreNames()));

/** The classes of one folder that a misspelt name may stand for. Reads the key `classes:FOLDER`. */
export function nearClasses(view: ProjectView, folder: string, name: string): Nearest | undefined {
  return nearWords(view.classNamesIn(folder), name);
}

/** The words of a fixed set that a misspelt one may stand for. The set must not change. */
export function nearWords(words: Iterable<string>, word: string): Nearest | undefined {
  return namesOf(words).nearest(word);
}

const namesOf = oncePer((words: Iterable<string>) => new NearNames(words));

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
