import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WritePlan } from '../host/writing.js';
import { addToTable } from '../service/authoring/addToTable.js';
import {
  type PlanProblem,
  planNewStep,
  type RegistryPlan,
} from '../service/authoring/registryPlan.js';
import { type NewStep, newStepNameProblem } from '../service/authoring/step.js';
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
    const workspace = wanted ? workspaceNamed(view, wanted) : undefined;
    const plan = await writePlanOf(opened, project, planNewStep(view, step, workspace));
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

async function writePlanOf(
  opened: OpenedRoot,
  project: OpenedProject,
  planned: RegistryPlan | PlanProblem,
): Promise<WritePlan> {
  if ('problem' in planned) throw new UsageError(`${planned.problem}: name a --workspace`);
  const folder = project.path === '' ? '' : `${project.path}/`;
  const edit: WritePlan['edit'][number][] = [];
  for (const { file, kind, name, entry } of planned.entries) {
    const path = reportPath(project, file);
    const before = await readFile(join(opened.root, path), 'utf8');
    const edited = addToTable(before, file.facts, kind, name, entry);
    if ('problem' in edited) throw new UsageError(`${path}: ${edited.problem}`);
    edit.push({ path, before, after: edited.text });
  }
  return {
    create: planned.create.map(file => ({ ...file, path: folder + file.path })),
    edit,
  };
}
