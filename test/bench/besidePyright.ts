/**
 * What a Python language server and ours answer at the same places: where both do, an editor shows something twice.
 *
 *     node scripts/run.mjs test/bench/besidePyright.ts --pyright node_modules/pyright/langserver.index.js
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE } from '../../server/host/engine.js';
import { LineIndex } from '../../server/service/text/span.js';
import { ProtocolClient, uriOf } from '../support/protocolClient.js';

const { values } = parseArgs({ options: { pyright: { type: 'string', default: '' } } });
const ROOT = resolve('test', 'fixtures', 'team');
const ANN = 'developer_workspaces/developers/ann';
const PIPELINE = `${ANN}/pipelines/fraud_pipeline.py`;
const REGISTRY = `${ANN}/src/cursus_dev/registry/workspace_registry.py`;
const BUILDER = `${ANN}/src/cursus_dev/steps/builders/builder_risk_score_step.py`;

/** A text in a file; the place asked about is in its middle. */
const PLACES = [
  ['a step name in a call', PIPELINE, 'RiskScore'],
  ['the object of the call', PIPELINE, 'dag.add_node'],
  ['an import', PIPELINE, 'PipelineDAG'],
  ['a key of the registry', REGISTRY, 'RiskScore'],
  ['a builder in the registry', REGISTRY, 'RiskScoreStepBuilder'],
  ['the table', REGISTRY, 'LOCAL_STEPS'],
  ['the class of the builder', BUILDER, 'RiskScoreStepBuilder'],
] as const;

const METHODS = [
  'completion',
  'hover',
  'definition',
  'typeDefinition',
  'references',
  'documentHighlight',
  'prepareRename',
] as const;

const ours = await ProtocolClient.start({
  folders: [ROOT],
  server: { version: '0.0.0', engine: ENGINE, environment: {} },
});
await ours.settled();
const theirs = await ProtocolClient.start({
  folders: [ROOT],
  // Without a word about settings: it would wait for ours.
  capabilities: {},
  server: [process.execPath, resolve(values.pyright), '--stdio'],
});

async function isAnswered(
  client: ProtocolClient,
  method: string,
  params: object,
): Promise<boolean> {
  const answer = await client.request<unknown>(`textDocument/${method}`, params).catch(() => null);
  const list = (answer as { items?: unknown[] } | null)?.items ?? answer;
  return Array.isArray(list) ? list.length > 0 : list !== null;
}

console.log(`| place | ${METHODS.join(' | ')} |\n| --- |${' --- |'.repeat(METHODS.length)}`);
for (const [what, file, word] of PLACES) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const offset = text.indexOf(word) + Math.ceil(word.length / 2);
  const cells: string[] = [];
  for (const client of [ours, theirs]) client.open(join(ROOT, file), text);
  for (const method of METHODS) {
    const params = {
      textDocument: { uri: uriOf(join(ROOT, file)) },
      position: new LineIndex(text).positionAt(offset),
      ...(method === 'references' ? { context: { includeDeclaration: true } } : {}),
    };
    const [we, they] = await Promise.all(
      [ours, theirs].map(client => isAnswered(client, method, params)),
    );
    cells.push(we && they ? 'both' : we ? 'ours' : they ? 'Python' : '-');
  }
  console.log(`| ${what} | ${cells.join(' | ')} |`);
}
await Promise.all([ours, theirs].map(client => client.stop()));
