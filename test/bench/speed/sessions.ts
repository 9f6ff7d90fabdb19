/** What is measured of the server itself. */
import { join } from 'node:path';
import { registryPath, stepName, workspaceFolder } from '../generate.js';
import { OpenDocument } from './openDocument.js';
import { reference } from './references.js';
import type { Samples } from './samples.js';
import { ServerProcess } from './serverProcess.js';
import { percentile } from './statistics.js';
import type { Tree } from './trees.js';

const SETTLED = 'cursus/registryChanged';
/** Edits before anything is timed: what people feel is the server that has been typed in for a second. */
const WARMING_EDITS = 20;
const LINE_BREAK_AFTER = '"""\n';

export interface Extent {
  readonly edits: number;
  readonly completions: number;
  readonly manyEdits: number;
  readonly idleSeconds: number;
}

/**
 * A server from its spawn on, used as one would: it starts, a registry is typed in, a pipeline is completed, and the name
 * that everybody declares is changed.
 */
export async function session(
  command: readonly string[],
  tree: Tree,
  extent: Extent,
  samples: Samples,
): Promise<void> {
  const server = await coldStart(command, tree, samples);
  const registry = new OpenDocument(server, tree.root, registryPath(0));
  await keystrokes(server, registry, tree, extent, samples);
  await completions(server, tree, extent, samples);
  await sharedName(server, registry, tree, samples);
  await server.stop();
}

/** From nothing to all findings published. */
export async function coldStart(
  command: readonly string[],
  tree: Pick<Tree, 'name' | 'root'>,
  samples: Samples,
  options?: unknown,
): Promise<ServerProcess> {
  const server = new ServerProcess(command);
  const settled = server.next(SETTLED);
  samples.add('initialize', tree.name, await server.initialize(tree.root, options));
  samples.add('settled', tree.name, (await settled).at - server.spawned);
  const use = server.use();
  if (use !== undefined) {
    samples.add('peak memory', tree.name, use.peakMegabytes);
    samples.add('start cpu', tree.name, use.cpuTicks * 10);
  }
  samples.add('start bytes', tree.name, server.bytesReceived);
  return server;
}

/** A line break typed above the entries of a registry, and taken back: all its findings move each time. */
async function toggle(document: OpenDocument, edits: number): Promise<number[]> {
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    times.push(
      await document.untilPublished(() =>
        edit % 2 === 0
          ? document.type(LINE_BREAK_AFTER, '\n')
          : document.untype(LINE_BREAK_AFTER, '\n'),
      ),
    );
  }
  return times;
}

/** From a keystroke to the findings of the edited registry. */
async function keystrokes(
  server: ServerProcess,
  document: OpenDocument,
  tree: Tree,
  extent: Extent,
  samples: Samples,
): Promise<void> {
  await server.request('cursus/settled', null);
  await toggle(document, WARMING_EDITS);
  const before = server.use();
  const times = await toggle(document, extent.edits);
  const after = server.use();
  samples.add('keystroke', tree.name, percentile(times, 0.5));
  samples.add('keystroke p95', tree.name, percentile(times, 0.95));
  if (before !== undefined && after !== undefined) {
    const ticks = after.cpuTicks - before.cpuTicks;
    samples.add('keystroke cpu', tree.name, (ticks * 10) / extent.edits);
  }
  const file = join(tree.root, registryPath(0));
  const scan = reference('warm-scan', file);
  samples.add('bare scan', tree.name, scan.milliseconds);
  samples.add('bare scan cpu', tree.name, scan.cpu);
  await server.request('cursus/settled', null);
}

/** A change of the name that every workspace declares, until every finding that follows is published. */
async function sharedName(
  server: ServerProcess,
  document: OpenDocument,
  tree: Tree,
  samples: Samples,
): Promise<void> {
  const bytes = server.bytesReceived;
  const before = server.use();
  const started = performance.now();
  const settled = server.next(SETTLED);
  const own = await document.untilPublished(() => document.type('"SharedScore', 'd'));
  samples.add('shared name own', tree.name, own);
  samples.add('shared name', tree.name, (await settled).at - started);
  samples.add('shared name bytes', tree.name, server.bytesReceived - bytes);
  const after = server.use();
  if (before !== undefined && after !== undefined) {
    samples.add('shared name cpu', tree.name, (after.cpuTicks - before.cpuTicks) * 10);
  }
}

/** A character typed in a step name, and the list asked for at once; the very first apart. */
async function completions(
  server: ServerProcess,
  tree: Tree,
  extent: Extent,
  samples: Samples,
): Promise<void> {
  const path = `${workspaceFolder(0)}/pipelines/pipeline_0.py`;
  const document = new OpenDocument(server, tree.root, path);
  await server.request('cursus/settled', null);
  const node = `add_node("${stepName(0, 1).slice(0, 8)}`;
  const times: number[] = [];
  for (let i = 0; i < extent.completions; i++) {
    const typed = i % 2 === 0;
    if (typed) document.type(node, 'e');
    else document.untype(node, 'e');
    const position = document.after(typed ? `${node}e` : node);
    const started = performance.now();
    await server.request('textDocument/completion', {
      textDocument: { uri: document.uri },
      position,
    });
    times.push(performance.now() - started);
  }
  samples.add('first completion', tree.name, times[0]!);
  samples.add('completion', tree.name, percentile(times.slice(1), 0.5));
  samples.add('completion p95', tree.name, percentile(times.slice(1), 0.95));
  await server.request('cursus/settled', null);
}

/**
 * Memory after many edits beside memory after a few, and what the server does when nobody does anything. In the first
 * minute V8 gives memory back, once (about 50 s after the last allocation); what comes after that is the server's own.
 */
export async function endurance(
  command: readonly string[],
  tree: Tree,
  extent: Extent,
  samples: Samples,
): Promise<void> {
  const server = new ServerProcess(command);
  const settled = server.next(SETTLED);
  await server.initialize(tree.root);
  await settled;
  const document = new OpenDocument(server, tree.root, registryPath(0));
  await toggle(document, 10);
  await server.request('cursus/settled', null);
  const early = server.use();
  await toggle(document, extent.manyEdits);
  await server.request('cursus/settled', null);
  const late = server.use();
  await seconds(extent.idleSeconds);
  const rested = server.use();
  await seconds(extent.idleSeconds);
  const idle = server.use();
  if (early !== undefined && late !== undefined && rested !== undefined && idle !== undefined) {
    samples.add('memory after 10 edits', tree.name, early.residentMegabytes);
    samples.add('memory after many edits', tree.name, late.residentMegabytes);
    samples.add('resting ticks', tree.name, rested.cpuTicks - late.cpuTicks);
    samples.add('memory after rest', tree.name, rested.residentMegabytes);
    samples.add('idle ticks', tree.name, idle.cpuTicks - rested.cpuTicks);
  }
  await server.stop();
}

function seconds(count: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, count * 1000));
}
