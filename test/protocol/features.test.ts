import { describe, expect, it } from 'vitest';
import type {
  CompletionList,
  Hover,
  Location,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import type {
  ActiveWorkspace,
  ResolvedStep,
  StepListItem,
  WorkspaceListItem,
} from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import { type OpenedProject, openProject } from '../support/openedProject.js';
import { uriOf } from '../support/protocolClient.js';

const SERVER = { version: '0.0.0', engine: ENGINE, environment: {} };

const registry = (name: string): string => `LOCAL_STEPS = {
    "${name}": {
        "config_class": "${name}Config",
        "builder_step_name": "${name}StepBuilder",
        "spec_type": "${name}",
        "sagemaker_step_type": "Processing",
    },
}
`;

const ANN = 'developers/ann/src/cursus_dev/registry/workspace_registry.py';
const BOB = 'developers/bob/src/cursus_dev/registry/workspace_registry.py';
const DAG = 'developers/ann/pipeline.py';

const FILES: Readonly<Record<string, string>> = {
  [ANN]: registry('RiskScore'),
  [BOB]: registry('RiskScore').replace(
    /}\n$/,
    `${registry('OnlyBob').split('\n').slice(1, -2).join('\n')}\n}\n`,
  ),
  [DAG]: `from cursus.api.dag.base_dag import PipelineDAG

dag = PipelineDAG()
dag.add_node("RiskScore")
`,
  'dags/x.dag.json': '{ "dag": { "nodes": ["RiskScore"], "edges": [] } }\n',
};

async function open(files: Record<string, string> = FILES): Promise<OpenedProject> {
  return openProject(files, { server: SERVER });
}

/** A position in the middle of a text. */
function inside(text: string, part: string): { line: number; character: number } {
  const offset = text.indexOf(part) + Math.floor(part.length / 2);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function at(project: OpenedProject, file: string, part: string, text = FILES[file]!) {
  return { textDocument: { uri: uriOf(project.at(file)) }, position: inside(text, part) };
}

describe('a request about a name', () => {
  it('is answered for the text that the client has', async () => {
    const project = await open();
    const { client } = project;
    client.open(project.at(DAG), FILES[DAG]!);
    const place = at(project, DAG, 'RiskScore');
    const hover = await client.request<Hover>('textDocument/hover', place);
    expect(JSON.stringify(hover.contents)).toContain('RiskScore');
    const targets = await client.request<{ targetUri: string }[]>('textDocument/definition', place);
    expect(targets.map(({ targetUri }) => targetUri)).toContain(uriOf(project.at(ANN)));
    const longer = FILES[DAG]!.replace('RiskScore"', 'XGBoostTrain"');
    client.change(project.at(DAG), longer);
    const list = await client.request<CompletionList>(
      'textDocument/completion',
      at(project, DAG, 'XGBoostTrain', longer),
    );
    expect(list.items.map(({ label }) => label)).toContain('XGBoostTraining');
  });

  it('finds every use in every format, and renames them all', async () => {
    const project = await open();
    const { client } = project;
    client.open(project.at(DAG), FILES[DAG]!);
    const place = at(project, DAG, 'RiskScore');
    const context = { includeDeclaration: true };
    const found = await client.request<Location[]>('textDocument/references', {
      ...place,
      context,
    });
    expect(new Set(found.map(({ uri }) => uri))).toEqual(
      new Set([ANN, BOB, DAG, 'dags/x.dag.json'].map(file => uriOf(project.at(file)))),
    );
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      ...place,
      newName: 'FraudScore',
    });
    expect(JSON.stringify(edit)).toContain('FraudScore');
    await expect(
      client.request('textDocument/rename', { ...place, newName: 'not a name' }),
    ).rejects.toThrow(/./);
  });

  it('outside of the text, or in a document that nobody opened, has no answer', async () => {
    const project = await open();
    const { client } = project;
    const nowhere = {
      textDocument: { uri: 'file:///nowhere.py' },
      position: { line: 0, character: 0 },
    };
    client.open(project.at(DAG), FILES[DAG]!);
    const far = {
      textDocument: { uri: uriOf(project.at(DAG)) },
      position: { line: 1000, character: 1000 },
    };
    for (const place of [nowhere, far]) {
      expect(await client.request('textDocument/completion', place)).toBeNull();
      expect(await client.request('textDocument/hover', place)).toBeNull();
      expect(await client.request('textDocument/definition', place)).toEqual([]);
      expect(await client.request('textDocument/prepareRename', place)).toBeNull();
      expect(
        await client.request('cursus/caretInName', {
          uri: place.textDocument.uri,
          position: place.position,
        }),
      ).toBe(false);
    }
    expect(client.log).toEqual([]);
  });

  it('in an excluded file is answered, and nothing is found in it', async () => {
    const project = await open({
      ...FILES,
      'cursus-registry.yaml': 'exclude: [old]\n',
      'old/a.py': '',
    });
    const { client } = project;
    client.open(project.at('old/a.py'), FILES[DAG]!);
    const hover = await client.request<Hover>(
      'textDocument/hover',
      at(project, 'old/a.py', 'RiskScore', FILES[DAG]!),
    );
    expect(hover).not.toBeNull();
    await client.settled();
    expect(client.codes(project.at('old/a.py'))).toEqual([]);
  });

  it('finds steps by their names over the whole project', async () => {
    const { client } = await open();
    const found = await client.request<SymbolInformation[]>('workspace/symbol', {
      query: 'OnlyBob',
    });
    expect(found.map(({ name }) => name)).toContain('OnlyBob');
  });
});

