import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileChangeType, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { ServerParts } from '../../server/host/serverHost.js';
import { Method, type StepListItem } from '../../shared/protocol.js';
import { ProtocolClient, uriOf } from './protocolClient.js';
import { applyEdits } from './quickFixes.js';

/** What a step's rename and the rename back did. */
export interface RoundTrip {
  readonly step: string;
  /** Places that were edited, and files, on the way there. */
  readonly places: number;
  readonly files: number;
  /** What is not as it should be; empty: the findings stayed, and every byte is back. */
  readonly complaints: readonly string[];
}

/** A base class by its name alone: called otherwise it is asked for its builder like any row. */
const BASE_ROW = 'Processing';

/**
 * Renames every step of the core of a tree, each by itself, and back, as a client with the tree on disk does.
 * Everything that is offered beside the step is taken: classes, spec types and files.
 * @param root is written to; afterwards it is as it was
 */
export async function renameRoundTrips(
  root: string,
  server: ServerParts,
  report: (trip: RoundTrip) => void,
): Promise<void> {
  const client = await ProtocolClient.start({ folders: [root], server });
  try {
    await client.settled();
    const found = findings(client, root);
    for (const { name, location } of await steps(client)) {
      if (location === undefined) continue;
      const to = `${name}Q`;
      const before = snapshot(root);
      const there = await rename(client, location, to);
      if (typeof there === 'string') {
        report({ step: name, places: 0, files: 0, complaints: [there] });
        continue;
      }
      const complaints = difference(found, findings(client, root), 'after the rename').filter(
        complaint => !(name === BASE_ROW && complaint.includes('unknown-builder')),
      );
      const moved = (await steps(client)).find(step => step.name === to)?.location;
      const back = moved === undefined ? `no ${to}` : await rename(client, moved, name);
      if (typeof back === 'string') complaints.push(back);
      const after = snapshot(root);
      for (const file of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(file) === after.get(file)) continue;
        complaints.push(`${file} has other bytes after the way back`);
        restore(client, path.join(root, file), before.get(file));
      }
      await client.settled();
      complaints.push(...difference(found, findings(client, root), 'after the way back'));
      report({ step: name, ...there, complaints });
    }
  } finally {
    await client.stop();
  }
}

/** The steps of core, with the places of their names. */
async function steps(client: ProtocolClient): Promise<StepListItem[]> {
  const all = await client.request<StepListItem[]>(Method.stepList, {});
  return all.filter(step => step.description === 'core');
}

interface Extent {
  readonly places: number;
  readonly files: number;
}

/** @returns how much was edited, or why nothing was */
async function rename(
  client: ProtocolClient,
  location: NonNullable<StepListItem['location']>,
  newName: string,
): Promise<Extent | string> {
  const file = fileURLToPath(location.uri);
  client.open(file, fs.readFileSync(file, 'utf8'));
  let edit: WorkspaceEdit;
  try {
    edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: location.uri },
      position: location.range.start,
      newName,
    });
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  } finally {
    client.close(file);
  }
  const extent = apply(client, edit);
  await client.settled();
  return extent;
}

function apply(client: ProtocolClient, edit: WorkspaceEdit): Extent {
  let places = 0;
  const files = new Set<string>();
  for (const change of edit.documentChanges ?? []) {
    if ('edits' in change) {
      const file = fileURLToPath(change.textDocument.uri);
      client.write(file, applyEdits(fs.readFileSync(file, 'utf8'), change.edits as TextEdit[]));
      places += change.edits.length;
      files.add(file);
    } else if (change.kind === 'rename') {
      const [from, to] = [fileURLToPath(change.oldUri), fileURLToPath(change.newUri)];
      fs.renameSync(from, to);
      client.report([
        [from, FileChangeType.Deleted],
        [to, FileChangeType.Created],
      ]);
    }
  }
  return { places, files: files.size };
}

function restore(client: ProtocolClient, file: string, text: string | undefined): void {
  if (text === undefined) client.delete(file);
  else client.write(file, Buffer.from(text, 'latin1'));
}

/** Each file's bytes, one character a byte. */
function snapshot(root: string): Map<string, string> {
  return new Map(
    fs
      .readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(root, file), fs.readFileSync(file, 'latin1')];
      }),
  );
}

/** What is published, in no order: names and columns may change with a rename, codes and lines may not. */
function findings(client: ProtocolClient, root: string): string[] {
  return [...client.diagnostics].flatMap(([uri, list]) =>
    list.map(({ range, code, severity }) => {
      const file = uri.slice(uriOf(root).length + 1).replace(/_q(\.step\.yaml)$/, '$1');
      return `${file}:${range.start.line + 1} ${code} (${severity})`;
    }),
  );
}

function difference(before: readonly string[], now: readonly string[], when: string): string[] {
  const left = [...now];
  const gone = before.filter(finding => {
    const at = left.indexOf(finding);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...gone.map(finding => `${when} gone: ${finding}`),
    ...left.map(finding => `${when} new: ${finding}`),
  ];
}
