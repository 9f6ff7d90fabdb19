import * as vscode from 'vscode';
import { Method, type StepListItem } from '../shared/protocol.js';
import type { RegistryServer } from './registryServer.js';
import type { Explorer } from './view/explorer.js';
import { openCommand } from './view/treeItem.js';

interface StepChoice extends vscode.QuickPickItem {
  readonly step: StepListItem;
}

/** Lets the user pick a step of the registry and opens where it is declared. */
export async function goToStep(server: RegistryServer, explorer: Explorer): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const items = server
    .request<StepListItem[]>(Method.stepList, uri ? { uri } : {})
    .then((steps = []): StepChoice[] => steps.map(choice));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Go to Step'),
    placeHolder: vscode.l10n.t('Step name, workspace or SageMaker type'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const { location, name } = chosen.step;
  if (!location) {
    // Steps of the built-in core have no source.
    await explorer.reveal({ name });
    return;
  }
  const open = openCommand(location);
  await vscode.commands.executeCommand(open.command, ...(open.arguments ?? []));
}

function choice(step: StepListItem): StepChoice {
  return { label: step.name, description: step.description, detail: step.detail, step };
}
