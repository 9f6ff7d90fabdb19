import { RULES, type Severity } from '../../../shared/rules.js';
import type { ProjectView } from '../project/project.js';
import type { Finding } from './finding.js';
import type { JudgementOptions } from './rule.js';
import { needsKnowledge } from './withheld.js';

const LOUDNESS: Readonly<Record<Severity, number>> = {
  hint: 0,
  information: 1,
  warning: 2,
  error: 3,
};

function softer(a: Severity, b: Severity): Severity {
  return LOUDNESS[a] < LOUDNESS[b] ? a : b;
}

/**
 * The severity of a finding after the project file and the user's settings had their say; `undefined`: off. A severity
 * that is set takes the place of the rule's default and of a louder one; a finding that its rule reports softer
 * than usual stays so. Against the built-in core, which may be of another date, nothing is called unknown loudly.
 */
export function severityOf(
  finding: Finding,
  view: ProjectView,
  options: JudgementOptions,
): Severity | undefined {
  const { code } = finding;
  const set = view.config().severities[code] ?? options.severities?.[code];
  if (set === 'off') return undefined;
  const isSofter = LOUDNESS[finding.severity] < LOUDNESS[RULES[code].severity];
  const severity =
    set === undefined ? finding.severity : isSofter ? softer(finding.severity, set) : set;
  const isGuess = needsKnowledge(code) && view.core().kind === 'builtin';
  return isGuess ? softer(severity, 'information') : severity;
}
