import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRoot } from '../../../server/openRoot.js';
import { INDEX_PLACES } from '../../../server/service/features/context.js';
import type { ProjectView } from '../../../server/service/project/project.js';
import { PAGE_SIZE, pageOf } from '../../../server/service/view/pages.js';
import { type GroupBy, type TreeProject, treeChildren } from '../../../server/service/view/tree.js';
import type { TreeNode } from '../../../shared/view.js';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');

const SILENT = {
  cwd: FIXTURES,
  env: {},
  colour: false,
  out: () => {},
  err: (text: string) => {
    throw new Error(text);
  },
  stdin: () => Promise.resolve(''),
};

async function viewOf(fixture: string): Promise<ProjectView> {
  const opened = await openRoot({ root: resolve(FIXTURES, fixture), workspacesRoots: [] }, SILENT);
  return opened.projects[0]!.view;
}

function projectOf(view: ProjectView, workspace: string | null = null): TreeProject {
  return {
    key: 'file:///repo',
    name: 'repo',
    view,
    active: { workspace, origin: workspace === null ? 'none' : 'picker' },
    places: INDEX_PLACES,
  };
}

/** The tree as the design draws it: two blanks a level, label and grey text; `open` says what is unfolded. */
function drawn(
  project: TreeProject,
  open: (node: TreeNode) => boolean,
  groupBy: GroupBy = 'type',
): string[] {
  const lines: string[] = [];
  const visit = (id: string | undefined, depth: number): void => {
    for (const node of treeChildren([project], id, groupBy)) {
      lines.push(
        `${'  '.repeat(depth)}${node.label}${node.description ? `  |  ${node.description}` : ''}`,
      );
      if (node.children !== 'none' && open(node)) visit(node.id, depth + 1);
    }
  };
  visit(undefined, 0);
  return lines;
}

const team = await viewOf('team');

describe('the explorer of the bundled example', () => {
  it('shows sections, groups, workspaces and conflicts with their counts', () => {
    expect(drawn(projectOf(team, 'ann'), node => node.kind === 'section')).toMatchInlineSnapshot(`
      [
        "Active workspace  |  ann  ·  chosen by you",
        "Core  |  12  ·  src/cursus/registry/step_names.py",
        "  Base  |  1",
        "  CradleDataLoading  |  1",
        "  MimsModelRegistrationProcessing  |  1",
        "  Processing  |  7",
        "  Training  |  2",
        "Workspaces  |  3",
        "  ann  |  3 steps, 1 override, 3 conflicts",
        "  bob  |  4 steps, 3 conflicts",
        "  cho  |  3 steps, 1 override, 1 conflict",
        "Conflicts  |  4",
        "  FeaturePreparation  |  ann, cho",
        "  FraudDetector  |  ann, bob",
        "  ModelCalibration  |  bob, core",
        "  RiskScore  |  ann, bob",
      ]
    `);
  });

  it('unfolds a step into its resolution, classes and fields, in the context of its workspace', () => {
    const wanted = new Set(['Workspaces', 'bob', 'RiskScore', 'Resolved to bob, local step']);
    expect(drawn(projectOf(team), node => wanted.has(node.label))).toMatchInlineSnapshot(`
      [
        "Active workspace  |  none, core only",
        "Core  |  12  ·  src/cursus/registry/step_names.py",
        "Workspaces  |  3",
        "  ann  |  3 steps, 1 override, 3 conflicts",
        "  bob  |  4 steps, 3 conflicts",
        "    RiskScore  |  also in ann",
        "      Resolved to bob, local step  |  workspace_priority",
        "        1  bob   local step  |  chosen: the own workspace comes first",
        "        2  ann   local step  |  passed over: another workspace",
        "      Builder  CreditRiskScoreStepBuilder  |  builder_credit_risk_score_step.py:6",
        "      Config  RiskScoreConfig  |  config_risk_score_step.py:6",
        "      spec_type  |  RiskScore",
        "      sagemaker_step_type  |  Processing",
        "      description  |  Scores credit applications",
        "      framework  |  pytorch",
        "      job_types  |  training",
        "    FraudDetector  |  also in ann",
        "    ModelCalibration  |  core has this name",
        "    CreditEmbedding",
        "  cho  |  3 steps, 1 override, 1 conflict",
        "Conflicts  |  4",
      ]
    `);
  });

  it('says at a core step who overrides or shadows it', () => {
    const lines = drawn(projectOf(team), node => node.label === 'Core', 'none');
    expect(lines).toContain('  XGBoostTraining  |  overridden by ann');
    expect(lines).toContain('  ModelCalibration  |  shadowed by bob');
  });

  it('groups core by type, framework or workspace', () => {
    const groups = (by: GroupBy): string[] =>
      treeChildren([projectOf(team)], 'file%3A%2F%2F%2Frepo/core', by).map(node => node.label);
    expect(groups('type')).toEqual([
      'Base',
      'CradleDataLoading',
      'MimsModelRegistrationProcessing',
      'Processing',
      'Training',
    ]);
    expect(groups('workspace')).toEqual(['Core alone', 'ann', 'bob']);
    expect(groups('framework')).toEqual(['Without framework']);
    expect(groups('none')).toHaveLength(12);
  });

  it('gives every row an id of its own that stays the same', () => {
    const ids = (): string[] => {
      const found: string[] = [];
      const visit = (id: string | undefined): void => {
        for (const node of treeChildren([projectOf(team, 'ann')], id)) {
          found.push(node.id);
          if (node.children !== 'none') visit(node.id);
        }
      };
      visit(undefined);
      return found;
    };
    const all = ids();
    expect(new Set(all).size).toBe(all.length);
    expect(ids()).toEqual(all);
  });

  it('has no children for a row that is gone, or that never was', () => {
    for (const id of [
      'file%3A%2F%2F%2Frepo/workspaces/nobody',
      'x',
      '%',
      'file%3A%2F%2F%2Frepo/what',
    ]) {
      expect(treeChildren([projectOf(team)], id)).toEqual([]);
    }
  });
});

describe('many siblings', () => {
  const nodes = Array.from(
    { length: 1201 },
    (_, i): TreeNode => ({
      id: `s/step%3AStep${i}`,
      kind: 'step',
      label: `Step${String(i).padStart(4, '0')}`,
      children: 'none',
    }),
  );

  it('are put into pages that hold each of them once', () => {
    const pages = pageOf(nodes, [], 's');
    expect(pages.map(page => `${page.label} ${page.description}`)).toEqual([
      'Step0000 … Step0499 500',
      'Step0500 … Step0999 500',
      'Step1000 … Step1200 201',
    ]);
    const inPages = pages.flatMap(page =>
      pageOf(nodes, [decodeURIComponent(page.id.split('/')[1]!)], page.id),
    );
    expect(inPages).toEqual(nodes);
  });

  it('stay as they are up to the size of a page', () => {
    expect(pageOf(nodes.slice(0, PAGE_SIZE), [], 's')).toHaveLength(PAGE_SIZE);
  });
});

it('shows a project row only where there are several projects', () => {
  const one = projectOf(team);
  const two = { ...projectOf(team), key: 'file:///other', name: 'other' };
  expect(treeChildren([one, two], undefined).map(node => node.label)).toEqual(['repo', 'other']);
  expect(treeChildren([one, two], 'file%3A%2F%2F%2Fother').map(node => node.label)).toContain(
    'Core',
  );
});
