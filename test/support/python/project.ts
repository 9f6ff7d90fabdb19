import { DynamicStatements } from './dynamic.js';
import { Random } from './random.js';
import { Scope } from './scope.js';
import { Statements } from './statements.js';
import { TABLES } from './vocabulary.js';

/** A generated registry file and the modules beside it. Each statement is kept apart, so that a failure can be shrunk. */
export interface GeneratedProject {
  readonly seed: number;
  /** `evaluated`: made only of what the reader promises to evaluate. `mixed`: anything. */
  readonly kind: 'evaluated' | 'mixed';
  /** Statements of each module by path, without extension. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  /** What the process environment and the unseen `vendor` module answer. */
  readonly environment: { readonly flag: boolean; readonly name: string };
  /** The package that `src/cursus_dev` is imported as: `src.cursus_dev` or `cursus_dev`. */
  readonly packageName: string;
}

export const REGISTRY = 'src/cursus_dev/registry/workspace_registry';

const HEADERS = {
  evaluated: [
    'import copy',
    'from copy import deepcopy',
    'from typing import TYPE_CHECKING, Any, Dict, Final',
  ],
  mixed: [
    'import copy',
    'import operator',
    'import os',
    'import sys',
    'import time',
    'from copy import deepcopy',
    'from typing import TYPE_CHECKING, Any, Dict, Final',
    'import vendor',
  ],
} as const;

export function moduleText(statements: readonly string[]): string {
  return `${statements.join('\n')}\n`;
}

export function generateProject(seed: number, kind: GeneratedProject['kind']): GeneratedProject {
  const random = new Random(seed);
  const packageName = random.pick(['src.cursus_dev', 'cursus_dev']);
  const modules = new Map<string, string[]>();
  const registry: string[] = [...HEADERS[kind]];
  const scope = new Scope();
  const writer =
    kind === 'mixed' ? new DynamicStatements(random, scope) : new Statements(random, scope);

  if (random.chance(0.6)) {
    const path = random.pick([
      'src/cursus_dev/registry/constants',
      'src/cursus_dev/shared',
      'src/cursus_dev/registry/parts/__init__',
    ]);
    registry.push(...addSibling(random, kind, path, packageName, modules, scope));
  }
  if (kind === 'mixed' && random.chance(0.05)) registry.push('from .cycle_a import *');
  modules.set('src/cursus_dev/registry/cycle_a', ['from . import cycle_b', 'CYCLE = {"x": 1}']);
  modules.set('src/cursus_dev/registry/cycle_b', [
    'from . import cycle_a',
    'try:',
    '    from .cycle_a import CYCLE',
    'except ImportError:',
    '    CYCLE = None',
  ]);
  for (let i = random.between(2, 12); i > 0; i--) registry.push(writer.statement().join('\n'));
  if (!TABLES.some(table => scope.tables.has(table))) {
    registry.push(
      writer.bindTable().join('\n'),
      `LOCAL_STEPS = ${[...scope.tables.keys()].at(-1)}`,
    );
  }
  modules.set(REGISTRY, registry);
  return {
    seed,
    kind,
    modules,
    environment: { flag: random.chance(0.5), name: random.pick(['Alpha', 'Beta', 'Zeta', '']) },
    packageName,
  };
}

/** Writes a module beside the registry and the import of it; what it binds is known to the registry from here on. */
function addSibling(
  random: Random,
  kind: GeneratedProject['kind'],
  path: string,
  packageName: string,
  modules: Map<string, string[]>,
  registry: Scope,
): string[] {
  const scope = new Scope();
  const writer =
    kind === 'mixed' ? new DynamicStatements(random, scope) : new Statements(random, scope);
  const statements: string[] = [...HEADERS[kind]];
  statements.push(writer.bindText().join('\n'), writer.bindEntry().join('\n'));
  for (let i = random.between(1, 6); i > 0; i--) statements.push(writer.statement(1).join('\n'));
  modules.set(path, statements);

  const module = path.replace(/\/__init__$/, '').slice('src/cursus_dev/'.length);
  const dotted = `${packageName}.${module.replaceAll('/', '.')}`;
  const relative = module.startsWith('registry/') ? `.${module.slice(9)}` : `..${module}`;
  const from = random.pick([relative, relative, dotted]);
  const lines: string[] = [];
  const known = [
    ...scope.strings.map(name => ({ name, add: (as: string) => registry.strings.push(as) })),
    ...scope.numbers.map(name => ({ name, add: (as: string) => registry.numbers.push(as) })),
    ...scope.lists.map(name => ({ name, add: (as: string) => registry.lists.push(as) })),
    ...scope.entries.map(name => ({ name, add: (as: string) => registry.entries.push(as) })),
    ...[...scope.tables].map(([name, steps]) => ({
      name,
      add: (as: string) => registry.tables.set(as, new Set(steps)),
    })),
  ];
  const chosen = random.some(known, random.between(1, 6));
  const style = random.below(6);
  if (style < 3) {
    const names = chosen.map(({ name, add }, index) => {
      const as = style === 0 ? name : `FROM_${index}_${name}`;
      add(as);
      return style === 0 ? name : `${name} as ${as}`;
    });
    lines.push(`from ${from} import (\n    ${names.join(',\n    ')},\n)`);
  } else if (style === 3) {
    lines.push(`from ${from} import *`);
    for (const { name, add } of known) add(name);
  } else {
    const at = style === 4 ? 'sibling' : dotted;
    const last = module.split('/').at(-1)!;
    lines.push(
      style === 4
        ? random.pick([
            `import ${dotted} as sibling`,
            `from ${from.slice(0, -last.length).replace(/(?<=[^.])\.$/, '')} import ${last} as sibling`,
          ])
        : `import ${dotted}`,
    );
    for (const { name, add } of chosen) add(`${at}.${name}`);
  }
  return lines;
}
