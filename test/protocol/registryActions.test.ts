import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ENGINE } from '../../server/host/engine.js';
import {
  type DefinitionItem,
  Method,
  type NewStepTargets,
  type PlannedEdit,
  type RememberedChoiceItem,
  type ResolvedStep,
  type StepFindingItem,
  type Winners,
} from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import { type OpenedProject, openProject } from '../support/openedProject.js';
import { FULL_CLIENT, uriOf } from '../support/protocolClient.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };

const entry = (name: string, more = ''): string => `    "${name}": {
        "config_class": "${name}Config",
        "builder_step_name": "${name}StepBuilder",
        "spec_type": "${name}",
        "sagemaker_step_type": "Processing",
        "description": "What ${name} does",${more}
    },
`;
const table = (name: string, ...entries: string[]): string => `${name} = {\n${entries.join('')}}\n`;
const classes = (...names: string[]): string =>
  names
    .map(name => `class ${name}StepBuilder:\n    pass\n\n\nclass ${name}Config:\n    pass\n`)
    .join('\n\n');

const registryOf = (id: string): string =>
  `developers/${id}/src/cursus_dev/registry/workspace_registry.py`;
const ANN = registryOf('ann');
const BOB = registryOf('bob');
const CORE = 'src/cursus/registry/step_names.py';
const PROJECT_FILE = 'cursus-registry.yaml';

const MANUAL = '\n        "conflict_resolution_strategy": "manual",';

const FILES: Readonly<Record<string, string>> = {
  [CORE]: table('STEP_NAMES', entry('TabularReport'), entry('Calibration')),
  'src/cursus/steps/classes.py': classes('TabularReport', 'Calibration'),
  [ANN]: `${table('LOCAL_STEPS', entry('RiskScore', MANUAL))}\n# ours\nSTEP_OVERRIDES = {}\n`,
  'developers/ann/src/cursus_dev/steps/classes.py': classes('RiskScore'),
  [BOB]: table('LOCAL_STEPS', entry('RiskScore')),
  'developers/bob/src/cursus_dev/steps/classes.py': classes('RiskScore'),
};

async function open(
  more: Record<string, string> = {},
  options: Parameters<typeof openProject>[1] = {},
): Promise<OpenedProject> {
  return openProject({ ...FILES, ...more }, { server: SERVER, ...options });
}

/** Applies an edit as an editor does that saves at once. */
async function apply({ client }: OpenedProject, planned: PlannedEdit): Promise<void> {
  if ('refused' in planned) throw new Error(planned.refused);
  const { documentChanges = [] } = planned.edit as WorkspaceEdit;
  for (const change of documentChanges) {
    if ('kind' in change) {
      if (change.kind !== 'create') throw new Error(`unexpected ${change.kind}`);
      writeNew(client, change.uri);
      continue;
    }
    const file = fileURLToPath(change.textDocument.uri);
    client.write(file, textAfter(readFileSync(file, 'utf8'), change));
  }
  await client.settled();
}

function writeNew(client: OpenedProject['client'], uri: string): void {
  const file = fileURLToPath(uri);
  expect(() => readFileSync(file)).toThrow('ENOENT');
  client.write(file, '');
}

function textAfter(before: string, { edits }: TextDocumentEdit): string {
  const document = TextDocument.create('file:///x', 'plaintext', 1, before);
  return TextDocument.applyEdits(document, edits as Parameters<typeof TextDocument.applyEdits>[1]);
}

async function winnerFor({ client }: OpenedProject, workspace: string): Promise<unknown> {
  const params = { name: 'RiskScore', workspace };
  const { result } = await client.request<ResolvedStep>(Method.resolve, params);
  return result.source_registry;
}

function findings({ client }: OpenedProject): string[] {
  return [...client.diagnostics.values()].flatMap(list => list.map(({ code }) => String(code)));
}

const refusal = (reason: RegExp) => ({ refused: expect.stringMatching(reason) });

