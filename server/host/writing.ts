import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is about to be written below one folder; paths are relative to it, `/` separated. */
export interface WritePlan {
  /** Files that must not exist yet. */
  readonly create: readonly { readonly path: string; readonly text: string }[];
  /** Files whose text must still be `before`. */
  readonly edit: readonly {
    readonly path: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** Why nothing was written: the file, and the reason for people. */
export class WriteRefused extends Error {}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Writes all of a plan or nothing: what was written before a failure is taken back, and nothing that was there before
 * is ever deleted.
 * @param root absolute
 * @throws WriteRefused
 */
export async function writePlan(root: string, plan: WritePlan): Promise<void> {
  for (const { path, before } of plan.edit) {
    const now = await readFile(join(root, path), 'utf8').catch((error: unknown) => {
      throw new WriteRefused(`cannot read ${path}: ${reason(error)}`);
    });
    if (now !== before)
      throw new WriteRefused(`${path} has changed meanwhile; nothing was written`);
  }
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { path, text } of plan.create) {
      const file = join(root, path);
      const made = await mkdir(dirname(file), { recursive: true });
      if (made !== undefined) undo.push(() => removeEmptyFolders(dirname(file), made));
      await writeFile(file, text, { flag: 'wx' });
      undo.push(() => rm(file));
    }
    for (const { path, before, after } of plan.edit) {
      const file = join(root, path);
      undo.push(() => writeFile(file, before));
      await writeFile(file, after);
    }
  } catch (error) {
    for (const step of undo.reverse()) {
      await step().catch((failure: unknown) => {
        throw new WriteRefused(
          `${reason(error)}; taking back what was written failed too: ${reason(failure)}`,
        );
      });
    }
    throw new WriteRefused(`${reason(error)}; nothing was written`);
  }
}

/** Removes folders that this plan made, from the innermost up to `top`, as far as they are empty. */
async function removeEmptyFolders(folder: string, top: string): Promise<void> {
  for (let current = folder; current.length >= top.length; current = dirname(current)) {
    await rmdir(current);
  }
}
