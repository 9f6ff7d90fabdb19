import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyOf, run } from './harness.js';

const PROJECT_FILE = 'cursus-registry.yaml';

async function winnerOf(root: string): Promise<unknown> {
  const { out } = await run(root, [
    ...['resolve', 'RiskScore', '--workspace', 'ann'],
    ...['--strategy', 'manual', '--format', 'json'],
  ]);
  return (JSON.parse(out) as { source_registry: unknown }).source_registry;
}

it('remembers a choice, lists it, and forgets it', async () => {
  const root = copyOf('team');
  const file = join(root, PROJECT_FILE);
  if (existsSync(file)) writeFileSync(file, '');
  expect(await winnerOf(root)).toBe('none');
  expect(await run(root, ['choices'])).toMatchObject({ code: 0, out: 'no choice is remembered\n' });
  expect(await run(root, ['choices', 'RiskScore', 'bob'])).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(file, 'utf8')).toBe('choices:\n  RiskScore: bob\n');
  expect(await winnerOf(root)).toBe('bob');
  const { out } = await run(root, ['choices', '--format', 'json']);
  expect(JSON.parse(out)).toEqual({ version: 1, choices: [{ step: 'RiskScore', winner: 'bob' }] });
  expect(await run(root, ['choices', '--remove', 'RiskScore'])).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).toBe('');
  expect(await winnerOf(root)).toBe('none');
});

it.each([
  [['choices', 'RiskScore', 'zed'], "'zed' does not declare 'RiskScore'; ann, bob do"],
  [['choices', 'Nowhere', 'ann'], "no registry declares 'Nowhere'"],
  [['choices', 'Nowhere'], "no registry declares 'Nowhere'"],
  [['choices', '--remove', 'RiskScore'], "no choice is remembered for 'RiskScore'"],
  [['choices', 'RiskScore', 'ann', '--remove', 'RiskScore'], 'contradict'],
])('%j is refused and nothing is written', async (args, reason) => {
  const root = copyOf('team');
  const before = existsSync(join(root, PROJECT_FILE));
  const { code, err } = await run(root, args);
  expect(code).toBe(2);
  expect(err).toContain(reason);
  expect(existsSync(join(root, PROJECT_FILE))).toBe(before);
});

it('leaves a broken project file alone', async () => {
  const root = copyOf('team');
  const broken = 'rules:\n  - [unclosed\nchoices: {}\n';
  writeFileSync(join(root, PROJECT_FILE), broken);
  const { code, err } = await run(root, ['choices', 'RiskScore', 'bob']);
  expect(code).toBe(2);
  expect(err).toMatch(/syntax error in line \d+: repair it first/);
  expect(readFileSync(join(root, PROJECT_FILE), 'utf8')).toBe(broken);
});
