import type { UseContext } from '../../sources/facts.js';
import type { Slot, VariantSpelling } from './caret.js';
import type { CursusFile } from './cursusFile.js';
import type { Enclosure } from './enclosure.js';

/** Functions and methods whose first argument is a step's name; the runtime raises for an unknown one. */
const ACCESSORS = new Set([
  'get_builder_step_name',
  'get_builder_for_step_type',
  'get_config_class_name',
  'get_sagemaker_step_type',
  'get_spec_step_type',
  'get_spec_step_type_with_job_type',
  'get_step',
  'get_step_definition',
  'get_step_description',
  'get_step_info',
  'load_builder_class',
  'load_step_interface',
]);
const PREDICATES = new Set(['has_step', 'is_step_type_supported', 'validate_step_name']);
const OF_SPEC_TYPE = new Set(['get_step_name_from_spec_type', 'validate_spec_type']);
const OF_SAGEMAKER_TYPE = new Set(['get_steps_by_sagemaker_type', 'validate_sagemaker_step_type']);
const OF_WORKSPACE = new Set([
  'get_workspace_step_count',
  'set_workspace_context',
  'workspace_context',
]);
const DAG_METADATA = new Set(['required_configs', 'entry_points', 'exit_points']);
const EDGE_ENDS = new Set(['src', 'dst', 'from_node', 'to_node', 'from_step', 'to_step']);
/** Dictionaries of cursus by what their keys are. */
export const STEP_KEYED = new Set(['STEP_NAMES', 'BUILDER_STEP_NAMES', 'SPEC_STEP_TYPES']);
const CONFIG_KEYED = 'CONFIG_STEP_REGISTRY';

/**
 * What a string in calls, subscripts and lists of steps is for.
 * @param chain brackets around the caret, innermost first
 */
export function callSlot(chain: readonly Enclosure[], file: CursusFile): Slot | undefined {
  const [inner, outer] = chain;
  if (inner === undefined) return undefined;
  if (inner.kind === 'subscript') return file.usesCursus ? keyed(inner.callee) : undefined;
  if (inner.kind === 'call') return argument(inner, file);
  const list = inner.kind === 'list' || inner.kind === 'tuple' ? listSlot(chain, file) : undefined;
  if (list !== undefined || outer === undefined) return list;
  return undefined;
}

function argument(call: Enclosure, file: CursusFile): Slot | undefined {
  const dot = call.callee.lastIndexOf('.');
  const name = call.callee.slice(dot + 1);
  const receiver = call.callee.slice(0, Math.max(dot, 0));
  const isFirst = call.index === 0 && call.key === undefined;
  const isStep = isFirst || call.key === 'step_name';
  if (name === 'add_node' && dot > 0) {
    return (isFirst || call.key === 'node') && file.mayBeDag(receiver)
      ? step('dag-node', 'lower')
      : undefined;
  }
  if (name === 'add_edge' && dot > 0) {
    const isEnd = call.key === undefined ? call.index < 2 : EDGE_ENDS.has(call.key);
    return isEnd && file.mayBeDag(receiver) ? step('dag-edge', 'lower') : undefined;
  }
  if (!file.usesCursus) return undefined;
  if (call.key === 'workspace_id' || (isFirst && OF_WORKSPACE.has(name)))
    return { kind: 'workspace' };
  if (name === 'set_step_config') return isStep ? step('dag-config', 'lower') : undefined;
  if (name === 'get_spec_step_type_with_job_type' && isJobType(call)) return value('job_types');
  if (name === 'StepSpecification') {
    return call.key === 'step_type' ? step('spec-type', 'capital') : undefined;
  }
  if (ACCESSORS.has(name)) return isStep ? step('accessor', 'none') : undefined;
  if (PREDICATES.has(name)) return isStep ? step('predicate', 'none') : undefined;
  if (OF_SPEC_TYPE.has(name)) {
    return isFirst || call.key === 'spec_type' ? step('spec-type', 'capital') : undefined;
  }
  if (OF_SAGEMAKER_TYPE.has(name)) {
    const isType = isFirst || call.key === 'sagemaker_type';
    return isType ? value('sagemaker_step_type') : undefined;
  }
  return name === 'get' && isFirst ? keyed(receiver) : undefined;
}

function isJobType(call: Enclosure): boolean {
  return call.key === 'job_type' || (call.key === undefined && call.index === 1);
}

function keyed(dictionary: string): Slot | undefined {
  const name = dictionary.slice(dictionary.lastIndexOf('.') + 1);
  if (STEP_KEYED.has(name)) return step('subscript', 'none');
  return name === CONFIG_KEYED ? { kind: 'class', of: 'config' } : undefined;
}

/** Items of `nodes=[..]`, `edges=[(..)]`, `compatible_sources=[..]` and the DAG's metadata lists. */
function listSlot(chain: readonly Enclosure[], file: CursusFile): Slot | undefined {
  const [inner, holder, outer] = chain;
  if (holder === undefined) return undefined;
  if (isDagCall(holder, file)) {
    return named(holder, 'nodes', 0) ? step('dag-node', 'lower') : undefined;
  }
  if (outer !== undefined && holder.kind === 'list' && isDagCall(outer, file)) {
    return named(outer, 'edges', 1) && inner!.index < 2 ? step('dag-edge', 'lower') : undefined;
  }
  if (!file.usesCursus || holder.key === undefined) return undefined;
  if (holder.key === 'compatible_sources') return step('compatible-source', 'none');
  return DAG_METADATA.has(holder.key) ? step('dag-metadata', 'lower') : undefined;
}

function isDagCall(call: Enclosure, file: CursusFile): boolean {
  return call.kind === 'call' && /(?:^|\.)PipelineDAG$/.test(call.callee) && file.usesCursus;
}

function named(call: Enclosure, keyword: string, index: number): boolean {
  return call.key === undefined ? call.index === index : call.key === keyword;
}

function step(place: UseContext, variants: VariantSpelling): Slot {
  return { kind: 'step', place, variants, present: [] };
}

function value(field: 'sagemaker_step_type' | 'job_types'): Slot {
  return { kind: 'value', field, present: [] };
}
