import type { Texts } from '../../support/projectText.js';
import { type Defect, dueAt } from './bed.js';
import type { EntrySite } from './sites.js';
import { WORKSPACES } from './texts.js';

/** A workspace declares a name that another has. */
export function namesOfOthers(entries: readonly EntrySite[]): Defect[] {
  return entries
    .filter(entry => entry.table === 'LOCAL_STEPS')
    .flatMap(({ key }) =>
      tablesOf(entries).flatMap(own => {
        if (own.some(entry => entry.key.text === key.text)) return [];
        const planted = declared(key.text, own, 'conflicting-step-name');
        if (planted === undefined) return [];
        return [
          {
            ...planted,
            kind: 'conflicting name',
            due: [...planted.due, dueAt('conflicting-step-name', key)],
          },
        ];
      }),
    );
}

/** A workspace declares a name of core as its own, where no workspace has a word for it: uses elsewhere would be told too. */
export function namesOfCore(
  core: ReadonlySet<string>,
  entries: readonly EntrySite[],
  texts: Texts,
): Defect[] {
  const ofWorkspaces = Object.keys(texts).filter(path => path.startsWith(WORKSPACES));
  const isNamed = (name: string): boolean =>
    ofWorkspaces.some(path => texts[path]!.includes(`"${name}`));
  return [...core]
    .filter(name => !isNamed(name))
    .flatMap(name =>
      tablesOf(entries).flatMap(own => {
        const planted = declared(name, own, 'shadowed-core-step');
        return planted === undefined ? [] : [{ ...planted, kind: 'name of a core step' }];
      }),
    );
}

function tablesOf(entries: readonly EntrySite[]): EntrySite[][] {
  const paths = [...new Set(entries.map(entry => entry.path))];
  return paths.map(path => entries.filter(entry => entry.path === path));
}

/** An entry of that name at the head of the local steps; its classes are of core. */
function declared(
  name: string,
  own: readonly EntrySite[],
  code: 'conflicting-step-name' | 'shadowed-core-step',
): Omit<Defect, 'kind'> | undefined {
  const first = own.find(entry => entry.table === 'LOCAL_STEPS');
  if (first === undefined) return undefined;
  const { path, start: at } = first;
  const text = `    "${name}": {\n        "config_class": "XGBoostTrainingConfig",\n        "builder_step_name": "XGBoostTrainingStepBuilder",\n        "spec_type": "${name}",\n        "sagemaker_step_type": "Training",\n        "description": "Another one",\n    },\n`;
  const start = at + 5;
  return {
    edits: [{ path, start: at, end: at, text }],
    due: [{ path, code, start, end: start + name.length }],
  };
}
