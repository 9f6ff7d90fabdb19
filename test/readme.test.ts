import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS } from '../server/commands/index.js';
import { RULES } from '../shared/rules.js';

const ROOT = resolve(import.meta.dirname, '..');
const PAGES = ['README.md', 'CHANGELOG.md', 'docs/cli.md', 'docs/rules.md'];

function page(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8');
}

describe('what CI runs', () => {
  it.each([
    'npm ci',
    'npm run --silent build -- --production',
    'npm run --silent typecheck',
    'npm run --silent lint',
    'suite unit test/vitest.config.mts',
    'npm run --silent bench -- --quick',
    'npm run --silent vsix',
    'suite neovim test/neovim/vitest.config.mts',
    'suite vscode test/vscode/vitest.config.mts',
  ])('%s is a step', command => {
    expect(page('.ci/run')).toMatch(new RegExp(`^(?:.* && )?step '.*' ${command}(?: .*)?$`, 'm'));
  });

  it('plays as many sequences as the page about trust says', () => {
    const [, played] = /CURSUS_SEQUENCES=(\d+) suite/.exec(page('.ci/run'))!;
    expect(page('docs/trust.md')).toContain(`\`.ci/run\` plays ${played}`);
  });
});

describe('what users read', () => {
  it('lists every setting with its default', () => {
    const readme = page('README.md');
    for (const group of manifest.contributes.configuration) {
      for (const [key, setting] of Object.entries(group.properties)) {
        expect(readme).toContain(`| \`${key}\` | \`${JSON.stringify(setting.default)}\` |`);
      }
    }
  });

  it('lists every rule with its severity, and no other', () => {
    const listed = [
      ...page('README.md').matchAll(/^\| \[`([a-z-]+)`\]\(docs\/rules\.md#\1\) \| (\w+) \|/gm),
    ];
    expect(Object.fromEntries(listed.map(match => [match[1], match[2]]))).toEqual(
      Object.fromEntries(Object.entries(RULES).map(([code, rule]) => [code, rule.severity])),
    );
  });

  it('lists every command, and no other', () => {
    const listed = [...page('docs/cli.md').matchAll(/^\| `([a-z][a-z-]*)[ `]/gm)].map(
      match => match[1],
    );
    expect(new Set(listed)).toEqual(new Set(COMMANDS.map(command => command.name)));
  });

  it('shows those who change the code files and folders that are there', () => {
    const named = [
      ...page('docs/architecture.md').matchAll(/`((?:[\w-]+\/)*[\w-]+(?:\.ts|\/[\w-]+))`/g),
    ];
    const places = [
      '',
      'server',
      'server/service',
      'server/service/project',
      'server/service/rules',
    ];
    places.push('server/service/features/codeActions');
    expect(named.length).toBeGreaterThan(20);
    for (const [, path] of named) {
      const found = places.some(place => existsSync(resolve(ROOT, place, path!)));
      expect(found, path).toBe(true);
    }
  });

  it.each(PAGES)('%s links to files that are there', path => {
    const links = [...page(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(match => match[1]!);
    for (const link of links.filter(link => !/^[a-z]+:/.test(link))) {
      expect(existsSync(resolve(ROOT, dirname(path), link)), `${path}: ${link}`).toBe(true);
    }
  });
});
