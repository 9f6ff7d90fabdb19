// @ts-check
/**
 * Stands in for vitest where thousands of runs are needed within minutes: what the tests of pure functions ask of it, and
 * vitest's own `expect`. The tests of a file are collected when it is loaded and run one after the other.
 *
 * @typedef {{ readonly id: string, readonly run: () => unknown }} CollectedTest
 * @typedef {(title: unknown, ...rest: unknown[]) => void} Declare
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  customMatchers,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import * as chai from 'chai';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** @type {CollectedTest[]} */
let collected = [];
/** @type {string[]} */
let titles = [];

/**
 * The tests of a file.
 * @param {string} file
 * @param {() => unknown} load loads it
 * @returns {Promise<readonly CollectedTest[]>}
 */
export async function testsOf(file, load) {
  collected = [];
  titles = [file];
  await load();
  // Tests may share a title.
  const times = new Map();
  return collected.map(({ id, run }) => {
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    return { id: time === 1 ? id : `${id} #${time}`, run };
  });
}

const expect = expectOfVitest();
const it = declaring((title, run) => {
  collected.push({ id: [...titles, title].join(' > '), run });
});
const describe = declaring((title, body) => {
  titles.push(title);
  try {
    body();
  } finally {
    titles.pop();
  }
});

/** What test files import from vitest. */
export const VITEST = { describe, expect, it, test: it };

/**
 * @param {(title: string, run: () => unknown) => void} declare
 */
function declaring(declare) {
  /** @type {(title: unknown, ...rest: unknown[]) => void} */
  const plain = (title, ...rest) => declare(String(title), functionOf(rest));
  /** @param {boolean} isWanted */
  const when = isWanted => (isWanted ? plain : () => undefined);
  /** @param {readonly unknown[]} rows */
  const each =
    rows =>
    /** @type {(title: unknown, ...rest: unknown[]) => void} */
    (title, ...rest) => {
      const run = functionOf(rest);
      for (const [index, row] of rows.entries()) {
        const values = Array.isArray(row) ? row : [row];
        const shown = values
          .map(value => (typeof value === 'string' ? value.slice(0, 40) : ''))
          .join(', ');
        declare(`${title} [${index}: ${shown}]`, () => run(...values));
      }
    };
  return Object.assign(plain, {
    each,
    runIf: when,
    /** @param {boolean} isUnwanted */
    skipIf: isUnwanted => when(!isUnwanted),
  });
}

/**
 * @param {readonly unknown[]} rest
 * @returns {(...values: unknown[]) => unknown}
 */
function functionOf(rest) {
  return /** @type {(...values: unknown[]) => unknown} */ (
    rest.find(each => typeof each === 'function')
  );
}

function expectOfVitest() {
  /** @type {any} */
  const made = (/** @type {unknown} */ value, /** @type {string} */ message) =>
    chai.expect(value, message);
  Object.assign(made, chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT));
  made.getState = () => getState(made);
  made.setState = (/** @type {object} */ state) => setState(state, made);
  made.extend = (/** @type {object} */ matchers) =>
    /** @type {any} */ (chai.expect).extend(made, matchers);
  made.addEqualityTesters = addCustomEqualityTesters;
  setState({ assertionCalls: 0 }, made);
  made.extend(customMatchers);
  return made;
}
