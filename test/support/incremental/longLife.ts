import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { type Operation, operation } from './operations.js';
import { FILES } from './texts.js';
import { World } from './world.js';

/** What a server in this process holds after so many operations. */
export interface Held {
  readonly operations: number;
  /** Bytes, after a collection where the process allows one; else of no meaning. */
  readonly heap: number;
  /** Timers and watchers that keep the process busy, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly openFiles: number;
  /** Timers of the server's own clock when everything is settled. */
  readonly waiting: number;
  /** Lines in the log since the last look. */
  readonly logged: number;
}

/** An editor's day: mostly typing, saving, opening and closing; now and then everything else. */
export async function* live(
  seed: number,
  count: number,
  lookEvery: number,
): AsyncGenerator<Held, void> {
  const world = await World.start(FILES.slice(0, 12));
  try {
    let played = 0;
    for (const each of operationsFrom(seed, count)) {
      await world.play(each);
      played++;
      // A pause, as people make them; without one, nothing would ever be taken in.
      if (played % 20 === 0) await world.settle();
      if (played % lookEvery === 0) yield await look(world, played);
    }
  } finally {
    await world.end();
  }
}

function* operationsFrom(seed: number, count: number): Generator<Operation> {
  const batch = 500;
  for (let done = 0; done < count; done += batch) {
    yield* fc.sample(operation, { seed: seed + done, numRuns: Math.min(batch, count - done) });
  }
}

async function look(world: World, operations: number): Promise<Held> {
  await world.settle();
  const logged = world.forgetHistory();
  globalThis.gc?.();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (!/Timeout|Watch|FSEvent/.test(kind)) continue;
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  return {
    operations,
    heap: process.memoryUsage().heapUsed,
    resources,
    openFiles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
    waiting: world.timers,
    logged,
  };
}
