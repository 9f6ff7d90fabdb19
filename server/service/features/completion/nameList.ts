import type { ProjectView } from '../../project/project.js';
import { type SearchText, searchText } from './searchText.js';

/** What was made of a set of names, kept with it: most keystrokes change no name. */
const lists = new WeakMap<ReadonlySet<string>, readonly SearchText[]>();

/** The project's step names in their search forms, in the order of `view.names()`. */
export function stepTexts(view: ProjectView): readonly SearchText[] {
  const names = view.names();
  const list = lists.get(names);
  if (list !== undefined && isListOf(list, names)) return list;
  const made = Array.from(names, searchText);
  lists.set(names, made);
  return made;
}

/** The index changes its set in place. */
function isListOf(list: readonly SearchText[], names: ReadonlySet<string>): boolean {
  if (list.length !== names.size) return false;
  let i = 0;
  for (const name of names) if (list[i++]!.name !== name) return false;
  return true;
}
