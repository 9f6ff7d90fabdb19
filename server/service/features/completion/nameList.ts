import type { ProjectView } from '../../project/project.js';
import { type SearchText, searchText } from './searchText.js';

interface NameList {
  readonly texts: readonly SearchText[];
  /** Of the set of names, which the index changes in place. */
  readonly revision: number;
}

/** What was made of a set of names, kept with it: most keystrokes change no name. */
const lists = new WeakMap<ReadonlySet<string>, NameList>();

/** The project's step names in their search forms, in the order of `view.names()`. */
export function stepTexts(view: ProjectView): readonly SearchText[] {
  const names = view.names();
  const revision = view.namesRevision();
  const list = lists.get(names);
  if (list?.revision === revision) return list.texts;
  const texts = Array.from(names, searchText);
  lists.set(names, { texts, revision });
  return texts;
}
