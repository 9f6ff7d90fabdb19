/** How loudly a finding is reported; `off` in settings and project file silences a rule. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export type SeverityOverride = Severity | 'off';

/** What the product knows about one rule: the server, the settings, the docs and the tests read this table. */
export interface RuleInfo {
  readonly severity: Severity;
  /** One line, without the particulars of an occurrence; shown in settings and in the docs' table. */
  readonly title: string;
  /** The range may be drawn faded (`unnecessary`) or struck through (`deprecated`). */
  readonly tag?: 'unnecessary' | 'deprecated';
}

/**
 * Every rule, keyed by its code. The documentation of a code is the section of that name in docs/rules.md.
 * Order is precedence: where two rules speak about one key, the one listed first is reported.
 */
export const RULES = {
  'unreadable-registry': {
    severity: 'error',
    title:
      'A registry file cannot be read: at run time the whole workspace vanishes without a word',
  },
  'registry-build-fails': {
    severity: 'error',
    title: 'This entry makes the whole core registry fail to load at run time',
  },
  'invalid-project-file': {
    severity: 'error',
    title: 'cursus-registry.yaml has a value that cannot be used',
  },
  'workspace-id-clash': {
    severity: 'error',
    title: 'Two workspaces claim one id, or an id is `core`',
  },
  'invalid-entry': {
    severity: 'error',
    title: 'The runtime rejects this entry and silently drops the rest of the file',
  },
  'duplicate-step': {
    severity: 'warning',
    title: 'A step is declared twice where only one declaration can count',
  },
  'step-pack-clash': {
    severity: 'warning',
    title: 'A step pack repeats the name of a core step',
  },
  'conflicting-step-name': {
    severity: 'warning',
    title: 'Two or more workspaces declare the same step name',
  },
  'shadowed-core-step': {
    severity: 'warning',
    title: 'A local step has the name of a core step',
  },
  'override-without-target': {
    severity: 'warning',
    title: 'STEP_OVERRIDES names a step that core does not have',
  },
  'unknown-builder': {
    severity: 'warning',
    title: 'No builder class of this name is known',
  },
  'unknown-config-class': {
    severity: 'information',
    title: 'No config class of this name is known',
  },
  'missing-field': {
    severity: 'warning',
    title: 'An entry lacks fields that the runtime reads',
  },
  'invalid-metadata': {
    severity: 'warning',
    title: 'A value in the conflict metadata or in WORKSPACE_METADATA cannot be used',
  },
  'unknown-field': {
    severity: 'information',
    title: 'A key looks like a misspelt field',
  },
  'unknown-sagemaker-type': {
    severity: 'warning',
    title: 'The SageMaker step type is none that cursus knows',
  },
  'naming-convention': {
    severity: 'information',
    title: 'A name does not follow the naming conventions of cursus',
  },
  'ambiguous-reverse-name': {
    severity: 'information',
    title: 'Two steps of one table share a config class or spec type',
  },
  'unread-table-name': {
    severity: 'information',
    title: 'Released cursus runtimes do not read WORKSPACE_STEPS',
  },
  'dynamic-entry': {
    severity: 'hint',
    title: 'Only running the code could tell this table or field',
  },
  'unknown-step': {
    severity: 'warning',
    title: 'A step name is used that no registry declares',
  },
  'cross-workspace-step': {
    severity: 'information',
    title: 'A step is used that only another workspace declares',
  },
  'deprecated-alias': {
    severity: 'hint',
    title: 'A legacy alias is used in place of the canonical step name',
    tag: 'deprecated',
  },
  'unused-ignore': {
    severity: 'hint',
    title: 'An ignore comment silences nothing',
    tag: 'unnecessary',
  },
} as const satisfies Record<string, RuleInfo>;

export type RuleCode = keyof typeof RULES;

export const RULE_CODES = Object.keys(RULES) as RuleCode[];
