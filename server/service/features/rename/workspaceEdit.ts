import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  RenameFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { ClientAbilities, RenameTexts } from '../context.js';
import type { RenameGroup } from './place.js';
import type { RenameEdit } from './reading.js';

export interface FileMove {
  readonly oldUri: string;
  readonly newUri: string;
}

/** How each group is called in the preview. */
export type GroupLabels = Readonly<Partial<Record<RenameGroup, string>>>;

/** One edit of the whole workspace; what is the user's choice needs a confirmation, and so is off until it is ticked. */
export function workspaceEdit(
  edits: readonly RenameEdit[],
  moves: readonly FileMove[],
  labels: GroupLabels,
  client: ClientAbilities,
  texts: RenameTexts,
): WorkspaceEdit {
  const byUri = new Map<string, RenameEdit[]>();
  for (const edit of sorted(edits)) {
    const ofFile = byUri.get(edit.uri);
    if (ofFile === undefined) byUri.set(edit.uri, [edit]);
    else ofFile.push(edit);
  }
  if (!client.documentChanges) {
    const changes = Object.fromEntries(
      [...byUri].map(([uri, ofFile]) => [uri, ofFile.map(plainEdit)]),
    );
    return { changes };
  }
  const annotate = client.changeAnnotations ? annotatedEdit : plainEdit;
  const documents = [...byUri].map(
    ([uri, ofFile]): TextDocumentEdit => ({
      textDocument: { uri, version: texts.version(uri) },
      edits: ofFile.map(annotate),
    }),
  );
  const files = moves.map(
    ({ oldUri, newUri }): RenameFile => ({
      kind: 'rename',
      oldUri,
      newUri,
      options: { overwrite: false, ignoreIfExists: false },
      annotationId: 'file',
    }),
  );
  const documentChanges = [...documents, ...files];
  if (!client.changeAnnotations) return { documentChanges };
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  for (const [group, label] of Object.entries(labels)) {
    changeAnnotations[group] =
      group === 'step' ? { label } : { label, description: 'optional', needsConfirmation: true };
  }
  return { documentChanges, changeAnnotations };
}

function plainEdit({ range, newText }: RenameEdit): TextEdit {
  return { range, newText };
}

function annotatedEdit({ range, newText, group }: RenameEdit): AnnotatedTextEdit {
  return { range, newText, annotationId: group };
}

/** By file and position, each place once: one text may be reached in two ways. */
function sorted(edits: readonly RenameEdit[]): RenameEdit[] {
  const byPlace = new Map<string, RenameEdit>();
  for (const edit of edits) {
    const { start } = edit.range;
    const key = `${edit.uri} ${start.line}:${start.character}`;
    if (!byPlace.has(key)) byPlace.set(key, edit);
  }
  return [...byPlace.values()].sort(
    (a, b) =>
      (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}
