import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLayout } from '../../../server/service/project/layout.js';
import { PROJECT_FILE_NAME } from '../../../shared/projectFile.js';
import type { Texts } from '../../support/projectText.js';

const NEVER_READ = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', 'build']);
export const WORKSPACES = 'developer_workspaces/';
const TEAM = join('test', 'fixtures', 'team');

/** The texts of a tree that mean something to the registry. */
export function textsOf(root: string): Texts {
  const layout = createLayout();
  const texts: Record<string, string> = {};
  const queue = [''];
  for (const folder of queue) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !NEVER_READ.has(entry.name)) queue.push(path);
      if (!entry.isFile()) continue;
      if (layout(path) === undefined && path !== PROJECT_FILE_NAME) continue;
      texts[path] = readFileSync(join(root, path), 'utf8');
    }
  }
  return texts;
}

/** The tree with the team's workspaces, where it has none: the core of a library alone has nobody to differ. */
export function withWorkspaces(texts: Texts): Texts {
  if (Object.keys(texts).some(path => path.endsWith('/workspace_registry.py'))) return texts;
  const team = Object.entries(textsOf(TEAM)).filter(([path]) => path.startsWith(WORKSPACES));
  return { ...texts, ...Object.fromEntries(team) };
}
