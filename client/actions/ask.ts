import * as vscode from 'vscode';
import type { RegistryServer } from '../registryServer.js';

/**
 * Asks the server for what a command needs.
 * @returns undefined where there is no answer; the user is told why
 */
export async function ask<T>(
  server: RegistryServer,
  method: string,
  params: object,
): Promise<T | undefined> {
  const answer = await server.request<T | null>(method, params);
  if (answer === undefined) {
    tell(vscode.l10n.t('The registry server did not answer. Try again in a moment.'));
  } else if (answer === null) {
    tell(vscode.l10n.t('There is no step registry in this window.'));
  }
  return answer ?? undefined;
}

/** Says why a command does nothing. */
export function tell(message: string): void {
  void vscode.window.showWarningMessage(message);
}
