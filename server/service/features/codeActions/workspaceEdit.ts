import type {
  CreateFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { FeatureContext } from '../context.js';
import type { Fix } from './fix.js';
import type { CodeActionRequest } from './request.js';

/** The changes of a fix as one edit that the client can preview and undo. */
export function editOf(
  { open, version }: CodeActionRequest,
  { client }: FeatureContext,
  { changes, files = [] }: Pick<Fix, 'changes' | 'files'>,
): WorkspaceEdit {
  const edits = changes.map(
    ({ span, text }): TextEdit => ({
      range: open.lines.range(span),
      newText: text,
    }),
  );
  if (!client.documentChanges) return { changes: { [open.uri]: edits } };
  const base = open.file!.uri.slice(0, -open.file!.path.length);
  const created = files.flatMap(({ path, text }): (CreateFile | TextDocumentEdit)[] => {
    const uri = base + path;
    return [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri, version: null },
        edits: [{ range: { start: START, end: START }, newText: text }],
      },
    ];
  });
  const own: TextDocumentEdit[] =
    edits.length === 0 ? [] : [{ textDocument: { uri: open.uri, version }, edits }];
  return { documentChanges: [...created, ...own] };
}

const START = { line: 0, character: 0 };
