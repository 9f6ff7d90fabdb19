import { fileURLToPath } from 'node:url';
import type { Disk } from './disk.js';
import type { Uris } from './uris.js';

/** Where an environment keeps installed packages, best first; found by its layout, no Python is run. */
export async function sitePackages(prefix: string, disk: Disk, uris: Uris): Promise<string[]> {
  const own = await sitesBelow(prefix, disk);
  const config = await textOf(`${prefix}/pyvenv.cfg`, disk);
  if (!/^\s*include-system-site-packages\s*=\s*true\s*$/im.test(config)) return own;
  const home = /^\s*home\s*=\s*(.+?)\s*$/m.exec(config)?.[1];
  if (home === undefined) return own;
  const base = uris.normalisePath(home).replace(/\/(?:bin|scripts)$/i, '');
  return [...own, ...(await sitesBelow(base, disk))];
}

async function sitesBelow(prefix: string, disk: Disk): Promise<string[]> {
  const sites: string[] = [];
  for (const lib of ['lib', 'lib64']) {
    const versions = ((await disk.list(`${prefix}/${lib}`)) ?? [])
      .map(entry => entry.name)
      .filter(name => /^(?:python|pypy)3/.test(name))
      .sort(byVersion);
    for (const version of versions) {
      for (const name of ['site-packages', 'dist-packages']) {
        sites.push(`${prefix}/${lib}/${version}/${name}`);
      }
    }
  }
  return [...sites, `${prefix}/Lib/site-packages`];
}

/** The newest first: `python3.12` before `python3.9`. */
function byVersion(a: string, b: string): number {
  const minor = (name: string): number => Number(/\d+\.(\d+)/.exec(name)?.[1] ?? 0);
  return minor(b) - minor(a);
}

/** Folders that `import NAME` can lead to: in the site itself, through `.pth` files and editable installs. */
export async function packageFolders(
  name: string,
  site: string,
  disk: Disk,
  uris: Uris,
): Promise<string[]> {
  const entries = (await disk.list(site)) ?? [];
  const names = entries.map(entry => entry.name);
  const candidates: string[] = names.includes(name) ? [`${site}/${name}`] : [];
  for (const entry of names) {
    if (entry.endsWith('.pth') || entry === `${name}.egg-link`) {
      const text = await textOf(`${site}/${entry}`, disk);
      candidates.push(...pathLines(text).map(line => `${absolute(line, site, uris)}/${name}`));
    } else if (/^__editable__.*_finder\.py$/.test(entry)) {
      const text = await textOf(`${site}/${entry}`, disk);
      const mapped = new RegExp(`['"]${name}['"]\\s*:\\s*['"]([^'"]+)['"]`).exec(text)?.[1];
      if (mapped !== undefined) candidates.push(uris.normalisePath(mapped));
    } else if (entry.startsWith(`${name}-`) && entry.endsWith('.dist-info')) {
      const source = editableSource(await textOf(`${site}/${entry}/direct_url.json`, disk));
      if (source === undefined) continue;
      const folder = uris.normalisePath(source);
      candidates.push(`${folder}/src/${name}`, `${folder}/${name}`);
    }
  }
  const folders: string[] = [];
  for (const candidate of new Set(candidates)) {
    const kind = (await disk.entry(candidate))?.kind;
    if (kind === 'directory') folders.push(candidate);
    // A package may be linked into its site; what is behind the link is only read.
    else if (kind === 'link') folders.push(await disk.realPath(candidate));
  }
  return folders;
}

/** Lines of a `.pth` file that are paths; those that would be executed are not. */
function pathLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(
      line => line !== '' && line !== '.' && !line.startsWith('#') && !/^import\s/.test(line),
    );
}

/** In either flavour: `/usr/lib`, `c:/python`. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:\/)/i.test(path);
}

function absolute(line: string, site: string, uris: Uris): string {
  const path = uris.normalisePath(line);
  return isAbsolute(path) ? path : uris.normalisePath(`${site}/${path}`);
}

function editableSource(text: string): string | undefined {
  try {
    const { url, dir_info: info } = JSON.parse(text) as {
      url?: unknown;
      dir_info?: { editable?: unknown };
    };
    return info?.editable === true && typeof url === 'string' ? fileURLToPath(url) : undefined;
  } catch {
    // No such file, or not one of pip's: then it says nothing.
    return undefined;
  }
}

async function textOf(path: string, disk: Disk): Promise<string> {
  const result = await disk.read(path);
  return result.ok ? result.bytes.toString('utf8') : '';
}
