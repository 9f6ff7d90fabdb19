import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProjectView } from '../service/project/project.js';
import { type Comparison, compareSteps } from '../service/report/comparison.js';
import { exportRegistry, type JsonValue } from '../service/report/export.js';
import { JSON_VERSION } from '../service/report/json.js';
import { visible } from '../service/report/terminal.js';
import { type Command, type Invocation, textOption } from './command.js';
import { mainProject, workspaceNamed } from './openedRoot.js';

export const diff: Command = {
  name: 'diff',
  parameters: 'A B',
  summary: 'compare two folders or two workspaces (`core` is one too): steps, overrides and fields',
  arity: [2, 2],
  options: {},
  optionHelp: {},
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const [a, b] = positionals as readonly [string, string];
    const sections = await compareBoth(invocation, a, b);
    const differs = sections.some(
      ({ comparison: { onlyLeft, onlyRight, changed } }) =>
        onlyLeft.length + onlyRight.length + changed.length > 0,
    );
    if (textOption(values, 'format') === 'json') {
      io.out(
        `${JSON.stringify({ version: JSON_VERSION, left: a, right: b, sections }, null, 2)}\n`,
      );
    } else
      io.out(
        differs ? sections.map(section => sectionText(section, a, b)).join('') : 'no difference\n',
      );
    return differs ? 1 : 0;
  },
};

interface Section {
  readonly section: string;
  readonly comparison: Comparison;
}

async function compareBoth(
  invocation: Invocation,
  a: string,
  b: string,
): Promise<readonly Section[]> {
  if (isFolder(invocation, a) && isFolder(invocation, b)) {
    const [left, right] = [await exported(invocation, a), await exported(invocation, b)];
    const ids = new Set([...Object.keys(left.workspaces), ...Object.keys(right.workspaces)]);
    return [
      { section: 'core', comparison: compareSteps(left.core.steps, right.core.steps) },
      ...[...ids].sort().flatMap(id => [
        {
          section: `${id}: steps`,
          comparison: compareSteps(
            left.workspaces[id]?.steps ?? {},
            right.workspaces[id]?.steps ?? {},
          ),
        },
        {
          section: `${id}: overrides`,
          comparison: compareSteps(
            left.workspaces[id]?.overrides ?? {},
            right.workspaces[id]?.overrides ?? {},
          ),
        },
      ]),
    ];
  }
  const { view } = mainProject(await invocation.open());
  const [left, right] = [tablesOf(view, a), tablesOf(view, b)];
  return [
    { section: 'steps', comparison: compareSteps(left.steps, right.steps) },
    { section: 'overrides', comparison: compareSteps(left.overrides, right.overrides) },
  ];
}

function isFolder({ io }: Invocation, path: string): boolean {
  return statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function exported(
  invocation: Invocation,
  path: string,
): Promise<ReturnType<typeof exportRegistry>> {
  return exportRegistry(mainProject(await invocation.open(resolve(invocation.io.cwd, path))).view);
}

type Tables = { steps: Record<string, JsonValue>; overrides: Record<string, JsonValue> };

function tablesOf(view: ProjectView, name: string): Tables {
  const all = exportRegistry(view);
  if (name === 'core') return { steps: all.core.steps, overrides: {} };
  return all.workspaces[workspaceNamed(view, name).id]!;
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : visible(JSON.stringify(value));
}

function sectionText({ section, comparison }: Section, a: string, b: string): string {
  const { onlyLeft, onlyRight, changed } = comparison;
  if (onlyLeft.length + onlyRight.length + changed.length === 0) return '';
  return [
    `${visible(section)}\n`,
    ...onlyLeft.map(name => `  - ${visible(name)}: only in ${visible(a)}\n`),
    ...onlyRight.map(name => `  + ${visible(name)}: only in ${visible(b)}\n`),
    ...changed.flatMap(({ name, fields }) => [
      `  ~ ${visible(name)}\n`,
      ...fields.map(
        ({ field, left, right }) => `      ${visible(field)}: ${shown(left)} -> ${shown(right)}\n`,
      ),
    ]),
  ].join('');
}
