import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './harness.js';

/** What every JavaScript object has, as names of steps, fields, workspaces and rules. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

function project(): string {
  const root = emptyFolder();
  const fields = NAMES.map(name => `"${name}": "x"`).join(', ');
  const entries = NAMES.map(
    name =>
      `    "${name}": {"spec_type": "${name}", "sagemaker_step_type": "Training", ${fields}},\n`,
  );
  for (const id of NAMES) {
    const file = path.join(root, `teams/${id}/src/cursus_dev/registry/workspace_registry.py`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(
      file,
      `LOCAL_STEPS = {\n${entries.join('')}}\nWORKSPACE_METADATA = {"developer_id": "${id}"}\n`,
    );
  }
  const values = NAMES.map(name => `  ${name}: ${name}\n`).join('');
  fs.writeFileSync(path.join(root, 'cursus-registry.yaml'), `rules:\n${values}choices:\n${values}`);
  return root;
}

it('names that every object has are names like any other on the command line', async () => {
  const root = project();
  const exported = JSON.parse((await run(root, ['export'])).out) as {
    workspaces: Record<string, { steps: Record<string, Record<string, unknown>> }>;
  };
  expect(Object.keys(exported.workspaces).sort()).toEqual(NAMES.toSorted());
  for (const id of NAMES) {
    const { steps } = Object.getOwnPropertyDescriptor(exported.workspaces, id)!.value;
    expect(Object.keys(steps).sort()).toEqual(NAMES.toSorted());
    for (const name of NAMES) {
      const entry = Object.getOwnPropertyDescriptor(steps, name)!.value;
      expect(Object.keys(entry)).toEqual(expect.arrayContaining(['spec_type', ...NAMES]));
    }
  }
  for (const name of NAMES) {
    const resolved = await run(root, ['resolve', name, '--workspace', name, '--format', 'json']);
    expect(resolved.err).toBe('');
    const answer = JSON.parse(resolved.out) as { source_registry: string; step_name: string };
    expect(answer).toMatchObject({ source_registry: name, step_name: name });
    expect((await run(root, ['explain', name])).code).toBe(2);
  }
  for (const args of [['check'], ['list'], ['conflicts'], ['status'], ['diagnose'], ['docs']]) {
    expect((await run(root, args)).err).toBe('');
  }
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
