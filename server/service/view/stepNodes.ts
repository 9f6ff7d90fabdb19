import type { TreeNode } from '../../../shared/view.js';
import type { Placed, PlacedClass } from '../project/project.js';
import type { StepResolutionResult, TraceEntry } from '../registry/models.js';
import { choiceFor, choiceProblem, resolveForDisplay } from '../registry/remembered.js';
import type { PyValue } from '../sources/values.js';
import { isDict, isOpaque } from '../sources/values.js';
import { encodePercent } from '../text/percent.js';
import { escapeMarkdown, inlineCode } from './markdown.js';
import type { TreeProject } from './tree.js';

const KIND_NAMES: Record<TraceEntry['registry_type'], string> = {
  core: 'core step',
  workspace: 'local step',
  override: 'override',
};

const OUTCOME_NAMES: Record<TraceEntry['outcome'], string> = {
  chosen: 'chosen',
  passed_over: 'passed over',
  invalid: 'invalid',
};

function resolve(
  project: TreeProject,
  name: string,
  workspace: string | null,
): StepResolutionResult {
  return resolveForDisplay(project.view, name, workspace);
}

/** What a step unfolds into: its resolution, builder and config class, and its fields. */
export function stepChildren(
  project: TreeProject,
  name: string,
  workspace: string | null,
  id: string,
): readonly TreeNode[] {
  const result = resolve(project, name, workspace);
  const chosen = result.trace.find(entry => entry.outcome === 'chosen');
  const winner = chosen === undefined ? undefined : placedOf(project, name, chosen);
  const nodes: TreeNode[] = [
    {
      id: `${id}/resolution`,
      kind: 'resolution',
      label:
        chosen === undefined
          ? workspace === null
            ? 'Resolves to nothing in core'
            : `Resolves to nothing in ${workspace}`
          : `Resolved to ${chosen.source_registry}${chosen.registry_type === 'core' ? '' : `, ${KIND_NAMES[chosen.registry_type]}`}`,
      description: decidedBy(project, name, result),
      tooltip: [
        result.reason,
        ...rememberedNotes(project, name),
        ...result.warnings,
        ...result.errors,
      ]
        .map(escapeMarkdown)
        .join('\n\n'),
      children: result.trace.length > 0 ? 'expanded' : 'none',
      step: name,
    },
  ];
  const definition = result.selected_definition;
  if (definition?.builder_step_name) {
    nodes.push(
      classNode(project, id, 'Builder', definition.builder_step_name, definition.workspace_id),
    );
  }
  if (definition?.config_class) {
    nodes.push(classNode(project, id, 'Config', definition.config_class, definition.workspace_id));
  }
  if (winner !== undefined) nodes.push(...fieldNodes(project, id, winner));
  return nodes;
}

/** Which strategy decided, and whether the user's own choice did. */
function decidedBy(
  { view }: TreeProject,
  name: string,
  { resolution_strategy, trace }: StepResolutionResult,
): string {
  const choice = choiceFor(view, name);
  if (choice === undefined) return resolution_strategy;
  const isFollowed =
    resolution_strategy === 'manual' && trace.some(({ outcome }) => outcome === 'chosen');
  return isFollowed
    ? `${resolution_strategy}  ·  ${choice} is remembered`
    : `${resolution_strategy}  ·  the choice ${choice} has no effect`;
}

function rememberedNotes({ view }: TreeProject, name: string): readonly string[] {
  const choice = choiceFor(view, name);
  if (choice === undefined) return [];
  const problem = choiceProblem(view, name, choice);
  return [
    `cursus-registry.yaml remembers ${choice} as the winner${problem === undefined ? '' : `, but ${problem}`}.`,
  ];
}

