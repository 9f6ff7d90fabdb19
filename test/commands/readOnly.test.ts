import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { copyOf, emptyFolder, run, TEAM, TODAY } from './harness.js';

interface CheckReport {
  version: number;
  problems: {
    file: string;
    code: string;
    severity: string;
    message: string;
    range: { start: { line: number; character: number } };
    related: { file: string }[];
  }[];
  summary: { error: number; warning: number; baselined: number; projects: { coreSteps: number }[] };
}

async function report(root: string, ...args: string[]): Promise<CheckReport> {
  const { out } = await run(root, ['check', '--format', 'json', ...args]);
  return JSON.parse(out) as CheckReport;
}

const ANN = 'developer_workspaces/developers/ann/src/cursus_dev/registry/workspace_registry.py';
const BOB = 'developer_workspaces/developers/bob/src/cursus_dev/registry/workspace_registry.py';
const CHO = 'developer_workspaces/developers/cho/src/cursus_dev/registry/workspace_registry.py';

describe('check', () => {
  it('reports every trouble of the bundled example, and no other', async () => {
    const { problems } = await report(TEAM);
    expect(
      problems
        .filter(problem => problem.severity === 'error' || problem.severity === 'warning')
        .map(
          problem =>
            `${problem.file.split('/').at(-5) ?? ''} ${problem.code} ${problem.message.match(/'([^']+)'/)?.[1]}`,
        )
        .sort(),
    ).toMatchInlineSnapshot(`
      [
        "ann conflicting-step-name FeaturePreparation",
        "ann conflicting-step-name FraudDetector",
        "ann conflicting-step-name RiskScore",
        "bob conflicting-step-name FraudDetector",
        "bob conflicting-step-name RiskScore",
        "bob shadowed-core-step ModelCalibration",
        "bob unknown-builder CreditEmbedingStepBuilder",
        "cho conflicting-step-name FeaturePreparation",
        "cho invalid-entry LabelCleaning",
        "cho override-without-target XGBoostModelEvl",
        "cho unknown-sagemaker-type Procesing",
        "developer_workspaces unknown-step XGBoostTraning",
      ]
    `);
  });

  it('exits with 1 for findings, 0 for none, and 2 for what it cannot do', async () => {
    expect((await run(TEAM, ['check'])).code).toBe(1);
    expect((await run(emptyFolder(), ['check'])).code).toBe(0);
    const missing = await run(TEAM, ['check', '--root', 'no/such/folder']);
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(/^cursus-registry: --root .*no such folder\n$/);
  });

  it('fails on what it is told to fail on', async () => {
    const folder = copyOf('team');
    const { problems } = await report(folder);
    expect(problems.some(problem => problem.severity === 'error')).toBe(true);
    expect((await run(folder, ['check', '--fail-on', 'error'])).code).toBe(1);
    expect((await run(folder, ['check', '--fail-on', 'error', ANN])).code).toBe(0);
  });

  it('reports only what a baseline does not hold, whatever lines moved', async () => {
    const folder = copyOf('team');
    expect((await run(folder, ['check', '--write-baseline', 'base.json'])).code).toBe(0);
    const bob = join(folder, BOB);
    writeFileSync(bob, `# moved\n\n${readFileSync(bob, 'utf8')}`);
    const after = await report(folder, '--baseline', 'base.json');
    expect(after.problems).toEqual([]);
    expect(after.summary.baselined).toBeGreaterThan(5);
    writeFileSync(
      bob,
      readFileSync(bob, 'utf8').replace('FraudDetectorV2StepBuilder', 'FraudDetectorV3StepBuilder'),
    );
    const later = await report(folder, '--baseline', 'base.json');
    expect(later.problems.map(problem => problem.code)).toEqual(['unknown-builder']);
  });

  it('reports what changed since a revision, and what points into it', async () => {
    const folder = copyOf('team');
    const git = (...args: string[]): void =>
      void execFileSync(
        'git',
        ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args],
        {
          stdio: 'pipe',
        },
      );
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    expect((await report(folder, '--since', 'HEAD')).problems).toEqual([]);
    writeFileSync(join(folder, BOB), `# changed\n${readFileSync(join(folder, BOB), 'utf8')}`);
    const { problems } = await report(folder, '--since', 'HEAD');
    expect(problems.length).toBeGreaterThan(0);
    expect(
      problems.every(
        problem => problem.file === BOB || problem.related.some(place => place.file === BOB),
      ),
    ).toBe(true);
    expect(problems.some(problem => problem.file === ANN)).toBe(true);
    expect(problems.some(problem => problem.file === CHO && problem.code === 'invalid-entry')).toBe(
      false,
    );
    const unknown = await run(folder, ['check', '--since', 'nope']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toContain('--since nope');
  });

  it('takes the text of a file from standard input', async () => {
    const folder = copyOf('team');
    const text = readFileSync(join(folder, BOB), 'utf8').replace(
      'CreditEmbedingStepBuilder',
      'CreditEmbeddingStepBuilder',
    );
    const { out } = await run(folder, ['check', '--format', 'json', '--stdin-filename', BOB], {
      stdin: text,
    });
    const codes = (JSON.parse(out) as CheckReport).problems
      .filter(problem => problem.file === BOB)
      .map(problem => problem.code);
    expect(codes).not.toContain('unknown-builder');
    expect(codes).toContain('conflicting-step-name');
  });

  it('says in words what it was asked wrongly', async () => {
    for (const args of [
      ['check', '--fail-on', 'never'],
      ['check', '--format', 'xml'],
      ['check', '--no-such-flag'],
      ['check', '--baseline', 'missing.json'],
      ['check', '--write-baseline', 'x.json', '--since', 'HEAD'],
      ['chek'],
      ['list', 'surplus'],
      ['resolve'],
      ['resolve', 'RiskScore', '--workspace', 'nobody'],
      ['resolve', 'RiskScore', '--strategy', 'coin'],
      ['export', '--output', 'no/such/folder/x.json'],
      ['explain', 'no-such-rule'],
    ]) {
      const { code, out, err } = await run(TEAM, args);
      expect({ args, code, out, lines: err.split('\n').length }).toEqual({
        args,
        code: 2,
        out: '',
        lines: 2,
      });
    }
  });
});

