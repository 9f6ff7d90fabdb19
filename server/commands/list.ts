import { JSON_VERSION } from '../service/report/json.js';
import { visible } from '../service/report/terminal.js';
import {
  declaringWorkspaces,
  summariseCoreStep,
  summariseWorkspaceStep,
} from '../service/view/steps.js';
import { type Command, flag, type Invocation, textOption } from './command.js';
import { mainProject, type OpenedProject, reportPath, workspaceNamed } from './openedRoot.js';
import { table } from './table.js';

interface ListedStep {
  readonly name: string;
  /** `core` or the id of a workspace. */
  readonly source: string;
  readonly kind: 'core' | 'local' | 'override';
  readonly sagemaker_step_type: string | null;
  readonly state: string;
  readonly note: string;
  /** Relative to the root; null for the built-in core. */
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
}

export const list: Command = {
  name: 'list',
  parameters: '',
  summary: 'list every core and workspace step with its state',
  arity: [0, 0],
  options: { workspace: { type: 'string' }, 'conflicts-only': { type: 'boolean' } },
  optionHelp: {
    workspace: 'ID: only the steps of one workspace, and core',
    'conflicts-only': 'only names that are declared more than once',
  },
  formats: ['text', 'json'],
  async run(invocation: Invocation) {
    const { io, values } = invocation;
    const project = mainProject(await invocation.open());
    const wanted = textOption(values, 'workspace');
    const workspace = wanted === undefined ? undefined : workspaceNamed(project.view, wanted).id;
    const steps = listedSteps(project, workspace).filter(
      step =>
        !flag(values, 'conflicts-only') ||
        declaringWorkspaces(project.view, step.name).length > 1 ||
        step.state === 'conflict' ||
        step.state === 'shadowed',
    );
    if (textOption(values, 'format') === 'json') {
      io.out(`${JSON.stringify({ version: JSON_VERSION, steps }, null, 2)}\n`);
    } else {
      io.out(
        table(
          ['STEP', 'SOURCE', 'TYPE', 'STATE', 'WHERE'],
          steps.map(step => [
            visible(step.name),
            visible(step.source),
            visible(step.sagemaker_step_type ?? '-'),
            step.note === '' ? step.state : `${step.state}: ${visible(step.note)}`,
            step.file === null ? '-' : `${visible(step.file)}:${step.line}`,
          ]),
        ),
      );
    }
    return 0;
  },
};

function listedSteps(project: OpenedProject, workspace: string | undefined): readonly ListedStep[] {
  const { view } = project;
  const steps: ListedStep[] = [];
  for (const name of [...view.names()].sort()) {
    for (const placed of view.declarations(name)) {
      const { declaration, file } = placed;
      if (declaration.superseded) continue;
      if (placed.workspace === undefined && view.coreStep(name)?.declaration !== declaration)
        continue;
      if (
        workspace !== undefined &&
        placed.workspace !== undefined &&
        placed.workspace !== workspace
      ) {
        continue;
      }
      const summary =
        placed.workspace === undefined
          ? summariseCoreStep(view, name)
          : summariseWorkspaceStep(view, placed);
      const type = declaration.fields.findLast(field => field.key === 'sagemaker_step_type')?.value;
      steps.push({
        name,
        source: placed.workspace ?? 'core',
        kind: declaration.kind,
        sagemaker_step_type: typeof type === 'string' ? type : null,
        state: summary.state,
        note: summary.note,
        file: file.external === true ? null : reportPath(project, file),
        line:
          file.external === true
            ? null
            : file.facts.lines.positionAt(declaration.nameSpan.start).line + 1,
      });
    }
  }
  return steps;
}
