import type { Texts } from '../../support/projectText.js';
import { type Defect, type Due, dueAt, type Edit, type TestBed } from './bed.js';
import { type EntrySite, entriesIn, matchesIn, type Site } from './sites.js';
import { namesOfCore, namesOfOthers } from './takenNames.js';
import { mistyped } from './typos.js';

const REGISTRY = '/workspace_registry.py';
const INTERFACE = '.step.yaml';
const TYPOS_PER_SITE = 3;
/** Rows of base classes: nobody builds them, so nobody is asked for their classes. */
const ABSTRACT = /^(?:Base|Processing|Lambda)$/;

/** Every defect that can be planted in a tree, in the order of its files. */
export function defectsOf(bed: TestBed, random: () => number): Defect[] {
  const { texts } = bed;
  const all = entriesIn(texts, path => path.endsWith(REGISTRY) || path === bed.core);
  // What is wrong already hides further mistakes: at run time the entry is gone.
  const entries = all.filter(({ path, key, end }) => !bed.isMarked(path, { start: key.end, end }));
  const workspaces = entries.filter(entry => entry.path.endsWith(REGISTRY));
  const coreNames = new Set(
    [
      ...all.filter(entry => entry.path === bed.core).map(entry => entry.key),
      ...matchesIn(texts, path => path.endsWith(INTERFACE), /^step_type: (\w+)/gm),
    ].map(site => site.text),
  );
  const known = new Set([
    ...all.map(entry => entry.key.text),
    ...coreNames,
    ...matchesIn(texts, path => path.endsWith('.py'), /^class (\w+)/gm).map(site => site.text),
  ]);
  const typos = (kind: string, code: Due['code'], site: Site, from = site.text): Defect[] =>
    Array.from({ length: TYPOS_PER_SITE }, () => typo(kind, code, site, from));
  const typo = (kind: string, code: Due['code'], site: Site, from: string): Defect => {
    let wrong: string;
    do wrong = mistyped(from, random);
    while (known.has(wrong) || /^\d/.test(wrong));
    const text = wrong + site.text.slice(from.length);
    return {
      kind,
      edits: [{ path: site.path, start: site.start, end: site.end, text }],
      due: [{ path: site.path, code, start: site.start, end: site.start + text.length }],
      meant: site.text,
    };
  };
  const concrete = entries.filter(isConcrete);
  const typesOfInterfaces = matchesIn(
    texts,
    path => path.endsWith(INTERFACE),
    /^ {2}sagemaker_step_type: (\w+)/gm,
  );
  const fieldsOf = (list: readonly EntrySite[], field: string): Site[] =>
    list.flatMap(entry => entry.fields.get(field)?.value ?? []);
  const defects = [
    ...nodesOf(texts).flatMap(site =>
      typos('typo in a DAG node', 'unknown-step', site, site.text.replace(/_[a-z]+$/, '')),
    ),
    ...edgesOf(texts).flatMap(site =>
      typos('typo in a DAG edge', 'unknown-step', site, site.text.replace(/_[a-z]+$/, '')),
    ),
    ...fieldsOf(concrete, 'config_class').flatMap(site =>
      typos('typo in a config class', 'unknown-config-class', site),
    ),
    ...entries.flatMap(fieldKeys).flatMap(site => typos('typo in a field', 'unknown-field', site)),
    ...fieldsOf(concrete, 'builder_step_name').flatMap(site =>
      typos('typo in a builder', 'unknown-builder', site),
    ),
    ...entries.map(duplicateKey),
    ...workspaces.flatMap(wrongTypes),
    ...entries.flatMap(droppedFields),
    ...renamedClasses(texts, all.filter(isConcrete)),
    ...idClashes(texts),
    ...workspaces
      .filter(entry => entry.table === 'STEP_OVERRIDES')
      .flatMap(entry => typos('override typo', 'override-without-target', entry.key)),
    ...[...fieldsOf(entries, 'sagemaker_step_type'), ...typesOfInterfaces]
      .filter(site => site.text !== 'Base')
      .flatMap(site => typos('unknown SageMaker type', 'unknown-sagemaker-type', site)),
    ...namesOfOthers(workspaces),
    ...namesOfCore(coreNames, workspaces, texts),
    ...missingTypes(texts),
  ];
  return defects.filter(defect =>
    [...defect.edits, ...originalPlaces(defect)].every(
      place =>
        !bed.isMarked(place.path, {
          start: place.start,
          end: Math.max(place.end, place.start + 1),
        }),
    ),
  );
}

/** Other files' due places are the same in the intact text. */
function originalPlaces({ kind, edits, due }: Defect): readonly Due[] {
  const touched = new Set(edits.map(edit => edit.path));
  const isInOwnText = (place: Due): boolean =>
    !touched.has(place.path) || place.end <= edits[0]!.start;
  return kind === 'conflicting name' ? [] : due.filter(isInOwnText);
}

function isPipeline(path: string, text: string): boolean {
  return path.endsWith('.py') && /^from (?:cursus|\.).*import .*\bPipelineDAG\b/m.test(text);
}

