import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RefreshQueue } from '../../client/view/refreshQueue.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a burst of changes is handed on once', () => {
  const flushed: unknown[] = [];
  const queue = new RefreshQueue(250, ids => flushed.push(ids));
  queue.add(['a']);
  queue.add(['b', 'a']);
  vi.advanceTimersByTime(249);
  expect(flushed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(flushed).toEqual([new Set(['a', 'b'])]);
});

test('a steady stream of changes is handed on once per interval', () => {
  const flush = vi.fn();
  const queue = new RefreshQueue(250, flush);
  for (let typed = 0; typed < 100; typed++) {
    queue.add(['a']);
    vi.advanceTimersByTime(10);
  }
  expect(flush).toHaveBeenCalledTimes(4);
});

test('everything outweighs single ids', () => {
  const flushed: unknown[] = [];
  const queue = new RefreshQueue(250, ids => flushed.push(ids));
  queue.add(['a']);
  queue.add([]);
  vi.runAllTimers();
  queue.add(['b']);
  vi.runAllTimers();
  expect(flushed).toEqual(['everything', new Set(['b'])]);
});

test('nothing is handed on after the view is gone', () => {
  const flush = vi.fn();
  const queue = new RefreshQueue(250, flush);
  queue.add(['a']);
  queue.dispose();
  vi.runAllTimers();
  expect(flush).not.toHaveBeenCalled();
});