describe('choosing the winner', () => {
  it('is remembered in the project file, decides under manual, is shown, and is undone', async () => {
    const project = await open();
    const { client, at } = project;
    expect(await winnerFor(project, 'ann')).toBe('none');
    const asked = { step: 'RiskScore', workspace: 'ann' };
    const before = await client.request<Winners>(Method.winners, asked);
    expect(before).toMatchObject({
      candidates: [
        { winner: 'ann', kind: 'local step', chosen: false },
        { winner: 'bob', kind: 'local step', chosen: false },
      ],
      strategy: 'manual',
    });
    const chosen = await client.request<PlannedEdit>(Method.chooseWinner, {
      ...asked,
      winner: 'bob',
    });
    expect(chosen).not.toHaveProperty('note');
    await apply(project, chosen);
    expect(readFileSync(at(PROJECT_FILE), 'utf8')).toBe('choices:\n  RiskScore: bob\n');
    expect(await winnerFor(project, 'ann')).toBe('bob');
    expect(await client.request(Method.winners, asked)).toMatchObject({ remembered: 'bob' });
    const listed = await client.request<RememberedChoiceItem[]>(Method.rememberedChoices, {});
    expect(listed).toEqual([{ project: uriOf(project.root), step: 'RiskScore', winner: 'bob' }]);
    const path = await client.request<TreeNode[]>(Method.treePath, { name: 'RiskScore' });
    const rows = await client.request<TreeNode[]>(Method.tree, { id: path.at(-1)!.id });
    expect(rows[0]).toMatchObject({ description: 'manual  ·  bob is remembered' });
    const undone = await client.request<PlannedEdit>(Method.chooseWinner, {
      project: listed[0]!.project,
      step: 'RiskScore',
      winner: null,
    });
    await apply(project, undone);
    expect(await winnerFor(project, 'ann')).toBe('none');
  });

  it('is followed in the editor under every strategy, which says what decides elsewhere', async () => {
    const project = await open();
    expect(await winnerFor(project, 'bob')).toBe('bob');
    const planned = await project.client.request<PlannedEdit>(Method.chooseWinner, {
      step: 'RiskScore',
      workspace: 'bob',
      winner: 'ann',
    });
    expect(planned).toMatchObject({ note: expect.stringContaining('workspace_priority') });
    await apply(project, planned);
    expect(await winnerFor(project, 'bob')).toBe('ann');
  });

  it('of somebody who declares the step no more is shown to have no effect', async () => {
    const { client } = await open({ [PROJECT_FILE]: 'choices:\n  RiskScore: zed\n' });
    const [, step] = (
      await client.request<TreeNode[]>(Method.treePath, { name: 'RiskScore' })
    ).slice(-2);
    const [resolution] = await client.request<TreeNode[]>(Method.tree, { id: step!.id });
    expect(resolution).toMatchObject({
      description: 'manual  ·  the choice zed has no effect',
      tooltip: expect.stringContaining('does not declare'),
    });
    expect(await client.request(Method.rememberedChoices, {})).toMatchObject([
      { winner: 'zed', problem: expect.stringContaining('does not declare') },
    ]);
  });

  it('edits the open project file as it is on the screen', async () => {
    const project = await open({ [PROJECT_FILE]: '# old\n' });
    const { client, at } = project;
    client.open(at(PROJECT_FILE), '# new\nchoices: # who wins\n  Other: ann\n');
    const planned = await client.request<PlannedEdit>(Method.chooseWinner, {
      step: 'RiskScore',
      winner: 'ann',
    });
    expect(planned).toMatchObject({
      edit: {
        documentChanges: [
          {
            textDocument: { uri: uriOf(at(PROJECT_FILE)), version: 1 },
            edits: [{ newText: '  RiskScore: ann\n' }],
          },
        ],
      },
    });
  });

  it('is refused in a half-broken project file, and for who does not declare the step', async () => {
    const { client } = await open({ [PROJECT_FILE]: 'rules:\n  - [unclosed\n' });
    const choose = (winner: string) =>
      client.request<PlannedEdit>(Method.chooseWinner, { step: 'RiskScore', winner });
    expect(await choose('ann')).toEqual(refusal(/syntax error in line \d+: repair it first\.$/));
    expect(await choose('zed')).toEqual(refusal(/'zed' does not declare 'RiskScore'; ann, bob do/));
  });
});

describe('a new step', () => {
  const ask = { step: 'DriftReport', sagemakerType: 'Processing', workspace: 'ann' };

  it('is one edit of entry, builder and configuration that leaves no finding', async () => {
    const project = await open();
    const { client } = project;
    const targets = await client.request<NewStepTargets>(Method.newStepTargets, {});
    expect(targets).toMatchObject({ workspaces: [{ id: 'ann' }, { id: 'bob' }], core: CORE });
    expect(targets.types).toContain('Processing');
    const before = findings(project);
    await apply(project, await client.request(Method.newStep, ask));
    expect(findings(project)).toEqual(before);
    expect(readFileSync(project.at(ANN), 'utf8')).toContain('\n    },\n    "DriftReport": {\n');
    await apply(project, await client.request(Method.newStep, { ...ask, step: 'AnnReport' }));
    const { workspace: _ann, ...inCore } = { ...ask, step: 'CoreReport' };
    await apply(project, await client.request(Method.newStep, inCore));
    expect(findings(project)).toEqual(before);
  });

  it.each([
    ['driftReport', /capital/],
    ['Drift-Report', /letters and digits/],
    ['RiskScore', /exists already/],
  ])('cannot be called %s, while it is typed and in the end', async (step, reason) => {
    const { client } = await open();
    expect(await client.request(Method.newStepNameProblem, { step })).toMatch(reason);
    expect(await client.request(Method.newStep, { ...ask, step })).toEqual(refusal(reason));
  });

  it('can have any other name', async () => {
    const { client } = await open();
    expect(await client.request(Method.newStepNameProblem, { step: 'DriftReport' })).toBeNull();
  });

  it.each([
    [{ ...ask, workspace: 'zed' }, /no workspace 'zed'/],
    [{ ...ask, sagemakerType: 'Cooking' }, /no SageMaker step type/],
    [{ ...ask, project: 'file:///nowhere' }, /no step registry/],
  ])('is refused for %j', async (params, reason) => {
    const { client } = await open();
    expect(await client.request(Method.newStep, params)).toEqual(refusal(reason));
  });

  it('is refused where a file of it is there', async () => {
    const builder = 'developers/ann/src/cursus_dev/steps/builders/builder_drift_report_step.py';
    const { client } = await open({ [builder]: '# mine\n' });
    expect(await client.request(Method.newStep, ask)).toEqual(refusal(/exists already/));
  });

  it('is refused in a registry that is half typed', async () => {
    const { client, at } = await open();
    client.open(at(ANN), `${FILES[ANN]}LOCAL_STEPS["Other"] = {\n`);
    expect(await client.request(Method.newStep, ask)).toEqual(refusal(/syntax error/));
  });

  it('is refused where the name was taken on disk and nobody told', async () => {
    const project = await open();
    writeFileSync(project.at(ANN), table('LOCAL_STEPS', entry('DriftReport')));
    expect(await project.client.request(Method.newStep, ask)).toEqual(refusal(/exists already/));
  });

  it('is refused to an editor that cannot make files', async () => {
    const workspace = { ...FULL_CLIENT.workspace, workspaceEdit: { documentChanges: true } };
    const { client } = await open({}, { capabilities: { ...FULL_CLIENT, workspace } });
    expect(await client.request(Method.newStep, ask)).toEqual(refusal(/cannot make files/));
  });
});

