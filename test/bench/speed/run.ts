import { arch, cpus, loadavg, platform } from 'node:os';
import { pyrightSession } from './pyright.js';
import { originalLoad } from './pythonOriginal.js';
import { reference } from './references.js';
import { Samples } from './samples.js';
import { coldStart, type Extent, endurance, session } from './sessions.js';
import { capped, storms } from './storms.js';
import { longTreeOf, type Tree, treeOf } from './trees.js';

export interface RunExtent extends Extent {
  readonly rounds: number;
  /** Rounds in which what takes longest and is not ours is measured too. */
  readonly slowRounds: number;
  /** Numbers of developers, rising. */
  readonly developers: readonly number[];
  readonly longRegistry: number;
}

export const FULL: RunExtent = {
  rounds: 3,
  slowRounds: 2,
  developers: [10, 100, 1000],
  longRegistry: 5000,
  edits: 60,
  completions: 80,
  manyEdits: 1000,
  idleSeconds: 60,
};

export const QUICK: RunExtent = {
  rounds: 3,
  slowRounds: 0,
  developers: [10, 100],
  longRegistry: 1000,
  edits: 80,
  completions: 10,
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
  /** Names of the trees by number of developers, of the one with long registries, and of repositories that were given. */
  readonly trees: readonly string[];
  readonly longTree: string;
  readonly repositories: readonly string[];
  /** What was left out, and why. */
  readonly leftOut: readonly string[];
  readonly samples: Samples;
}

export interface RunOptions {
  readonly extent: RunExtent;
  readonly folder: string;
  readonly server: readonly string[];
  readonly pyright: readonly string[] | undefined;
  /** The folder with the package of the Python original. */
  readonly original: string | undefined;
  /** Repositories that were not generated, by name. */
  readonly repositories: ReadonlyMap<string, string>;
}

/** Measures everything in turns, round by round. */
export async function measureAll(options: RunOptions): Promise<Measured> {
  const { extent, folder, server, pyright, original, repositories } = options;
  const samples = new Samples();
  const leftOut = new Set<string>();
  const before = loadavg()[0]!;
  const trees = extent.developers.map(count => treeOf(folder, count));
  const long = longTreeOf(folder, extent.longRegistry);
  const largest = trees.at(-1)!;
  if (extent.slowRounds > 0 && pyright === undefined) {
    leftOut.add('pyright: it was not found (CURSUS_BENCH_PYRIGHT=FOLDER, or --fetch-pyright)');
  }
  for (let round = 0; round < extent.rounds; round++) {
    console.error(`round ${round + 1} of ${extent.rounds}`);
    for (const tree of trees) {
      compare(['floor', 'scan', 'facts', 'registries'], tree, samples);
      await session(server, tree, extent, samples);
      if (round >= extent.slowRounds) continue;
      compare(['lezer'], tree, samples);
      const reason = originalLoad(original, tree, samples);
      if (reason !== undefined) leftOut.add(`the Python original: ${reason}`);
      if (pyright !== undefined) await pyrightSession(pyright, tree, samples);
    }
    await session(server, long, extent, samples);
    for (const [name, root] of repositories) {
      compare(['floor', 'scan'], { name, root }, samples);
      await (await coldStart(server, { name, root }, samples)).stop();
    }
  }
  console.error('memory and idleness');
  if (extent.slowRounds > 0) {
    for (const { name, root } of trees) {
      for (const measure of ['registry memory', 'index memory']) {
        samples.add(measure, name, reference(measure, root).cpu);
      }
    }
  }
  await endurance(server, largest, extent, samples);
  if (extent.slowRounds > 0) {
    for (const tree of trees) {
      await storms(server, tree, samples);
      await capped(server, tree, samples);
    }
  }
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
    repositories: [...repositories.keys()],
    leftOut: [...leftOut],
    samples,
  };
}

function compare(
  measures: readonly string[],
  { name, root }: Pick<Tree, 'name' | 'root'>,
  samples: Samples,
): void {
  for (const measure of measures) {
    const { milliseconds, cpu } = reference(measure, root);
    samples.add(measure, name, milliseconds);
    samples.add(`${measure} cpu`, name, cpu);
  }
}
