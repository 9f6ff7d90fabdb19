/** `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`; behind the fifth `and N more`. */
export function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, names.length > MAX_NAMED ? MAX_NAMED - 1 : MAX_NAMED);
  const quoted = shown.map(name => `'${name}'`);
  if (shown.length < names.length) {
    return `${quoted.join(', ')} and ${names.length - shown.length} more`;
  }
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

const MAX_NAMED = 5;

/** `workspace 'ann'`, `workspaces 'ann' and 'bob'`. */
export function workspaceList(ids: readonly string[]): string {
  return `${ids.length === 1 ? 'workspace' : 'workspaces'} ${quotedList(ids)}`;
}

/** `1 step`, `2 steps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
