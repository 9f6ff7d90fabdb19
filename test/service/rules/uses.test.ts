import { describe, expect, it } from 'vitest';
import { beginnings, kindOfUse, meaningOf } from '../../../server/service/rules/uses.js';
import type { Use, UseContext } from '../../../server/service/sources/facts.js';
import { ProjectText, ROOT, type Texts } from '../../support/projectText.js';

const ANN = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
const TEXTS: Texts = {
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"spec_type": "Package"}, "Package_Model": {"spec_type": "PackageModel"}}\n',
  [ANN]: 'LOCAL_STEPS = {"Score": {"spec_type": "Risk"}, "Package": {"spec_type": "Package"}}\n',
  'dev/bob/src/cursus_dev/registry/workspace_registry.py':
    'LOCAL_STEPS = {"Score_Late": {"spec_type": "Late"}, "Foreign": {"spec_type": "Foreign"}}\n',
};

describe('the beginnings of a name', () => {
  it.each([
    ['A_b_c', /_/, ['A_b_c', 'A_b', 'A']],
    ['A-b_c', /_/, ['A-b_c', 'A-b']],
    ['A-b_c', /[_-]/, ['A-b_c', 'A-b', 'A']],
    ['_A', /_/, ['_A']],
    ['A_', /_/, ['A_', 'A']],
    ['A__b', /_/, ['A__b', 'A_', 'A']],
    ['A', /_/, ['A']],
  ])('%s at %s', (name, separators, expected) => {
    expect([...beginnings(name, separators)]).toEqual(expected);
  });
});

describe('what is judged', () => {
  it.each<[UseContext, string, ReturnType<typeof kindOfUse>]>([
    ['dag-node', 'Package', 'node'],
    ['dag-edge', '\u00dcbung', 'node'],
    ['dag-config', 'Package', 'node'],
    ['dag-metadata', 'Package', 'node'],
    ['dag-json-node', 'Package', 'node'],
    ['dag-json-edge', 'Package', 'node'],
    ['dag-json-metadata', 'Package', 'node'],
    ['config-key', 'Package', 'node'],
    ['execution-key', 'Package', 'node'],
    ['dag-node', 'package', undefined],
    ['dag-node', 'packAge', undefined],
    ['dag-node', '', undefined],
    ['accessor', 'package', 'name'],
    ['subscript', 'package', 'name'],
    ['accessor', '', undefined],
    ['spec-type', 'package', 'spec'],
    ['variant', 'package', 'spec'],
  ])('%s %j is %s', (context, name, kind) => {
    expect(kindOfUse({ context, name } as Use)).toBe(kind);
  });
});

describe('what a name stands for', () => {
  const project = new ProjectText(TEXTS);
  const view = project.index.view();
  const ann = view.workspaceOf(project.index.file(ROOT + ANN)!);
  const meaning = (name: string, context: UseContext = 'dag-node', workspace = ann) =>
    meaningOf(view, workspace, { name, context });

  it.each([
    ['Score', { kind: 'step', name: 'Score', own: true }],
    ['Score_training', { kind: 'step', name: 'Score', own: true }],
    // The own workspace's step comes before what only another one declares, even where that says more of the name.
    ['Score_Late', { kind: 'step', name: 'Score', own: true }],
    ['Package', { kind: 'step', name: 'Package', own: true }],
    ['Package_Model', { kind: 'step', name: 'Package_Model', own: false }],
    ['Package_Model_x', { kind: 'step', name: 'Package_Model', own: false }],
    ['Nothing', { kind: 'unknown' }],
    ['Packages', { kind: 'unknown' }],
    ['MIMSPackaging_x', { kind: 'alias', alias: 'MIMSPackaging', name: 'Package' }],
    // A legacy alias of a step that this core does not have.
    ['PytorchTraining', { kind: 'unknown' }],
  ])('%s', (name, expected) => {
    expect(meaning(name)).toEqual(expected);
  });

  it('is what others declare only where nothing else is meant', () => {
    expect(meaning('Foreign_x')).toMatchObject({ kind: 'foreign', name: 'Foreign' });
    const late = meaningOf(view, undefined, { name: 'Score_Late_x', context: 'dag-node' });
    expect(late).toMatchObject({ kind: 'foreign', name: 'Score_Late' });
    expect(late.kind === 'foreign' && late.placed.map(each => each.workspace)).toEqual(['bob']);
    expect(meaningOf(view, undefined, { name: 'Package', context: 'dag-node' })).toEqual({
      kind: 'step',
      name: 'Package',
      own: false,
    });
  });

  it('ends at a hyphen only in execution documents', () => {
    expect(meaning('Package-Training', 'execution-key')).toMatchObject({ name: 'Package' });
    expect(meaning('Package-Training')).toEqual({ kind: 'unknown' });
  });
});
