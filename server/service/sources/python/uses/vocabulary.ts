import type { UseContext } from '../../facts.js';
import { isInsideCursus } from '../modules.js';

/** What an object of cursus is, as far as its methods take step names. */
export type Receiver = 'dag' | 'config-factory' | 'registry-manager' | 'step-catalog';

/** A parameter that takes a step name, or a list of them. */
export interface NameParameter {
  readonly keyword: string;
  readonly position: number;
  readonly context: UseContext;
  /** Absent: one name. `names`: a list of them. `pairs`: a list of pairs of them. */
  readonly shape?: 'names' | 'pairs';
}

const one = (keyword: string, context: UseContext, position = 0): NameParameter => ({
  keyword,
  position,
  context,
});

/** Classes and functions of cursus whose call gives a receiver. Sub-classes in the same file count as their base. */
const RECEIVERS: ReadonlyMap<string, Receiver> = new Map([
  ['PipelineDAG', 'dag'],
  ['EnhancedPipelineDAG', 'dag'],
  ['import_dag_from_json', 'dag'],
  ['load_shared_dag', 'dag'],
  ['DAGConfigFactory', 'config-factory'],
  ['UnifiedRegistryManager', 'registry-manager'],
  ['HybridRegistryManager', 'registry-manager'],
  ['EnhancedBackwardCompatibilityLayer', 'registry-manager'],
  ['StepCatalog', 'step-catalog'],
  ['StepBuilderRegistry', 'step-catalog'],
  ['get_global_registry', 'step-catalog'],
]);

/** The shared DAGs of cursus: `create_xgboost_simple_dag()`. */
const DAG_MAKER = /^create_\w*dag$/;

/** What the call of a thing imported from cursus gives. */
export function receiverOf(cursusName: string): Receiver | undefined {
  return RECEIVERS.get(cursusName) ?? (DAG_MAKER.test(cursusName) ? 'dag' : undefined);
}

export const METHODS: Readonly<Record<Receiver, ReadonlyMap<string, readonly NameParameter[]>>> = {
  dag: new Map([
    ['add_node', [one('node', 'dag-node')]],
    ['add_edge', [one('src', 'dag-edge'), one('dst', 'dag-edge', 1)]],
    ['get_dependencies', [one('node', 'predicate')]],
  ]),
  'config-factory': new Map([
    ['set_step_config', [one('step_name', 'dag-config')]],
    ['update_step_config', [one('step_name', 'dag-config')]],
    ['get_step_requirements', [one('step_name', 'dag-config')]],
    ['configure_step_if_present', [one('step_name', 'predicate')]],
    ['auto_configure_step_if_possible', [one('step_name', 'predicate')]],
    ['can_auto_configure_step', [one('step_name', 'predicate')]],
    ['is_dag_step', [one('step_name', 'predicate')]],
    ['get_step_config_instance', [one('step_name', 'predicate')]],
  ]),
  'registry-manager': new Map([
    ['get_step_definition', [one('step_name', 'accessor')]],
    ['get_step', [one('step_name', 'accessor')]],
    ['has_step', [one('step_name', 'predicate')]],
  ]),
  // These take aliases, file names and other spellings too, and answer None for what they do not know.
  'step-catalog': new Map([
    ['get_builder_for_step_type', [one('step_type', 'predicate')]],
    ['is_step_type_supported', [one('step_type', 'predicate')]],
    ['get_step_info', [one('step_name', 'predicate')]],
    ['load_builder_class', [one('step_name', 'predicate')]],
    ['load_contract_class', [one('step_name', 'predicate')]],
    ['load_spec_class', [one('step_name', 'predicate')]],
    ['has_builder_provider', [one('step_name', 'predicate')]],
    ['get_builder_class_path', [one('step_name', 'predicate')]],
    ['detect_framework', [one('step_name', 'predicate')]],
    ['get_job_type_variants', [one('base_step_name', 'predicate')]],
    ['resolve_pipeline_node', [one('node_name', 'predicate')]],
  ]),
};

const COMPATIBLE_SOURCES: readonly NameParameter[] = [
  { keyword: 'compatible_sources', position: -1, context: 'compatible-source', shape: 'names' },
];

/** Functions and classes of cursus that take step names when they are called. */
export const CALLS: ReadonlyMap<string, readonly NameParameter[]> = new Map([
  ['get_config_class_name', [one('step_name', 'accessor')]],
  ['get_builder_step_name', [one('step_name', 'accessor')]],
  ['get_spec_step_type', [one('step_name', 'accessor')]],
  ['get_spec_step_type_with_job_type', [one('step_name', 'accessor')]],
  ['get_step_description', [one('step_name', 'accessor')]],
  ['get_sagemaker_step_type', [one('step_name', 'accessor')]],
  ['get_step_name_from_spec_type', [one('spec_type', 'spec-type')]],
  ['validate_step_name', [one('step_name', 'predicate')]],
  ['validate_spec_type', [one('spec_type', 'predicate')]],
  ['load_step_interface', [one('step_name', 'predicate')]],
  ['StepSpecification', [one('step_type', 'spec-type')]],
  ['DependencySpec', COMPATIBLE_SOURCES],
  ['DependencyDecl', COMPATIBLE_SOURCES],
  [
    'PipelineDAG',
    [
      { keyword: 'nodes', position: 0, context: 'dag-node', shape: 'names' },
      { keyword: 'edges', position: 1, context: 'dag-edge', shape: 'pairs' },
    ],
  ],
]);

/** Dictionaries of cursus that are asked by step name or by config class. */
export const TABLES: ReadonlyMap<string, UseContext> = new Map([
  ['STEP_NAMES', 'subscript'],
  ['BUILDER_STEP_NAMES', 'subscript'],
  ['SPEC_STEP_TYPES', 'subscript'],
  ['CONFIG_STEP_REGISTRY', 'config-class'],
]);

/** Calls in whose arguments a dict may list node names under these keys. */
export const METADATA_CALLS: ReadonlySet<string> = new Set(['DAGMetadata', 'EnhancedDAGMetadata']);
export const METADATA_LISTS: ReadonlySet<string> = new Set([
  'required_configs',
  'entry_points',
  'exit_points',
]);

const INTERESTING = [
  'add_node',
  'add_edge',
  'set_step_config',
  'get_step_definition',
  'compatible_sources',
  'required_configs',
  'entry_points',
  'exit_points',
  ...RECEIVERS.keys(),
  ...CALLS.keys(),
  ...TABLES.keys(),
];
const INTERESTING_WORD = new RegExp([...new Set(INTERESTING)].join('|'));

/**
 * Whether a text can hold a use at all: a cheap test that is never wrong when it says no.
 * @param path relative to the project: inside the cursus package relative imports suffice
 */
export function mayUseSteps(text: string, path: string): boolean {
  return (text.includes('cursus') || isInsideCursus(path)) && INTERESTING_WORD.test(text);
}
