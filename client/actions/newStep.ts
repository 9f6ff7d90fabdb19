import * as vscode from 'vscode';
import { Method, type NewStepTargets } from '../../shared/protocol.js';
import type { RegistryServer } from '../registryServer.js';
import { applyPlan } from './applyPlan.js';
import { ask } from './ask.js';

interface Target extends vscode.QuickPickItem {
  /** Absent: core. */
  readonly workspace?: string;
}

/** Asks where, how and as what a step is to be made, then makes all of it in one edit. */
export async function newStep(server: RegistryServer): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const targets = await ask<NewStepTargets>(server, Method.newStepTargets, uri ? { uri } : {});
  if (!targets) return;
  const title = vscode.l10n.t('New Step');
  const target = await vscode.window.showQuickPick(targetsOf(targets), {
    title,
    placeHolder: vscode.l10n.t('Which registry gets the step?'),
    matchOnDescription: true,
  });
  if (!target) return;
  const { project } = targets;
  const step = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Name of the step'),
    placeHolder: 'RiskScore',
    ignoreFocusOut: true,
    validateInput: name =>
      server.request<string | null>(Method.newStepNameProblem, { project, step: name.trim() }),
  });
  if (!step) return;
  const sagemakerType = await vscode.window.showQuickPick(commonFirst(targets.types), {
    title,
    placeHolder: vscode.l10n.t('SageMaker step type'),
  });
  if (!sagemakerType) return;
  const { workspace } = target;
  await applyPlan(server, Method.newStep, {
    project,
    step: step.trim(),
    sagemakerType,
    ...(workspace === undefined ? {} : { workspace }),
  });
}

function targetsOf({ workspaces, active, core }: NewStepTargets): Target[] {
  const own: Target[] = workspaces
    .map(({ id, path }) => ({ label: `$(account) ${id}`, description: path, workspace: id }))
    .sort((a, b) => Number(b.workspace === active) - Number(a.workspace === active));
  if (core === undefined) return own;
  const shared = vscode.l10n.t('everybody shares it: {0}', core);
  return [...own, { label: '$(library) core', description: shared }];
}

/** Most steps are of one of two types. */
function commonFirst(types: readonly string[]): string[] {
  const common = ['Processing', 'Training'].filter(type => types.includes(type));
  return [...common, ...types.filter(type => !common.includes(type))];
}
