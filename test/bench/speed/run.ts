import { arch, cpus, loadavg, platform } from 'node:os';
import { referenceTime } from './references.js';
import { Samples } from './samples.js';
import {
  coldStart,
  completions,
  type Extent,
  endurance,
  keystrokes,
  otherServer,
  sharedName,
} from './sessions.js';
import { longTreeOf, type Tree, treeOf } from './trees.js';

export interface RunExtent extends Extent {
  readonly rounds: number;
  /** Numbers of developers, rising. */
  readonly developers: readonly number[];
  readonly longRegistry: number;
}

export const FULL: RunExtent = {
  rounds: 3,
  developers: [10, 100, 1000],
  longRegistry: 5000,
  edits: 60,
  completions: 80,
  manyEdits: 1000,
  idleSeconds: 20,
};

export const QUICK: RunExtent = {
  rounds: 2,
  developers: [10, 100],
  longRegistry: 1000,
  edits: 40,
  completions: 30,
  manyEdits: 100,
  idleSeconds: 2,
};

export interface Measured {
  readonly extent: RunExtent;
  readonly machine: {
    readonly platform: string;
    readonly processors: string;
    readonly node: string;
    /** Processes that wanted to run, averaged over a minute, before and after the run. */
    readonly load: readonly [before: number, after: number];
  };
  /** Names of the trees by number of developers, and of the one with long registries. */
  readonly trees: readonly string[];
  readonly longTree: string;
  readonly samples: Samples;
}

export async function measureAll(options: {
  readonly extent: RunExtent;
  readonly folder: string;
  readonly server: readonly string[];
  readonly pyright: readonly string[] | undefined;
}): Promise<Measured> {
  const { extent, folder, server, pyright } = options;
  const samples = new Samples();
  const before = loadavg()[0]!;
  const trees = extent.developers.map(count => treeOf(folder, count));
  const long = longTreeOf(folder, extent.longRegistry);
  const largest = trees.at(-1)!;
  for (let round = 0; round < extent.rounds; round++) {
    console.error(`round ${round + 1} of ${extent.rounds}`);
    for (const tree of trees) {
      compare(tree, samples);
      await coldStart(server, tree, samples);
      if (pyright !== undefined) await otherServer(pyright, tree, samples);
    }
    for (const tree of [...trees, long]) await keystrokes(server, tree, extent, samples);
    for (const tree of trees) {
      await sharedName(server, tree, samples);
      await completions(server, tree, extent, samples);
    }
  }
  console.error('memory and idleness');
  await endurance(server, largest, extent, samples);
  return {
    extent,
    machine: {
      platform: `${platform()} ${arch()}`,
      processors: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
      node: process.version,
      load: [before, loadavg()[0]!],
    },
    trees: trees.map(tree => tree.name),
    longTree: long.name,
    samples,
  };
}

function compare({ name, root }: Tree, samples: Samples): void {
  for (const measure of ['floor', 'scan', 'lezer', 'registries']) {
    samples.add(measure, name, referenceTime(measure, root));
  }
}
