import * as vscode from 'vscode';
import { isEditedScheme } from './documents.js';
import type { RegistryServer } from './registryServer.js';
import { isRegistryPath } from './relevance.js';

/** Places that tell of a registry without a search. */
const MARKERS = [
  'cursus-registry.yaml',
  'src/cursus/registry',
  'src/cursus_dev/registry/workspace_registry.py',
];
/** Environments whose installed cursus is the core of pipelines that have no registry beside them. */
const ENVIRONMENTS = ['.venv', 'venv'];
/** The same two globs as in `activationEvents`: VS Code does not say which event woke the extension. */
const MARKER_GLOB = '{**/*.step.yaml,**/cursus_dev/registry/workspace_registry.py}';

/**
 * Starts the server as soon as there is something for it to read: a marker in a folder, or an open file whose path
 * belongs to a registry. Nothing is read for it, and any other Python project never loads the language client.
 */
export function startWhenRelevant(server: RegistryServer): vscode.Disposable {
  if (vscode.workspace.textDocuments.some(isRegistryDocument)) void server.start();
  void startOnMarker(server, vscode.workspace.workspaceFolders ?? []);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(document => {
      if (server.state === 'idle' && isRegistryDocument(document)) void server.start();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void startOnMarker(server, added)),
  );
}

function isRegistryDocument({ uri }: vscode.TextDocument): boolean {
  return isEditedScheme(uri.scheme) && isRegistryPath(uri.path);
}

async function startOnMarker(
  server: RegistryServer,
  folders: readonly vscode.WorkspaceFolder[],
): Promise<void> {
  if (server.state !== 'idle' || folders.length === 0) return;
  const markers = folders.flatMap(({ uri }) => [
    ...MARKERS.map(marker => exists(vscode.Uri.joinPath(uri, marker))),
    ...ENVIRONMENTS.map(environment => hasCursus(vscode.Uri.joinPath(uri, environment))),
  ]);
  const found =
    (await Promise.all(markers)).includes(true) ||
    (await vscode.workspace.findFiles(MARKER_GLOB, undefined, 1)).length > 0;
  if (found) void server.start();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Whether cursus is installed in a virtual environment: told by the names of folders alone. */
async function hasCursus(environment: vscode.Uri): Promise<boolean> {
  const unix = await namesIn(vscode.Uri.joinPath(environment, 'lib'));
  const folders = unix
    .filter(name => name.startsWith('python'))
    .map(name => ['lib', name, 'site-packages', 'cursus', 'registry']);
  const candidates = [...folders, ['Lib', 'site-packages', 'cursus', 'registry']];
  const present = candidates.map(path => exists(vscode.Uri.joinPath(environment, ...path)));
  return (await Promise.all(present)).includes(true);
}

async function namesIn(directory: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(directory)).map(([name]) => name);
  } catch {
    return [];
  }
}
