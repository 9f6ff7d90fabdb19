import { describe, expect, it } from 'vitest';
import { byDeclaringOrder, definitionOf } from '../../../server/service/registry/candidates.js';
import type { DeclaredStep, StepRow } from '../../../server/service/registry/source.js';

const row = (kind: StepRow['kind']): StepRow => ({ name: 'Same', kind, entry: new Map() });

function declared(id: string | undefined, kind: StepRow['kind']): DeclaredStep {
  if (id === undefined) return { row: row(kind) };
  const workspace = { id, claimedId: id, directory: id, path: id, metadata: new Map() };
  return { row: row(kind), workspace };
}

describe('the order of declarations', () => {
  const core = declared(undefined, 'core');
  const ann = declared('ann', 'local');
  const annOverride = declared('ann', 'override');
  const bob = declared('bob', 'local');
  const ordered = [ann, annOverride, bob, core];

  it.each([
    ['reversed', [core, bob, annOverride, ann]],
    ['core first', [core, ann, annOverride, bob]],
    ['core between', [bob, core, annOverride, ann]],
  ])('is by id, local before override, core last: %s', (_title, given) => {
    expect(given.toSorted(byDeclaringOrder)).toEqual(ordered);
  });

  it.each([
    ['core and core', core, core, 0],
    ['core and a workspace', core, ann, 1],
    ['a workspace and core', ann, core, -1],
    ['two workspaces', ann, bob, -1],
    ['two kinds', annOverride, ann, 1],
    ['the same', ann, ann, 0],
  ])('compares %s', (_title, a, b, sign) => {
    expect(Math.sign(byDeclaringOrder(a, b))).toBe(sign);
  });
});

describe('the definition of a row', () => {
  it('is the same object for the same workspace, and another for another', () => {
    const local = row('local');
    const ann = definitionOf(local, 'ann');
    expect(definitionOf(local, 'ann')).toBe(ann);
    const renamed = definitionOf(local, 'ann@x');
    expect([ann.workspace_id, renamed.workspace_id]).toEqual(['ann', 'ann@x']);
  });

  it('says which kind of table it comes from', () => {
    const types = (['core', 'local', 'override'] as const).map(
      kind => definitionOf(row(kind), null).registry_type,
    );
    expect(types).toEqual(['core', 'workspace', 'override']);
  });
});
