import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './harness.js';

/** A name that clears the screen, sets the title, rings, and turns the reading direction round. */
const NAME = 'Evil\\x1b[2J\\x1b]0;owned\\x07\\x9b31m\\u202eName';

function hostileProject(): string {
  const root = emptyFolder();
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  const entry = `{"config_class": "${NAME}", "builder_step_name": "${NAME}", "spec_type": "${NAME}", "sagemaker_step_type": "${NAME}", "description": "${NAME}", "framework": "${NAME}"}`;
  write('src/cursus/registry/step_names.py', `STEP_NAMES = {"${NAME}": ${entry}}\n`);
  for (const id of ['ann', 'bob']) {
    write(
      `developers/${id}/src/cursus_dev/registry/workspace_registry.py`,
      `LOCAL_STEPS = {"${NAME}": ${entry}}\nSTEP_OVERRIDES = {"${NAME}x": ${entry}}\nWORKSPACE_METADATA = {"developer_id": "${id}\\x1b[2J"}\n`,
    );
  }
  write('dags/\u001b[2Jtrain.dag.json', '{"dag": {"nodes": ["Evil\\u001b[2J"], "edges": []}}\n');
  write('cursus-registry.yaml', '"\\e[2J": 1\nchoices: {"\\e[2J": "\\e[2J"}\n');
  return root;
}

const LITERAL = 'Evil\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eName';
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['list'],
  ['list', '--workspace', 'ann\u001b[2J'],
  ['resolve', LITERAL],
  ['resolve', LITERAL, '--workspace', 'nobody\u001b[2J'],
  ['conflicts'],
  ['status'],
  ['diagnose'],
  ['diagnose', LITERAL],
  ['explain', '\u001b[2J'],
  ['diff', 'core', 'ann\u001b[2J'],
  ['promote', LITERAL, '--workspace', 'ann\u001b[2J'],
  ['new-step', LITERAL],
  ['init-workspace', 'x\u001b[2J'],
  ['choices'],
  ['migrate', '--dry-run'],
  ['\u001b[2J'],
  ['check', '--root', 'no\u001b[2J'],
  ['check', '--\u001b[2J'],
];

describe('names that are escape sequences', () => {
  it.each(COMMANDS)('never reach the terminal as such: %j %j', async (...args) => {
    const { out, err } = await run(hostileProject(), args);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

it('names of folders with characters that end a path in a URI are written as such', async () => {
  const root = emptyFolder();
  const file = 'C# team?/100%/src/cursus_dev/registry/workspace_registry.py';
  fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), 'LOCAL_STEPS = {"A": 3}\n');
  const encoded = 'C%23%20team%3F/100%25/src/cursus_dev/registry/workspace_registry.py';
  const { out } = await run(root, ['check', '--format', 'sarif']);
  const { runs } = JSON.parse(out) as {
    runs: { results: { locations: { physicalLocation: { artifactLocation: object } }[] }[] }[];
  };
  const { artifactLocation } = runs[0]!.results[0]!.locations[0]!.physicalLocation;
  expect(artifactLocation).toEqual({ uri: encoded, uriBaseId: 'ROOT' });
  expect((await run(root, ['docs', '--output', 'out'])).err).toBe('');
  expect(fs.readFileSync(path.join(root, 'out/registry.html'), 'utf8')).toContain(
    `href="../${encoded}#L1"`,
  );
});
