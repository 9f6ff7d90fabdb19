import type { FieldOwner } from '../caret/caret.js';

/** The shape of a field's value, as a snippet writes it. */
export type FieldShape = 'text' | 'number' | 'list' | 'map';

export interface FieldInfo {
  readonly name: string;
  readonly shape: FieldShape;
  readonly about: string;
}

function field(name: string, shape: FieldShape, about: string): FieldInfo {
  return { name, shape, about };
}

const ENTRY: readonly FieldInfo[] = [
  field('config_class', 'text', 'The config class of the step: `<Name>Config`.'),
  field('builder_step_name', 'text', 'The builder class of the step: `<Name>StepBuilder`.'),
  field('spec_type', 'text', "The type that the step's specification states; the name itself."),
  field('sagemaker_step_type', 'text', 'What SageMaker runs: Processing, Training, ...'),
  field('description', 'text', 'What the step does, in a sentence.'),
  field(
    'framework',
    'text',
    'The framework that the step is for; `framework_match` chooses by it.',
  ),
  field('job_types', 'list', 'The job types that the step has variants for.'),
  field('priority', 'number', 'Lower wins under `highest_priority`; 100 where nothing is stated.'),
  field('conflict_resolution_strategy', 'text', 'How a conflict over this name is settled.'),
  field('framework_version', 'text', 'The version of the framework.'),
  field('environment_tags', 'list', 'Where the step can run; `environment_match` chooses by them.'),
  field('compatibility_tags', 'list', 'What the step goes together with.'),
  field('metadata', 'map', 'Anything else about the step.'),
];

const METADATA: readonly FieldInfo[] = [
  field('developer_id', 'text', "The id of the workspace; without it the folder's name is the id."),
  field('version', 'text', 'The version of this registry.'),
  field('description', 'text', 'What the workspace is for.'),
  field('default_resolution_strategy', 'text', 'The strategy of entries that state none.'),
  field('preferred_frameworks', 'list', 'Best first; `framework_match` chooses by them.'),
  field('environment_tags', 'list', "Where the workspace's steps run."),
  field('environment_preferences', 'list', '`environment_match` chooses by them.'),
  field('conflict_tolerance', 'text', 'How loudly conflicts are reported: low, medium or high.'),
  field('frameworks', 'list', 'The frameworks that the workspace uses.'),
  field('dependencies', 'list', 'Packages that the steps need.'),
  field('contact', 'text', 'Whom to ask.'),
  field('template', 'text', 'The template that the workspace was made from.'),
];

const REGISTRY_BLOCK: readonly FieldInfo[] = [
  field(
    'sagemaker_step_type',
    'text',
    'What SageMaker runs; without it the whole core fails to load.',
  ),
  field('description', 'text', 'What the step does, in a sentence.'),
  field('config_class', 'text', 'The config class where it is not `<Name>Config`.'),
  field('builder_step_name', 'text', 'The builder where it is not `<Name>StepBuilder`.'),
  field('requires', 'text', 'A package that the step needs: `none` or the name of an SDK.'),
];

const INTERFACE: readonly FieldInfo[] = [
  field('step_type', 'text', 'The canonical name of the step.'),
  field('node_type', 'text', 'Where the step stands in a DAG: internal, source, sink or singular.'),
  field(
    'registry',
    'map',
    'What the registry says of the step; without it the file declares none.',
  ),
  field('contract', 'map', 'The script, its inputs and outputs.'),
  field('spec', 'map', 'What the step depends on and what it gives.'),
  field('compute', 'map', 'The processor, estimator, model or transformer that runs it.'),
  field('patterns', 'map', 'How the step is assembled.'),
  field('variants', 'map', 'What differs for single job types.'),
];

const PROJECT_FILE: readonly FieldInfo[] = [
  field('core', 'text', 'Path or glob of the core registry.'),
  field('workspaces', 'list', 'Globs of further workspace registries.'),
  field('exclude', 'list', 'Globs of files and folders that are not read.'),
  field('rules', 'map', 'Severity of each rule.'),
  field('ignore', 'list', 'Findings that are not reported, by path and name.'),
  field('choices', 'map', 'Remembered choices: the workspace that wins for a step.'),
];

const IGNORE: readonly FieldInfo[] = [
  field('path', 'text', 'Glob, relative to the project.'),
  field('name', 'text', 'A step, class or workspace id.'),
  field('codes', 'list', 'Rules that are silenced; none listed: all.'),
];

/** The fields of each kind of mapping, in the order in which people write them. */
export const FIELDS: Readonly<Record<FieldOwner, readonly FieldInfo[]>> = {
  entry: ENTRY,
  metadata: METADATA,
  'registry-block': REGISTRY_BLOCK,
  interface: INTERFACE,
  'project-file': PROJECT_FILE,
  ignore: IGNORE,
};
