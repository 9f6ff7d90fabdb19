import type { ClassFact } from '../sources/facts.js';
import { Multimap } from './multimap.js';
import { oncePer } from './oncePer.js';
import type { IndexedFile } from './project.js';

/** Looking through so many costs less than a table of them. */
const FEW = 64;

const byName = oncePer((classes: readonly ClassFact[]) => {
  const table = new Multimap<string, ClassFact>();
  for (const fact of classes) table.add(fact.name, fact);
  return table;
});

/** The classes of one name in a file, in the order of its text. */
export function classesIn({ facts }: IndexedFile, name: string): readonly ClassFact[] {
  const { classes } = facts;
  if (classes.length > FEW) return byName(classes).get(name);
  return classes.filter(fact => fact.name === name);
}
