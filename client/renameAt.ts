import * as vscode from 'vscode';
import type { PositionData } from '../shared/protocol.js';

/** Starts the editor's rename at a place, for quick fixes: the server speaks plain data, VS Code wants its own classes. */
export function renameAt(uri: string, { line, character }: PositionData): Thenable<unknown> {
  return vscode.commands.executeCommand('editor.action.rename', [
    vscode.Uri.parse(uri),
    new vscode.Position(line, character),
  ]);
}
