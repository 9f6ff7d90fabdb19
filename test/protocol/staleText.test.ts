import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, Position, WorkspaceEdit } from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import { openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';

const REGISTRY = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
const DAG = 'developers/ann/pipeline.py';
const HEAD = 'from cursus.api.dag.base_dag import PipelineDAG\n\ndag = PipelineDAG()\n';
const pipeline = (name: string): string => `${HEAD}dag.add_node("${name}")\n`;
/** In the name of the only node of a pipeline. */
const NODE: Position = { line: 3, character: 16 };

const entry = (name: string): string => `    "${name}": {
        "config_class": "${name}Config",
        "builder_step_name": "${name}StepBuilder",
        "spec_type": "${name}",
        "sagemaker_step_type": "Processing",
    },
`;

async function opened(text: string) {
  const project = await openProject(
    {
      [REGISTRY]: `LOCAL_STEPS = {\n${entry('RiskScore')}${entry('Other')}}\n`,
      [DAG]: '',
    },
    { server: { version: '0.0.0', engine: ENGINE, environment: {} } },
  );
  const { client } = project;
  const file = project.at(DAG);
  const textDocument = { uri: uriOf(file) };
  client.open(file, text);
  await client.settled();
  return {
    client,
    change: (changed: string) => client.change(file, changed),
    found: (): Diagnostic[] => client.diagnostics.get(textDocument.uri) ?? [],
    fixes: (diagnostic: Diagnostic) =>
      client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range: diagnostic.range,
        context: { diagnostics: [diagnostic], only: ['quickfix'] },
      }),
    prepare: () => client.request('textDocument/prepareRename', { textDocument, position: NODE }),
    rename: (newName: string, position = NODE) =>
      client.request<WorkspaceEdit>('textDocument/rename', { textDocument, position, newName }),
    versions: (edit: WorkspaceEdit | undefined): unknown[] =>
      (edit?.documentChanges ?? []).flatMap(part =>
        'textDocument' in part && part.textDocument.uri === textDocument.uri
          ? [part.textDocument.version]
          : [],
      ),
  };
}

describe('a quick fix', () => {
  it('carries the version of the text that it is for, so that a client can refuse it later', async () => {
    const { change, found, fixes, versions } = await opened(pipeline('RiskScor'));
    const [finding] = found();
    const [first] = await fixes(finding!);
    expect(first?.title).toContain('RiskScore');
    expect(versions(first?.edit)).toEqual([1]);
    change(`# moved\n${pipeline('RiskScor')}`);
    expect(await fixes(finding!)).toEqual([]);
    change(pipeline('RiskScor'));
    const [third] = await fixes(finding!);
    expect(versions(third?.edit)).toEqual([3]);
  });

  it.each([
    ['is right by now', pipeline('RiskScore')],
    ['is gone', ''],
    ['is broken', 'dag.add_node("'],
  ])('for a finding whose text %s is not offered', async (_, text) => {
    const { client, change, found, fixes } = await opened(pipeline('RiskScor'));
    const [finding] = found();
    change(text);
    expect(await fixes(finding!)).toEqual([]);
    expect(client.log).toEqual([]);
  });

  it('is whole when it is offered: there is nothing to resolve and no command to run later', async () => {
    const { client, found, fixes } = await opened(pipeline('RiskScor'));
    const actions = await fixes(found()[0]!);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toHaveProperty('edit');
    const { capabilities } = client.initializeResult;
    expect(capabilities.executeCommandProvider).toBeUndefined();
    for (const [method, params] of [
      ['codeAction/resolve', actions[0]],
      ['workspace/executeCommand', { command: 'cursus.rename', arguments: [1] }],
    ] as const) {
      await expect(client.request(method, params)).rejects.toMatchObject({ code: -32601 });
    }
    expect(client.log).toEqual([]);
  });
});

describe('a rename', () => {
  it('that was prepared for another text is made for the text that is there', async () => {
    const { client, change, prepare, rename, versions } = await opened(pipeline('RiskScore'));
    expect(await prepare()).toMatchObject({ placeholder: 'RiskScore' });
    change(pipeline('Other'));
    const edit = await rename('FraudScore');
    expect(versions(edit)).toEqual([2]);
    expect(JSON.stringify(edit)).not.toContain('RiskScore');
    for (const text of ['', `${HEAD}dag.add_node(name)\n`]) {
      change(text);
      expect(await prepare()).toBeNull();
      await expect(rename('FraudScore')).rejects.toMatchObject({ code: -32803 });
    }
    expect(client.log).toEqual([]);
  });

  it.each([
    ['Other', 'Other is declared already, by ann.'],
    ['XGBoostTraining', 'XGBoostTraining is declared already, by core.'],
    ['MIMSPackaging', 'MIMSPackaging is a legacy alias of Package.'],
    ['fraud score', 'it has to be in PascalCase, such as FraudScore.'],
    ['', 'it has to be in PascalCase'],
  ])('to "%s" is refused with a sentence', async (name, reason) => {
    const { client, rename } = await opened(pipeline('RiskScore'));
    await expect(rename(name)).rejects.toMatchObject({
      code: -32803,
      message: expect.stringContaining(reason),
    });
    expect(client.log).toEqual([]);
  });

  it('of a core step is refused where core is read only', async () => {
    const { client, prepare, rename } = await opened(pipeline('XGBoostTraining'));
    const refusal = { code: -32803, message: expect.stringContaining('read only') };
    await expect(prepare()).rejects.toMatchObject(refusal);
    await expect(rename('FraudScore')).rejects.toMatchObject(refusal);
    expect(client.log).toEqual([]);
  });
});
