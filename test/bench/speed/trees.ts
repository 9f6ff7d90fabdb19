import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTree, sizeFor, type TreeSize } from '../generate.js';

export interface Tree {
  readonly name: string;
  readonly root: string;
  readonly size: TreeSize;
}

/** So many developers with fifty steps each. */
export function treeOf(folder: string, developers: number): Tree {
  return made(folder, String(developers), sizeFor(developers));
}

/** Two developers with one long registry each. */
export function longTreeOf(folder: string, stepsEach: number): Tree {
  return made(folder, `2x${stepsEach}`, { developers: 2, stepsEach, consumers: 4 });
}

function made(folder: string, name: string, size: TreeSize): Tree {
  const root = join(folder, name);
  const mark = join(folder, `${name}.complete`);
  if (!existsSync(mark)) {
    generateTree(root, size);
    writeFileSync(mark, '');
  }
  return { name, root, size };
}
