import type { UseContext } from '../../sources/facts.js';
import {
  CALLS,
  METADATA_LISTS,
  METHODS,
  type NameParameter,
  TABLES,
} from '../../sources/python/uses/vocabulary.js';
import type { Slot, VariantSpelling } from './caret.js';
import type { CursusFile } from './cursusFile.js';
import type { Enclosure } from './enclosure.js';

const OF_SAGEMAKER_TYPE = new Set(['get_steps_by_sagemaker_type', 'validate_sagemaker_step_type']);
const OF_WORKSPACE = new Set([
  'get_workspace_step_count',
  'set_workspace_context',
  'workspace_context',
]);
/** Other spellings of the ends of an edge, in graphs that wrap a DAG. */
const EDGE_ENDS = new Set(['from_node', 'to_node', 'from_step', 'to_step']);

const { dag: DAG_METHODS, ...OTHER_METHODS } = METHODS;

/**
 * What a string in calls, subscripts and lists of steps is for.
 * @param chain brackets around the caret, innermost first
 */
export function callSlot(chain: readonly Enclosure[], file: CursusFile): Slot | undefined {
  const [inner] = chain;
  switch (inner?.kind) {
    case 'subscript':
      return file.usesCursus ? keyed(inner.callee) : undefined;
    case 'call':
      return argument(inner, file);
    case 'list':
    case 'tuple':
      return listSlot(chain, file);
    default:
      return undefined;
  }
}

function argument(call: Enclosure, file: CursusFile): Slot | undefined {
  const { name, receiver } = partsOf(call.callee);
  const ofDag = receiver === '' ? undefined : DAG_METHODS.get(name);
  if (ofDag !== undefined) {
    const context = contextOf(call, ofDag) ?? (isEdgeEnd(call, name) ? 'dag-edge' : undefined);
    return context !== undefined && file.mayBeDag(receiver) ? slotOf(context) : undefined;
  }
  if (!file.usesCursus) return undefined;
  if (call.key === 'workspace_id' || (isFirst(call) && OF_WORKSPACE.has(name))) {
    return { kind: 'workspace' };
  }
  if (name === 'get_spec_step_type_with_job_type' && isArgument(call, 'job_type', 1)) {
    return { kind: 'value', field: 'job_types', present: [] };
  }
  if (OF_SAGEMAKER_TYPE.has(name)) {
    const isType = isArgument(call, 'sagemaker_type', 0);
    return isType ? { kind: 'value', field: 'sagemaker_step_type', present: [] } : undefined;
  }
  if (name === 'get' && isFirst(call)) return keyed(receiver);
  const parameters = parametersOf(name, receiver !== '');
  const context = contextOf(
    call,
    parameters.filter(each => each.shape === undefined),
  );
  if (context === undefined) return undefined;
  return /spec_type$/.test(name) ? slotOf(context, 'capital') : slotOf(context);
}

function parametersOf(name: string, isMethod: boolean): readonly NameParameter[] {
  const ofFunction = CALLS.get(name);
  if (ofFunction !== undefined || !isMethod) return ofFunction ?? [];
  for (const methods of Object.values(OTHER_METHODS)) {
    const found = methods.get(name);
    if (found !== undefined) return found;
  }
  return [];
}

/** Items of `nodes=[..]`, `edges=[(..)]`, `compatible_sources=[..]` and the DAG's metadata lists. */
function listSlot(chain: readonly Enclosure[], file: CursusFile): Slot | undefined {
  const [inner, holder, outer] = chain;
  if (holder === undefined || !file.usesCursus) return undefined;
  const direct = holder.kind === 'call' ? contextOf(holder, shaped(holder, 'names')) : undefined;
  if (direct !== undefined) return slotOf(direct);
  if (outer?.kind === 'call' && holder.kind === 'list' && inner!.index < 2) {
    const pair = contextOf(outer, shaped(outer, 'pairs'));
    if (pair !== undefined) return slotOf(pair);
  }
  if (holder.key === 'compatible_sources') return slotOf('compatible-source');
  return METADATA_LISTS.has(holder.key ?? '') ? slotOf('dag-metadata') : undefined;
}

function shaped(call: Enclosure, shape: NameParameter['shape']): NameParameter[] {
  const { name } = partsOf(call.callee);
  return (CALLS.get(name) ?? []).filter(parameter => parameter.shape === shape);
}

function contextOf(call: Enclosure, parameters: readonly NameParameter[]): UseContext | undefined {
  return parameters.find(({ keyword, position }) => isArgument(call, keyword, position))?.context;
}

function keyed(dictionary: string): Slot | undefined {
  const context = TABLES.get(partsOf(dictionary).name);
  return context === undefined ? undefined : slotOf(context);
}

/** @param variants how a job type is written here, where the context does not say it */
export function slotOf(context: UseContext, variants?: VariantSpelling): Slot {
  if (context === 'config-class') return { kind: 'class', of: 'config' };
  const spelling =
    variants ??
    (context.startsWith('dag-') || context === 'config-key'
      ? 'lower'
      : context === 'spec-type'
        ? 'capital'
        : 'none');
  return { kind: 'step', place: context, variants: spelling, present: [] };
}

function isEdgeEnd(call: Enclosure, name: string): boolean {
  return name === 'add_edge' && EDGE_ENDS.has(call.key ?? '');
}

function isFirst(call: Enclosure): boolean {
  return call.index === 0 && call.key === undefined;
}

function isArgument(call: Enclosure, keyword: string, position: number): boolean {
  return call.key === undefined ? call.index === position : call.key === keyword;
}

function partsOf(dotted: string): { readonly name: string; readonly receiver: string } {
  const dot = dotted.lastIndexOf('.');
  return { name: dotted.slice(dot + 1), receiver: dotted.slice(0, Math.max(dot, 0)) };
}
