import type { Severity } from '../../../shared/rules.js';
import type { Problem } from './problem.js';

const LEVELS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** `check --format github`: one workflow command a line, which GitHub Actions turns into annotations. */
export function githubReport(problems: readonly Problem[]): string {
  return problems
    .map(({ file, range, code, severity, message }) => {
      const place = [
        `file=${escapeProperty(file)}`,
        `line=${range.start.line + 1}`,
        `endLine=${range.end.line + 1}`,
        `col=${range.start.character + 1}`,
        `endColumn=${range.end.character + 1}`,
        `title=${escapeProperty(code)}`,
      ];
      return `::${LEVELS[severity]} ${place.join(',')}::${escapeData(message)}\n`;
    })
    .join('');
}
