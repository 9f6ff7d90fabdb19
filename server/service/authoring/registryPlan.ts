import type { IndexedFile, ProjectView, Workspace } from '../project/project.js';
import { entryOf } from '../registry/acceptance.js';
import type { TableKind } from '../sources/facts.js';
import { isDict, isOpaque, type PyDict } from '../sources/values.js';
import { builderFile, configFile, interfaceFile, type NewFile, type NewStep } from './step.js';
import { entryOfStep } from './workspace.js';

/** An entry that a table of a file is to get. */
export interface PlannedEntry {
  readonly file: IndexedFile;
  readonly kind: TableKind;
  readonly name: string;
  readonly entry: PyDict;
}

/** What is about to be written into one project; paths are relative to it. */
export interface RegistryPlan {
  readonly create: readonly NewFile[];
  readonly entries: readonly PlannedEntry[];
}

/** Why nothing is planned, for people. */
export interface PlanProblem {
  readonly problem: string;
}

/**
 * A new step with everything that belongs to it: registry entry or interface file, builder and configuration stubs.
 * @param workspace that gets the step; absent: core
 */
export function planNewStep(
  view: ProjectView,
  step: NewStep,
  workspace: Workspace | undefined,
): RegistryPlan | PlanProblem {
  return workspace === undefined
    ? planCoreStep(view, step)
    : tablePlan(workspace.file, 'local', step);
}

function planCoreStep(view: ProjectView, step: NewStep): RegistryPlan | PlanProblem {
  const { kind, source } = view.core();
  if (kind === 'interfaces') {
    const config = configFile(step);
    const file = interfaceFile(step);
    const steps = source.slice(0, source.lastIndexOf('/') + 1);
    return {
      create: [
        { ...file, path: `${source}/${file.path}` },
        { ...config, path: `${steps}configs/${config.path}` },
      ],
      entries: [],
    };
  }
  const table = [...view.files()].find(
    file => file.external !== true && file.path.startsWith(source) && file.facts.tables.length > 0,
  );
  return kind === 'python' && table !== undefined
    ? tablePlan(table, 'core', step)
    : { problem: `the core in force (${source}) cannot take a step` };
}

function tablePlan(file: IndexedFile, kind: TableKind, step: NewStep): RegistryPlan {
  const steps = `${file.path.slice(0, file.path.lastIndexOf('registry/'))}steps`;
  const builder = builderFile(step);
  const config = configFile(step);
  return {
    create: [
      { ...builder, path: `${steps}/builders/${builder.path}` },
      { ...config, path: `${steps}/configs/${config.path}` },
    ],
    entries: [{ file, kind, name: step.name, entry: entryOfStep(step) }],
  };
}

/** What an interface file says beside the row itself is no field of an override. */
const ROW_FIELDS = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
  'job_types',
];

/** An entry of STEP_OVERRIDES with core's values: the place to change them for one workspace. */
export function planOverride(
  view: ProjectView,
  name: string,
  workspace: Workspace,
): RegistryPlan | PlanProblem {
  const core = view.coreStep(name);
  if (core === undefined) return { problem: `core has no step '${name}'` };
  const own = view
    .declarations(name)
    .find(placed => placed.workspace === workspace.id && !placed.declaration.superseded);
  if (own !== undefined) {
    const where = own.declaration.kind === 'override' ? 'overrides' : 'declares';
    return { problem: `${workspace.id} ${where} '${name}' already` };
  }
  const row = entryOf(core.declaration);
  if (!isDict(row)) return { problem: `core's row '${name}' is known only when Python runs` };
  const isInterface = core.file.role.kind === 'interface';
  const entry = new Map(
    [...row].filter(
      ([key, value]) => !isOpaque(value) && (!isInterface || ROW_FIELDS.includes(key)),
    ),
  );
  return { create: [], entries: [{ file: workspace.file, kind: 'override', name, entry }] };
}
