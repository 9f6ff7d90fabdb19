import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type ClientOptions, ProtocolClient } from './protocolClient.js';
import { TOY_SERVER } from './toyEngine.js';
import { removeTree, temporaryTree } from './tree.js';

export interface OpenedProject {
  readonly client: ProtocolClient;
  readonly root: string;
  at(name: string): string;
}

/** A folder with these files, and a client that has it open; both go when the test ends. */
export async function openProject(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ClientOptions> & { prepare?: (root: string) => void } = {},
): Promise<OpenedProject> {
  const root = temporaryTree(files);
  onTestFinished(() => removeTree(root));
  options.prepare?.(root);
  const folders = (options.folders ?? ['.']).map(folder => path.resolve(root, folder));
  const client = await ProtocolClient.start({ server: TOY_SERVER, ...options, folders });
  onTestFinished(() => client.stop());
  await client.settled();
  return { client, root, at: name => path.join(root, name) };
}