/** One row for every candidate of the resolution, in rank order, with the reason why it won or lost. */
export function traceNodes(
  project: TreeProject,
  name: string,
  workspace: string | null,
  id: string,
): readonly TreeNode[] {
  const seen = new Map<string, number>();
  return resolve(project, name, workspace).trace.map(entry => {
    const who = `${entry.source_registry} ${entry.registry_type}`;
    const nth = seen.get(who) ?? 0;
    seen.set(who, nth + 1);
    const placed = placedOf(project, name, entry);
    const location = placed && project.places.location(placed.file, placed.declaration.nameSpan);
    const kind = entry.registry_type === 'core' ? '' : `   ${KIND_NAMES[entry.registry_type]}`;
    return {
      id: `${id}/${encodePercent(`${who} ${nth}`)}`,
      kind: 'candidate',
      label: `${entry.rank ?? '–'}  ${entry.source_registry}${kind}`,
      description: `${OUTCOME_NAMES[entry.outcome]}: ${entry.reason}`,
      tooltip: [entry.reason, ...entry.notes].map(escapeMarkdown).join('\n\n'),
      icon:
        entry.outcome === 'chosen'
          ? 'pass'
          : entry.outcome === 'invalid'
            ? 'error'
            : 'circle-slash',
      children: 'none',
      ...(location === undefined ? {} : { location }),
      step: name,
      ...(entry.workspace_id === null ? {} : { workspace: entry.workspace_id }),
    };
  });
}

function placedOf(project: TreeProject, name: string, entry: TraceEntry): Placed | undefined {
  const kind = entry.registry_type === 'workspace' ? 'local' : entry.registry_type;
  if (kind === 'core') return project.view.coreStep(name);
  return project.view
    .declarations(name)
    .findLast(
      placed =>
        placed.declaration.kind === kind &&
        placed.workspace === entry.workspace_id &&
        !placed.declaration.superseded,
    );
}

function classNode(
  project: TreeProject,
  id: string,
  role: string,
  name: string,
  workspace: string | null,
): TreeNode {
  const { view, places } = project;
  const classes = view.classes(name);
  const within = (wanted: string | undefined): PlacedClass | undefined =>
    classes.find(({ file }) => view.workspaceOf(file)?.id === wanted);
  const placed = within(workspace ?? undefined) ?? within(undefined) ?? classes[0];
  const location = placed && places.location(placed.file, placed.class.nameSpan);
  const where =
    placed !== undefined && location !== undefined
      ? `${placed.file.path.slice(placed.file.path.lastIndexOf('/') + 1)}:${location.range.start.line + 1}`
      : role === 'Builder' && view.isSynthesisedBuilder(name)
        ? 'made by cursus from the interface'
        : 'not found';
  return {
    id: `${id}/${encodePercent(`class:${role}`)}`,
    kind: 'class',
    role: role === 'Builder' ? 'builder' : 'config',
    label: `${role}  ${name}`,
    description: where,
    ...(placed === undefined ? {} : { tooltip: inlineCode(placed.file.path) }),
    icon: where === 'not found' ? 'question' : 'symbol-class',
    children: 'none',
    ...(location === undefined ? {} : { location }),
  };
}

const SHOWN_ELSEWHERE = new Set(['builder_step_name', 'config_class']);

function fieldNodes(project: TreeProject, id: string, winner: Placed): readonly TreeNode[] {
  const last = new Map(winner.declaration.fields.map(field => [field.key, field]));
  return [...last.values()]
    .filter(field => !SHOWN_ELSEWHERE.has(field.key))
    .map(field => {
      const location = project.places.location(winner.file, field.valueSpan);
      return {
        id: `${id}/${encodePercent(`field:${field.key}`)}`,
        kind: 'field',
        label: field.key,
        description: shown(field.value),
        icon: 'symbol-field',
        children: 'none',
        ...(location === undefined ? {} : { location }),
      };
    });
}

/** A value on one line, as Python writes it; what is not known says so. */
function shown(value: PyValue): string {
  if (isOpaque(value))
    return `known only when Python runs${value.detail === '' ? '' : `: ${value.detail}`}`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return (value as readonly PyValue[]).map(shown).join(', ');
  if (isDict(value)) return [...value].map(([key, item]) => `${key}: ${shown(item)}`).join(', ');
  return String(value);
}
