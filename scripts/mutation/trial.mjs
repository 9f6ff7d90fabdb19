// @ts-check
/** Tries mutants in processes beside each other, and ends those that a mutant keeps busy for ever. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

const AT_A_TIME = 2;
/** A test that meets a mutant that many times as often as it meets its line without it never ends. */
const ENDLESS = 100;
/**
 * For those that never end without meeting the mutant again: seconds of processor time, where the system tells it. On a
 * busy machine a mutant that lives takes long too.
 */
const PATIENCE = 30;
const WORKER = new URL('worker.mjs', import.meta.url).pathname;

/**
 * @typedef {'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored'} Status
 * @typedef {Record<string, { ms: number, met: Record<string, number> }>} Ran
 */

/**
 * @param {string} root of the project
 * @param {string} script file with the mutants and the tests
 * @param {readonly import('./planted.mjs').PlantedMutant[]} mutants
 * @param {ReadonlySet<string>} killed ids of those that need not be tried
 * @returns {Promise<ReadonlyMap<string, Status>>} by the id of the mutant
 */
export async function tried(root, script, mutants, killed) {
  const first = new Worker(root, script);
  const { ran, failed, loaded } = await first.ask({ kind: 'all' });
  for (const [id, error] of Object.entries(failed))
    console.log(`left out, fails here: ${id}\n${error}`);
  /** @type {Map<string, Status>} */
  const statuses = new Map();
  /** @type {Trial[]} */
  const trials = [];
  const isLoaded = new Set(loaded);
  for (const { id } of mutants) {
    const trial = trialOf(id, ran);
    // These tests may not meet what others have killed.
    const isKilled = killed.has(id) && (trial !== undefined || !isLoaded.has(id));
    if (isKilled) statuses.set(id, 'Killed');
    else if (trial !== undefined) trials.push(trial);
    else statuses.set(id, isLoaded.has(id) ? 'Ignored' : 'NoCoverage');
  }
  console.log(
    `${mutants.length} mutants, ${trials.length} to try, ${Object.keys(ran).length} tests`,
  );
  const queue = trials.values();
  const start = performance.now();
  const work = async (/** @type {Worker} */ worker) => {
    for (const trial of queue) {
      statuses.set(trial.id, await worker.try(trial));
      const done = trials.indexOf(trial) + 1;
      if (done % 100 === 0) console.log(`${done} of ${trials.length}`);
    }
    worker.end();
  };
  const others = Array.from({ length: AT_A_TIME - 1 }, () => new Worker(root, script));
  await Promise.all([first, ...others].map(work));
  const minutes = (performance.now() - start) / 60_000;
  console.log(`${Math.round(trials.length / minutes)} mutants a minute`);
  return statuses;
}

/**
 * @typedef {{ id: string, limit: number }} Wanted a test, and how often it may meet the mutant
 * @typedef {{ kind: 'one', id: string, files: Record<string, readonly Wanted[]> }} Trial
 */

/**
 * The tests that meet a mutant, the quickest first.
 * @param {string} id
 * @param {Ran} ran
 * @returns {Trial | undefined}
 */
function trialOf(id, ran) {
  /** @type {Map<string, { ms: number, tests: Wanted[] }>} */
  const byFile = new Map();
  const quickest = Object.entries(ran).sort(([, a], [, b]) => a.ms - b.ms);
  for (const [test, { ms, met: mutants }] of quickest) {
    const times = mutants[id];
    if (times === undefined) continue;
    const file = test.slice(0, test.indexOf(' > '));
    const of = byFile.get(file) ?? { ms: 0, tests: [] };
    of.ms += ms;
    of.tests.push({ id: test, limit: times * ENDLESS });
    byFile.set(file, of);
  }
  if (byFile.size === 0) return undefined;
  const files = [...byFile].sort(([, a], [, b]) => a.ms - b.ms);
  return {
    kind: 'one',
    id,
    files: Object.fromEntries(files.map(([file, { tests }]) => [file, tests])),
  };
}

/** A process that tries one mutant at a time. */
class Worker {
  #root;
  #script;
  #process;

  /**
   * @param {string} root
   * @param {string} script
   */
  constructor(root, script) {
    this.#root = root;
    this.#script = script;
    this.#process = this.#start();
  }

  #start() {
    return fork(WORKER, [this.#root, this.#script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /**
   * @param {object} message
   * @returns {Promise<any>} undefined where the process has ended
   */
  ask(message) {
    return new Promise(resolve => {
      const process = this.#process;
      const answer = (/** @type {unknown} */ value) => {
        process.removeAllListeners();
        resolve(value);
      };
      process.once('message', answer);
      process.once('exit', () => answer(undefined));
      process.send(message);
    });
  }

  /**
   * @param {Trial} trial
   * @returns {Promise<Status>}
   */
  async try(trial) {
    const process = this.#process;
    const before = secondsOf(process.pid);
    const watch = setInterval(() => {
      if (secondsOf(process.pid) - before > PATIENCE) process.kill('SIGKILL');
    }, 1000);
    const answer = await this.ask(trial);
    clearInterval(watch);
    if (answer !== undefined) return answer.status;
    this.#process = this.#start();
    return 'Timeout';
  }

  end() {
    this.#process.kill();
  }
}

/** @param {number | undefined} pid */
function secondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return performance.now() / 1000;
  }
}
