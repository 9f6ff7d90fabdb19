import * as vscode from 'vscode';
import type { LocationData, PositionData } from '../shared/protocol.js';
import { toRange } from './view/treeItem.js';

/** Peeks at places, for code lenses: the server speaks plain data, VS Code wants its own classes. */
export function showLocations(
  uri: string,
  position: PositionData,
  locations: readonly LocationData[],
): Thenable<unknown> {
  return vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations.map(
      location => new vscode.Location(vscode.Uri.parse(location.uri), toRange(location.range)),
    ),
  );
}
