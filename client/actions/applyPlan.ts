import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { PlannedEdit, PositionData } from '../../shared/protocol.js';
import type { RegistryServer } from '../registryServer.js';
import { ask, tell } from './ask.js';

/**
 * Asks the server for an edit and applies it as one step that can be undone.
 * @returns whether it was applied; the user is told why not
 */
export async function applyPlan(
  server: RegistryServer,
  method: string,
  params: object,
): Promise<boolean> {
  const planned = await ask<PlannedEdit>(server, method, params);
  if (!planned) return false;
  if ('refused' in planned) {
    tell(planned.refused);
    return false;
  }
  if (!(await server.apply(planned.edit))) {
    tell(vscode.l10n.t('The files have changed meanwhile; nothing was written. Try again.'));
    return false;
  }
  if (planned.open) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(planned.open));
    const at = firstChange(planned.edit, planned.open);
    const selection = at && new vscode.Range(at.line, at.character, at.line, at.character);
    await vscode.window.showTextDocument(document, {
      preview: false,
      ...(selection ? { selection } : {}),
    });
  }
  if (planned.note) void vscode.window.showInformationMessage(planned.note);
  return true;
}

/** Where an edit first touches a document that was there before. */
function firstChange(
  { documentChanges = [] }: WorkspaceEdit,
  uri: string,
): PositionData | undefined {
  const starts = documentChanges.flatMap(change =>
    'textDocument' in change && change.textDocument.uri === uri
      ? change.edits.map(({ range }) => range.start)
      : [],
  );
  return starts.sort((a, b) => a.line - b.line || a.character - b.character)[0];
}
