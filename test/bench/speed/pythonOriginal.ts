/** The Python library itself, loading the same registries: it executes each of them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Samples } from './samples.js';
import type { Tree } from './trees.js';

const PATIENCE_MS = 120_000;

/** Loads every workspace and says how long that took, in milliseconds, and how many steps came of it. */
const PROGRAM = `
import json, logging, sys, time, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from cursus.registry.hybrid.manager import UnifiedRegistryManager
started = time.perf_counter()
manager = UnifiedRegistryManager(workspaces_root=sys.argv[2])
milliseconds = (time.perf_counter() - started) * 1000
steps = sum(len(manager.get_local_only_definitions(name)) for name in manager.list_all_steps(include_source=True) if name != "core")
print(json.dumps({"milliseconds": milliseconds, "steps": steps}))
`;

/**
 * Adds a sample of how long the original takes for the registries of a tree.
 * @param sources the folder with the package `cursus` (release 1.x, whose registry loads workspaces)
 * @returns why it could not be measured; undefined: it was
 */
export function originalLoad(
  sources: string | undefined,
  tree: Tree,
  samples: Samples,
): string | undefined {
  if (sources === undefined) return 'no --python-original DIR was given';
  if (!existsSync(join(sources, 'cursus', 'registry', 'hybrid', 'manager.py'))) {
    return `${sources} holds no cursus.registry.hybrid.manager`;
  }
  const workspaces = join(tree.root, 'developer_workspaces', 'developers');
  const run = spawnSync('python3', ['-c', PROGRAM, sources, workspaces], {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  if (run.error !== undefined) return `python3 cannot be run (${run.error.message})`;
  if (run.status !== 0) return `it failed: ${run.stderr.trim().split('\n').at(-1)}`;
  const { milliseconds, steps } = JSON.parse(run.stdout.trim().split('\n').at(-1)!) as {
    milliseconds: number;
    steps: number;
  };
  // Overrides count among them.
  const least = tree.size.developers * tree.size.stepsEach;
  if (steps < least) return `it loaded ${steps} of ${least} steps`;
  samples.add('python original', tree.name, milliseconds);
  return undefined;
}
