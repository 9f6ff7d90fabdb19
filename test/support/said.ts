import type { JudgementOptions } from '../../server/service/rules/rule.js';
import type { ProjectText } from './projectText.js';

/**
 * What is said about a file of a project, in full: `severity code "text at its place": message`, and a line
 * `  -> path "text": message` for each related place.
 */
export function said(
  project: ProjectText,
  path: string,
  options: JudgementOptions = {},
): readonly string[] {
  return project.findings(path, options).flatMap(({ severity, code, span, message, related }) => [
    `${severity} ${code} "${project.text(path).slice(span.start, span.end)}": ${message}`,
    ...related.map(place => {
      const { start, end } = place.span;
      const text = project.text(place.file.path).slice(start, end);
      return `  -> ${place.file.path} "${text}": ${place.message}`;
    }),
  ]);
}
