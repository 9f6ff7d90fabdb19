import { ROUGH } from '../project/declarers.js';

/**
 * `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`; behind the fifth `and N more`.
 * @param count how many they are, where not all of them are given
 */
export function quotedList(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, count > MAX_NAMED ? MAX_NAMED - 1 : MAX_NAMED);
  const quoted = shown.map(name => `'${name}'`);
  if (shown.length < count) return `${quoted.join(', ')} and ${count - shown.length} more`;
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

const MAX_NAMED = 5;

/** `workspace 'ann'`, `workspaces 'ann' and 'bob'`. */
export function workspaceList(ids: readonly string[]): string {
  return `${ids.length === 1 ? 'workspace' : 'workspaces'} ${quotedList(ids)}`;
}

/**
 * `workspace 'ann'`, `workspaces 'ann' and 'bob'`; of many `at least 20 other workspaces, such as 'ann' and 'bob'`.
 * @param ids all of them, or some
 * @param count how many they are; from {@link ROUGH} on, how many at least
 */
export function otherWorkspaces(ids: readonly string[], count: number): string {
  if (count < ROUGH) return `${count === 1 ? 'workspace' : 'workspaces'} ${quotedList(ids, count)}`;
  return `at least ${count} other workspaces, such as ${quotedList(ids)}`;
}

/** `1 step`, `2 steps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
