import { registryOf } from '../service/registry/fromView.js';
import { ResolutionMode, ResolutionStrategy } from '../service/registry/models.js';
import { visible } from '../service/report/terminal.js';
import { type Command, choiceOption, type Invocation, textOption } from './command.js';
import { mainProject, workspaceNamed } from './openedRoot.js';
import { table } from './table.js';

export const resolve: Command = {
  name: 'resolve',
  parameters: 'STEP',
  summary: 'say which declaration a step name resolves to, and why',
  arity: [1, 1],
  options: {
    workspace: { type: 'string' },
    mode: { type: 'string' },
    strategy: { type: 'string' },
    framework: { type: 'string' },
    environment: { type: 'string', multiple: true },
  },
  optionHelp: {
    workspace: 'ID: resolve in this workspace (default: CURSUS_WORKSPACE_ID, else core alone)',
    mode: `${ResolutionMode.options.join(', ')} (default: automatic)`,
    strategy: ResolutionStrategy.options.join(', '),
    framework: 'NAME: preferred framework',
    environment: 'TAG: environment tag; may be given several times',
  },
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const mode = choiceOption(values, 'mode', ResolutionMode.options);
    const strategy = choiceOption(values, 'strategy', ResolutionStrategy.options);
    const { view } = mainProject(await invocation.open());
    const wanted = textOption(values, 'workspace') ?? io.env.CURSUS_WORKSPACE_ID;
    const workspace = wanted ? workspaceNamed(view, wanted).id : null;
    const tags = values.environment;
    const result = registryOf(view).getStep(positionals[0]!, {
      workspace_id: workspace,
      ...(mode === undefined ? {} : { resolution_mode: mode }),
      ...(strategy === undefined ? {} : { resolution_strategy: strategy }),
      preferred_framework: textOption(values, 'framework') ?? null,
      ...(Array.isArray(tags) ? { environment_tags: [...(tags as readonly string[])] } : {}),
    });
    if (textOption(values, 'format') === 'json') io.out(`${JSON.stringify(result, null, 2)}\n`);
    else {
      const where = result.workspace_id === null ? 'core' : `workspace ${result.workspace_id}`;
      io.out(
        `${visible(result.step_name)} in ${visible(where)}: ${
          result.resolved ? `resolved to ${visible(result.source_registry)}` : 'not resolved'
        } (${result.resolution_strategy})\n`,
      );
      if (result.trace.length > 0) {
        io.out(
          table(
            ['RANK', 'SOURCE', 'KIND', 'OUTCOME', 'WHY'],
            result.trace.map(entry => [
              entry.rank === null ? '-' : String(entry.rank),
              visible(entry.source_registry),
              entry.registry_type,
              entry.outcome.replace('_', ' '),
              visible(entry.reason),
            ]),
          ),
        );
      }
      const definition = result.selected_definition;
      if (definition !== null) {
        for (const key of ['builder_step_name', 'config_class', 'sagemaker_step_type'] as const) {
          io.out(`${key}: ${visible(definition[key] ?? '-')}\n`);
        }
      }
      for (const warning of result.warnings) io.out(`warning: ${visible(warning)}\n`);
      for (const error of result.errors) io.out(`error: ${visible(error)}\n`);
    }
    return result.resolved ? 0 : 1;
  },
};
