/** Directories whose content is never part of a registry; the same names that discovery steps over. */
const FOREIGN_DIRECTORIES = new Set([
  '.git',
  '.hg',
  '.svn',
  '.mypy_cache',
  '.nox',
  '.pytest_cache',
  '.ruff_cache',
  '.tox',
  '__pycache__',
  'node_modules',
  'site-packages',
]);

const REGISTRY_PATHS = [
  /\/cursus_dev\/registry\/workspace_registry\.py$/,
  /\/registry\/step_names(?:_original|_base)?\.py$/,
  /\/registry\/interface_registry_loader\.py$/,
  /\/registry\/step_names\.yaml$/,
  /\.step\.yaml$/,
  /\.dag\.json$/,
  /\/cursus-registry\.yaml$/,
  /\/cursus(?:_dev)?\//,
];

const READ_EXTENSIONS = new Set(['py', 'yaml', 'yml', 'json', 'ipynb']);

/** Whether a path alone says that its file belongs to a cursus registry. `/` separates. */
export function isRegistryPath(path: string): boolean {
  return REGISTRY_PATHS.some(pattern => pattern.test(path));
}

/**
 * Whether a file event can change what the server knows. A name without an extension passes: it may be a
 * directory, and when one is deleted or moved no event tells of the files in it.
 */
export function isRelevantEvent(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (segments.some(segment => FOREIGN_DIRECTORIES.has(segment))) return false;
  if (name === '.git' || name === 'pyvenv.cfg') return true;
  if (FOREIGN_DIRECTORIES.has(name)) return false;
  const dot = name.lastIndexOf('.');
  return dot <= 0 || READ_EXTENSIONS.has(name.slice(dot + 1));
}
