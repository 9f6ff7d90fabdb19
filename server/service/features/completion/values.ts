import { CompletionItemKind } from 'vscode-languageserver-types';
import { RULES } from '../../../../shared/rules.js';
import type { ProjectView } from '../../project/project.js';
import { ResolutionStrategy } from '../../registry/models.js';
import { JOB_TYPES } from '../../registry/names/jobTypes.js';
import type { FileFacts } from '../../sources/facts.js';
import type { Slot, ValueField } from '../caret/caret.js';
import type { FeatureContext } from '../context.js';
import type { Candidate, Candidates } from './candidate.js';
import { usedJobTypes } from './variants.js';

interface Value {
  readonly text: string;
  readonly about?: string;
}

const FRAMEWORKS = ['pytorch', 'xgboost', 'lightgbm', 'sklearn', 'tensorflow', 'pandas', 'spark'];
const ENVIRONMENTS = ['development', 'production', 'training', 'cpu', 'gpu'];

const STRATEGIES: Readonly<Record<ResolutionStrategy, string>> = {
  workspace_priority: 'The own workspace wins, then others, then core.',
  framework_match: 'The step of the preferred framework wins.',
  environment_match: 'The step with most environment tags in common wins.',
  manual: 'The remembered choice wins; without one it is an error.',
  highest_priority: 'The lowest `priority` wins.',
  core_fallback: 'Core wins where it has the name.',
};

const TOLERANCES: readonly Value[] = [
  { text: 'low', about: 'A conflict that ends in a tie is an error.' },
  { text: 'medium', about: 'Conflicts are warnings.' },
  { text: 'high', about: 'Conflicts are information.' },
];

/** Values that the schemas of interface files and of the project file state. */
export const IN_SCHEMA: ReadonlySet<ValueField> = new Set<ValueField>([
  'sagemaker_step_type',
  'node_type',
  'requires',
  'severity',
  'rule',
]);

/** Values of a closed or known set that the list at the caret does not hold yet. */
export function valueCandidates(
  slot: Extract<Slot, { kind: 'value' }>,
  { view }: FeatureContext,
): Candidates {
  const present = new Set(slot.present);
  const list = valuesOf(view, slot.field)
    .filter(value => !present.has(value.text))
    .map(
      (value): Candidate => ({
        label: value.text,
        kind: CompletionItemKind.EnumMember,
        ...(value.about === undefined ? {} : { documentation: value.about }),
      }),
    );
  return { list, incomplete: false };
}

function valuesOf(view: ProjectView, field: ValueField): readonly Value[] {
  switch (field) {
    case 'sagemaker_step_type':
      return texts(sagemakerTypes(view));
    case 'framework':
      return texts(new Set([...FRAMEWORKS, ...used(view, field)]));
    case 'framework_version':
    case 'compatibility_tags':
      return texts(used(view, field));
    case 'environment_tags':
      return texts(new Set([...ENVIRONMENTS, ...used(view, field)]));
    case 'job_types':
      return texts(new Set([...JOB_TYPES, ...usedJobTypes(view), ...used(view, field)]));
    case 'conflict_resolution_strategy':
      return ResolutionStrategy.options.map(text => ({ text, about: STRATEGIES[text] }));
    case 'conflict_tolerance':
      return TOLERANCES;
    case 'node_type':
      return texts(['internal', 'source', 'sink', 'singular']);
    case 'requires':
      return texts(new Set(['none', ...used(view, field)]));
    case 'severity':
      return texts(['error', 'warning', 'information', 'hint', 'off']);
    case 'rule':
      return Object.entries(RULES).map(([text, { title }]) => ({ text, about: title }));
  }
}

/** What a value of a field means, as a sentence; undefined where that says itself. */
export function valueText(view: ProjectView, field: string, text: string): string | undefined {
  if (field === 'sagemaker_step_type') {
    const isType = (name: string): boolean =>
      view
        .coreStep(name)
        ?.declaration.fields.some(each => each.key === field && each.value === text) ?? false;
    const count = view.coreNames().filter(isType).length;
    return `SageMaker step type of ${count} core ${count === 1 ? 'step' : 'steps'}`;
  }
  if (field === 'conflict_resolution_strategy' || field === 'default_resolution_strategy') {
    const strategy = ResolutionStrategy.safeParse(text);
    return strategy.success ? STRATEGIES[strategy.data] : undefined;
  }
  return TOLERANCES.find(value => field === 'conflict_tolerance' && value.text === text)?.about;
}

function texts(values: Iterable<string>): Value[] {
  return Array.from(values, text => ({ text }));
}

/** Types that core uses most come first. */
export function sagemakerTypes(view: ProjectView): string[] {
  const counts = new Map<string, number>();
  for (const type of view.sagemakerTypes()) counts.set(type, 0);
  for (const name of view.coreNames()) {
    const fields = view.coreStep(name)?.declaration.fields;
    const type = fields?.find(field => field.key === 'sagemaker_step_type')?.value;
    if (typeof type === 'string') counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([type]) => type);
}

const written = new WeakMap<FileFacts, ReadonlyMap<string, ReadonlySet<string>>>();

/** Texts that registry files of the project write for a field, sorted. */
function used(view: ProjectView, field: string): string[] {
  const found = new Set<string>();
  for (const file of view.files()) {
    if (file.facts.tables.length === 0) continue;
    let ofFile = written.get(file.facts);
    if (ofFile === undefined) {
      ofFile = writtenIn(file.facts);
      written.set(file.facts, ofFile);
    }
    for (const text of ofFile.get(field) ?? []) found.add(text);
  }
  return [...found].sort();
}

function writtenIn(facts: FileFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const table of facts.tables) {
    for (const { fields, damaged } of table.declarations) {
      if (damaged) continue;
      for (const { key, value } of fields) {
        for (const text of Array.isArray(value) ? value : [value]) {
          if (typeof text !== 'string' || text === '') continue;
          const set = found.get(key);
          if (set === undefined) found.set(key, new Set([text]));
          else set.add(text);
        }
      }
    }
  }
  return found;
}
