// @ts-check
/**
 * The built server, twice as slow: whatever a turn of its event loop costs is burnt once more. It is there to show that
 * the bench fails for such a server:
 *
 *     npm run bench -- --quick --server test/bench/speed/twiceAsSlow.mjs
 */
import { createHook } from 'node:async_hooks';
import { createRequire } from 'node:module';

/** Smaller debts wait, so that to count costs nothing beside what is counted. */
const LEAST_MICROSECONDS = 200;

/** CPU of the process so far, all threads, in microseconds. */
function spent() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

let depth = 0;
let since = 0;
let debt = 0;

function pay() {
  const now = spent();
  debt += now - since;
  since = now;
  if (debt < LEAST_MICROSECONDS) return;
  const until = now + debt;
  while (spent() < until);
  debt = 0;
}

createHook({
  before() {
    if (depth++ === 0) since = spent();
  },
  after() {
    if (--depth === 0) pay();
  },
}).enable();

createRequire(import.meta.url)('../../../dist/server.js');
// What it took until now belongs to no turn.
pay();
