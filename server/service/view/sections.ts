import type { ActiveWorkspace } from '../../../shared/protocol.js';
import type { TreeNode } from '../../../shared/view.js';
import type { Placed } from '../project/project.js';
import { registryOf } from '../registry/fromView.js';
import { escapeMarkdown, inlineCode } from './markdown.js';
import { nodeId } from './nodeId.js';
import {
  declaringWorkspaces,
  isConflict,
  summariseCoreStep,
  summariseWorkspaceStep,
} from './steps.js';
import type { GroupBy, TreeProject } from './tree.js';

const NO_GROUP = 'Without';

const ORIGINS: Record<ActiveWorkspace['origin'], string> = {
  picker: 'chosen by you',
  setting: 'from the setting',
  environment: 'from CURSUS_WORKSPACE_ID',
  path: "from the open file's path",
  none: 'chosen by nothing',
};

/** The outermost rows of one project. */
export function sectionNodes(project: TreeProject): readonly TreeNode[] {
  const { key, view, active } = project;
  const core = view.core();
  const conflicts = conflictNames(project).length;
  const nodes: TreeNode[] = [
    {
      id: nodeId(key, 'active'),
      kind: 'active-workspace',
      label: 'Active workspace',
      description:
        active.workspace === null
          ? 'none, core only'
          : `${active.workspace}  ·  ${ORIGINS[active.origin]}`,
      tooltip:
        'The context in which names are resolved here, in hovers and in completion. Findings never depend on it.',
      children: 'none',
    },
  ];
  const { reasons } = view.knowledge();
  if (reasons.length > 0) {
    nodes.push({
      id: nodeId(key, 'incomplete'),
      kind: 'message',
      icon: 'info',
      label: 'Nothing is called unknown',
      description: reasons[0]!,
      tooltip: `What is known is not complete:\n\n${reasons.map(reason => `- ${escapeMarkdown(reason)}`).join('\n')}`,
      children: 'none',
    });
  }
  nodes.push(
    {
      id: nodeId(key, 'core'),
      kind: 'section',
      label: 'Core',
      description: `${view.coreNames().length}  ·  ${core.source}`,
      tooltip: coreTooltip(project),
      children: 'collapsed',
    },
    {
      id: nodeId(key, 'workspaces'),
      kind: 'section',
      label: 'Workspaces',
      description: String(view.workspaces().length),
      children: view.workspaces().length > 0 ? 'expanded' : 'none',
      ...(view.workspaces().length > 0
        ? {}
        : { tooltip: 'No file ends in `src/cursus_dev/registry/workspace_registry.py`.' }),
    },
    {
      id: nodeId(key, 'conflicts'),
      kind: 'section',
      label: 'Conflicts',
      description: String(conflicts),
      children: conflicts > 0 ? 'expanded' : 'none',
    },
  );
  return nodes;
}

function coreTooltip({ view }: TreeProject): string {
  const core = view.core();
  const lines = [`In force: ${inlineCode(core.source)}`];
  if (core.kind === 'builtin') {
    lines.push('No core registry was found in this project and none is installed.');
  }
  for (const inactive of core.inactive) lines.push(`Not in force: ${inlineCode(inactive.source)}`);
  return lines.join('\n\n');
}

function fieldText(placed: Placed | undefined, key: string): string | undefined {
  const value = placed?.declaration.fields.findLast(field => field.key === key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Groups of core steps, or the steps of one group. */
export function coreNodes(
  project: TreeProject,
  segments: readonly string[],
  groupBy: GroupBy,
): readonly TreeNode[] {
  const { key, view } = project;
  const names = [...view.coreNames()].sort();
  const stepNodes = (chosen: readonly string[], ...path: string[]): readonly TreeNode[] =>
    chosen.map(name => coreStepNode(project, name, nodeId(key, 'core', ...path, `step:${name}`)));
  if (groupBy === 'none') return stepNodes(names);

  const groups = new Map<string, string[]>();
  for (const name of names) {
    for (const group of groupsOf(project, name, groupBy)) {
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [name]);
      else members.push(name);
    }
  }
  const group = segments.find(segment => segment.startsWith('group:'));
  if (group !== undefined) {
    return stepNodes(groups.get(group.slice('group:'.length)) ?? [], group);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, members]) => ({
      id: nodeId(key, 'core', `group:${label}`),
      kind: 'group',
      label,
      description: String(members.length),
      children: 'collapsed',
    }));
}

function groupsOf(project: TreeProject, name: string, groupBy: GroupBy): readonly string[] {
  const { view } = project;
  switch (groupBy) {
    case 'framework':
      return [fieldText(view.coreStep(name), 'framework') ?? `${NO_GROUP} framework`];
    case 'workspace': {
      const ids = declaringWorkspaces(view, name);
      return ids.length > 0 ? ids : ['Core alone'];
    }
    default:
      return [
        fieldText(view.coreStep(name), 'sagemaker_step_type') ?? `${NO_GROUP} SageMaker type`,
      ];
  }
}

