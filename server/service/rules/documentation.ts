import rules from '../../../docs/rules.md';
import { RULES, type RuleCode } from '../../../shared/rules.js';

/** The section of docs/rules.md about a rule, as Markdown, heading included; the rule's title where it has none. */
export function ruleDocumentation(code: RuleCode): string {
  const start = rules.indexOf(`## ${code}\n`);
  if (start < 0) return RULES[code].title;
  const end = rules.indexOf('\n## ', start);
  return rules.slice(start, end < 0 ? undefined : end).trim();
}
