import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { Edited } from '../service/authoring/addToTable.js';
import { withChoice, withoutChoice } from '../service/authoring/choices.js';
import {
  choiceProblem,
  possibleWinners,
  rememberedChoices,
} from '../service/registry/remembered.js';
import { visible } from '../service/report/terminal.js';
import { type Command, type Invocation, textOption, UsageError } from './command.js';
import { mainProject, type OpenedProject, type OpenedRoot } from './openedRoot.js';
import { table } from './table.js';
import { write } from './writing.js';

export const choices: Command = {
  name: 'choices',
  parameters: '[STEP [WINNER]]',
  summary: `the choices that ${PROJECT_FILE_NAME} remembers: list them, remember one, forget one`,
  arity: [0, 2],
  options: { remove: { type: 'string' } },
  optionHelp: { remove: 'STEP: forget the choice for this step' },
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const opened = await invocation.open();
    const project = mainProject(opened);
    const [step, winner] = positionals;
    const removed = textOption(values, 'remove');
    if (removed !== undefined && step !== undefined) {
      throw new UsageError('--remove and a choice to remember contradict each other');
    }
    if (removed !== undefined) {
      const path = await change(opened, project, text => withoutChoice(text, removed));
      io.out(`changed ${path}: the choice for ${visible(removed)} is forgotten\n`);
      return 0;
    }
    if (step !== undefined && winner !== undefined) {
      const problem = choiceProblem(project.view, step, winner);
      if (problem !== undefined) throw new UsageError(problem);
      const path = await change(opened, project, text => withChoice(text, step, winner));
      io.out(`changed ${path}: ${visible(winner)} wins ${visible(step)}\n`);
      return 0;
    }
    const listed = rememberedChoices(project.view).filter(
      choice => step === undefined || choice.step === step,
    );
    if (textOption(values, 'format') === 'json') {
      io.out(`${JSON.stringify({ version: 1, choices: listed }, null, 2)}\n`);
      return 0;
    }
    if (step !== undefined && listed.length === 0) {
      const winners = possibleWinners(project.view, step);
      if (winners.length === 0) throw new UsageError(`no registry declares '${step}'`);
      io.out(
        `no choice is remembered for ${visible(step)}; it can be ${winners.map(visible).join(', ')}\n`,
      );
    } else if (listed.length === 0) io.out('no choice is remembered\n');
    else {
      io.out(
        table(
          ['STEP', 'WINNER', 'NOTE'],
          listed.map(choice => [
            visible(choice.step),
            visible(choice.winner),
            visible(choice.problem ?? ''),
          ]),
        ),
      );
    }
    return 0;
  },
};

async function change(
  { root }: OpenedRoot,
  project: OpenedProject,
  edit: (text: string | undefined) => Edited,
): Promise<string> {
  const path = project.path === '' ? PROJECT_FILE_NAME : `${project.path}/${PROJECT_FILE_NAME}`;
  const file = join(root, path);
  const before = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  const edited = edit(before);
  if ('problem' in edited) throw new UsageError(edited.problem);
  await write(
    root,
    before === undefined
      ? { create: [{ path, text: edited.text }], edit: [] }
      : { create: [], edit: [{ path, before, after: edited.text }] },
  );
  return path;
}
