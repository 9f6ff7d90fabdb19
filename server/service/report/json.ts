import { countBySeverity, type Problem } from './problem.js';

/** Raised when a field changes its meaning or goes away; fields may be added without. */
export const JSON_VERSION = 1;

/** What `check` looked at, beside its problems. */
export interface CheckSummary {
  readonly projects: readonly {
    readonly root: string;
    readonly core: string;
    readonly coreSteps: number;
    readonly workspaces: number;
    readonly files: number;
    /** Why nothing was called unknown, if so. */
    readonly incomplete: readonly string[];
  }[];
  /** Findings that a baseline holds and that are not reported. */
  readonly baselined: number;
}

/** `check --format json`: one object, two-space indentation, a newline at the end. */
export function jsonReport(problems: readonly Problem[], summary: CheckSummary): string {
  const body = {
    version: JSON_VERSION,
    problems: problems.map(({ name: _, ...problem }) => problem),
    summary: { ...countBySeverity(problems), ...summary },
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
