import * as vscode from 'vscode';

interface Action extends vscode.MessageItem {
  run(): unknown;
}

/** Once after a crash: the user may wonder why findings went and came. */
export function tellRestarted(log: vscode.LogOutputChannel): void {
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t('The Cursus registry server stopped and was restarted.'),
      showOutput(log),
    )
    .then(runChosen);
}

/** The server is not started again by itself. */
export function tellStopped(log: vscode.LogOutputChannel): void {
  const restart: Action = {
    title: vscode.l10n.t('Restart Server'),
    run: () => vscode.commands.executeCommand('cursus.restartServer'),
  };
  void vscode.window
    .showErrorMessage(
      vscode.l10n.t(
        'The Cursus registry server does not run: it could not be started, or it kept stopping. The output says why. Where it ran out of memory, leave folders out with "cursus.exclude".',
      ),
      restart,
      showOutput(log),
    )
    .then(runChosen);
}

function showOutput(log: vscode.LogOutputChannel): Action {
  return { title: vscode.l10n.t('Show Output'), run: () => log.show() };
}

function runChosen(action: Action | undefined): unknown {
  return action?.run();
}
