import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { codeActions } from '../../server/service/features/codeActions/codeActions.js';
import {
  type ClientAbilities,
  INDEX_PLACES,
  PLAIN_CLIENT,
} from '../../server/service/features/context.js';
import type { Finding } from '../../server/service/rules/finding.js';
import { LineIndex, type Range } from '../../server/service/text/span.js';
import { ClientCommand } from '../../shared/protocol.js';
import { type ProjectText, ROOT } from './projectText.js';

export const ABLE_CLIENT: ClientAbilities = {
  ...PLAIN_CLIENT,
  documentChanges: true,
  fileCreations: true,
  commands: new Set([ClientCommand.rename]),
};

const PROJECT_FILE = 'cursus-registry.yaml';

/** What the server offers at a range of one file of a project; without a range, at a finding's place. */
export function actionsAt(
  project: ProjectText,
  path: string,
  at: Finding | Range,
  only?: readonly string[],
  client: ClientAbilities = ABLE_CLIENT,
): CodeAction[] {
  const text = project.text(path);
  const file = project.read(path, text)!;
  const { lines } = file.facts;
  const projectFile = project.paths().includes(PROJECT_FILE)
    ? project.text(PROJECT_FILE)
    : undefined;
  return codeActions(
    {
      open: { uri: file.uri, path, role: file.role, text, lines, facts: file.facts, file },
      version: 1,
      range: 'span' in at ? lines.range(at.span) : at,
      findings: project.findings(path),
      diagnostics: project.findings(path).map(({ code, span, message }) => ({
        code,
        message,
        range: lines.range(span),
      })),
      ...(only === undefined ? {} : { only }),
      judge: changed => project.findingsOf(path, changed),
      projectFile: { uri: ROOT + PROJECT_FILE, text: projectFile, version: null },
    },
    { view: project.index.view(), client, places: INDEX_PLACES },
  );
}

/**
 * Does to a project what the client would do with the edit of an action.
 * @returns what takes it back
 */
export function applyAction(project: ProjectText, { edit }: CodeAction): () => void {
  const before = new Map<string, string | undefined>();
  const write = (path: string, text: string): void => {
    if (!before.has(path)) {
      before.set(path, project.paths().includes(path) ? project.text(path) : undefined);
    }
    project.write(path, text);
  };
  for (const change of edit?.documentChanges ?? []) {
    if ('kind' in change) {
      if (change.kind === 'create') write(change.uri.slice(ROOT.length), '');
      continue;
    }
    const { textDocument, edits } = change as TextDocumentEdit;
    const path = textDocument.uri.slice(ROOT.length);
    write(path, applyEdits(project.text(path), edits as TextEdit[]));
  }
  return () => {
    for (const [path, text] of before) {
      if (text === undefined) project.remove(path);
      else project.write(path, text);
    }
  };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const sorted = [...edits].sort(
    (a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start),
  );
  let result = text;
  for (const { range, newText } of sorted) {
    const start = lines.offsetAt(range.start);
    result = result.slice(0, start) + newText + result.slice(lines.offsetAt(range.end));
  }
  return result;
}
