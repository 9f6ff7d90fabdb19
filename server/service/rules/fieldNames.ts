import type { PyValue } from '../sources/values.js';
import { isDict, isOpaque } from '../sources/values.js';

export const STRATEGIES: ReadonlySet<string> = new Set([
  'workspace_priority',
  'framework_match',
  'environment_match',
  'highest_priority',
  'manual',
  'core_fallback',
]);

const TOLERANCES: ReadonlySet<string> = new Set(['low', 'medium', 'high']);

/** What a value of the conflict metadata or of WORKSPACE_METADATA must be. */
export type ValueShape =
  | { readonly kind: 'text' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'id' }
  | { readonly kind: 'choice'; readonly choices: ReadonlySet<string> };

const TEXT: ValueShape = { kind: 'text' };
const TEXTS: ValueShape = { kind: 'texts' };
const STRATEGY: ValueShape = { kind: 'choice', choices: STRATEGIES };

/** Fields of an entry that the runtime's model reads; their types are a matter of `invalid-entry`. */
const MODEL_FIELDS = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
  'framework',
  'job_types',
  'metadata',
];

/** The conflict metadata of an entry. */
export const CONFLICT_METADATA: ReadonlyMap<string, ValueShape> = new Map<string, ValueShape>([
  ['priority', { kind: 'integer' }],
  ['compatibility_tags', TEXTS],
  ['framework_version', TEXT],
  ['environment_tags', TEXTS],
  ['conflict_resolution_strategy', STRATEGY],
]);

/** Keys of WORKSPACE_METADATA that mean something; others are the user's own. */
export const WORKSPACE_KEYS: ReadonlyMap<string, ValueShape> = new Map<string, ValueShape>([
  ['developer_id', { kind: 'id' }],
  ['version', TEXT],
  ['description', TEXT],
  ['template', TEXT],
  ['contact', TEXT],
  ['frameworks', TEXTS],
  ['environment_tags', TEXTS],
  ['dependencies', TEXTS],
  ['default_resolution_strategy', STRATEGY],
  ['preferred_frameworks', TEXTS],
  ['environment_preferences', TEXTS],
  ['conflict_tolerance', { kind: 'choice', choices: TOLERANCES }],
]);

export const ENTRY_FIELDS: ReadonlySet<string> = new Set([
  ...MODEL_FIELDS,
  ...CONFLICT_METADATA.keys(),
]);

/** Keys of the `registry:` block of an interface file. */
export const INTERFACE_FIELDS: ReadonlySet<string> = new Set([
  'sagemaker_step_type',
  'description',
  'requires',
  'config_class',
  'builder_step_name',
]);

export const METADATA_FIELDS: ReadonlySet<string> = new Set(WORKSPACE_KEYS.keys());

/** Whether a value, or a part of it, is not known or written as None: nothing is said about it. */
export function isUnjudged(value: PyValue): boolean {
  if (value === null || isOpaque(value)) return true;
  return Array.isArray(value) && (value as readonly PyValue[]).some(isOpaque);
}

/** What stands there, for messages: the text in quotes, else the type. */
export function shown(value: PyValue): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  return isDict(value) ? 'a dict' : Array.isArray(value) ? 'a list' : 'this';
}
