import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Placed, ProjectView } from '../../project/project.js';
import type { FeatureContext, OpenText, RenameTexts } from '../context.js';
import { declarationsOfOwner, refuseName } from './check.js';
import { collectStep } from './collect.js';
import {
  classPlaces,
  type DerivedClass,
  derivedClasses,
  derivedFiles,
  keepsName,
} from './derived.js';
import { nameInNotebook, nameInPython } from './inCode.js';
import { keyMentions } from './keyMentions.js';
import { Refusal, type RenamePlace } from './place.js';
import { renameTarget } from './prepare.js';
import { namesInProjectFile } from './projectFile.js';
import { type RenameEdit, RenameReading } from './reading.js';
import { type FileMove, type GroupLabels, workspaceEdit } from './workspaceEdit.js';

export type RenameOutcome =
  | {
      readonly kind: 'edit';
      readonly edit: WorkspaceEdit;
      /** What stays as it is, for the user. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The index changed while texts were read: ask again with the new one. */
  | { readonly kind: 'moved' };

/**
 * Renames a step: its declarations and every use in every format, job types kept. Classes, spec types and files that
 * are called after it are offered beside, where the client can let the user choose. Each text is read again before
 * its edit is made; one that has changed refuses the whole.
 */
export async function rename(
  open: OpenText,
  offset: number,
  newName: string,
  context: FeatureContext,
  texts: RenameTexts,
): Promise<RenameOutcome> {
  const { view, client, places } = context;
  const { generation } = view;
  const target = renameTarget(open, offset, view);
  if (target === undefined) return refused('No step of the registry stands here.');
  if (target instanceof Refusal) return refused(target.reason);
  const { name, owner } = target;
  if (newName === name) return { kind: 'edit', edit: { changes: {} }, notes: [] };
  const problem = refuseName(view, name, newName);
  if (problem !== undefined) return refused(problem.reason);

  const declared = declarationsOfOwner(view, name, owner);
  const step = collectStep(view, name, newName, owner, declared);
  const isChoice = client.documentChanges && client.changeAnnotations;
  const reading = new RenameReading(texts, places);
  const classes = chosenClasses(view, declared, name, newName, isChoice);
  const wanted = [
    ...step.places.filter(place => isChoice || place.group === 'step'),
    ...classes.renamed.flatMap(derived => classPlaces(view, derived)),
  ];
  const edits = [
    ...(await editsOf(wanted, reading)),
    ...(await keyEdits(declared, name, newName, reading)),
    ...(await projectFileEdits(view, name, newName, reading)),
    ...(await codeEdits(classes.renamed, texts, reading)),
  ];
  const refusal = edits.find(edit => edit instanceof Refusal);
  if (refusal !== undefined) return refused(refusal.reason);
  if (view.generation !== generation) return { kind: 'moved' };

  const moves = isChoice && client.fileRenames ? movesOf(view, declared, name, newName) : [];
  const sound = edits.filter((edit): edit is RenameEdit => !(edit instanceof Refusal));
  const labels = labelsOf(name, newName, sound, classes.renamed, moves);
  return {
    kind: 'edit',
    edit: workspaceEdit(sound, moves, labels, client, texts),
    notes: [...step.notes, ...classes.notes, ...incomplete(view)],
  };
}

function refused(reason: string): RenameOutcome {
  return { kind: 'refused', reason };
}

function chosenClasses(
  view: ProjectView,
  declared: readonly Placed[],
  name: string,
  newName: string,
  isChoice: boolean,
): { readonly renamed: readonly DerivedClass[]; readonly notes: readonly string[] } {
  const all = derivedClasses(declared, name, newName).filter(
    // A builder that the runtime makes up follows by itself.
    ({ from }) => view.classes(from).length > 0 || !view.isSynthesisedBuilder(from),
  );
  const notes = all.flatMap(
    derived => keepsName(view, derived) ?? (isChoice ? [] : [`${derived.from} keeps its name.`]),
  );
  const renamed = isChoice ? all.filter(derived => keepsName(view, derived) === undefined) : [];
  return { renamed, notes };
}

function editsOf(
  places: readonly RenamePlace[],
  reading: RenameReading,
): Promise<(RenameEdit | Refusal)[]> {
  return Promise.all(places.map(place => reading.edit(place)));
}

/** What else the registry files write about the keys that are renamed. */
async function keyEdits(
  declared: readonly Placed[],
  name: string,
  newName: string,
  reading: RenameReading,
): Promise<(RenameEdit | Refusal)[]> {
  const edits: (RenameEdit | Refusal)[] = [];
  for (const file of new Set(declared.map(placed => placed.file))) {
    if (!file.path.endsWith('.py')) continue;
    const read = await reading.text(file.uri);
    if (read instanceof Refusal) return [read];
    const own = new Set(declared.map(placed => placed.declaration));
    const tables = file.facts.tables.filter(table =>
      table.declarations.some(each => own.has(each)),
    );
    const names = new Set(tables.map(table => table.name));
    for (const span of keyMentions(read.text, name, names)) {
      edits.push({ uri: file.uri, range: read.lines.range(span), newText: newName, group: 'step' });
    }
  }
  return edits;
}

/** Remembered choices and ignores go by the name. */
async function projectFileEdits(
  view: ProjectView,
  name: string,
  newName: string,
  reading: RenameReading,
): Promise<(RenameEdit | Refusal)[]> {
  const { choices, ignoreNames } = view.config();
  if (!Object.hasOwn(choices, name) && ignoreNames.every(ignore => ignore.name !== name)) return [];
  const edits: (RenameEdit | Refusal)[] = [];
  for (const file of view.files()) {
    if (file.role.kind !== 'project-file') continue;
    const read = await reading.text(file.uri);
    if (read instanceof Refusal) return [read];
    for (const span of namesInProjectFile(read.text, name)) {
      edits.push({ uri: file.uri, range: read.lines.range(span), newText: newName, group: 'step' });
    }
  }
  return edits;
}

async function codeEdits(
  classes: readonly DerivedClass[],
  texts: RenameTexts,
  reading: RenameReading,
): Promise<(RenameEdit | Refusal)[]> {
  const edits: (RenameEdit | Refusal)[] = [];
  for (const { from, to, group } of classes) {
    for (const { uri, format } of await texts.mentioning(from)) {
      const read = await reading.text(uri);
      if (read instanceof Refusal) return [read];
      const find = format === 'notebook' ? nameInNotebook : nameInPython;
      for (const span of find(read.text, from)) {
        edits.push({ uri, range: read.lines.range(span), newText: to, group });
      }
    }
  }
  return edits;
}

function movesOf(
  view: ProjectView,
  declared: readonly Placed[],
  name: string,
  newName: string,
): FileMove[] {
  return derivedFiles(declared, name, newName).flatMap(({ file, path }) => {
    const base = file.uri.slice(0, file.uri.lastIndexOf('/') + 1);
    const newUri = base + path.slice(path.lastIndexOf('/') + 1);
    return view.file(newUri) === undefined ? [{ oldUri: file.uri, newUri }] : [];
  });
}

function labelsOf(
  name: string,
  newName: string,
  edits: readonly RenameEdit[],
  classes: readonly DerivedClass[],
  moves: readonly FileMove[],
): GroupLabels {
  const groups = new Set(edits.map(edit => edit.group));
  const classLabel = (group: 'config' | 'builder'): string =>
    classes
      .filter(derived => derived.group === group)
      .map(({ from, to }) => `${from} to ${to}`)
      .join(', ');
  return {
    ...(groups.has('step') && { step: `Step ${name} to ${newName}` }),
    ...(groups.has('spec-type') && { 'spec-type': `Spec type ${name} to ${newName}` }),
    ...(groups.has('config') && { config: `Config class ${classLabel('config')}` }),
    ...(groups.has('builder') && { builder: `Builder class ${classLabel('builder')}` }),
    ...(moves.length > 0 && { file: `File ${lastSegment(moves[0]!.newUri)}` }),
  };
}

function lastSegment(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function incomplete(view: ProjectView): string[] {
  const { complete, reasons } = view.knowledge();
  return complete ? [] : [`Not everything is known of this project: ${reasons.join('; ')}.`];
}
