import type { ClassFact } from '../sources/facts.js';
import type { IndexedFile } from './project.js';

/** Looking through so many costs less than a table of them. */
const FEW = 64;

const tables = new WeakMap<readonly ClassFact[], ReadonlyMap<string, readonly ClassFact[]>>();

/** The classes of one name in a file, in the order of its text. */
export function classesIn({ facts }: IndexedFile, name: string): readonly ClassFact[] {
  const { classes } = facts;
  if (classes.length <= FEW) return classes.filter(fact => fact.name === name);
  let table = tables.get(classes);
  if (table === undefined) {
    table = tableOf(classes);
    tables.set(classes, table);
  }
  return table.get(name) ?? [];
}

function tableOf(classes: readonly ClassFact[]): ReadonlyMap<string, readonly ClassFact[]> {
  const table = new Map<string, ClassFact[]>();
  for (const fact of classes) {
    const same = table.get(fact.name);
    if (same === undefined) table.set(fact.name, [fact]);
    else same.push(fact);
  }
  return table;
}
