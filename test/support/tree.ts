import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Writes files below a folder: path -> text or bytes; a path that ends in `/` is an empty folder. */
export function writeTree(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(root, name);
    if (name.endsWith('/')) {
      fs.mkdirSync(target, { recursive: true });
      continue;
    }
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  }
}

/** A folder of its own for one test, with these files, under its real path. */
export function temporaryTree(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = fs.realpathSync.native(fs.mkdtempSync(path.join(os.tmpdir(), 'cursus-')));
  writeTree(root, files);
  return root;
}

export function removeTree(root: string): void {
  fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}