describe('the explorer', () => {
  it('is asked level by level, leads to steps, and hears of what changed', async () => {
    const project = await open();
    const { client } = project;
    const changes: string[][] = [];
    client.connection.onNotification('cursus/treeChanged', ({ ids }: { ids: string[] }) => {
      changes.push(ids);
    });
    const top = await client.request<TreeNode[]>('cursus/tree', {});
    expect(top.map(({ kind }) => kind)).toContain('section');
    const workspaces = top.find(({ label }) => label === 'Workspaces')!;
    const below = await client.request<TreeNode[]>('cursus/tree', { id: workspaces.id });
    expect(below.map(({ label }) => label)).toEqual(['ann', 'bob']);
    const path = await client.request<TreeNode[]>('cursus/treePath', { name: 'OnlyBob' });
    expect(path.map(({ label }) => label)).toEqual(['Workspaces', 'bob', 'OnlyBob']);

    client.write(project.at('notes.py'), 'x = 1\n');
    await client.settled();
    expect(changes).toEqual([]);
    client.write(project.at(BOB), registry('RiskScore'));
    await client.settled();
    expect(changes).toHaveLength(1);
  });

  it('resolves, lists steps and workspaces, and draws the registry', async () => {
    const { client } = await open();
    const { result, location } = await client.request<ResolvedStep>('cursus/resolve', {
      name: 'RiskScore',
      workspace: 'bob',
    });
    expect(result.source_registry).toBe('bob');
    expect(location?.uri).toMatch(/bob/);
    const steps = await client.request<StepListItem[]>('cursus/stepList', {});
    expect(steps.find(({ name }) => name === 'RiskScore')?.description).toBe('ann, bob');
    const workspaces = await client.request<WorkspaceListItem[]>('cursus/workspaceList', {});
    expect(workspaces).toMatchObject([
      { id: 'ann', steps: 1, conflicts: 1 },
      { id: 'bob', steps: 2, conflicts: 1 },
    ]);
    expect(await client.request<string>('cursus/registryPage', {})).toContain('OnlyBob');
    expect(await client.request<string>('cursus/indexStatus')).toContain('Workspaces: 2');
  });
});

