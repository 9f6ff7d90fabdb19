import { describe, expect, it } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { ENGINE } from '../../server/host/engine.js';
import {
  type ActiveWorkspace,
  Method,
  type ResolvedStep,
  type StepListItem,
  type Winners,
  type WorkspaceListItem,
} from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import { type OpenedProject, openProject } from '../support/openedProject.js';
import { type ProtocolClient, uriOf } from '../support/protocolClient.js';

/** What every JavaScript object has, as names of steps, fields, classes and workspaces. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

const registryOf = (id: string): string =>
  `developers/${id}/src/cursus_dev/registry/workspace_registry.py`;
const FIELDS = NAMES.map(name => `"${name}": "${name}"`).join(', ');
const ENTRIES = NAMES.map(
  name =>
    `    "${name}": {"config_class": "${name}", "builder_step_name": "${name}", "spec_type": "${name}", "sagemaker_step_type": "Training", "framework": "${name}", ${FIELDS}},\n`,
).join('');
const DAG_FILE = 'dags/all.py';
const DAG = `from cursus.api.dag.base_dag import PipelineDAG\n\ndag = PipelineDAG()\n${NAMES.map(name => `dag.add_node("${name}")\n`).join('')}`;
const CLASSES = 'src/cursus/steps/builders/builder_builtin_step.py';

const FILES: Readonly<Record<string, string>> = {
  'src/cursus/registry/step_names.py': `STEP_NAMES = {\n${ENTRIES}}\n`,
  [CLASSES]: NAMES.map(name => `class ${name}(StepBuilderBase):\n    pass\n\n\n`).join(''),
  [DAG_FILE]: DAG,
  'dags/all.dag.json': JSON.stringify({ dag: { nodes: NAMES, edges: [] } }),
  'cursus-registry.yaml': `choices:\n${NAMES.map(name => `  ${name}: ${name}\n`).join('')}`,
  ...Object.fromEntries(
    NAMES.map(id => [
      registryOf(id),
      `LOCAL_STEPS = {\n${ENTRIES}}\nWORKSPACE_METADATA = {"developer_id": "${id}"}\n`,
    ]),
  ),
};

async function open(): Promise<OpenedProject> {
  const project = await openProject(FILES, {
    server: { version: '0.0.0', engine: ENGINE, environment: {} },
  });
  project.client.open(project.at(DAG_FILE), DAG);
  await project.client.settled();
  return project;
}

/** The middle of a node's name in the pipeline. */
function atNode({ at }: OpenedProject, name: string) {
  const line = 3 + NAMES.indexOf(name);
  return {
    textDocument: { uri: uriOf(at(DAG_FILE)) },
    position: { line, character: 'dag.add_node("'.length + 2 },
  };
}

async function rowsBelow(client: ProtocolClient, id: string): Promise<TreeNode[]> {
  const nodes = await client.request<TreeNode[]>(Method.tree, { id });
  const below = nodes.filter(node => node.children !== 'none');
  return [...nodes, ...(await Promise.all(below.map(node => rowsBelow(client, node.id)))).flat()];
}

