import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WritePlan } from '../host/writing.js';
import { addToTable, type Edited, removeFromTable } from '../service/authoring/addToTable.js';
import { interfaceOfEntry } from '../service/authoring/promotion.js';
import type { IndexedFile, Placed } from '../service/project/project.js';
import { entryOf, rejectionOfDeclaration } from '../service/registry/acceptance.js';
import { isDict, isOpaque, type PyDict } from '../service/sources/values.js';
import { declaringWorkspaces } from '../service/view/steps.js';
import { type Command, flag, type Invocation, textOption, UsageError } from './command.js';
import {
  mainProject,
  type OpenedProject,
  type OpenedRoot,
  reportPath,
  workspaceNamed,
} from './openedRoot.js';
import { write } from './writing.js';

export const promote: Command = {
  name: 'promote',
  parameters: 'STEP',
  summary: "move a workspace's local step into the core registry",
  arity: [1, 1],
  options: { workspace: { type: 'string' }, yes: { type: 'boolean', short: 'y' } },
  optionHelp: {
    workspace: 'ID: the workspace that has the step (default: the only one that has it)',
    yes: 'confirm the change of core',
  },
  formats: ['text'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const opened = await invocation.open();
    const project = mainProject(opened);
    const name = positionals[0]!;
    const placed = localStep(project, name, textOption(values, 'workspace'));
    const entry = promotable(project, placed);
    if (!flag(values, 'yes')) {
      throw new UsageError(
        `this changes core, which everybody shares (${project.view.core().source}): confirm with --yes`,
      );
    }
    const { plan, dropped } = await promotion(opened, project, placed, entry);
    await write(opened.root, plan);
    for (const file of plan.create) io.out(`wrote   ${file.path}: ${name}\n`);
    for (const file of plan.edit) io.out(`changed ${file.path}\n`);
    if (dropped.length > 0) io.out(`core rows have no ${dropped.join(', ')}: left out\n`);
    for (const other of declaringWorkspaces(project.view, name)) {
      if (other !== placed.workspace)
        io.out(`${other} declares ${name} too: it now shadows core\n`);
    }
    for (const key of ['builder_step_name', 'config_class']) {
      const value = entry.get(key);
      for (const found of typeof value === 'string' ? project.view.classes(value) : []) {
        if (project.view.workspaceOf(found.file)?.id === placed.workspace) {
          io.out(`move ${value} to core as well: ${reportPath(project, found.file)}\n`);
        }
      }
    }
    return 0;
  },
};

function localStep(project: OpenedProject, name: string, workspace: string | undefined): Placed {
  const { view } = project;
  const id = workspace === undefined ? undefined : workspaceNamed(view, workspace).id;
  const found = view
    .declarations(name)
    .filter(placed => placed.declaration.kind === 'local' && !placed.declaration.superseded)
    .filter(placed => id === undefined || placed.workspace === id);
  const [first, second] = found;
  if (first === undefined) {
    throw new UsageError(
      `no workspace${id === undefined ? '' : ` ${id}`} has a local step '${name}'`,
    );
  }
  if (second !== undefined) {
    throw new UsageError(
      `${found.map(placed => placed.workspace).join(' and ')} have a local step '${name}': choose one with --workspace`,
    );
  }
  return first;
}

function promotable(project: OpenedProject, placed: Placed): PyDict {
  const { name } = placed.declaration;
  if (project.view.coreStep(name) !== undefined) {
    throw new UsageError(`core has a step '${name}' already`);
  }
  const rejected = rejectionOfDeclaration(placed.declaration);
  if (rejected !== undefined)
    throw new UsageError(`'${name}' is not valid: ${rejected[0]!.message}`);
  const entry = entryOf(placed.declaration);
  if (!isDict(entry) || [...entry.values()].some(isOpaque)) {
    throw new UsageError(`part of '${name}' is known only when Python runs: promote it by hand`);
  }
  return entry;
}

async function promotion(
  opened: OpenedRoot,
  project: OpenedProject,
  placed: Placed,
  entry: PyDict,
): Promise<{ plan: WritePlan; dropped: readonly string[] }> {
  const { name } = placed.declaration;
  const { kind, source } = project.view.core();
  const removal = await edit(opened, project, placed.file, (text, file) =>
    removeFromTable(text, file.facts, 'local', name),
  );
  if (kind === 'interfaces') {
    const { file, dropped } = interfaceOfEntry(name, entry);
    const path = `${project.path === '' ? '' : `${project.path}/`}${source}/${file.path}`;
    if (existsSync(join(opened.root, path))) throw new UsageError(`${path} exists already`);
    return { plan: { create: [{ path, text: file.text }], edit: [removal] }, dropped };
  }
  const coreFile = [...project.view.files()].find(
    file => file.path === source && file.external !== true,
  );
  if (kind !== 'python' || coreFile === undefined) {
    throw new UsageError(`the core in force (${source}) cannot take a step`);
  }
  const fields = project.view.coreFields();
  const row = new Map([...entry].filter(([key]) => fields.has(key)));
  const addition = await edit(opened, project, coreFile, (text, file) =>
    addToTable(text, file.facts, 'core', name, row),
  );
  return {
    plan: { create: [], edit: [addition, removal] },
    dropped: [...entry.keys()].filter(key => !fields.has(key)),
  };
}

async function edit(
  opened: OpenedRoot,
  project: OpenedProject,
  file: IndexedFile,
  change: (text: string, file: IndexedFile) => Edited,
): Promise<WritePlan['edit'][number]> {
  const path = reportPath(project, file);
  const before = await readFile(join(opened.root, path), 'utf8');
  const edited = change(before, file);
  if ('problem' in edited) throw new UsageError(`${path}: ${edited.problem}`);
  return { path, before, after: edited.text };
}
