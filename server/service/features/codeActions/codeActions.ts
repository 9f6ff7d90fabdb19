import {
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type TextDocumentEdit,
} from 'vscode-languageserver-types';
import { PROJECT_FILE_NAME } from '../../../../shared/projectFile.js';
import { ClientCommand } from '../../../../shared/protocol.js';
import type { TextChange } from '../../authoring/tableEdits.js';
import type { IndexedFile } from '../../project/project.js';
import type { Finding } from '../../rules/finding.js';
import { LineIndex, spansOverlap } from '../../text/span.js';
import type { FeatureContext } from '../context.js';
import { differenceOf } from './difference.js';
import { FIX_ALL_KIND, fixAll } from './fixAll.js';
import { ignoreHere } from './ignoreHere.js';
import { withIgnore } from './ignoreInProject.js';
import { MAKERS, RENAMABLE } from './makers.js';
import type { CodeActionRequest } from './request.js';
import { holds } from './trial.js';
import { editOf } from './workspaceEdit.js';

/** Quick fixes for the findings at a range, and the fix for all that can be settled without a decision. */
export function codeActions(request: CodeActionRequest, context: FeatureContext): CodeAction[] {
  const { open, only } = request;
  const { file } = open;
  if (file === undefined || file.external === true) return [];
  const judged: IndexedFile = { ...file, facts: open.facts };
  const wants = (kind: string): boolean =>
    only === undefined || only.some(asked => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of findingsAt(request)) {
      actions.push(...quickFixes(request, context, judged, finding));
    }
  }
  // A light bulb asks for no kind at each move of the caret: what concerns the whole file is made on demand.
  if (only !== undefined && wants(FIX_ALL_KIND)) actions.push(...fixAll(request, context, judged));
  return actions;
}

function findingsAt({ findings, range, open }: CodeActionRequest): readonly Finding[] {
  const start = open.lines.offsetAt(range.start);
  const end = open.lines.offsetAt(range.end);
  return findings.filter(
    ({ span }) => spansOverlap(span, { start, end }) || (span.start <= end && span.end >= start),
  );
}

function quickFixes(
  request: CodeActionRequest,
  context: FeatureContext,
  file: IndexedFile,
  finding: Finding,
): CodeAction[] {
  const { open, findings, judge } = request;
  const diagnostics = request.diagnostics.filter(
    ({ code, range }) =>
      code === finding.code && open.lines.offsetAt(range.start) === finding.span.start,
  );
  const asked = { finding, text: open.text, file, view: context.view };
  // The file of a notebook is JSON; its cells are Python.
  const hasComments = open.role.kind !== 'notebook' || open.cell !== undefined;
  const makers = [...(MAKERS[finding.code] ?? []), ...(hasComments ? [ignoreHere] : [])];
  const fixes = makers
    .flatMap(maker => maker(asked))
    .filter(fix => fix.files === undefined || context.client.fileCreations)
    .filter(fix => holds(open.text, finding, fix, findings, judge));
  const actions = fixes.map(
    (fix): CodeAction => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...(fix.preferred === true ? { isPreferred: true } : {}),
      edit: editOf(request, context, fix),
    }),
  );
  const isRenamable =
    RENAMABLE.has(finding.code) && context.client.commands.has(ClientCommand.rename);
  if (isRenamable && isStepName(file, finding)) {
    const title = `Rename '${finding.name}'...`;
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: {
        title,
        command: ClientCommand.rename,
        arguments: [open.uri, open.lines.positionAt(finding.span.start)],
      },
    });
  }
  const ignoring = ignoreInProject(request, context, finding);
  return ignoring === undefined ? actions : [...actions, { ...ignoring, diagnostics }];
}

function isStepName({ facts }: IndexedFile, { span }: Finding): boolean {
  return facts.tables.some(table =>
    table.declarations.some(({ nameSpan }) => nameSpan.start === span.start),
  );
}

function ignoreInProject(
  { projectFile }: CodeActionRequest,
  { client }: FeatureContext,
  finding: Finding,
): CodeAction | undefined {
  const { uri, text, version } = projectFile;
  if (finding.code === 'invalid-project-file' || !client.documentChanges) return undefined;
  if (text === undefined && !client.fileCreations) return undefined;
  const changed = withIgnore(text, finding);
  if (changed === undefined) return undefined;
  const change: TextChange = differenceOf(text ?? '', changed);
  const edit: TextDocumentEdit = {
    textDocument: { uri, version },
    edits: [{ range: new LineIndex(text ?? '').range(change.span), newText: change.text }],
  };
  const create: CreateFile[] =
    text === undefined ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }] : [];
  return {
    title: `Ignore ${finding.code} for '${finding.name}' in ${PROJECT_FILE_NAME}`,
    kind: CodeActionKind.QuickFix,
    edit: { documentChanges: [...create, edit] },
  };
}
