import * as vscode from 'vscode';
import { Method, type RememberedChoiceItem, type Winners } from '../../shared/protocol.js';
import type { RegistryServer } from '../registryServer.js';
import type { Row } from '../view/rows.js';
import { applyPlan } from './applyPlan.js';
import { ask, tell } from './ask.js';

interface WinnerChoice extends vscode.QuickPickItem {
  /** null forgets what is remembered. */
  readonly winner: string | null;
}

/** Lets the user decide who wins a step; the project file remembers it. */
export async function chooseWinner({ node }: Row, server: RegistryServer): Promise<void> {
  const { step } = node;
  if (!step) return;
  const asked = { step, project: node.id };
  const winners = await ask<Winners>(server, Method.winners, asked);
  if (!winners) return;
  if (winners.candidates.length === 0) {
    tell(vscode.l10n.t('{0} is not declared any more.', step));
    return;
  }
  const chosen = await vscode.window.showQuickPick(winnerChoices(winners), {
    title: vscode.l10n.t('Choose the Winner of {0}: cursus-registry.yaml remembers it', step),
    placeHolder: vscode.l10n.t(
      'As seen from {0}, decided by {1}',
      winners.workspace ?? 'core',
      winners.strategy,
    ),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  await applyPlan(server, Method.chooseWinner, { ...asked, winner: chosen.winner });
}

function winnerChoices({ candidates, remembered }: Winners): WinnerChoice[] {
  const items: WinnerChoice[] = candidates.map(({ winner, kind, reason, chosen }) => ({
    label: `$(${chosen ? 'pass' : 'circle-large-outline'}) ${winner}`,
    description: winner === remembered ? vscode.l10n.t('{0}, remembered', kind) : kind,
    detail: reason,
    winner,
  }));
  if (remembered === undefined) return items;
  return [
    ...items,
    { label: '', kind: vscode.QuickPickItemKind.Separator, winner: null },
    {
      label: `$(discard) ${vscode.l10n.t('Forget the choice')}`,
      description: remembered,
      winner: null,
    },
  ];
}

/** Shows every remembered choice, and forgets the one that is picked. */
export async function listChoices(server: RegistryServer): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const remembered = await ask<RememberedChoiceItem[]>(
    server,
    Method.rememberedChoices,
    uri ? { uri } : {},
  );
  if (!remembered) return;
  if (remembered.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'No choice is remembered. Choose the winner of a step that is in conflict from its menu in the Step Registry.',
      ),
    );
    return;
  }
  const items = remembered.map(choice => ({
    label: choice.step,
    description: choice.winner,
    ...(choice.problem ? { detail: `$(warning) ${choice.problem}` } : {}),
    choice,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remembered Choices'),
    placeHolder: vscode.l10n.t('Pick a choice to forget it'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const { step, project } = chosen.choice;
  await applyPlan(server, Method.chooseWinner, { step, project, winner: null });
}
