import { canonicalKey } from './canonicalKey.js';
import { canonicalToSnake } from './snakeCase.js';

/** The job types that cursus itself knows, as suffixes of a variant of a step; any other word is one too. */
export const JOB_TYPES = [
  'training',
  'validation',
  'testing',
  'calibration',
  'inference',
  'evaluation',
  'batch',
  'export',
  'scoring',
] as const;

/** Whether a snake-case name ends in a known job type: `foo_training`. */
export function isJobTypeVariant(stepName: string): boolean {
  const lowered = stepName.toLowerCase();
  return JOB_TYPES.some(suffix => lowered.endsWith(`_${suffix}`));
}

/**
 * The step that a node name stands for: the longest beginning, cut at underscores, that is a known name in any
 * case and separation. The suffix is free: `CradleDataLoading_munged` is `CradleDataLoading`.
 */
export function resolveBaseStepName(
  nodeName: string,
  knownStepNames: Iterable<string>,
): string | null {
  const byKey = new Map<string, string>();
  for (const name of knownStepNames) {
    const key = canonicalKey(name);
    if (!byKey.has(key)) byKey.set(key, name);
  }
  const parts = nodeName.split('_');
  for (let end = parts.length; end > 0; end--) {
    const found = byKey.get(canonicalKey(parts.slice(0, end).join('_')));
    if (found !== undefined) return found;
  }
  return null;
}

/** A node name as its step and its suffix; the whole name and null where it is no step's. */
export function splitJobTypeSuffix(
  nodeName: string,
  knownStepNames: Iterable<string>,
): readonly [base: string, suffix: string | null] {
  const base = resolveBaseStepName(nodeName, knownStepNames);
  if (base === null) return [nodeName, null];
  if (canonicalKey(base) === canonicalKey(nodeName)) return [base, null];
  const follows = nodeName.toLowerCase().startsWith(base.toLowerCase());
  const suffix = follows ? nodeName.slice(base.length + 1) : '';
  if (suffix !== '') return [base, suffix];
  const parts = canonicalToSnake(base).split('_').length;
  return [base, nodeName.split('_').slice(parts).join('_') || null];
}