describe('the active workspace', () => {
  it('is chosen, else told by the setting, the environment, the path; findings never depend on it', async () => {
    const project = await openProject(FILES, {
      server: { ...SERVER, environment: { CURSUS_WORKSPACE_ID: 'bob' } },
    });
    const { client } = project;
    const before = JSON.stringify([...client.diagnostics]);
    const active: { workspace: string | null; origin: string; conflicts: number }[] = [];
    client.connection.onNotification('cursus/activeWorkspaceChanged', change => {
      active.push(change);
    });
    const choose = (workspace: string | null) =>
      client.request<ActiveWorkspace>('cursus/setActiveWorkspace', { workspace });
    expect(await choose('ann')).toMatchObject({ workspace: 'ann', origin: 'picker' });
    expect(await choose(null)).toMatchObject({ workspace: 'bob', origin: 'environment' });
    client.settings = { activeWorkspace: 'ann' };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    expect(active.at(-1)).toEqual({ workspace: 'ann', origin: 'setting', conflicts: 1 });
    expect(JSON.stringify([...client.diagnostics])).toBe(before);
  });

  it('follows the file that has the focus', async () => {
    const project = await open();
    const { client } = project;
    const active: { workspace: string | null }[] = [];
    client.connection.onNotification('cursus/activeWorkspaceChanged', change => {
      active.push(change);
    });
    client.notify('cursus/activeEditor', { uri: uriOf(project.at(DAG)) });
    await client.settled();
    expect(active.at(-1)).toMatchObject({ workspace: 'ann', origin: 'path' });
    client.notify('cursus/activeEditor', { uri: null });
    await client.settled();
    expect(active.at(-1)).toMatchObject({ workspace: null, origin: 'none' });
  });
});

describe('a notebook', () => {
  const source = (name: string) => `dag.add_node("${name}")`;
  const IMPORT = 'from cursus.api.dag.base_dag import PipelineDAG\ndag = PipelineDAG()';
  const saved = (names: string[]) =>
    JSON.stringify({
      cells: [IMPORT, ...names.map(source)].map(text => ({ cell_type: 'code', source: text })),
      nbformat: 4,
    });

  it('that is closed has one summary, and open findings on its cells: never both', async () => {
    const project = await open({ ...FILES, 'book.ipynb': saved(['XGBoostTrainin']) });
    const { client } = project;
    const book = uriOf(project.at('book.ipynb'));
    expect(client.codes(book)).toEqual(['0:0 unknown-step']);
    const cells = [IMPORT, '# "quotes"\\ und Ümlaute\n', source('XGBoostTrainin')];
    const cellUri = (i: number) => `${book.replace('file:', 'vscode-notebook-cell:')}#W${i}`;
    client.notify('notebookDocument/didOpen', {
      notebookDocument: {
        uri: book,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map((_, i) => ({ kind: 2, document: cellUri(i) })),
      },
      cellTextDocuments: cells.map((text, i) => ({
        uri: cellUri(i),
        languageId: 'python',
        version: 1,
        text,
      })),
    });
    await client.settled();
    expect(client.codes(book)).toEqual([]);
    expect(client.codes(cellUri(2))).toEqual(['0:14 unknown-step']);

    const place = { textDocument: { uri: cellUri(2) }, position: { line: 0, character: 20 } };
    const list = await client.request<CompletionList>('textDocument/completion', place);
    expect(list.items.map(({ label }) => label)).toContain('XGBoostTraining');

    client.notify('notebookDocument/didChange', {
      notebookDocument: { uri: book, version: 2 },
      change: {
        cells: {
          textContent: [
            {
              document: { uri: cellUri(2), version: 2 },
              changes: [{ text: `\n${source('XGBoostTraining')}\n${source('RiskScor')}` }],
            },
          ],
        },
      },
    });
    await client.settled();
    expect(client.codes(cellUri(2))).toEqual(['2:14 unknown-step']);

    client.notify('notebookDocument/didChange', {
      notebookDocument: { uri: book, version: 3 },
      change: {
        cells: {
          structure: { array: { start: 2, deleteCount: 1 }, didClose: [{ uri: cellUri(2) }] },
        },
      },
    });
    await client.settled();
    expect(client.codes(cellUri(2))).toEqual([]);
    client.notify('notebookDocument/didClose', {
      notebookDocument: { uri: book },
      cellTextDocuments: [{ uri: cellUri(0) }, { uri: cellUri(1) }],
    });
    await client.settled();
    expect(client.codes(book)).toEqual(['0:0 unknown-step']);
  });
});
