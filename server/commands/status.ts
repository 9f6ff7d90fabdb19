import { JSON_VERSION } from '../service/report/json.js';
import { visible } from '../service/report/terminal.js';
import { isConflict } from '../service/view/steps.js';
import { type Command, type Invocation, textOption } from './command.js';
import { table } from './table.js';

export const status: Command = {
  name: 'status',
  parameters: '',
  summary: 'say what was found: the core in force, workspaces, files, and what could not be read',
  arity: [0, 0],
  options: {},
  optionHelp: {},
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values } = invocation;
    const opened = await invocation.open();
    const projects = opened.projects.map(({ path, view, fileCount }) => ({
      root: path === '' ? '.' : path,
      core: { ...view.core(), steps: view.coreNames().length },
      files: fileCount,
      incomplete: view.knowledge().reasons,
      workspaces: view.workspaces().map(({ id, root, file }) => {
        const steps = file.facts.tables.flatMap(one => one.declarations);
        return {
          id,
          path: root,
          local_steps: steps.filter(step => step.kind === 'local' && !step.superseded).length,
          overrides: steps.filter(step => step.kind === 'override' && !step.superseded).length,
          conflicts: new Set(steps.map(step => step.name).filter(name => isConflict(view, name)))
            .size,
        };
      }),
    }));
    if (textOption(values, 'format') === 'json') {
      io.out(`${JSON.stringify({ version: JSON_VERSION, projects }, null, 2)}\n`);
      return 0;
    }
    if (projects.length === 0) io.out(`${opened.root} holds no files that cursus-registry reads\n`);
    for (const project of projects) {
      io.out(`${visible(project.root)}\n`);
      io.out(
        `  core        ${project.core.steps} steps from ${visible(project.core.source)} (${project.core.kind})\n`,
      );
      for (const inactive of project.core.inactive) {
        io.out(`  not in force ${visible(inactive.source)}\n`);
      }
      io.out(`  files       ${project.files}\n  workspaces  ${project.workspaces.length}\n`);
      if (project.workspaces.length > 0) {
        const rows = table(
          ['ID', 'STEPS', 'OVERRIDES', 'CONFLICTS', 'FOLDER'],
          project.workspaces.map(each => [
            visible(each.id),
            String(each.local_steps),
            String(each.overrides),
            String(each.conflicts),
            visible(each.path),
          ]),
        );
        io.out(rows.replace(/^/gm, '    ').replace(/ +$/, ''));
      }
      for (const reason of project.incomplete) {
        io.out(`  nothing is called unknown: ${visible(reason)}\n`);
      }
    }
    return 0;
  },
};
