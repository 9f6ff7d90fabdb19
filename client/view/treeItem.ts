import * as vscode from 'vscode';
import type { LocationData, RangeData } from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import { rowIcon } from './icons.js';

/** What VS Code draws for a node. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, COLLAPSIBLE[node.children]);
  const icon = rowIcon(node);
  item.id = node.id;
  item.contextValue = contextValue(node);
  if (node.description) item.description = node.description;
  if (node.tooltip) item.tooltip = new vscode.MarkdownString(node.tooltip, true);
  if (icon) {
    const color = icon.color ? new vscode.ThemeColor(icon.color) : undefined;
    item.iconPath = new vscode.ThemeIcon(icon.codicon, color);
  }
  if (node.accessibleLabel) item.accessibilityInformation = { label: node.accessibleLabel };
  const command = clickCommand(node);
  if (command) item.command = command;
  return item;
}

/** Where a node's source opens: the file, with the range selected. */
export function openCommand(location: LocationData): vscode.Command {
  const options: vscode.TextDocumentShowOptions = { selection: toRange(location.range) };
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [vscode.Uri.parse(location.uri), options],
  };
}

export function toRange({ start, end }: RangeData): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

const COLLAPSIBLE: Readonly<Record<TreeNode['children'], vscode.TreeItemCollapsibleState>> = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

function clickCommand(node: TreeNode): vscode.Command | undefined {
  if (node.kind === 'active-workspace') {
    return {
      command: 'cursus.selectActiveWorkspace',
      title: vscode.l10n.t('Select Active Workspace'),
    };
  }
  return node.location && openCommand(node.location);
}

/** The words that menus test with `viewItem =~ /\bword\b/`. */
function contextValue(node: TreeNode): string {
  const words: string[] = [node.kind];
  if (node.location) words.push('located');
  if (node.step) words.push('named');
  if (node.state) words.push(node.state);
  return words.join(' ');
}
