import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { NewFile } from '../service/authoring/step.js';
import {
  newWorkspaceFiles,
  WORKSPACE_TEMPLATES,
  workspaceIdProblem,
} from '../service/authoring/workspace.js';
import { type Command, choiceOption, flag, type Invocation, UsageError } from './command.js';
import { mainProject, type OpenedProject } from './openedRoot.js';
import { write } from './writing.js';

const DEFAULT_PLACE = 'developer_workspaces/developers';

export const initWorkspace: Command = {
  name: 'init-workspace',
  parameters: 'ID',
  summary: "make a developer's workspace with a registry file and stubs",
  arity: [1, 1],
  options: { template: { type: 'string' }, force: { type: 'boolean' } },
  optionHelp: {
    template: 'NAME: minimal, standard (default) or advanced',
    force: 'complete an existing folder; files that are there stay as they are',
  },
  formats: ['text'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const id = positionals[0]!;
    const problem = workspaceIdProblem(id);
    if (problem !== undefined) throw new UsageError(`workspace id '${id}': ${problem}`);
    const template = choiceOption(values, 'template', WORKSPACE_TEMPLATES) ?? 'standard';
    const opened = await invocation.open();
    const project = opened.projects.length === 0 ? undefined : mainProject(opened);
    const taken = project?.view.workspaces().find(workspace => workspace.claimedId === id);
    const place = join(opened.root, placeOf(invocation, opened.root, project), id);
    if (taken !== undefined && join(opened.root, taken.root) !== place) {
      throw new UsageError(`the workspace id '${id}' is taken by ${taken.root}`);
    }
    if (existsSync(place) && !flag(values, 'force')) {
      throw new UsageError(
        `${relative(io.cwd, place) || '.'} exists; --force completes it and keeps what is there`,
      );
    }
    const files = newWorkspaceFiles(id, template);
    const kept = files.filter(file => existsSync(join(place, file.path)));
    const create = files.filter(file => !kept.includes(file));
    await write(place, { create, edit: [] });
    report(invocation, place, create, kept);
    return 0;
  },
};

/** Where the other workspaces are, else the place that cursus looks in by default; relative to the root. */
function placeOf(
  { values, io }: Invocation,
  root: string,
  project: OpenedProject | undefined,
): string {
  const asked = values['workspaces-root'];
  if (Array.isArray(asked) && typeof asked[0] === 'string') {
    return relative(root, resolve(io.cwd, asked[0]));
  }
  const neighbour = project?.view.workspaces()[0]?.root;
  if (neighbour === undefined) return DEFAULT_PLACE;
  return join(project!.path, neighbour, '..');
}

function report(
  { io }: Invocation,
  place: string,
  created: readonly NewFile[],
  kept: readonly NewFile[],
): void {
  const shown = (file: NewFile): string =>
    relative(io.cwd, join(place, file.path)).split(sep).join('/');
  for (const file of created) io.out(`wrote ${shown(file)}\n`);
  for (const file of kept) io.out(`kept  ${shown(file)}: it exists\n`);
}
