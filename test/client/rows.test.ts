import { expect, test } from 'vitest';
import { type Row, Rows, rowsToRefresh } from '../../client/view/rows.js';
import type { TreeNode } from '../../shared/view.js';

function node(id: string, label = id): TreeNode {
  return { id, label, kind: 'step', children: 'collapsed' };
}

function loaded(rows: Rows, id: string): Row {
  const row = rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

function tree(): Rows {
  const rows = new Rows();
  rows.replace(undefined, [node('core'), node('conflicts')]);
  rows.replace(loaded(rows, 'core'), [node('core/a'), node('core/b')]);
  rows.replace(loaded(rows, 'core/a'), [node('core/a/trace')]);
  return rows;
}

test('a row stays the same object while its node is replaced', () => {
  const rows = tree();
  const before = loaded(rows, 'core/a');
  rows.replace(loaded(rows, 'core'), [node('core/a', 'new label'), node('core/c')]);
  expect(rows.get('core/a')).toBe(before);
  expect(before.node.label).toBe('new label');
});

test('rows that are gone are forgotten with all below them', () => {
  const rows = tree();
  rows.replace(loaded(rows, 'core'), [node('core/b')]);
  expect(rows.get('core/a')).toBeUndefined();
  expect(rows.get('core/a/trace')).toBeUndefined();
  expect(rows.get('core/b')).toBeDefined();
});

test('a path that is revealed before it was unfolded becomes known row by row', () => {
  const rows = new Rows();
  const section = rows.intern(node('conflicts'), undefined);
  const step = rows.intern(node('conflicts/a'), section);
  expect(step.parent).toBe(section);
  expect(rows.replace(section, [node('conflicts/a')])).toEqual([step]);
});

test('only rows that were unfolded are drawn again, and none twice', () => {
  const rows = tree();
  const ids = ['core/b', 'core/a', 'core/a/trace', 'unknown'];
  expect(rowsToRefresh(rows, ids).map(row => row.node.id)).toEqual(['core/a']);
  expect(rowsToRefresh(rows, ['core', 'core/a']).map(row => row.node.id)).toEqual(['core']);
});
