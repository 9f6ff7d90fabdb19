import { registryOf } from '../service/registry/fromView.js';
import { JSON_VERSION } from '../service/report/json.js';
import { visible } from '../service/report/terminal.js';
import { type Command, type Invocation, textOption } from './command.js';
import { mainProject } from './openedRoot.js';
import { table } from './table.js';

export const conflicts: Command = {
  name: 'conflicts',
  parameters: '',
  summary: 'list the step names in conflict, who declares them, and which strategy decides',
  arity: [0, 0],
  options: {},
  optionHelp: {},
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values } = invocation;
    const { view } = mainProject(await invocation.open());
    const registry = registryOf(view);
    const analyses = Object.values(registry.analyzeStepConflicts().conflict_details);
    if (textOption(values, 'format') === 'json') {
      io.out(`${JSON.stringify({ version: JSON_VERSION, conflicts: analyses }, null, 2)}\n`);
    } else if (analyses.length === 0) io.out('no conflicts\n');
    else {
      io.out(
        table(
          ['STEP', 'KIND', 'DECLARED BY', 'STRATEGY'],
          analyses.map(analysis => [
            visible(analysis.step_name),
            analysis.conflict_type,
            visible(analysis.conflicting_sources.join(', ')),
            analysis.resolution_strategy,
          ]),
        ),
      );
    }
    return analyses.length === 0 ? 0 : 1;
  },
};
