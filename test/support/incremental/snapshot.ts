import { fileURLToPath } from 'node:url';
import type { CompletionItem, CompletionList, Diagnostic } from 'vscode-languageserver-protocol';
import type { TreeNode } from '../../../shared/view.js';
import { type ProtocolClient, uriOf } from '../protocolClient.js';

/** Everything that a server says about a settled state, as lines for people, by topic. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

const NAMES = ['XGBoostTraining', 'Package', 'RiskScore', 'Nothing'];
const WORKSPACES = [undefined, 'ann', 'bob'];

/**
 * @param moving open files that differ from the disk: closed files may say where a place stood before it moved in them
 * @param open all open files
 */
export async function snapshotOf(
  client: ProtocolClient,
  root: string,
  moving: ReadonlySet<string>,
  open: ReadonlySet<string>,
): Promise<Snapshot> {
  const plain = (text: string): string => text.replaceAll(root, '');
  const findings = [...client.diagnostics]
    .flatMap(([uri, diagnostics]) => {
      const isOpen = uri.startsWith('file:') && open.has(fileURLToPath(uri));
      return diagnostics.map(each => `${uri} ${described(each, isOpen ? new Set() : moving)}`);
    })
    .map(plain)
    .sort();
  const tree: string[] = [];
  await unfold(client, undefined, '', tree);
  const resolved: string[] = [];
  for (const name of NAMES) {
    for (const workspace of WORKSPACES) {
      const answer = await client.request('cursus/resolve', {
        name,
        uri: uriOf(root),
        ...(workspace === undefined ? {} : { workspace }),
      });
      resolved.push(`${name} in ${workspace}: ${JSON.stringify(answer)}`);
    }
  }
  const completed: string[] = [];
  for (const file of [...open].sort()) {
    for (const line of [1, 3]) {
      const answer = await client.request<CompletionItem[] | CompletionList | null>(
        'textDocument/completion',
        { textDocument: { uri: uriOf(file) }, position: { line, character: 14 } },
      );
      const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
      completed.push(`${file}:${line} ${items.map(item => item.label).join(' ')}`);
    }
  }
  const steps = await client.request<unknown[]>('cursus/stepList', { uri: uriOf(root) });
  const workspaces = await client.request<unknown[]>('cursus/workspaceList', {});
  return {
    findings,
    tree: tree.map(plain),
    resolved: resolved.map(plain),
    completed: completed.map(plain),
    steps: steps.map(step => plain(JSON.stringify(step))),
    workspaces: workspaces.map(each => plain(JSON.stringify(each))),
    status: (client.statuses.at(-1)?.projects ?? []).map(({ milliseconds: _, ...project }) =>
      plain(JSON.stringify(project)),
    ),
  };
}

function described(diagnostic: Diagnostic, moving: ReadonlySet<string>): string {
  const { relatedInformation = [], ...own } = diagnostic;
  const related = relatedInformation.map(({ location, message }) =>
    location.uri.startsWith('file:') && moving.has(fileURLToPath(location.uri))
      ? { uri: location.uri, message }
      : { location, message },
  );
  return JSON.stringify({ ...own, related });
}

async function unfold(
  client: ProtocolClient,
  id: string | undefined,
  margin: string,
  lines: string[],
): Promise<void> {
  const nodes = await client.request<TreeNode[]>('cursus/tree', id === undefined ? {} : { id });
  for (const node of nodes) {
    lines.push(`${margin}${JSON.stringify(node)}`);
    if (node.children !== 'none') await unfold(client, node.id, `${margin}  `, lines);
  }
}
