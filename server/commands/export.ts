import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportRegistry } from '../service/report/export.js';
import { type Command, type Invocation, textOption, UsageError } from './command.js';
import { mainProject } from './openedRoot.js';

export const exportCommand: Command = {
  name: 'export',
  parameters: '',
  summary:
    'write the whole registry as JSON: core, and each workspace with its steps and overrides',
  arity: [0, 0],
  options: { output: { type: 'string', short: 'o' } },
  optionHelp: { output: 'FILE: write there instead of standard output' },
  formats: ['json'],
  async run(invocation: Invocation) {
    const { io, values } = invocation;
    const { view } = mainProject(await invocation.open());
    const text = `${JSON.stringify(exportRegistry(view), null, 2)}\n`;
    const output = textOption(values, 'output');
    if (output === undefined) io.out(text);
    else {
      try {
        await writeFile(resolve(io.cwd, output), text);
      } catch (error) {
        throw new UsageError(`cannot write ${output}: ${(error as Error).message}`);
      }
      io.out(`wrote ${output}\n`);
    }
    return 0;
  },
};
