import type { Severity } from '../../../shared/rules.js';
import { counted } from '../rules/wording.js';
import { countBySeverity, type Problem } from './problem.js';
import { type Paint, type Style, visible } from './terminal.js';

const SEVERITY_STYLES: Record<Severity, Style> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};

/** `2 errors, 1 warning`; `no findings` for none. */
export function summaryLine(problems: readonly Problem[]): string {
  const counts = countBySeverity(problems);
  const parts = [
    counts.error > 0 && counted(counts.error, 'error'),
    counts.warning > 0 && counted(counts.warning, 'warning'),
    counts.information > 0 && `${counts.information} information`,
    counts.hint > 0 && counted(counts.hint, 'hint'),
  ].filter(part => part !== false);
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/**
 * `check --format text`: findings grouped by file, places as `line:column` counted from 1, columns aligned within
 * a file; related places below each. Without the summary line.
 */
export function textReport(problems: readonly Problem[], paint: Paint): string {
  const lines: string[] = [];
  for (let from = 0; from < problems.length; ) {
    const file = problems[from]!.file;
    let to = from;
    while (problems[to]?.file === file) to++;
    const group = problems.slice(from, to);
    from = to;
    const places = group.map(
      problem => `${problem.range.start.line + 1}:${problem.range.start.character + 1}`,
    );
    const placeWidth = Math.max(...places.map(place => place.length));
    const severityWidth = Math.max(...group.map(problem => problem.severity.length));
    lines.push(paint(visible(file), 'underline'));
    group.forEach((problem, i) => {
      const place = paint(places[i]!.padStart(placeWidth), 'dim');
      const severity = paint(
        problem.severity.padEnd(severityWidth),
        SEVERITY_STYLES[problem.severity],
      );
      lines.push(
        `  ${place}  ${severity}  ${visible(problem.message)}  ${paint(problem.code, 'dim')}`,
      );
      const indent = ' '.repeat(placeWidth + severityWidth + 6);
      for (const related of problem.related) {
        const { line, character } = related.range.start;
        lines.push(
          paint(
            `${indent}${visible(related.file)}:${line + 1}:${character + 1}  ${visible(related.message)}`,
            'dim',
          ),
        );
      }
    });
    lines.push('');
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
