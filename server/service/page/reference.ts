import { escapeMarkdown, inlineCode } from '../view/markdown.js';
import type { RegistryPicture } from './model.js';
import { rememberedText } from './page.js';

const SYMBOLS = { core: 'core', local: 'local', override: 'override', invalid: 'invalid' } as const;

/** The registry as Markdown: conflicts, workspaces x steps, and how each declared name resolves. */
export function registryReference(picture: RegistryPicture): string {
  const columns = ['core', ...picture.workspaces.map(workspace => workspace.id)];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const lines = [
    `# Step registry: ${escapeMarkdown(picture.title)}\n\n`,
    `Core: ${inlineCode(picture.coreSource)}, ${picture.counts.core} steps. `,
    `${picture.workspaces.length + picture.hiddenWorkspaces} workspaces, ${picture.conflicts.length} conflicts.\n`,
    ...picture.incomplete.map(
      reason => `\nWhat is known is not complete: ${escapeMarkdown(reason)}.\n`,
    ),
    '\n## Conflicts\n\n',
  ];
  if (picture.conflicts.length === 0) lines.push('None.\n');
  else {
    lines.push(row(['step', 'kind', 'declared by', 'strategy']), row(['---', '---', '---', '---']));
    for (const conflict of picture.conflicts) {
      lines.push(
        row([
          escapeMarkdown(conflict.step_name),
          conflict.conflict_type.replace('_', ' '),
          escapeMarkdown(conflict.conflicting_sources.join(', ')),
          inlineCode(conflict.resolution_strategy),
        ]),
      );
    }
  }
  lines.push(
    '\n## Steps\n\n',
    row(['step', ...columns.map(escapeMarkdown)]),
    row(columns.concat('').map(() => '---')),
  );
  for (const step of picture.steps) {
    lines.push(
      row([
        escapeMarkdown(step.name),
        ...columns.map(id => (step.cells.get(id) ?? []).map(kind => SYMBOLS[kind]).join(', ')),
      ]),
    );
  }
  if (picture.hiddenSteps > 0) lines.push(`\n${picture.hiddenSteps} steps are left out.\n`);
  lines.push('\n## Resolution\n\n');
  for (const step of picture.steps) {
    if (step.cells.size < 2 && !step.inConflict) continue;
    lines.push(`### ${escapeMarkdown(step.name)}\n\n`);
    if (step.remembered !== undefined) {
      lines.push(`${escapeMarkdown(rememberedText(step.remembered))}\n\n`);
    }
    for (const { contexts, result } of step.resolutions) {
      lines.push(
        `In ${contexts.map(escapeMarkdown).join(', ')}: ${
          result.resolved ? escapeMarkdown(result.source_registry) : 'not resolved'
        } (${inlineCode(result.resolution_strategy)})\n\n`,
        ...result.trace.map(
          entry =>
            `${entry.rank ?? 0}. ${escapeMarkdown(`${entry.source_registry}: ${entry.reason}`)}\n`,
        ),
        '\n',
      );
    }
  }
  return lines.join('');
}