/** The ends of edges, each by itself: at the other end the edge stays as it is. */
function edgesOf(texts: Texts): Site[] {
  const ends = [
    /^\s*dag\.add_edge\(["']([A-Z]\w{3,})["'],/gm,
    /^\s*dag\.add_edge\(["']\w+["'], ["']([A-Z]\w{3,})["']\)/gm,
  ];
  return ends.flatMap(end => matchesIn(texts, isPipeline, end));
}

/** The names of fields that an entry can do without. */
function fieldKeys({ fields }: EntrySite): Site[] {
  return [...fields]
    .filter(([name]) =>
      /^(?:description|framework|job_types|priority|environment_tags)$/.test(name),
    )
    .map(([text, { line }]) => {
      const start = line.start + line.text.indexOf(text);
      return { path: line.path, start, end: start + text.length, text };
    });
}

function nodesOf(texts: Texts): Site[] {
  return [
    ...matchesIn(texts, isPipeline, /^\s*dag\.add_node\(["']([A-Z]\w{3,})["']\)/gm),
    ...matchesIn(
      texts,
      path => path.endsWith('.dag.json'),
      /(?<="nodes": \[\s*(?:"\w+",\s*)*)"([A-Z]\w{3,})"/g,
    ),
  ];
}

function duplicateKey(entry: EntrySite): Defect {
  const { path, start } = entry;
  // A comma, which the last entry of a table may lack.
  const text = entry.text.replace(/\},?([^\n]*\n)$/, '},$1');
  return {
    kind: 'duplicate key',
    edits: [{ path, start, end: start, text }],
    due: [dueAt('duplicate-step', entry.key)],
  };
}

function wrongTypes(entry: EntrySite): Defect[] {
  const jobTypes = entry.fields.get('job_types')?.value;
  const due = (site: Site, start: number, text: string): Due => ({
    path: site.path,
    code: 'invalid-entry',
    start,
    end: start + text.length,
  });
  const defects: Defect[] = [];
  const kind = 'wrong type';
  if (jobTypes?.text.startsWith('[') === true) {
    const { path, start, end } = jobTypes;
    defects.push({
      kind,
      edits: [{ path, start, end, text: '"training"' }],
      due: [due(jobTypes, start + 1, 'training')],
    });
  }
  for (const [field, wrong] of [
    ['description', '42'],
    ['framework', '["xgboost"]'],
    ['spec_type', '{}'],
  ] as const) {
    const value = entry.fields.get(field)?.value;
    if (value === undefined) continue;
    const { path, start, end } = value;
    defects.push({
      kind,
      edits: [{ path, start: start - 1, end: end + 1, text: wrong }],
      due: [due(value, start - 1, wrong)],
    });
  }
  return defects;
}

function droppedFields(entry: EntrySite): Defect[] {
  return ['spec_type', 'sagemaker_step_type', 'config_class', 'builder_step_name'].flatMap(name => {
    const line = entry.fields.get(name)?.line;
    if (line === undefined) return [];
    const { path, start, end } = line;
    return {
      kind: 'dropped field',
      edits: [{ path, start, end, text: '' }],
      due: [dueAt('missing-field', entry.key)],
    };
  });
}

function isConcrete({ key, fields }: EntrySite): boolean {
  const type = fields.get('sagemaker_step_type')?.value.text ?? '';
  return !ABSTRACT.test(key.text) && !/^(?:Base|Lambda)$/.test(type);
}

/** A class gets another name wherever the code has it, and only the registries are forgotten. */
function renamedClasses(texts: Texts, entries: readonly EntrySite[]): Defect[] {
  const rows = new Map<string, Site[]>();
  for (const { fields } of entries) {
    const builder = fields.get('builder_step_name')?.value;
    if (builder?.text.endsWith('StepBuilder') !== true) continue;
    rows.set(builder.text, [...(rows.get(builder.text) ?? []), builder]);
  }
  return [...rows].flatMap(([name, sites]) => {
    const renamed = name.replace(/StepBuilder$/, 'V2StepBuilder');
    const isCode = (path: string, text: string): boolean =>
      path.endsWith('.py') && !path.includes('/registry/') && text.includes(name);
    const edits = matchesIn(texts, isCode, new RegExp(`\\b(${name})\\b`, 'g')).map(
      ({ path, start, end }): Edit => ({ path, start, end, text: renamed }),
    );
    const isOwn = edits.some(edit => texts[edit.path]!.includes(`class ${name}(`));
    const due = sites.map(site => dueAt('unknown-builder', site));
    return isOwn ? [{ kind: 'renamed builder class', edits, due, meant: renamed }] : [];
  });
}

function idClashes(texts: Texts): Defect[] {
  const ids = matchesIn(texts, path => path.endsWith(REGISTRY), /"developer_id": "(\w+)"/g);
  return ids.flatMap(site =>
    ids
      .filter(other => other !== site)
      .map(rival => ({
        kind: 'workspace id clash',
        edits: [{ path: site.path, start: site.start, end: site.end, text: rival.text }],
        due: [
          {
            path: site.path,
            code: 'workspace-id-clash' as const,
            start: site.start,
            end: site.start + rival.text.length,
          },
          dueAt('workspace-id-clash', rival),
        ],
      })),
  );
}

function missingTypes(texts: Texts): Defect[] {
  const lines = matchesIn(
    texts,
    path => path.endsWith(INTERFACE),
    /^registry:[^\n]*\n(?:[^\n]*\n)*?( {2}sagemaker_step_type:[^\n]*\n)/gm,
  );
  return lines.map(line => {
    const at = texts[line.path]!.search(/^registry:/m);
    return {
      kind: 'interface without a SageMaker type',
      edits: [{ path: line.path, start: line.start, end: line.end, text: '' }],
      due: [
        { path: line.path, code: 'registry-build-fails', start: at, end: at + 'registry'.length },
      ],
    };
  });
}
