import type { RuleCode, Severity } from '../../../shared/rules.js';
import type { IndexedFile } from '../project/project.js';
import type { Finding } from '../rules/finding.js';
import type { Position, Range } from '../text/span.js';

/** A finding as the command line reports it. The JSON shape is stable; see docs/cli.md. */
export interface Problem {
  /** Relative to the root, `/` separated. */
  readonly file: string;
  readonly range: Range;
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  /** The step, class or id that it is about; the baseline counts by it. Not part of the JSON. */
  readonly name: string;
}

export interface RelatedPlace {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** By file, place, code: the order of every report, whatever order the files were read in. */
export function compareProblems(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    comparePositions(a.range.start, b.range.start) ||
    comparePositions(a.range.end, b.range.end) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}

/**
 * @param pathOf the path that a file is reported under: relative to the root of the run, which may hold several projects
 */
export function problemOf(
  file: IndexedFile,
  finding: Finding,
  pathOf: (file: IndexedFile) => string,
): Problem {
  return {
    file: pathOf(file),
    range: file.facts.lines.range(finding.span),
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    related: finding.related.map(related => ({
      file: pathOf(related.file),
      range: related.file.facts.lines.range(related.span),
      message: related.message,
    })),
    name: finding.name,
  };
}

export interface ProblemCounts {
  readonly error: number;
  readonly warning: number;
  readonly information: number;
  readonly hint: number;
}

export function countBySeverity(problems: readonly Problem[]): ProblemCounts {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const problem of problems) counts[problem.severity]++;
  return counts;
}