describe('check --format sarif', () => {
  it('writes a log of the bundled example that the published schema accepts', async () => {
    const validate = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' })
      .addMetaSchema(draft4)
      .compile(sarifSchema);
    const { out } = await run(TEAM, ['check', '--format', 'sarif']);
    const log = JSON.parse(out) as { runs: { results: unknown[] }[] };
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs[0]!.results).toHaveLength((await report(TEAM)).problems.length);
  });
});

describe('list and status', () => {
  it('show every core and workspace step with its state', async () => {
    const { out, code } = await run(TEAM, ['list', '--format', 'json']);
    expect(code).toBe(0);
    const { steps } = JSON.parse(out) as {
      steps: { name: string; source: string; state: string }[];
    };
    const states = steps.filter(step => step.source !== 'core' || step.state !== 'core');
    expect(states.map(step => `${step.source} ${step.name} ${step.state}`)).toEqual(
      [
        'cho DriftReport local',
        'ann FeaturePreparation conflict',
        'cho FeaturePreparation conflict',
        'ann FraudDetector conflict',
        'bob FraudDetector conflict',
        'bob CreditEmbedding local',
        'cho LabelCleaning invalid',
        'core ModelCalibration shadowed',
        'bob ModelCalibration conflict',
        'ann RiskScore conflict',
        'bob RiskScore conflict',
        'core XGBoostTraining overridden',
        'ann XGBoostTraining override',
        'cho XGBoostModelEvl override',
      ].sort((a, b) => {
        const key = (text: string): string => text.split(' ')[1]!;
        return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
      }),
    );
  });

  it('say which core is in force', async () => {
    const { out } = await run(TODAY, ['status', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      projects: [
        {
          core: { kind: 'interfaces', source: 'src/cursus/steps/interfaces', steps: 14 },
          workspaces: [{ id: 'dee', overrides: 1 }],
        },
      ],
    });
  });
});

