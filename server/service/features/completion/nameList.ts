import type { ProjectView } from '../../project/project.js';
import { SearchList } from './searchList.js';

interface NameList {
  readonly list: SearchList;
  /** Of the set of names, which the index changes in place. */
  readonly revision: number;
}

/** What was made of a set of names, kept with it: most keystrokes change no name. */
const lists = new WeakMap<ReadonlySet<string>, NameList>();

/** The project's step names in their search forms. */
export function stepTexts(view: ProjectView): SearchList {
  const names = view.names();
  const revision = view.namesRevision();
  const known = lists.get(names);
  if (known?.revision === revision) return known.list;
  const list = new SearchList(names);
  lists.set(names, { list, revision });
  return list;
}
