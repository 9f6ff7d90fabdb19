import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ConflictNames } from '../../server/host/conflictNames.js';
import type { ProjectIndex } from '../../server/service/project/projectIndex.js';
import { ProjectText } from '../support/projectText.js';

const registry = (developer: string): string =>
  `developers/${developer}/src/cursus_dev/registry/workspace_registry.py`;

const textOf = (names: readonly string[]): string =>
  `LOCAL_STEPS = {${names.map(name => `"${name}": {"spec_type": "${name}"}`).join(', ')}}\n`;

function follow(index: ProjectIndex, conflicts: ConflictNames): void {
  for (const [kind, name] of index.takeChanges()) conflicts.note(kind, name);
}

const anew = (index: ProjectIndex): string[] => [...new ConflictNames(index).all()].sort();

const NAMES = ['Alpha', 'Beta', 'Package', 'XGBoostTraining'];

it('are those that are found anew, asked for at any time', () => {
  const change = fc.record({
    developer: fc.constantFrom('ann', 'bob', 'cat'),
    names: fc.subarray(NAMES),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), changes => {
      const project = new ProjectText({});
      const conflicts = new ConflictNames(project.index);
      for (const { developer, names, isAsked } of changes) {
        project.write(registry(developer), textOf(names));
        follow(project.index, conflicts);
        if (isAsked) expect([...conflicts.all()].sort()).toEqual(anew(project.index));
      }
      expect([...conflicts.all()].sort()).toEqual(anew(project.index));
    }),
    { seed: 20_261_122, numRuns: 60 },
  );
});

it('are right after more changes than are remembered one by one', () => {
  const many = Array.from({ length: 1200 }, (_, i) => `Step${i}`);
  const project = new ProjectText({
    [registry('ann')]: textOf(['Alpha', ...many]),
    [registry('bob')]: textOf(['Alpha']),
  });
  const conflicts = new ConflictNames(project.index);
  follow(project.index, conflicts);
  expect([...conflicts.all()]).toEqual(['Alpha']);
  project.write(registry('bob'), textOf(many));
  follow(project.index, conflicts);
  expect([...conflicts.all()].sort()).toEqual(many.toSorted());
  project.write(registry('bob'), textOf(['Step7']));
  follow(project.index, conflicts);
  expect([...conflicts.all()]).toEqual(['Step7']);
});
