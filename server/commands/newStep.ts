import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WritePlan } from '../host/writing.js';
import { addToTable } from '../service/authoring/addToTable.js';
import {
  builderFile,
  configFile,
  interfaceFile,
  type NewStep,
  newStepNameProblem,
} from '../service/authoring/step.js';
import { entryOfStep } from '../service/authoring/workspace.js';
import type { IndexedFile } from '../service/project/project.js';
import type { TableKind } from '../service/sources/facts.js';
import { type Command, flag, type Invocation, textOption, UsageError } from './command.js';
import {
  mainProject,
  type OpenedProject,
  type OpenedRoot,
  reportPath,
  workspaceNamed,
} from './openedRoot.js';
import { write } from './writing.js';

export const newStep: Command = {
  name: 'new-step',
  parameters: 'STEP',
  summary: 'make a step: registry entry or interface file, builder and configuration stubs',
  arity: [1, 1],
  options: {
    workspace: { type: 'string' },
    type: { type: 'string' },
    description: { type: 'string' },
    yes: { type: 'boolean', short: 'y' },
  },
  optionHelp: {
    workspace: 'ID: the workspace that gets the step (default: CURSUS_WORKSPACE_ID, else core)',
    type: 'TYPE: SageMaker step type (default: Processing)',
    description: 'TEXT: one line',
    yes: 'confirm a change of core',
  },
  formats: ['text'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const opened = await invocation.open();
    const project = mainProject(opened);
    const { view } = project;
    const name = positionals[0]!;
    const problem = newStepNameProblem(name, view.names());
    if (problem !== undefined) throw new UsageError(`${name}: ${problem}`);
    const sagemakerType = textOption(values, 'type') ?? 'Processing';
    if (!view.sagemakerTypes().has(sagemakerType)) {
      throw new UsageError(
        `--type ${sagemakerType}: expected one of ${[...view.sagemakerTypes()].sort().join(', ')}`,
      );
    }
    const step: NewStep = {
      name,
      sagemakerType,
      description: textOption(values, 'description') ?? `The step ${name}`,
      extra: new Map(),
    };
    const wanted = textOption(values, 'workspace') ?? io.env.CURSUS_WORKSPACE_ID;
    if (!wanted && !flag(values, 'yes')) {
      throw new UsageError(
        'this changes core, which everybody shares: name a --workspace, or confirm with --yes',
      );
    }
    const plan = wanted
      ? await workspacePlan(opened, project, workspaceNamed(view, wanted).file, step)
      : await corePlan(opened, project, step);
    for (const file of plan.create) {
      if (existsSync(join(opened.root, file.path)))
        throw new UsageError(`${file.path} exists already`);
    }
    await write(opened.root, plan);
    for (const file of plan.create) io.out(`wrote   ${file.path}\n`);
    for (const file of plan.edit) io.out(`changed ${file.path}: added ${name}\n`);
    return 0;
  },
};

async function entryEdit(
  opened: OpenedRoot,
  project: OpenedProject,
  file: IndexedFile,
  kind: TableKind,
  step: NewStep,
): Promise<WritePlan['edit'][number]> {
  const path = reportPath(project, file);
  const before = await readFile(join(opened.root, path), 'utf8');
  const edited = addToTable(before, file.facts, kind, step.name, entryOfStep(step));
  if ('problem' in edited) throw new UsageError(`${path}: ${edited.problem}`);
  return { path, before, after: edited.text };
}

async function workspacePlan(
  opened: OpenedRoot,
  project: OpenedProject,
  file: IndexedFile,
  step: NewStep,
): Promise<WritePlan> {
  const registry = reportPath(project, file);
  const steps = `${registry.slice(0, registry.lastIndexOf('/registry/'))}/steps`;
  return {
    create: stubs(step, steps),
    edit: [await entryEdit(opened, project, file, 'local', step)],
  };
}

function stubs(step: NewStep, steps: string): WritePlan['create'] {
  const builder = builderFile(step);
  const config = configFile(step);
  return [
    { ...builder, path: `${steps}/builders/${builder.path}` },
    { ...config, path: `${steps}/configs/${config.path}` },
  ];
}

async function corePlan(
  opened: OpenedRoot,
  project: OpenedProject,
  step: NewStep,
): Promise<WritePlan> {
  const { kind, source } = project.view.core();
  const own = [...project.view.files()].find(
    file => file.external !== true && file.path.startsWith(source) && file.facts.tables.length > 0,
  );
  if (kind === 'interfaces') {
    const folder = project.path === '' ? source : `${project.path}/${source}`;
    const config = configFile(step);
    const file = interfaceFile(step);
    return {
      create: [
        { ...file, path: `${folder}/${file.path}` },
        { ...config, path: `${folder.slice(0, folder.lastIndexOf('/'))}/configs/${config.path}` },
      ],
      edit: [],
    };
  }
  if (kind !== 'python' || own === undefined) {
    throw new UsageError(`the core in force (${source}) cannot take a step: name a --workspace`);
  }
  const table = reportPath(project, own);
  const steps = `${table.slice(0, table.lastIndexOf('/registry/'))}/steps`;
  return {
    create: stubs(step, steps),
    edit: [await entryEdit(opened, project, own, 'core', step)],
  };
}
