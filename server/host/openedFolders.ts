import { homedir } from 'node:os';
import type { Uris } from './uris.js';

/** A folder that the user has opened. */
export interface OpenedFolder {
  readonly key: string;
  /** Absolute, as the host writes paths. */
  readonly path: string;
  /** Its files are on this machine. */
  readonly isLocal: boolean;
  /** Why it is not read; absent: it is. */
  readonly refusal?: string;
}

/**
 * @param uri as the client sent it
 * @returns undefined for what is no folder of files
 */
export function openedFolder(uri: string, uris: Uris): OpenedFolder | undefined {
  const key = uris.key(uri);
  if (key === undefined) return undefined;
  const isLocal = uris.path(key) !== undefined;
  const path = uris.normalisePath(uris.anyPath(key));
  const refusal = isLocal ? refusalOf(path, uris) : undefined;
  return { key, path, isLocal, ...(refusal === undefined ? {} : { refusal }) };
}

/**
 * Why a folder is not read as a project; undefined: it is. A home folder or a whole disk would take minutes, and what is
 * found there belongs to nobody's registry.
 */
export function refusalOf(path: string, uris: Uris, home = homedir()): string | undefined {
  const advice = 'Open the folder of a project, or a file in it.';
  if (path === '/' || /^[a-z]:\/?$/i.test(path)) {
    return `${path} is a whole disk and is not read. ${advice}`;
  }
  const below = uris.relative(path, uris.normalisePath(home));
  if (below === undefined) return undefined;
  return below === ''
    ? `${path} is a home folder and is not read. ${advice}`
    : `${path} holds home folders and is not read. ${advice}`;
}

/**
 * The folders that lie in no other one. What lies in another is part of it, or a project of its own where it bears the
 * mark of one; nothing is read twice.
 */
export function outermost(folders: readonly OpenedFolder[], uris: Uris): OpenedFolder[] {
  return folders.filter(
    folder => !folders.some(other => other !== folder && uris.relative(other.path, folder.path)),
  );
}
