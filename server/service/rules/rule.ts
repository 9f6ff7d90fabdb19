import type { RuleCode, Severity } from '../../../shared/rules.js';
import type { IndexedFile, ProjectView } from '../project/project.js';
import type { Finding } from './finding.js';

export interface RuleContext {
  readonly file: IndexedFile;
  readonly view: ProjectView;
  /** Reports with the rule's own code; `severity` only where it is not the rule's default. The engine applies settings and ignores. */
  report(
    finding: Omit<Finding, 'code' | 'severity' | 'related'> & {
      readonly severity?: Severity;
      readonly related?: Finding['related'];
    },
  ): void;
}

/** One rule, one file. `check` looks at one file and reads everything else through the view. It must not throw. */
export interface Rule {
  readonly code: RuleCode;
  check(context: RuleContext): void;
}
