import * as vscode from 'vscode';
import { Method, type StepFindingItem } from '../../shared/protocol.js';
import { selectActiveWorkspace } from '../activeWorkspace.js';
import type { RegistryServer } from '../registryServer.js';
import type { Row } from '../view/rows.js';
import { applyPlan } from './applyPlan.js';
import { ask } from './ask.js';

/** Copies core's values into the overrides of the active workspace, where they can be changed. */
export async function overrideStep({ node }: Row, server: RegistryServer): Promise<void> {
  if (!node.step) return;
  if (!server.activeWorkspace?.workspace) await selectActiveWorkspace(server);
  await applyPlan(server, Method.overrideStep, { step: node.step, project: node.id });
}

/** Silences what is found about a step, in the project file. */
export async function ignoreFindings({ node }: Row, server: RegistryServer): Promise<void> {
  const { step } = node;
  if (!step) return;
  const asked = { step, project: node.id };
  const found = await ask<StepFindingItem[]>(server, Method.stepFindings, asked);
  if (!found) return;
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is reported about {0}.', step),
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(ignoreChoices(found, step), {
    title: vscode.l10n.t('Ignore Findings about {0}', step),
    placeHolder: vscode.l10n.t('cursus-registry.yaml holds what is ignored, for everybody'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const { code, path } = chosen;
  await applyPlan(server, Method.ignoreFindings, { ...asked, code, ...(path ? { path } : {}) });
}

interface IgnoreChoice extends vscode.QuickPickItem {
  readonly code: string;
  /** Absent: in every file. */
  readonly path?: string;
}

/** Each code for every file, and for one file where it is found in several. */
function ignoreChoices(found: readonly StepFindingItem[], step: string): IgnoreChoice[] {
  const codes = new Map<string, StepFindingItem[]>();
  for (const item of found) codes.set(item.code, [...(codes.get(item.code) ?? []), item]);
  return [...codes].flatMap(([code, items]): IgnoreChoice[] => [
    {
      label: code,
      description: vscode.l10n.t('for {0} in every file', step),
      detail: items[0]?.message ?? '',
      code,
    },
    ...(items.length < 2 ? [] : items).map(({ path, message }) => ({
      label: code,
      description: vscode.l10n.t('only in {0}', path),
      detail: message,
      code,
      path,
    })),
  ]);
}
