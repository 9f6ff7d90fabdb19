import * as vscode from 'vscode';
import type { LocationData, TreeParams } from '../../shared/protocol.js';
import type { Explorer } from './explorer.js';
import type { Row } from './rows.js';
import { openCommand } from './treeItem.js';

type GroupBy = NonNullable<TreeParams['groupBy']>;

export async function openDeclaration({ node }: Row): Promise<void> {
  if (node.location) await open(node.location);
}

/** Opens the class that builds a step; its row says so where there is none. */
export async function openBuilder(row: Row, explorer: Explorer): Promise<void> {
  const children = await explorer.children(row);
  const builder = children.find(({ node }) => node.role === 'builder');
  if (builder?.node.location) await open(builder.node.location);
  else say(vscode.l10n.t('{0} has no builder class with a source', row.node.label));
}

/** Lists every use of a step in the References view. */
export async function findUses({ node }: Row): Promise<void> {
  if (!node.location) return;
  await open(node.location);
  await vscode.commands.executeCommand('references-view.findReferences');
}

export async function copyStepName({ node }: Row): Promise<void> {
  await vscode.env.clipboard.writeText(node.step ?? node.label);
}

/** Unfolds the tree to the step under the caret. */
export async function revealStep(explorer: Explorer): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  const found = await explorer.reveal({ uri, position: { line, character } });
  if (!found) say(vscode.l10n.t('There is no registered step at the cursor'));
}

/** Lets the user choose how the steps of core are grouped; the choice is a personal setting. */
export async function groupCore(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('cursus');
  const current = settings.get<GroupBy>('explorer.groupBy', 'type');
  const labels: Readonly<Record<GroupBy, string>> = {
    type: vscode.l10n.t('SageMaker type'),
    framework: vscode.l10n.t('Framework'),
    workspace: vscode.l10n.t('Workspace that overrides or shadows'),
    none: vscode.l10n.t('No groups'),
  };
  const items = (Object.keys(labels) as GroupBy[]).map(groupBy => ({
    label: labels[groupBy],
    description: groupBy === current ? vscode.l10n.t('current') : '',
    groupBy,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Group Core Steps By'),
  });
  if (!chosen) return;
  await settings.update('explorer.groupBy', chosen.groupBy, vscode.ConfigurationTarget.Global);
}

async function open(location: LocationData): Promise<void> {
  const command = openCommand(location);
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** A few words that need no answer. */
export function say(message: string): void {
  vscode.window.setStatusBarMessage(message, 4000);
}