describe('resolve', () => {
  it('names the winner, the losers and why', async () => {
    const { out, code } = await run(TEAM, [
      'resolve',
      'RiskScore',
      '--workspace',
      'bob',
      '--format',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      resolved: true,
      source_registry: 'bob',
      selected_definition: { builder_step_name: 'CreditRiskScoreStepBuilder' },
      trace: [
        { workspace_id: 'bob', outcome: 'chosen' },
        { workspace_id: 'ann', outcome: 'passed_over' },
      ],
    });
  });

  it('takes the context from CURSUS_WORKSPACE_ID, and core without one', async () => {
    const inAnn = await run(TEAM, ['resolve', 'XGBoostTraining', '--format', 'json'], {
      env: { CURSUS_WORKSPACE_ID: 'ann' },
    });
    expect(JSON.parse(inAnn.out)).toMatchObject({ source_registry: 'ann' });
    const inCore = await run(TEAM, ['resolve', 'XGBoostTraining', '--format', 'json']);
    expect(JSON.parse(inCore.out)).toMatchObject({ source_registry: 'core' });
  });

  it('exits with 1 where there is no such step, and names near ones', async () => {
    const { out, code } = await run(TEAM, ['resolve', 'XGBoostTraning']);
    expect(code).toBe(1);
    expect(out).toContain('XGBoostTraining');
  });
});

describe('export', () => {
  it('writes entries as Python would hold them, spreads of sibling constants included', async () => {
    const { out } = await run(TEAM, ['export']);
    const content = JSON.parse(out) as {
      core: { source: string; steps: Record<string, object> };
      workspaces: Record<
        string,
        { path: string; steps: Record<string, Record<string, unknown>>; opaque: unknown[] }
      >;
    };
    expect(content.core.source).toBe('src/cursus/registry/step_names.py');
    expect(Object.keys(content.core.steps)).toHaveLength(12);
    const { cho } = content.workspaces;
    expect(cho!.path).toBe('developer_workspaces/developers/cho');
    expect(cho!.steps.FeaturePreparation).toMatchObject({
      sagemaker_step_type: 'Processing',
      framework: 'spark',
    });
    expect(cho!.opaque).toEqual([]);
  });
});

describe('diff', () => {
  it('compares two workspaces and two folders', async () => {
    const workspaces = await run(TEAM, ['diff', 'ann', 'bob']);
    expect(workspaces.code).toBe(1);
    expect(workspaces.out).toContain('~ RiskScore');
    expect(workspaces.out).toContain('+ CreditEmbedding: only in bob');
    const copy = copyOf('team');
    expect(await run(copy, ['diff', TEAM, copy])).toMatchObject({
      code: 0,
      out: 'no difference\n',
    });
  });
});

describe('--core and --workspaces-root', () => {
  it('stand for what the project file would say; step packs stay part of core', async () => {
    const folder = copyOf('today');
    const table = join(folder, 'elsewhere/registry.py');
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(
      table,
      'STEP_NAMES = {"Only": {"spec_type": "Only", "sagemaker_step_type": "Training"}}\n',
    );
    const { out } = await run(folder, [
      'status',
      '--core',
      'elsewhere/registry.py',
      '--format',
      'json',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      projects: [{ core: { kind: 'python', source: 'elsewhere/registry.py', steps: 3 } }],
    });
  });

  it('find workspaces of another layout', async () => {
    const folder = copyOf('today');
    const own = 'people/eva/workspace_registry.py';
    mkdirSync(join(folder, 'people/eva'), { recursive: true });
    writeFileSync(join(folder, own), 'LOCAL_STEPS = {}\n');
    const { out } = await run(folder, [
      'status',
      '--workspaces-root',
      'people',
      '--format',
      'json',
    ]);
    const { projects } = JSON.parse(out) as { projects: { workspaces: { id: string }[] }[] };
    expect(projects[0]!.workspaces.map(workspace => workspace.id)).toEqual(['dee', 'eva']);
  });

  it('are refused where they name nothing, or something outside the root', async () => {
    const folder = copyOf('today');
    for (const args of [
      ['--core', 'missing.py'],
      ['--core', '..'],
      ['--workspaces-root', 'missing'],
    ]) {
      expect(await run(folder, ['status', ...args])).toMatchObject({ code: 2, out: '' });
    }
  });
});
