import * as vscode from 'vscode';
import { type DefinitionItem, Method } from '../../shared/protocol.js';
import type { RegistryServer } from '../registryServer.js';
import type { Row } from '../view/rows.js';
import { ask } from './ask.js';
import { definitionUri, readDefinitionUri, SCHEME } from './definitionUri.js';

/** Texts of single declarations: as they are when somebody looks, also after a window is opened again. */
export function provideDefinitions(server: RegistryServer): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const shown = new Map<string, vscode.Uri>();
  return vscode.Disposable.from(
    changes,
    server.onDidChangeTree(() => {
      for (const uri of shown.values()) changes.fire(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      async provideTextDocumentContent(uri) {
        shown.set(uri.toString(), uri);
        const asked = readDefinitionUri(uri);
        if (!asked) return '';
        const { step, project } = asked;
        const found = await server.request<DefinitionItem[] | null>(Method.definitions, {
          step,
          project,
        });
        return found?.find(({ source, kind }) => `${source} ${kind}` === asked.of)?.text ?? '';
      },
    }),
  );
}

/** Shows two declarations of a step beside each other, and nothing else of their files. */
export async function compareDefinitions({ node }: Row, server: RegistryServer): Promise<void> {
  const { step, id: project } = node;
  if (!step) return;
  const declared = await ask<DefinitionItem[]>(server, Method.definitions, { step, project });
  if (!declared) return;
  const [left, right] = declared.length > 2 ? await pickTwo(declared) : declared;
  if (!left || !right) {
    if (declared.length < 2) {
      const message = vscode.l10n.t('{0} is declared in one place only', step);
      vscode.window.setStatusBarMessage(message, 4000);
    }
    return;
  }
  const uriOf = ({ source, kind }: DefinitionItem): vscode.Uri =>
    definitionUri({ step, project, of: `${source} ${kind}` });
  await vscode.commands.executeCommand(
    'vscode.diff',
    uriOf(left),
    uriOf(right),
    `${step}: ${left.source}, ${left.kind} ↔ ${right.source}, ${right.kind}`,
  );
}

async function pickTwo(declared: readonly DefinitionItem[]): Promise<readonly DefinitionItem[]> {
  const items = declared.map(item => ({ label: item.source, description: item.kind, item }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare Declarations'),
    placeHolder: vscode.l10n.t('Choose two'),
    canPickMany: true,
  });
  return (chosen ?? []).slice(0, 2).map(({ item }) => item);
}
