import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, emptyFolder, run } from './harness.js';

interface Problem {
  file: string;
  code: string;
  severity: string;
}

async function problems(root: string): Promise<Problem[]> {
  const { out } = await run(root, ['check', '--format', 'json']);
  return (JSON.parse(out) as { problems: Problem[] }).problems;
}

const ANN = 'developer_workspaces/developers/ann/src/cursus_dev/registry/workspace_registry.py';

describe('init-workspace', () => {
  it.each(['minimal', 'standard', 'advanced'])(
    'makes %s workspaces without a finding, for the second and third developer too',
    async template => {
      const root = emptyFolder();
      for (const id of ['ann-lee', 'bob', '3rd_dev']) {
        const { code, err } = await run(root, ['init-workspace', id, '--template', template]);
        expect({ code, err }).toEqual({ code: 0, err: '' });
      }
      expect(await problems(root)).toEqual([]);
      const { out } = await run(root, ['status', '--format', 'json']);
      expect(JSON.parse(out)).toMatchObject({
        projects: [{ workspaces: [{ id: '3rd_dev' }, { id: 'ann-lee' }, { id: 'bob' }] }],
      });
    },
  );

  it('goes where the other workspaces are', async () => {
    const root = copyOf('team');
    await run(root, ['init-workspace', 'dan']);
    expect(existsSync(join(root, 'developer_workspaces/developers/dan/README.md'))).toBe(true);
    expect((await problems(root)).filter(problem => problem.file.includes('/dan/'))).toEqual([]);
  });

  it('refuses an existing folder, and with --force loses nothing that is there', async () => {
    const root = emptyFolder();
    await run(root, ['init-workspace', 'ann']);
    const place = join(root, 'developer_workspaces/developers/ann');
    const registry = join(place, 'src/cursus_dev/registry/workspace_registry.py');
    writeFileSync(registry, 'LOCAL_STEPS = {}  # mine\n');
    writeFileSync(join(place, 'precious.txt'), 'mine');
    const refused = await run(root, ['init-workspace', 'ann']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    const forced = await run(root, ['init-workspace', 'ann', '--force']);
    expect(forced.code).toBe(0);
    expect(readFileSync(registry, 'utf8')).toBe('LOCAL_STEPS = {}  # mine\n');
    expect(readFileSync(join(place, 'precious.txt'), 'utf8')).toBe('mine');
  });

  it('writes all or nothing', async () => {
    const root = emptyFolder();
    const place = join(root, 'developer_workspaces/developers/ann');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'src'), 'a file where a folder is needed');
    const { code } = await run(root, ['init-workspace', 'ann', '--force']);
    expect(code).toBe(2);
    expect(readdirSync(place)).toEqual(['src']);
  });

  it.each(['core', 'a/b', '..', '', '-_-', 'ann'])('refuses the id %j', async id => {
    const root = copyOf('team');
    const { code } = await run(root, ['init-workspace', '--', id]);
    expect(code).toBe(2);
  });
});

