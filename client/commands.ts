import * as vscode from 'vscode';
import { ClientCommand, Method, type PositionData } from '../shared/protocol.js';
import { chooseWinner, listChoices } from './actions/chooseWinner.js';
import { compareDefinitions, provideDefinitions } from './actions/compareDefinitions.js';
import { newStep } from './actions/newStep.js';
import { ignoreFindings, overrideStep } from './actions/stepActions.js';
import { selectActiveWorkspace } from './activeWorkspace.js';
import { goToStep } from './goToStep.js';
import type { RegistryMap } from './registryMap.js';
import type { RegistryServer } from './registryServer.js';
import { renameAt } from './renameAt.js';
import { copyReport, type IndexStatusPage } from './reports.js';
import { explainRule } from './ruleDocs.js';
import { showLocations } from './showLocations.js';
import type { Explorer } from './view/explorer.js';
import {
  copyStepName,
  findUses,
  groupCore,
  openBuilder,
  openDeclaration,
  revealStep,
  say,
} from './view/rowCommands.js';
import type { Row } from './view/rows.js';

/** What the commands work on. */
export interface CommandContext {
  readonly extension: vscode.Extension<unknown>;
  readonly server: RegistryServer;
  readonly explorer: Explorer;
  readonly indexStatus: IndexStatusPage;
  readonly map: RegistryMap;
}

type Handler = (context: CommandContext, ...args: never[]) => unknown;

/** Commands of a row; from the keyboard they speak of the selected row. */
function ofRow(run: (row: Row, context: CommandContext) => unknown): Handler {
  return (context, ...fromMenu: (Row | undefined)[]) => {
    // VS Code passes nothing for a row that vanished while its menu was open: the selected row is not meant.
    const isGone = fromMenu.length > 0 && !fromMenu[0];
    if (isGone) say(vscode.l10n.t('This row is not there any more'));
    const row = isGone ? undefined : (fromMenu[0] ?? context.explorer.selection);
    return row && run(row, context);
  };
}

/** Every command that package.json contributes, and those that the server may name. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  'cursus.goToStep': ({ server, explorer }) => goToStep(server, explorer),
  'cursus.revealStep': ({ explorer }) => revealStep(explorer),
  'cursus.findInExplorer': ({ explorer }) => explorer.find(),
  'cursus.groupCore': () => groupCore(),
  'cursus.refresh': ({ server }) => server.request(Method.refresh),
  'cursus.showMap': ({ map }) => map.show(),
  'cursus.selectActiveWorkspace': ({ server }) => selectActiveWorkspace(server),
  'cursus.newStep': ({ server }) => newStep(server),
  'cursus.listChoices': ({ server }) => listChoices(server),
  'cursus.explainRule': ({ extension }, code?: string) => explainRule(extension.extensionUri, code),
  'cursus.restartServer': ({ server }) => server.restart(),
  'cursus.showIndexStatus': ({ indexStatus }) => indexStatus.show(),
  'cursus.showOutput': ({ server }) => server.log.show(),
  'cursus.copyReport': ({ server, extension }) => copyReport(server, extension),
  'cursus.openWalkthrough': ({ extension }) =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`),

  'cursus.openDeclaration': ofRow(row => openDeclaration(row)),
  'cursus.openBuilder': ofRow((row, { explorer }) => openBuilder(row, explorer)),
  'cursus.compareDeclarations': ofRow((row, { server }) => compareDefinitions(row, server)),
  'cursus.findUses': ofRow(row => findUses(row)),
  'cursus.chooseWinner': ofRow((row, { server }) => chooseWinner(row, server)),
  'cursus.overrideStep': ofRow((row, { server }) => overrideStep(row, server)),
  'cursus.ignoreFindings': ofRow((row, { server }) => ignoreFindings(row, server)),
  'cursus.copyStepName': ofRow(row => copyStepName(row)),
  'cursus.activateWorkspace': ofRow(
    (row, { server }) => row.node.workspace && server.chooseWorkspace(row.node.workspace),
  ),

  [ClientCommand.showLocations]: (_context, ...args: Parameters<typeof showLocations>) =>
    showLocations(...args),
  [ClientCommand.rename]: (_context, uri: string, at: PositionData) => renameAt(uri, at),
};

/** Registers the whole table. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const registrations = Object.entries(COMMANDS).map(([id, handler]) =>
    vscode.commands.registerCommand(id, (...args: never[]) => handler(context, ...args)),
  );
  return vscode.Disposable.from(...registrations, provideDefinitions(context.server));
}
