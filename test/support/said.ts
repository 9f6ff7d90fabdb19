import type { Finding } from '../../server/service/rules/finding.js';
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
  return project.findings(path, options).flatMap(finding => saidOf(project, path, finding));
}

/** {@link said}, with the quick fixes for it: `  fix: title`. Those that silence a finding are left out. */
export function saidWithFixes(project: ProjectText, path: string): readonly string[] {
  return project.findings(path).flatMap(finding => {
    const { lines } = project.index.file(ROOT + path)!.facts;
    const fixes = actionsAt(project, path, lines.range(finding.span), ['quickfix'])
      .filter(({ diagnostics }) => diagnostics?.some(each => each.message === finding.message))
      .map(({ title }) => title)
      .filter(title => !title.startsWith('Ignore '));
    return [...saidOf(project, path, finding), ...fixes.map(title => `  fix: ${title}`)];
  });
}

function saidOf(project: ProjectText, path: string, finding: Finding): readonly string[] {
  const { severity, code, span, message, related } = finding;
  const at = (file: string, { start, end }: Finding['span']) =>
    project.text(file).slice(start, end);
  return [
    `${severity} ${code} "${at(path, span)}": ${message}`,
    ...related.map(
      place => `  -> ${place.file.path} "${at(place.file.path, place.span)}": ${place.message}`,
    ),
  ];
}
