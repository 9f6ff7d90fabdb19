import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `node --cpu-prof` writes; times in microseconds of the machine's monotonic clock. */
interface CpuProfile {
  readonly startTime: number;
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A function below the functions that called it, with the time it took, its callees' included. */
export interface Frame {
  readonly name: string;
  /** Of Node or V8, not of the server. */
  readonly isForeign: boolean;
  milliseconds: number;
  readonly callees: Map<string, Frame>;
}

const NOT_RUNNING = new Set(['(root)', '(idle)']);
const START_UP = '(program)';

/**
 * The calls of the one profile in a folder.
 * @param from microseconds of `process.hrtime`: what was sampled before is left out
 */
export function readProfile(folder: string, from = 0): Frame {
  const [file] = readdirSync(folder).filter(name => name.endsWith('.cpuprofile'));
  const profile = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as CpuProfile;
  const paths = pathsOf(profile);
  const all = frame('all', true);
  let at = profile.startTime;
  for (const [i, id] of profile.samples.entries()) {
    const lasted = profile.timeDeltas[i]!;
    at += lasted;
    const path = paths.get(id);
    if (path === undefined || path.length === 0 || at < from) continue;
    let callee = all;
    callee.milliseconds += lasted / 1000;
    for (const { name, isForeign } of path) {
      let next = callee.callees.get(name);
      if (next === undefined) {
        next = frame(name, isForeign);
        callee.callees.set(name, next);
      }
      next.milliseconds += lasted / 1000;
      callee = next;
    }
  }
  return all;
}

/** Of every node the calls that lead to it, the outermost first; those of the same name within each other once. */
function pathsOf({ nodes }: CpuProfile): Map<number, readonly Pick<Frame, 'name' | 'isForeign'>[]> {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const paths = new Map<number, readonly Pick<Frame, 'name' | 'isForeign'>[]>();
  const pending: [id: number, above: readonly Pick<Frame, 'name' | 'isForeign'>[]][] = [
    [nodes[0]!.id, []],
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, above] = next;
    const { callFrame, children } = byId.get(id)!;
    const { functionName, url } = callFrame;
    const isForeign = url === '' || url.startsWith('node:');
    const name = functionName === START_UP ? 'V8 and Node' : functionName || '(anonymous)';
    const isNew = !NOT_RUNNING.has(functionName) && above.at(-1)?.name !== name;
    const path = isNew ? [...above, { name, isForeign }] : above;
    paths.set(id, path);
    for (const child of children ?? []) pending.push([child, path]);
  }
  return paths;
}

function frame(name: string, isForeign: boolean): Frame {
  return { name, isForeign, milliseconds: 0, callees: new Map() };
}
