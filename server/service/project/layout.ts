import { PROJECT_FILE_NAME } from '../../../shared/projectFile.js';
import { globMatcher } from './glob.js';
import type { FileRole } from './roles.js';

/** What may change how a path is read: the project file, and the name of the project's own folder. */
export interface LayoutOptions {
  /** Path or glob of the core registry (`core` of the project file). */
  readonly core?: string | undefined;
  /** Globs of further workspace registry files, or of folders that hold workspaces. */
  readonly workspaces?: readonly string[];
  /** Name of the folder that is the project's root: the id of a workspace that is the project itself. */
  readonly rootName?: string;
}

export const WORKSPACE_REGISTRY = 'src/cursus_dev/registry/workspace_registry.py';

const CORE_TABLES = ['step_names_original.py', 'step_names_base.py', 'step_names.py'];
const TEST_FOLDERS = new Set(['test', 'tests']);
const INTERFACE_SUFFIX = '.step.yaml';
/** Names under which cursus saves merged configs and execution documents; what is inside decides. */
const CONFIG_JSON = /(?:^|[_.-])(?:config|exec?(?:ute|ution)?_doc(?:ument)?)(?:[_.-].*)?\.json$/i;

export type Layout = (path: string) => FileRole | undefined;

/**
 * Whether the path is test code: names there may be junk on purpose.
 * @param path relative to the project, `/` separated
 */
export function isTestPath(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const file = segments.pop()!;
  return (
    segments.some(segment => TEST_FOLDERS.has(segment)) ||
    /^(?:test_.*|.*_test|conftest)\.(?:py|ipynb)$/.test(file)
  );
}

/** What a file is to the registry, told by its path alone; `undefined`: nothing. See {@link createLayout}. */
export function roleOf(path: string, options: LayoutOptions = {}): FileRole | undefined {
  return createLayout(options)(path);
}

/**
 * Compiles the globs of a project once; the result maps a path (relative to the project, `/` separated) to its role.
 * What the project file names comes first. Tables in test folders are fixtures, never core.
 */
export function createLayout(options: LayoutOptions = {}): Layout {
  const isNamedCore = globMatcher(options.core === undefined ? [] : [options.core]);
  const workspaceGlobs = options.workspaces ?? [];
  const isNamedWorkspace = globMatcher(workspaceGlobs);
  return path => {
    if (path === PROJECT_FILE_NAME) return { kind: 'project-file' };
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === 'workspace_registry.py') {
      const workspace = workspaceAt(path, options.rootName ?? '');
      if (workspace !== undefined) return workspace;
    }
    if (isNamedWorkspace(path)) {
      const workspace = namedWorkspace(path, name, workspaceGlobs);
      if (workspace !== undefined) return workspace;
    }
    if (isNamedCore(path)) {
      const core = coreByFormat(path, name);
      if (core !== undefined) return core;
    }
    return coreByPlace(path, name) ?? consumer(path, name);
  };
}

function workspaceAt(path: string, rootName: string): FileRole | undefined {
  if (path === WORKSPACE_REGISTRY) {
    return { kind: 'workspace-registry', directory: rootName, root: '' };
  }
  if (!path.endsWith(`/${WORKSPACE_REGISTRY}`)) return undefined;
  const root = path.slice(0, -WORKSPACE_REGISTRY.length - 1);
  return { kind: 'workspace-registry', directory: lastSegment(root), root };
}

/** A registry file of another layout is its folder's; in a folder of workspaces each sub-folder is one. */
function namedWorkspace(
  path: string,
  name: string,
  globs: readonly string[],
): FileRole | undefined {
  if (!name.endsWith('.py')) return undefined;
  const folder = parent(path);
  const isNamedItself = globs.some(glob => glob.endsWith('.py') && globMatcher([glob])(path));
  if (isNamedItself) {
    return { kind: 'workspace-registry', directory: lastSegment(folder), root: folder };
  }
  if (name !== 'workspace_registry.py') return undefined;
  const segments = folder.split('/');
  const isHeld = (depth: number) =>
    globs.some(glob => globMatcher([glob])(segments.slice(0, depth).join('/')));
  const depth = segments.findIndex((_, i) => isHeld(i + 1)) + 1;
  const root = segments.slice(0, Math.min(depth + 1, segments.length)).join('/');
  return { kind: 'workspace-registry', directory: lastSegment(root), root };
}

function coreByFormat(path: string, name: string): FileRole | undefined {
  const folder = parent(path);
  if (name.endsWith(INTERFACE_SUFFIX)) {
    const root = folder.endsWith('steps/interfaces') ? parent(parent(folder)) : parent(folder);
    return { kind: 'interface', pack: false, root };
  }
  if (/\.ya?ml$/.test(name)) return { kind: 'core-yaml', root: parent(folder) };
  if (!name.endsWith('.py')) return undefined;
  return {
    kind: 'core-python',
    rank: Math.max(0, CORE_TABLES.indexOf(name)),
    root: parent(folder),
  };
}

function coreByPlace(path: string, name: string): FileRole | undefined {
  const folder = parent(path);
  const place = lastSegment(folder);
  if (place !== 'interfaces' && place !== 'registry') return undefined;
  if (isTestPath(path)) return undefined;
  const above = parent(folder);
  if (place === 'interfaces') {
    if (!name.endsWith(INTERFACE_SUFFIX)) return undefined;
    const holder = lastSegment(above);
    if (holder !== 'steps' && holder !== 'step_pack') return undefined;
    return { kind: 'interface', pack: holder === 'step_pack', root: parent(above) };
  }
  if (name === 'step_names.yaml') return { kind: 'core-yaml', root: above };
  if (name === 'interface_registry_loader.py') return { kind: 'core-extras', root: above };
  const rank = CORE_TABLES.indexOf(name);
  return rank < 0 ? undefined : { kind: 'core-python', rank, root: above };
}

function consumer(path: string, name: string): FileRole | undefined {
  if (name.endsWith('.py')) return { kind: 'python' };
  if (name.endsWith('.ipynb')) {
    return path.includes('.ipynb_checkpoints/') ? undefined : { kind: 'notebook' };
  }
  if (name.endsWith('.dag.json')) return { kind: 'dag' };
  if (!name.endsWith('.json')) return undefined;
  const isConfig = CONFIG_JSON.test(name) || lastSegment(parent(path)) === 'pipeline_config';
  return isConfig ? { kind: 'config-json' } : undefined;
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
