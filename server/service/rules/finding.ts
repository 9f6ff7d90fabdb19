import type { RuleCode, Severity } from '../../../shared/rules.js';
import type { IndexedFile } from '../project/project.js';
import type { Span } from '../text/span.js';

/** Related places that a finding shows at most. */
export const MAX_RELATED = 5;

/** Another place that a finding speaks of. */
export interface Related {
  readonly file: IndexedFile;
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** At most {@link MAX_RELATED}, core first. */
  readonly related: readonly Related[];
  /**
   * What a quick fix needs, so that it never parses the message. Names are domain terms: `suggestions` (best first),
   * `name`, `field`, `fields`, `value`, `workspace`.
   */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The step, class or id that the finding is about: the project file silences by it, the baseline counts by it. */
  readonly name: string;
}
