import type { JudgementOptions } from '../../server/service/rules/rule.js';
import { type ProjectText, ROOT } from './projectText.js';
import { actionsAt } from './quickFixes.js';

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

/**
 * {@link said}, with the quick fixes behind what is said: `  fix: title`. Those that silence a finding are left out.
 */
export function saidWithFixes(project: ProjectText, path: string): readonly string[] {
  return project.findings(path).flatMap(({ severity, code, span, message }) => {
    const { lines } = project.index.file(ROOT + path)!.facts;
    const fixes = actionsAt(project, path, lines.range(span), ['quickfix'])
      .filter(({ diagnostics }) => diagnostics?.some(each => each.message === message))
      .map(({ title }) => title)
      .filter(title => !title.startsWith('Ignore '));
    return [
      `${severity} ${code} "${project.text(path).slice(span.start, span.end)}": ${message}`,
      ...fixes.map(title => `  fix: ${title}`),
    ];
  });
}
