import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { RenameTexts } from '../../../server/service/features/context.js';
import { type RenameOutcome, rename } from '../../../server/service/features/rename/rename.js';
import { LineIndex } from '../../../server/service/text/span.js';
import { ROOT, type Texts } from '../../support/projectText.js';
import { type SceneOptions, scene } from './scene.js';

export function textsOf(texts: Texts): RenameTexts {
  return {
    async read(uri) {
      const text = texts[uri.slice(ROOT.length)];
      if (text === undefined) throw new Error(`no ${uri}`);
      return text;
    },
    version: () => null,
    mentioning: async word =>
      Object.entries(texts).flatMap(([path, text]) => {
        const format = path.endsWith('.py')
          ? 'python'
          : path.endsWith('.ipynb')
            ? 'notebook'
            : undefined;
        return format && text.includes(word) ? [{ uri: ROOT + path, format } as const] : [];
      }),
  };
}

/** Renames what stands at the first `at` in a text, behind its first `offset` characters. */
export function renameAt(
  texts: Texts,
  path: string,
  at: string | number,
  newName: string,
  options: SceneOptions & { readonly onDisk?: Texts } = {},
): Promise<RenameOutcome> {
  const text = texts[path]!;
  const offset = typeof at === 'number' ? at : text.indexOf(at) + 1;
  const marked = `${text.slice(0, offset)}|${text.slice(offset)}`;
  if (text.includes('|') && text.indexOf('|') < offset) throw new Error('the text has a | itself');
  const place = scene(texts, path, marked, options);
  return rename(place.open, place.offset, newName, place.context, textsOf(options.onDisk ?? texts));
}

/** The texts after an edit; of an annotated one the groups that are chosen. */
export function applied(
  texts: Texts,
  edit: WorkspaceEdit,
  groups: readonly string[] = ['step'],
): Texts {
  const after: Record<string, string> = { ...texts };
  const moves: [string, string][] = [];
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) change(after, uri, edits);
  for (const part of edit.documentChanges ?? []) {
    if ('edits' in part) {
      const chosen = part.edits.filter(
        each => !('annotationId' in each) || groups.includes(each.annotationId),
      );
      change(after, part.textDocument.uri, chosen as TextEdit[]);
    } else if (part.kind === 'rename' && groups.includes('file')) {
      moves.push([part.oldUri, part.newUri]);
    }
  }
  for (const [from, to] of moves) {
    after[to.slice(ROOT.length)] = after[from.slice(ROOT.length)]!;
    delete after[from.slice(ROOT.length)];
  }
  return after;
}

function change(texts: Record<string, string>, uri: string, edits: readonly TextEdit[]): void {
  const path = uri.slice(ROOT.length);
  let text = texts[path]!;
  const lines = new LineIndex(text);
  const byOffset = edits.map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));
  for (const { start, end, newText } of byOffset.toSorted((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + newText + text.slice(end);
  }
  texts[path] = text;
}

/** The texts after a rename with these groups chosen; throws what was refused. */
export async function renamed(
  texts: Texts,
  path: string,
  at: string | number,
  newName: string,
  groups?: readonly string[],
  options?: SceneOptions,
): Promise<Texts> {
  const outcome = await renameAt(texts, path, at, newName, options);
  if (outcome.kind !== 'edit')
    throw new Error(outcome.kind === 'refused' ? outcome.reason : 'moved');
  return applied(texts, outcome.edit, groups);
}
