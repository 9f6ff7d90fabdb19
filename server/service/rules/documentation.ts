import rules from '../../../docs/rules.md';
import type { RuleCode } from '../../../shared/rules.js';

/** The section of docs/rules.md about a rule, as Markdown, heading included. */
export function ruleDocumentation(code: RuleCode): string {
  const start = rules.indexOf(`## ${code}\n`);
  const end = rules.indexOf('\n## ', start);
  return rules.slice(start, end < 0 ? undefined : end).trim();
}
