import { describe, expect, test } from 'vitest';
import { differences, readProject } from '../../../support/python/compare.js';
import { execute, hasPython } from '../../../support/python/cpython.js';
import { type GeneratedProject, generateProject } from '../../../support/python/project.js';
import { describe as describeProject, shrink } from '../../../support/python/shrink.js';
import { Tally } from '../../../support/python/tally.js';

/*
 * Generated registries, executed by python3 and read by us. The long mode:
 *
 *     CURSUS_DIFFERENTIAL=2000 [CURSUS_DIFFERENTIAL_SEED=1] npm run differential
 */
const COUNT = Number(process.env.CURSUS_DIFFERENTIAL ?? 200);
const SEED = Number(process.env.CURSUS_DIFFERENTIAL_SEED ?? 1);
const BATCH = 500;
const TIMEOUT = Math.max(30_000, COUNT * 500);

const withPython = hasPython();
if (!withPython) console.warn('python3 is not there: the differential test against it is skipped');

function firstDifference(kind: GeneratedProject['kind']): { message: string; compared: number } {
  let compared = 0;
  const tally = new Tally();
  for (let from = 0; from < COUNT; from += BATCH) {
    const size = Math.min(BATCH, COUNT - from);
    const projects = Array.from({ length: size }, (_, i) => generateProject(SEED + from + i, kind));
    const executed = execute(projects);
    for (const [index, project] of projects.entries()) {
      const real = executed[index]!;
      const facts = readProject(project);
      if (real.error !== null) continue;
      compared++;
      tally.count(project, facts);
      if (differences(project, real, facts).length === 0) continue;
      return { message: describeProject(shrink(project)), compared };
    }
  }
  if (COUNT > BATCH) {
    console.info(`${kind}: ${compared} of ${COUNT} registries compared, ${tally.text}`);
  }
  return { message: '', compared };
}

describe.skipIf(!withPython)('against CPython', () => {
  test('every construct that is evaluated has the value that Python gives it', {
    timeout: TIMEOUT,
  }, () => {
    const { message, compared } = firstDifference('evaluated');
    expect(message).toBe('');
    expect(compared).toBeGreaterThan(COUNT * 0.9);
  });

  test('nothing that only running can tell is taken for known', { timeout: TIMEOUT }, () => {
    const { message, compared } = firstDifference('mixed');
    expect(message).toBe('');
    expect(compared).toBeGreaterThan(COUNT * 0.75);
  });
});
