import { globMatcher } from '../project/glob.js';
import { oncePer } from '../project/oncePer.js';
import type { IndexedFile, ProjectConfig, ProjectView } from '../project/project.js';
import type { Finding } from './finding.js';

type Ignores = (finding: Finding, path: string) => boolean;

/** Whether the project file silences a finding, by the path of its file or by the name that it is about. */
export function isIgnoredByProject(
  finding: Finding,
  file: IndexedFile,
  view: ProjectView,
): boolean {
  const config = view.config();
  if (config.ignorePaths.length === 0 && config.ignoreNames.length === 0) return false;
  return ignoresOf(config)(finding, file.path);
}

const ignoresOf = oncePer(({ ignorePaths, ignoreNames }: ProjectConfig): Ignores => {
  const byPath = ignorePaths.map(({ glob, codes }) => ({ matches: globMatcher([glob]), codes }));
  const byName = ignoreNames.map(({ name, glob, codes }) => ({
    name,
    matches: glob === undefined ? () => true : globMatcher([glob]),
    codes,
  }));
  return (finding, path) =>
    byPath.some(entry => covers(entry.codes, finding) && entry.matches(path)) ||
    byName.some(
      entry => covers(entry.codes, finding) && isAbout(finding, entry.name) && entry.matches(path),
    );
});

/** No codes: all of them. */
function covers(codes: readonly string[], { code }: Finding): boolean {
  return codes.length === 0 || codes.includes(code);
}

/** The step, class or workspace id of the finding; a step is also meant with its job type. */
function isAbout({ name: subject, data }: Finding, name: string): boolean {
  const value = data?.value;
  return (
    [subject, value, data?.workspace].includes(name) ||
    (typeof value === 'string' && value.startsWith(`${name}_`))
  );
}
