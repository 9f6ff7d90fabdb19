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
  const resolved = await Promise.all(
    NAMES.flatMap(name =>
      WORKSPACES.map(async workspace => {
        const answer = await client.request('cursus/resolve', {
          name,
          uri: uriOf(root),
          ...(workspace === undefined ? {} : { workspace }),
        });
        return `${name} in ${workspace}: ${JSON.stringify(answer)}`;
      }),
    ),
  );
  const completed = await Promise.all(
    [...open].sort().flatMap(file =>
      [1, 3].map(async line => {
        const answer = await client.request<CompletionItem[] | CompletionList | null>(
          'textDocument/completion',
          { textDocument: { uri: uriOf(file) }, position: { line, character: 14 } },
        );
        const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
        return `${file}:${line} ${items.map(item => item.label).join(' ')}`;
      }),
    ),
  );
  const steps = await client.request<unknown[]>('cursus/stepList', { uri: uriOf(root) });
  const workspaces = await client.request<unknown[]>('cursus/workspaceList', {});
  return {
    findings,
    tree: (await unfold(client, undefined, '')).map(plain),
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

/** Every row below a node, in order, as it is shown. */
async function unfold(
  client: ProtocolClient,
  id: string | undefined,
  margin: string,
): Promise<string[]> {
  const nodes = await client.request<TreeNode[]>('cursus/tree', id === undefined ? {} : { id });
  const rows = nodes.map(async node => [
    `${margin}${JSON.stringify(node)}`,
    ...(node.children === 'none' ? [] : await unfold(client, node.id, `${margin}  `)),
  ]);
  return (await Promise.all(rows)).flat();
}