describe('names that every object has are names like any other', () => {
  it('in findings', async () => {
    const { client, at } = await open();
    expect(client.codes(at(DAG_FILE))).toEqual([]);
    expect(client.codes(at('dags/all.dag.json'))).toEqual([]);
    expect(client.codes(at('cursus-registry.yaml'))).toEqual([]);
    for (const id of NAMES) {
      const found = client.diagnostics.get(uriOf(at(registryOf(id)))) ?? [];
      const clashing = found.filter(({ code }) => code === 'conflicting-step-name');
      expect(clashing.map(({ range }) => range.start.line)).toEqual(NAMES.map((_, i) => i + 1));
      expect(found.map(({ code }) => code)).not.toContain('unknown-builder');
    }
    expect(client.log).toEqual([]);
  });

  it('in the explorer', async () => {
    const { client } = await open();
    const top = await client.request<TreeNode[]>(Method.tree, {});
    for (const label of ['Core', 'Workspaces', 'Conflicts']) {
      const section = top.find(node => node.label === label)!;
      const labels = (await rowsBelow(client, section.id)).map(node => node.label);
      expect(labels, label).toEqual(expect.arrayContaining(NAMES));
    }
    const ids = (
      await Promise.all(
        top.filter(node => node.children !== 'none').map(node => rowsBelow(client, node.id)),
      )
    )
      .flat()
      .map(node => node.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const name of NAMES) {
      const path = await client.request<TreeNode[]>(Method.treePath, { name });
      expect(path.at(-1)?.label).toBe(name);
    }
    const grouped = await client.request<TreeNode[]>(Method.tree, {
      id: top.find(node => node.label === 'Core')!.id,
      groupBy: 'framework',
    });
    expect(grouped.map(node => node.label)).toEqual(expect.arrayContaining(NAMES));
  });

  it('in lists, resolution and choices', async () => {
    const { client } = await open();
    const steps = await client.request<StepListItem[]>(Method.stepList, {});
    expect(steps.map(({ name }) => name).toSorted()).toEqual(NAMES.toSorted());
    const workspaces = await client.request<WorkspaceListItem[]>(Method.workspaceList, {});
    expect(workspaces.map(each => [each.id, each.steps, each.conflicts]).toSorted()).toEqual(
      NAMES.toSorted().map(id => [id, NAMES.length, NAMES.length]),
    );
    for (const name of NAMES) {
      const active = await client.request<ActiveWorkspace>(Method.setActiveWorkspace, {
        workspace: name,
      });
      expect(active).toMatchObject({ workspace: name, origin: 'picker' });
      const { result } = await client.request<ResolvedStep>(Method.resolve, {
        name,
        workspace: name,
      });
      expect(result).toMatchObject({ step_name: name, resolved: true, source_registry: name });
      const winners = await client.request<Winners>(Method.winners, { step: name });
      expect(JSON.stringify(winners)).toContain(name);
    }
  });

  it('in hover, definition, references and completion', async () => {
    const project = await open();
    const { client, at } = project;
    for (const name of NAMES) {
      const place = atNode(project, name);
      const hover = await client.request<Hover>('textDocument/hover', place);
      expect((hover.contents as { value: string }).value).toContain(name);
      const targets = await client.request<{ targetUri: string }[]>(
        'textDocument/definition',
        place,
      );
      expect(targets.map(({ targetUri }) => targetUri)).toContain(
        uriOf(at('src/cursus/registry/step_names.py')),
      );
      const uses = await client.request<Location[]>('textDocument/references', {
        ...place,
        context: { includeDeclaration: true },
      });
      expect(new Set(uses.map(({ uri }) => uri)).size).toBe(NAMES.length + 3);
      const list = await client.request<CompletionList>('textDocument/completion', {
        ...place,
        position: { ...place.position, character: 'dag.add_node("'.length },
      });
      expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(NAMES));
      for (const item of list.items) {
        const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
        expect(resolved.label).toBe(item.label);
      }
    }
    expect(client.log).toEqual([]);
  });

  it('in renames, from such a name and to one', async () => {
    const project = await open();
    const { client, at } = project;
    for (const name of NAMES) {
      const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
        ...atNode(project, name),
        newName: 'Renamed',
      });
      const changed = (edit.documentChanges ?? []).flatMap(change =>
        'textDocument' in change ? [change.textDocument.uri] : [],
      );
      for (const file of ['src/cursus/registry/step_names.py', DAG_FILE, 'dags/all.dag.json']) {
        expect(changed).toContain(uriOf(at(file)));
      }
    }
    await expect(
      client.request('textDocument/rename', {
        ...atNode(project, 'toString'),
        newName: 'constructor',
      }),
    ).rejects.toThrow(/constructor/);
  });

  it('on the page of the registry', async () => {
    const { client } = await open();
    const page = await client.request<string>(Method.registryPage, {});
    for (const name of NAMES) {
      expect(page).toContain(`<th scope="col">${name}</th>`);
      expect(page).toMatch(
        new RegExp(`<th scope="row"><a href="#step-[^"]*">${name}</a></th><td>`),
      );
      expect(page).toContain(`<details id="step-${name}"`);
      expect(page).toContain(`<tr><th scope="row">${name}</th><td class="mono">${name}</td></tr>`);
    }
    expect(page).toMatch(/<b>5<\/b>conflicts/);
  });
});
