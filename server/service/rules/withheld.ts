import type { RuleCode } from '../../../shared/rules.js';
import type { ProjectView } from '../project/project.js';

/** Claims that something does not exist; they need complete knowledge of core, or of all registries. */
const NEEDS: Readonly<Partial<Record<RuleCode, 'core' | 'everything'>>> = {
  'override-without-target': 'core',
  'unknown-builder': 'core',
  'unknown-config-class': 'core',
  'unknown-field': 'core',
  'unknown-sagemaker-type': 'core',
  'cross-workspace-step': 'core',
  'unknown-step': 'everything',
};

/** Whether the rule calls something unknown. */
export function needsKnowledge(code: RuleCode): boolean {
  return NEEDS[code] !== undefined && code !== 'cross-workspace-step';
}

/** Whether nothing may be said under a code, because part of what it depends on is not known (yet). Reads `knowledge` only for such codes. */
export function isWithheld(code: RuleCode, view: ProjectView): boolean {
  const needs = NEEDS[code];
  if (needs === undefined) return false;
  const { complete, coreComplete } = view.knowledge();
  return needs === 'core' ? !coreComplete : !complete;
}
