import { describe, expect, it } from 'vitest';
import {
  choiceFor,
  choiceProblem,
  possibleWinners,
  rememberedChoices,
  resolveForDisplay,
} from '../../../server/service/registry/remembered.js';
import { ProjectText } from '../../support/projectText.js';

const REGISTRY = 'src/cursus_dev/registry/workspace_registry.py';
const entry = (framework: string): string =>
  `{"sagemaker_step_type": "Training", "framework": "${framework}"}`;
const project = new ProjectText({
  'src/cursus/registry/step_names.py':
    'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}}\n',
  [`dev/zoe/${REGISTRY}`]: `LOCAL_STEPS = {"Score": ${entry('a')}, "Package": ${entry('a')}}\n`,
  [`dev/ann/${REGISTRY}`]: `LOCAL_STEPS = {"Score": ${entry('b')}, "Other": ${entry('b')}}\nSTEP_OVERRIDES = {"Package": ["no"]}\n`,
  [`dev/robert/${REGISTRY}`]: `LOCAL_STEPS = {"Score": ${entry('c')}}\nWORKSPACE_METADATA = {"developer_id": "bob"}\n`,
  'cursus-registry.yaml':
    'choices:\n  Score: bob\n  Package: zoe\n  Other: zoe\n  Gone: ann\n  toString: ann\n',
});
const view = project.index.view();

describe('who can win a step', () => {
  it.each([
    ['Score', ['ann', 'bob', 'zoe']],
    // What the runtime rejects wins nothing; core comes last.
    ['Package', ['zoe', 'core']],
    ['Other', ['ann']],
    ['Gone', []],
  ])('%s', (step, winners) => {
    expect(possibleWinners(view, step)).toEqual(winners);
  });

  it('is core where there are no workspaces', () => {
    const alone = new ProjectText({
      'src/cursus/registry/step_names.py':
        'STEP_NAMES = {"Package": {"sagemaker_step_type": "Processing"}}\n',
    });
    expect(possibleWinners(alone.index.view(), 'Package')).toEqual(['core']);
  });
});

describe('a remembered choice', () => {
  it('is told by its name alone', () => {
    expect(choiceFor(view, 'Score')).toBe('bob');
    expect(choiceFor(view, 'Nothing')).toBeUndefined();
    expect(choiceFor(view, 'constructor')).toBeUndefined();
  });

  it('that has no effect says why', () => {
    expect(rememberedChoices(view)).toEqual([
      { step: 'Gone', winner: 'ann', problem: "no registry declares 'Gone'" },
      { step: 'Other', winner: 'zoe', problem: "'zoe' does not declare 'Other'; ann does" },
      { step: 'Package', winner: 'zoe' },
      { step: 'Score', winner: 'bob' },
      { step: 'toString', winner: 'ann', problem: "no registry declares 'toString'" },
    ]);
    expect(choiceProblem(view, 'Package', 'ann')).toBe(
      "'ann' does not declare 'Package'; zoe, core do",
    );
    expect(choiceProblem(view, 'Package', 'core')).toBeUndefined();
  });

  it('may name a workspace by the id that several claim', () => {
    const twice = new ProjectText({
      [`x/ann/${REGISTRY}`]: `LOCAL_STEPS = {"Score": ${entry('a')}}\n`,
      [`y/ann/${REGISTRY}`]: `LOCAL_STEPS = {"Score": ${entry('b')}}\n`,
      [`y/bob/${REGISTRY}`]: 'LOCAL_STEPS = {}\n',
    }).index.view();
    expect(choiceProblem(twice, 'Score', 'ann')).toBeUndefined();
    expect(choiceProblem(twice, 'Score', 'bob')).toContain("'bob' does not declare 'Score'");
  });

  it('decides what is displayed; without one the usual order does', () => {
    const shown = (step: string, workspace: string | null) =>
      resolveForDisplay(view, step, workspace).source_registry;
    expect(shown('Score', 'ann')).toBe('bob');
    expect(shown('Package', 'ann')).toBe('zoe');
    expect(shown('Other', 'ann')).toBe('ann');
    expect(shown('Package', null)).toBe('core');
  });
});
