import { registryOf } from '../service/registry/fromView.js';
import { visible } from '../service/report/terminal.js';
import { type Command, type Invocation, textOption } from './command.js';
import { mainProject, workspaceNamed } from './openedRoot.js';

export const diagnose: Command = {
  name: 'diagnose',
  parameters: '[STEP]',
  summary: 'say how healthy the registry, or one step, is and what to do',
  arity: [0, 1],
  options: { workspace: { type: 'string' } },
  optionHelp: { workspace: 'ID: the context of STEP (default: CURSUS_WORKSPACE_ID, else core)' },
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const { view } = mainProject(await invocation.open());
    const registry = registryOf(view);
    const json = textOption(values, 'format') === 'json';
    const [step] = positionals;
    if (step === undefined) {
      const health = registry.diagnoseRegistryHealth();
      const healthy = health.overall_status === 'HEALTHY';
      if (json) io.out(`${JSON.stringify(health, null, 2)}\n`);
      else {
        io.out(`registry: ${health.overall_status}\n`);
        section(io.out, 'core', [...health.core_registry.issues, ...health.core_registry.warnings]);
        for (const [id, workspace] of Object.entries(health.workspace_registries)) {
          io.out(`${visible(id)}: ${workspace.status}\n`);
          section(io.out, undefined, [...workspace.issues, ...workspace.warnings]);
        }
        section(io.out, 'issues', health.system_issues);
        section(io.out, 'recommendations', health.recommendations);
        section(
          io.out,
          'known only when Python runs',
          Object.entries(health.unknown_values).map(([reason, count]) => `${reason}: ${count}`),
        );
      }
      return healthy ? 0 : 1;
    }
    const wanted = textOption(values, 'workspace') ?? io.env.CURSUS_WORKSPACE_ID;
    const diagnosis = registry.diagnoseStepResolution(
      step,
      wanted ? workspaceNamed(view, wanted).id : null,
    );
    if (json) io.out(`${JSON.stringify(diagnosis, null, 2)}\n`);
    else {
      const { resolution } = diagnosis;
      io.out(
        `${visible(step)}: ${resolution.resolved ? `resolved to ${visible(resolution.source_registry)}` : 'not resolved'}\n`,
      );
      section(io.out, 'found in', diagnosis.resolution_path);
      section(io.out, 'issues', diagnosis.issues);
      section(io.out, 'recommendations', diagnosis.recommendations);
    }
    return diagnosis.resolution.resolved ? 0 : 1;
  },
};

function section(
  out: (text: string) => void,
  title: string | undefined,
  lines: readonly string[],
): void {
  if (lines.length === 0) return;
  if (title !== undefined) out(`${title}:\n`);
  for (const line of lines) out(`  ${visible(line)}\n`);
}
