/**
 * What a YAML language server, with the schemas of ours, and our server say about the same files: what both report or offer,
 * an editor shows twice.
 *
 *     node scripts/run.mjs test/bench/besideYaml.ts --yaml node_modules/yaml-language-server/bin/yaml-language-server
 */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CompletionItem, CompletionList, Diagnostic } from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import { LineIndex } from '../../server/service/text/span.js';
import { ProtocolClient, uriOf } from '../support/protocolClient.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const { values } = parseArgs({ options: { yaml: { type: 'string', default: '' } } });
const SCHEMAS = resolve('syntaxes', 'schemas');
const INTERFACES = 'src/cursus/steps/interfaces';
const STEP = `${INTERFACES}/risk_score.step.yaml`;
const PROJECT = 'cursus-registry.yaml';

const FILES = {
  [STEP]: `step_type: RiskScore
node_type: 3
registry:
  sagemaker_step_type: Procesing
  description: [Scores]
  builder_step_name: 7
patterns:
  include_job_type_in_path: often
spec:
  dependencies:
    data:
      required: perhaps
      compatible_sources: [Package, Packag, 3]
variants:
  training:
    step_type: RiskScor_Training
`,
  [`${INTERFACES}/package.step.yaml`]: `node_type: internal
registry:
  sagemaker_step_type: Processing
  description: Packs
`,
  [`${INTERFACES}/broken.step.yaml`]: `step_type: Broken
registry:
  sagemaker_step_type: [Processing
  description: Breaks
`,
  [`${INTERFACES}/twice.step.yaml`]: `step_type: Twice
step_type: Twice
registry:
  sagemaker_step_type: Processing
  description: Twice
`,
  [`${INTERFACES}/text.step.yaml`]: `step_type: Text
registry: Processing
`,
  [`${INTERFACES}/number.step.yaml`]: `step_type: Number
registry:
  sagemaker_step_type: 7
  config_class: 8
  builder_step_name: [X]
`,
  [`${INTERFACES}/without.step.yaml`]: `step_type: Without
registry:
  description: Without a type
`,
  [`${INTERFACES}/list.step.yaml`]: `- step_type: A
`,
  [PROJECT]: `rules:
  unknown-step: loud
  no-such-rule: error
workspaces: developers
exclude:
  - 3
core: [src]
choices:
  RiskScore: 5
ignore:
  - path: 7
    codes: [no-such-rule]
`,
};

/** What is asked for at a place: the caret is at the end of the text there. */
const PLACES: readonly (readonly [what: string, file: string, text: string])[] = [
  ['a key at the top of a step', STEP, 'step_type: RiskScore\n\n'],
  ['`step_type`', STEP, 'step_type: Ri'],
  ['`node_type`', STEP, 'step_type: RiskScore\nnode_type: '],
  ['a key of `registry`', STEP, 'step_type: RiskScore\nregistry:\n  '],
  ['`sagemaker_step_type`', STEP, 'step_type: RiskScore\nregistry:\n  sagemaker_step_type: '],
  ['`config_class`', STEP, 'step_type: RiskScore\nregistry:\n  config_class: '],
  [
    '`compatible_sources`',
    STEP,
    'step_type: RiskScore\nspec:\n  dependencies:\n    data:\n      compatible_sources:\n        - ',
  ],
  ['a key of the project file', PROJECT, 'rules: {}\n'],
  ['a rule', PROJECT, 'rules:\n  '],
  ['a severity', PROJECT, 'rules:\n  unknown-step: '],
  ['a key of `ignore`', PROJECT, 'ignore:\n  - '],
  ['a code in `ignore`', PROJECT, 'ignore:\n  - codes:\n      - '],
  ['a step in `choices`', PROJECT, 'choices:\n  '],
  ['a workspace in `choices`', PROJECT, 'choices:\n  RiskScore: '],
];

const root = temporaryTree({ ...FILES, '.git/': '' });
const ours = await ProtocolClient.start({
  folders: [root],
  initializationOptions: { yamlSchemas: true },
  server: { version: '0.0.0', engine: ENGINE, environment: {} },
});
await ours.settled();
const theirs = await ProtocolClient.start({
  folders: [root],
  // It asks for the sections `yaml`, `http`, ...: each gets the same answer.
  settings: {
    validate: true,
    completion: true,
    hover: true,
    schemaStore: { enable: false },
    schemas: {
      [uriOf(join(SCHEMAS, 'step.schema.json'))]: ['*.step.yaml'],
      [uriOf(join(SCHEMAS, 'cursus-registry.schema.json'))]: [PROJECT],
    },
  },
  capabilities: {
    workspace: { configuration: true },
    textDocument: { completion: { completionItem: { snippetSupport: true } } },
  },
  server: [process.execPath, resolve(values.yaml), '--stdio'],
});
theirs.notify('workspace/didChangeConfiguration', { settings: null });

/** What the YAML server finds in a document; it publishes once for each text. */
function reported(uri: string): Promise<Diagnostic[]> {
  return new Promise(done => {
    const listener = theirs.connection.onNotification('textDocument/publishDiagnostics', params => {
      if (params.uri !== uri) return;
      listener.dispose();
      done(params.diagnostics);
    });
  });
}

const shown = ({ range: { start }, code, message }: Diagnostic): string =>
  `${start.line + 1}:${start.character + 1} ${typeof code === 'string' ? `${code}: ` : ''}${String(message).split('\n')[0]}`;

for (const [file, text] of Object.entries(FILES)) {
  const path = join(root, file);
  ours.open(path, text);
  await ours.settled();
  const answer = reported(uriOf(path));
  theirs.open(path, text);
  const found = await answer;
  console.log(`\n${file}`);
  const own = ours.diagnostics.get(uriOf(path)) ?? [];
  for (const finding of own) console.log(`  ours ${shown(finding)}`);
  for (const finding of found) console.log(`  YAML ${shown(finding)}`);
  for (const { range } of found) {
    const { line, character } = range.start;
    const isThere = ({ range: { start } }: Diagnostic): boolean =>
      start.line === line && start.character === character;
    if (own.some(isThere)) console.log(`  BOTH ${line + 1}:${character + 1}`);
  }
}

function itemsOf(answer: CompletionList | CompletionItem[] | null): string[] {
  return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
}

console.log('\n| place | ours | YAML | both offer |\n| --- | ---: | ---: | --- |');
let version = 100;
for (const [what, file, text] of PLACES) {
  const textDocument = { uri: uriOf(join(root, file)) };
  const position = new LineIndex(text).positionAt(text.length);
  const answers: string[][] = [];
  version++;
  for (const client of [ours, theirs]) {
    client.notify('textDocument/didChange', {
      textDocument: { ...textDocument, version },
      contentChanges: [{ text }],
    });
    answers.push(
      itemsOf(await client.request('textDocument/completion', { textDocument, position })),
    );
  }
  const [own, other] = answers as [string[], string[]];
  const both = own.filter(label => other.includes(label));
  console.log(`| ${what} | ${own.length} | ${other.length} | ${both.join(', ') || '-'} |`);
}
const stopped = once(theirs.process!, 'exit');
await Promise.all([ours, theirs].map(client => client.stop()));
await stopped;
removeTree(root);
