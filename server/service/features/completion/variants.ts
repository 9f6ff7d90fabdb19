import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ProjectView } from '../../project/project.js';
import { canonicalKey } from '../../registry/names/canonicalKey.js';
import { JOB_TYPES } from '../../registry/names/jobTypes.js';
import { capitalize } from '../../registry/names/pythonText.js';
import type { VariantSpelling } from '../caret/caret.js';
import { writtenStep } from '../writtenStep.js';
import type { Candidate } from './candidate.js';
import { stepTexts } from './nameList.js';

/** The job types behind step names that the project's files write, as a set of lower-case words. */
export function usedJobTypes(view: ProjectView): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of view.useNames()) {
    const separator = name.search(/[_-]/);
    if (separator <= 0) continue;
    const written = writtenStep(view, name);
    const suffix = written?.suffix.slice(1) ?? '';
    if (/^[A-Za-z]\w*$/.test(suffix)) found.add(suffix.toLowerCase());
  }
  return found;
}

/** The step behind which a job type is being typed, in any spelling of its name; undefined where none is. */
export function variantBase(
  view: ProjectView,
  typed: string,
  spelling: VariantSpelling,
): string | undefined {
  if (spelling === 'none') return undefined;
  const separator = spelling === 'hyphen' ? '-' : '_';
  const bases: string[] = [];
  for (
    let end = typed.lastIndexOf(separator);
    end > 0;
    end = typed.lastIndexOf(separator, end - 1)
  ) {
    bases.push(typed.slice(0, end));
  }
  for (const base of bases) {
    const name = view.names().has(base) ? base : view.alias(base);
    if (name !== undefined) return name;
  }
  const keys = bases.map(canonicalKey);
  return bases.length === 0
    ? undefined
    : stepTexts(view).texts.find(text => keys.includes(text.key))?.name;
}

/** `X_training` and its like, those that the project writes for this step first. */
export function variantCandidates(
  view: ProjectView,
  base: string,
  spelling: VariantSpelling,
): Candidate[] {
  const ofStep = new Set<string>();
  const elsewhere = usedJobTypes(view);
  for (const name of view.useNames()) {
    if (name.startsWith(base) && /^[_-]\w+$/.test(name.slice(base.length))) {
      ofStep.add(name.slice(base.length + 1).toLowerCase());
    }
  }
  for (const jobType of declaredJobTypes(view, base)) ofStep.add(jobType.toLowerCase());
  const ordered = new Set([...[...ofStep].sort(), ...JOB_TYPES, ...[...elsewhere].sort()]);
  return [...ordered].map(jobType => ({
    label: base + spelled(jobType, spelling),
    kind: CompletionItemKind.EnumMember,
    origin: ofStep.has(jobType) ? `of ${base}` : 'job type',
    step: base,
  }));
}

function spelled(jobType: string, spelling: VariantSpelling): string {
  if (spelling === 'lower') return `_${jobType}`;
  const capital = jobType === 'na' ? 'NA' : capitalize(jobType);
  return (spelling === 'hyphen' ? '-' : '_') + capital;
}

/** What `job_types` and the variants of an interface say. */
function declaredJobTypes(view: ProjectView, name: string): string[] {
  return view.declarations(name).flatMap(({ file, declaration }) => {
    const field = declaration.fields.find(each => each.key === 'job_types')?.value;
    const written = Array.isArray(field) ? field.filter(each => typeof each === 'string') : [];
    const ofInterface =
      file.facts.interface?.stepType === name ? file.facts.interface.jobTypes : [];
    return [...written, ...ofInterface];
  });
}
