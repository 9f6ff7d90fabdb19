import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeTree, temporaryTree } from '../support/tree.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const TEAM = path.join(ROOT, 'test/fixtures/team');
const BOB = 'developer_workspaces/developers/bob/src/cursus_dev/registry/workspace_registry.py';
const PIPELINE = 'developer_workspaces/developers/bob/pipelines/credit_pipeline.py';

/** What session.lua saw. */
interface Seen {
  readonly problem?: string;
  readonly messages: string;
  readonly client: { readonly name: string; readonly root: string };
  readonly findings: readonly { line: number; column: number; code: string }[];
  readonly hover: string;
  readonly definition: { readonly file: string; readonly text: string };
  readonly completion: readonly string[];
}

/** The README's snippet for the Neovim of stable distributions, as a user pastes it. */
function snippet(): string {
  const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```lua\n(.*?)^```/gms)].map(match => match[1]!);
  return blocks.find(block => block.includes('vim.lsp.start_client'))!;
}

let tree: string;
let project: string;
let seen: Seen;

beforeAll(async () => {
  tree = temporaryTree({ 'home/': '', 'snippet.lua': snippet(), 'team/.git/': '' });
  project = path.join(tree, 'team');
  fs.cpSync(TEAM, project, { recursive: true });
  const command = path.join(tree, 'bin', 'cursus-registry');
  fs.mkdirSync(path.dirname(command));
  const cli = path.join(ROOT, 'dist', 'cli.js');
  fs.writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, {
    mode: 0o755,
  });
  const report = path.join(tree, 'report.json');
  const script = path.join(import.meta.dirname, 'session.lua');
  const args = ['--headless', '--clean', '-n', '-i', 'NONE', '-c', `luafile ${script}`];
  await promisify(execFile)('nvim', args, {
    timeout: 100_000,
    env: {
      ...process.env,
      HOME: path.join(tree, 'home'),
      XDG_STATE_HOME: path.join(tree, 'home'),
      XDG_CACHE_HOME: path.join(tree, 'home'),
      PATH: `${path.dirname(command)}${path.delimiter}${process.env.PATH ?? ''}`,
      CURSUS_ROOT: project,
      CURSUS_SNIPPET: path.join(tree, 'snippet.lua'),
      CURSUS_REPORT: report,
      CURSUS_BOB: BOB,
      CURSUS_PIPELINE: PIPELINE,
    },
  });
  seen = JSON.parse(fs.readFileSync(report, 'utf8')) as Seen;
});

afterAll(() => removeTree(tree));

describe('Neovim with the snippet of the README', () => {
  it('comes to the end of the session, with no error on the way', () => {
    expect(seen.problem).toBeUndefined();
    expect(seen.messages).not.toMatch(/error|E\d+:/i);
  });

  it('starts the server at the root of the project', () => {
    expect(seen.client).toEqual({ name: 'cursus-registry', root: project });
  });

  it('shows the findings of a registry', () => {
    expect(seen.findings).toEqual([
      { line: 3, column: 5, code: 'conflicting-step-name' },
      { line: 12, column: 5, code: 'conflicting-step-name' },
      { line: 24, column: 5, code: 'shadowed-core-step' },
      { line: 35, column: 30, code: 'unknown-builder' },
    ]);
  });

  it('shows the documentation of a step', () => {
    expect(seen.hover).toContain('CreditEmbedding');
  });

  it('goes to the definition of a step', () => {
    expect(seen.definition).toEqual({ file: path.join(project, BOB), text: 'CreditEmbedding' });
  });

  it('completes a step name', () => {
    expect(seen.completion).toContain('CreditEmbedding');
  });

  it('renames a step in every file, and nothing else', () => {
    for (const file of changeable(TEAM)) {
      const before = fs.readFileSync(path.join(TEAM, file), 'utf8');
      expect(fs.readFileSync(path.join(project, file), 'utf8'), file).toBe(renamed(file, before));
    }
  });
});

/** What the rename of Bob's `RiskScore` to `CreditRisk` makes of a file. */
function renamed(file: string, text: string): string {
  if (file === BOB) return text.replace('"RiskScore": {', '"CreditRisk": {');
  return file === PIPELINE
    ? text.replaceAll('"RiskScore_training"', '"CreditRisk_training"')
    : text;
}

function changeable(root: string): string[] {
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)));
}
