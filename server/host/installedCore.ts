import { createLayout } from '../service/project/layout.js';
import type { FileRole } from '../service/project/roles.js';
import type { Disk } from './disk.js';
import type { Candidate } from './fileReader.js';
import { isAbsolute, packageFolders, sitePackages } from './pythonEnvironment.js';
import type { Uris } from './uris.js';

const PACKAGE = 'cursus';
/** Folders of the package that hold a registry, in any version. */
const REGISTRY_FOLDERS = ['registry', 'steps/interfaces', 'steps/registry'];

type CoreRole = Extract<FileRole, { kind: `core-${string}` | 'interface' }>;

export interface InstalledCoreSearch {
  /** The project's folder. */
  readonly root: string;
  /** The chosen interpreter, or its environment's folder; relative to the project or absolute. */
  readonly pythonPath: string | null;
  /** Environments that were met in the project, relative to it. */
  readonly environments: readonly string[];
  /** Whether a path below the root is part of the project: then it is no installed one. */
  isOwn(relative: string): boolean;
}

/**
 * The registry files of the cursus that Python would import: of the chosen interpreter, else of an environment in the
 * project's folder. No Python is run for it. Empty where none is installed.
 */
export async function findInstalledCore(
  search: InstalledCoreSearch,
  disk: Disk,
  uris: Uris,
): Promise<readonly Candidate[]> {
  for (const prefix of prefixesOf(search, uris)) {
    for (const site of await sitePackages(prefix, disk, uris)) {
      for (const folder of await packageFolders(PACKAGE, site, disk, uris)) {
        const relative = uris.relative(search.root, folder);
        if (relative !== undefined && search.isOwn(relative)) continue;
        const found = await registryFiles(folder, relative ?? folder, disk, uris);
        if (found.length > 0) return found;
      }
    }
  }
  return [];
}

function prefixesOf({ root, pythonPath, environments }: InstalledCoreSearch, uris: Uris): string[] {
  if (pythonPath !== null && pythonPath.trim() !== '') {
    const given = uris.normalisePath(pythonPath.trim());
    const path = isAbsolute(given) ? given : uris.normalisePath(`${root}/${given}`);
    // An interpreter lies in `bin` or `Scripts` of its environment, or (conda on Windows) right in it.
    const binary = /^(.*?)(?:\/(?:bin|scripts))?\/(?:python|pypy)[\w.]*$/i.exec(path);
    return [binary?.[1] ?? path];
  }
  return ['.venv', 'venv', ...environments].map(folder => `${root}/${folder}`);
}

async function registryFiles(
  folder: string,
  shown: string,
  disk: Disk,
  uris: Uris,
): Promise<Candidate[]> {
  const layout = createLayout();
  const above = shown.slice(0, Math.max(0, shown.length - PACKAGE.length - 1));
  const found: Candidate[] = [];
  for (const place of REGISTRY_FOLDERS) {
    const entries = (await disk.list(`${folder}/${place}`)) ?? [];
    for (const name of entries.filter(entry => entry.isFile()).map(entry => entry.name)) {
      const role = layout(`${PACKAGE}/${place}/${name}`);
      if (role === undefined || !isCoreRole(role)) continue;
      const path = `${folder}/${place}/${name}`;
      found.push({
        key: uris.keyOfPath(path),
        path,
        relative: `${shown}/${place}/${name}`,
        role: below(role, above),
        external: true,
      });
    }
  }
  return found.sort((a, b) => (a.relative < b.relative ? -1 : 1));
}

function isCoreRole(role: FileRole): role is CoreRole {
  return role.kind === 'interface' || role.kind.startsWith('core-');
}

function below(role: CoreRole, folder: string): CoreRole {
  return folder === '' ? role : { ...role, root: `${folder}/${role.root}` };
}