function coreStepNode(project: TreeProject, name: string, id: string): TreeNode {
  const { view } = project;
  const { state, note } = summariseCoreStep(view, name);
  return stepNode(project, id, view.coreStep(name), name, state, note);
}

export function workspaceNodes(project: TreeProject): readonly TreeNode[] {
  const { key, view, active } = project;
  return view.workspaces().map(workspace => {
    const steps = placedIn(project, workspace.id);
    const local = steps.filter(placed => placed.declaration.kind === 'local').length;
    const overrides = steps.length - local;
    const conflicts = new Set(
      steps.map(placed => placed.declaration.name).filter(name => isConflict(view, name)),
    ).size;
    const location = project.places.location(workspace.file, { start: 0, end: 0 });
    const parts = [
      `${local} ${local === 1 ? 'step' : 'steps'}`,
      ...(overrides > 0 ? [`${overrides} ${overrides === 1 ? 'override' : 'overrides'}`] : []),
      ...(conflicts > 0 ? [`${conflicts} ${conflicts === 1 ? 'conflict' : 'conflicts'}`] : []),
    ];
    return {
      id: nodeId(key, 'workspaces', workspace.id),
      kind: 'workspace',
      label: workspace.id,
      description: parts.join(', '),
      tooltip: [
        `Workspace ${inlineCode(workspace.id)}`,
        inlineCode(workspace.file.path),
        ...(workspace.id === active.workspace ? ['This is the active workspace.'] : []),
        ...(workspace.file.onlyInEditor
          ? ['The file is gone from disk: only the editor has it.']
          : []),
      ].join('\n\n'),
      ...(workspace.id === active.workspace ? { icon: 'account' } : {}),
      children: steps.length > 0 ? 'collapsed' : 'none',
      ...(location === undefined ? {} : { location }),
      workspace: workspace.id,
    };
  });
}

function placedIn(project: TreeProject, id: string): readonly Placed[] {
  const workspace = project.view.workspaces().find(candidate => candidate.id === id);
  if (workspace === undefined) return [];
  return workspace.file.facts.tables.flatMap(table =>
    table.declarations
      .filter(declaration => !declaration.superseded)
      .map(declaration => ({ file: workspace.file, declaration, workspace: id })),
  );
}

export function workspaceStepNodes(project: TreeProject, id: string): readonly TreeNode[] {
  const seen = new Set<string>();
  return placedIn(project, id)
    .filter(placed => {
      const first = !seen.has(placed.declaration.name);
      seen.add(placed.declaration.name);
      return first;
    })
    .map(placed => {
      const { state, note } = summariseWorkspaceStep(project.view, placed);
      const { name } = placed.declaration;
      return stepNode(
        project,
        nodeId(project.key, 'workspaces', id, `step:${name}`),
        placed,
        name,
        state,
        note,
      );
    });
}

/** Names in conflict, sorted. */
export function conflictNames(project: TreeProject): readonly string[] {
  return Object.keys(registryOf(project.view).getStepConflicts()).sort();
}

export function conflictNodes(project: TreeProject): readonly TreeNode[] {
  return conflictNames(project).map(name => {
    const ids = declaringWorkspaces(project.view, name);
    const note = [...ids, ...(project.view.coreStep(name) ? ['core'] : [])].join(', ');
    const first = project.view.declarations(name).find(placed => placed.workspace !== undefined);
    return stepNode(
      project,
      nodeId(project.key, 'conflicts', `step:${name}`),
      first,
      name,
      'conflict',
      note,
    );
  });
}

function stepNode(
  project: TreeProject,
  id: string,
  placed: Placed | undefined,
  name: string,
  state: NonNullable<TreeNode['state']>,
  note: string,
): TreeNode {
  const location = placed && project.places.location(placed.file, placed.declaration.nameSpan);
  const description = fieldText(placed, 'description');
  return {
    id,
    kind: 'step',
    label: name,
    description: note,
    state,
    tooltip: [
      `**${escapeMarkdown(name)}**${note === '' ? '' : `  ·  ${escapeMarkdown(note)}`}`,
      ...(description === undefined ? [] : [escapeMarkdown(description)]),
      ...(placed === undefined ? [] : [inlineCode(placed.file.path)]),
    ].join('\n\n'),
    children: 'collapsed',
    ...(location === undefined ? {} : { location }),
    step: name,
    ...(placed?.workspace === undefined ? {} : { workspace: placed.workspace }),
    accessibleLabel: [name, state, note].filter(part => part !== '').join(', '),
  };
}