describe('new-step', () => {
  it('adds an entry and stubs to a workspace, without a finding', async () => {
    const root = copyOf('team');
    const before = await problems(root);
    const { code, out } = await run(root, [
      'new-step',
      'GraphFeatures',
      '--workspace',
      'ann',
      '--type',
      'Training',
    ]);
    expect({ code, out: out.split('\n').length }).toEqual({ code: 0, out: 4 });
    const registry = readFileSync(join(root, ANN), 'utf8');
    expect(registry).toContain(
      '    "GraphFeatures": {\n        "config_class": "GraphFeaturesConfig",\n',
    );
    expect(await problems(root)).toHaveLength(before.length);
    const { out: resolved } = await run(root, [
      'resolve',
      'GraphFeatures',
      '--workspace',
      'ann',
      '--format',
      'json',
    ]);
    expect(JSON.parse(resolved)).toMatchObject({ resolved: true, source_registry: 'ann' });
  });

  it('adds an interface file to a core in the layout of today, when that is confirmed', async () => {
    const root = copyOf('today');
    const before = await problems(root);
    expect(await run(root, ['new-step', 'DriftReport'])).toMatchObject({ code: 2, out: '' });
    expect((await run(root, ['new-step', 'DriftReport', '--yes'])).code).toBe(0);
    expect(existsSync(join(root, 'src/cursus/steps/interfaces/drift_report.step.yaml'))).toBe(true);
    expect(await problems(root)).toHaveLength(before.length);
  });

  it.each([
    ['riskScore', 'capital'],
    ['Risk-Score', 'letters and digits'],
    ['RiskScore', 'exists'],
    ['RiskStepBuilder', 'Leave out'],
  ])('refuses %s', async (name, reason) => {
    const { code, err } = await run(copyOf('team'), ['new-step', name, '--workspace', 'bob']);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});

describe('promote', () => {
  it("moves a workspace's step into the Python core", async () => {
    const root = copyOf('team');
    expect(await run(root, ['promote', 'DriftReport'])).toMatchObject({ code: 2, out: '' });
    const { code, out } = await run(root, ['promote', 'DriftReport', '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('move DriftReportStepBuilder to core as well');
    const { out: resolved } = await run(root, ['resolve', 'DriftReport', '--format', 'json']);
    expect(JSON.parse(resolved)).toMatchObject({
      source_registry: 'core',
      selected_definition: { builder_step_name: 'DriftReportStepBuilder' },
    });
    const { out: listed } = await run(root, ['list', '--workspace', 'cho', '--format', 'json']);
    expect(listed).not.toMatch(/"name": "DriftReport",\s*"source": "cho"/);
  });

  it('writes an interface file where core has interface files', async () => {
    const root = copyOf('today');
    const { code } = await run(root, ['promote', 'ChurnReport', '--yes']);
    expect(code).toBe(0);
    const text = readFileSync(
      join(root, 'src/cursus/steps/interfaces/churn_report.step.yaml'),
      'utf8',
    );
    expect(text).toContain('step_type: ChurnReport\n');
    expect(text).toContain('  sagemaker_step_type: Processing\n');
    expect(text).not.toContain('builder_step_name');
  });

  it('refuses a step that core has, that is invalid, or that two workspaces have', async () => {
    const root = copyOf('team');
    for (const step of ['ModelCalibration', 'LabelCleaning', 'RiskScore', 'Nowhere']) {
      expect(await run(root, ['promote', step, '--yes'])).toMatchObject({ code: 2, out: '' });
    }
  });
});

describe('migrate', () => {
  it('renames WORKSPACE_STEPS, wherever the file says it', async () => {
    const root = copyOf('team');
    const file = join(root, ANN);
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8').replace('LOCAL_STEPS', 'WORKSPACE_STEPS')}\nWORKSPACE_STEPS["RiskScore"]["priority"] = 5\n# WORKSPACE_STEPS in words\n`,
    );
    expect((await run(root, ['migrate', 'tables'])).code).toBe(2);
    expect((await run(root, ['migrate', 'tables', '--dry-run'])).out).toContain(
      `would write ${ANN}`,
    );
    expect((await run(root, ['migrate', 'tables', '--yes'])).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('\nLOCAL_STEPS = {');
    expect(text).toContain('\nLOCAL_STEPS["RiskScore"]["priority"] = 5');
    expect(text).toContain('# WORKSPACE_STEPS in words');
  });

  it('writes a Python core as interface files that say the same', async () => {
    const root = copyOf('team');
    const before = JSON.parse((await run(root, ['export'])).out) as {
      core: { steps: Record<string, object> };
    };
    expect(
      (await run(root, ['migrate', 'interfaces', '--output', 'src/cursus/steps/interfaces'])).code,
    ).toBe(0);
    const after = JSON.parse((await run(root, ['export'])).out) as typeof before;
    const { Base: _, Processing: __, ...steps } = before.core.steps;
    expect(after.core.steps).toEqual(steps);
  });
});

describe('import', () => {
  it('adds what is missing and keeps what is there', async () => {
    const root = copyOf('team');
    await run(root, ['export', '--output', 'all.json']);
    const { code, out } = await run(root, [
      'import',
      'all.json',
      '--from',
      'bob',
      '--workspace',
      'ann',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('kept    RiskScore');
    expect(out).toContain('added   CreditEmbedding');
    const { out: resolved } = await run(root, [
      'resolve',
      'CreditEmbedding',
      '--workspace',
      'ann',
      '--format',
      'json',
    ]);
    expect(JSON.parse(resolved)).toMatchObject({ source_registry: 'ann' });
  });
});

describe('docs', () => {
  it('writes one page that needs nothing else, and lets no name of a file become markup', async () => {
    const root = copyOf('team');
    const file = join(root, ANN);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'Scores transactions',
        '<script>alert(1)</script><img src=x onerror=alert(1)>',
      ),
    );
    expect((await run(root, ['docs', '--output', 'out'])).code).toBe(0);
    const page = readFileSync(join(root, 'out/registry.html'), 'utf8');
    expect(page).toContain('RiskScore');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/(src|href)="https?:/);
    expect(readFileSync(join(root, 'out/registry.md'), 'utf8')).toContain('| RiskScore |');
  });
});
