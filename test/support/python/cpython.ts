import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type GeneratedProject, moduleText, REGISTRY } from './project.js';

/** A Python value with its type, as execute_modules.py writes it. */
export type Encoded =
  | null
  | boolean
  | string
  | { readonly t: 'int' | 'float'; readonly v: string }
  | { readonly t: 'list'; readonly v: readonly Encoded[] }
  | { readonly t: 'dict'; readonly v: readonly (readonly [Encoded, Encoded])[] }
  | { readonly t: 'other' | 'deep' };

export interface Executed {
  /** What the module raised; its tables say nothing then. */
  readonly error: string | null;
  readonly tables: Readonly<Record<string, Encoded>>;
}

const SCRIPT = fileURLToPath(new URL('execute_modules.py', import.meta.url));

export function hasPython(): boolean {
  return spawnSync('python3', ['--version']).status === 0;
}

/** Executes projects with the real Python, all in one process. */
export function execute(projects: readonly GeneratedProject[]): Executed[] {
  const input = projects.map(({ modules, packageName, environment }) =>
    JSON.stringify({
      modules: Object.fromEntries([...modules].map(([path, lines]) => [path, moduleText(lines)])),
      registry: REGISTRY,
      package: packageName,
      ...environment,
    }),
  );
  const { stdout, stderr, status } = spawnSync('python3', [SCRIPT], {
    input: input.join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Executed);
}
