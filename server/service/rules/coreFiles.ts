import type { CoreKind, IndexedFile, ProjectView } from '../project/project.js';

const KIND_OF_ROLE: Readonly<Record<string, CoreKind>> = {
  interface: 'interfaces',
  'core-extras': 'interfaces',
  'core-yaml': 'yaml',
  'core-python': 'python',
};

/**
 * Whether a core file has no part in the registry because a core of another kind is in force. A core that is so
 * broken that the installed or built-in one stands in for it is not inert.
 */
export function isInertCore(file: IndexedFile, view: ProjectView): boolean {
  if (file.role.kind === 'interface' && file.role.pack) return false;
  const { kind } = view.core();
  if (kind === 'installed' || kind === 'builtin') return false;
  return KIND_OF_ROLE[file.role.kind] !== kind;
}