describe('an override', () => {
  const ask = { step: 'Calibration', workspace: 'ann' };

  it("starts from core's values, without a finding", async () => {
    const project = await open();
    const before = findings(project);
    await apply(project, await project.client.request(Method.overrideStep, ask));
    expect(readFileSync(project.at(ANN), 'utf8')).toContain(
      `# ours\n${table('STEP_OVERRIDES', entry('Calibration'))}`,
    );
    expect(findings(project)).toEqual(before);
    const again = await project.client.request(Method.overrideStep, ask);
    expect(again).toEqual(refusal(/ann overrides 'Calibration' already/));
  });

  it('takes the active workspace, and says so where there is none', async () => {
    const { client } = await open();
    const { workspace: _ann, ...params } = ask;
    expect(await client.request(Method.overrideStep, params)).toEqual(
      refusal(/No workspace is active/),
    );
    await client.request(Method.setActiveWorkspace, { workspace: 'bob' });
    expect(await client.request(Method.overrideStep, params)).toMatchObject({
      edit: { documentChanges: [{ textDocument: { uri: expect.stringContaining('/bob/') } }] },
    });
  });

  it('is refused for a step that core has no more, although nobody told', async () => {
    const project = await open();
    writeFileSync(project.at(CORE), table('STEP_NAMES', entry('TabularReport')));
    const planned = await project.client.request(Method.overrideStep, ask);
    expect(planned).toEqual(refusal(/core has no step 'Calibration'/));
  });
});

describe('ignoring', () => {
  const ask = { step: 'RiskScore', code: 'conflicting-step-name' };

  it('silences a code for a name, everywhere or in one file', async () => {
    const project = await open();
    const { client, at } = project;
    expect(await client.request<StepFindingItem[]>(Method.stepFindings, ask)).toMatchObject([
      { code: ask.code, path: ANN },
      { code: ask.code, path: BOB },
    ]);
    await apply(project, await client.request(Method.ignoreFindings, { ...ask, path: ANN }));
    expect([client.codes(at(ANN)), client.codes(at(BOB))]).toEqual([
      [],
      [expect.stringContaining(ask.code)],
    ]);
    await apply(project, await client.request(Method.ignoreFindings, ask));
    expect(findings(project)).toEqual([]);
    expect(await client.request(Method.ignoreFindings, ask)).toEqual(refusal(/no finding/));
  });

  it('is refused in a broken project file', async () => {
    const { client } = await open({ [PROJECT_FILE]: 'ignore: [\n' });
    expect(await client.request(Method.ignoreFindings, ask)).toEqual(refusal(/broken/));
  });
});

describe('comparing', () => {
  it('gives every declaration of a step, its fields in one order', async () => {
    const override = table(
      'STEP_OVERRIDES',
      '    "Calibration": {"priority": 5, "spec_type": X()},\n',
    );
    const { client } = await open({ [BOB]: override });
    const found = await client.request<DefinitionItem[]>(Method.definitions, {
      step: 'Calibration',
    });
    expect(found).toEqual([
      {
        source: 'bob',
        kind: 'override',
        text: '"Calibration": {\n    "spec_type": ...,  # known only when Python runs\n    "priority": 5,\n},\n',
      },
      { source: 'core', kind: 'core step', text: entry('Calibration').replace(/^ {4}/gm, '') },
    ]);
  });
});
