import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The Python files among the paths and in the directories among them, sorted. Links are not followed. */
export function pythonFiles(paths: readonly string[]): string[] {
  return paths
    .flatMap(path =>
      statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, withFileTypes: true })
            .filter(entry => entry.isFile() && entry.name.endsWith('.py'))
            .map(entry => join(entry.parentPath, entry.name))
        : [path],
    )
    .sort();
}
