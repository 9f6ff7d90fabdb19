import { expect, test } from 'vitest';
import { rowIcon } from '../../client/view/icons.js';
import type { StepState, TreeNode } from '../../shared/view.js';

const STATES: StepState[] = [
  'core',
  'local',
  'override',
  'overridden',
  'shadowed',
  'conflict',
  'invalid',
];

function step(state: StepState): TreeNode {
  return { id: state, kind: 'step', label: state, state, children: 'none' };
}

test('states differ in shape, so that nobody has to see colours', () => {
  const shapes = STATES.map(state => rowIcon(step(state))?.codicon);
  expect(new Set(shapes).size).toBe(STATES.length);
});

test('a node may bring its own icon and keeps the colour of its state', () => {
  expect(rowIcon({ ...step('conflict'), icon: 'flame' })).toEqual({
    codicon: 'flame',
    color: 'list.warningForeground',
  });
});

test('sections have no icon', () => {
  expect(
    rowIcon({ id: 'core', kind: 'section', label: 'Core', children: 'expanded' }),
  ).toBeUndefined();
});
