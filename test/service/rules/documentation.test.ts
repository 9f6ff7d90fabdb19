import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleDocumentation } from '../../../server/service/rules/documentation.js';
import { ALL_RULES } from '../../../server/service/rules/index.js';
import { RULE_CODES, RULES } from '../../../shared/rules.js';
import { parseScenario, type Scenario } from '../../support/scenario/format.js';

const TEST = path.join(import.meta.dirname, '../..');
const docs = readFileSync(path.join(TEST, '../docs/rules.md'), 'utf8');
const scenarios = new Map(
  readdirSync(path.join(TEST, 'scenarios'))
    .filter(name => name.endsWith('.txt'))
    .map(name => [name, parseScenario(readFileSync(path.join(TEST, 'scenarios', name), 'utf8'))]),
);

function codesIn({ files }: Scenario): Set<string> {
  return new Set(files.flatMap(file => file.expected.map(expected => expected.code)));
}

describe('the rules', () => {
  it('are those of the table, in its order; the engine itself finds unused ignores', () => {
    expect([...ALL_RULES.map(rule => rule.code), 'unused-ignore']).toEqual(RULE_CODES);
  });

  it('have a section each in docs/rules.md, in the same order', () => {
    const sections = [...docs.matchAll(/^## (.+)$/gm)].map(match => match[1]!);
    expect(sections.filter(section => /^[a-z-]+$/.test(section))).toEqual(RULE_CODES);
  });

  it('stand in the table of docs/rules.md with their severity and title', () => {
    const rows = [...docs.matchAll(/^\| \[([a-z-]+)\]\(#\1\) \| (\w+) \| (.+) \|$/gm)];
    expect(rows.map(([, code, severity, title]) => [code, severity, title])).toEqual(
      RULE_CODES.map(code => [code, RULES[code].severity, RULES[code].title]),
    );
  });

  it.each(RULE_CODES)('%s is documented in full', code => {
    const section = ruleDocumentation(code);
    expect(section.split('\n')[0]).toBe(`## ${code}`);
    expect(section.match(/^## /gm)).toHaveLength(1);
    expect(section).toBe(section.trim());
    expect(section).toContain(`Default severity: ${RULES[code].severity}.`);
    for (const part of [
      '**What.**',
      '**At run time.**',
      '**Example**',
      '**Fix.**',
      '**Silence.**',
    ]) {
      expect(section).toContain(part);
    }
  });

  it.each(RULE_CODES)(
    '%s has a scenario where it fires, and a near miss where it does not',
    code => {
      expect(codesIn(scenarios.get(`${code}.txt`)!)).toContain(code);
      expect(codesIn(scenarios.get(`${code}.near-miss.txt`)!)).not.toContain(code);
    },
  );
});
