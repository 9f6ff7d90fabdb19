import { describe, expect, it } from 'vitest';
import { readProjectFile } from '../../../server/service/project/projectFile.js';

/** Problems as `text at the range: message`. */
function problems(text: string): string[] {
  return readProjectFile(text).facts.problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

describe('the project file', () => {
  it('gives its values', () => {
    const { config, facts } = readProjectFile(`
core: src/cursus
workspaces: [teams/*/registry.py]
exclude: [old]
rules: { unknown-builder: error, naming-convention: off }
ignore:
  - { path: "legacy/**" }
  - { name: RiskScore, codes: [conflicting-step-name] }
  - { name: Other, path: tests }
choices: { RiskScore: ann }
`);
    expect(facts.problems).toEqual([]);
    expect(config).toEqual({
      core: 'src/cursus',
      workspaces: ['teams/*/registry.py'],
      exclude: ['old'],
      severities: { 'unknown-builder': 'error', 'naming-convention': 'off' },
      ignorePaths: [{ glob: 'legacy/**', codes: [] }],
      ignoreNames: [
        { name: 'RiskScore', codes: ['conflicting-step-name'] },
        { name: 'Other', codes: [], glob: 'tests' },
      ],
      choices: { RiskScore: 'ann' },
    });
  });

  it.each(['', '# nothing\n', '{}', 'null'])('may be empty: %j', text => {
    expect(problems(text)).toEqual([]);
    expect(readProjectFile(text).config.exclude).toEqual([]);
  });

  it('says at its place what cannot be used, and keeps the rest', () => {
    const text =
      'exclude: [a, 1]\nrules:\n  unknown-builder: loud\n  no-such: error\n  duplicate-step: error\nextra: 1\n';
    expect(problems(text)).toEqual([
      '1: exclude.1 must be a text, not the number 1',
      expect.stringMatching(/^loud: rules.unknown-builder must be one of "error", "warning"/),
      'no-such: `no-such` is no rule that is known',
      'extra: `extra` is no key that is known',
    ]);
    const { config } = readProjectFile(text);
    expect(config.exclude).toEqual(['a']);
    expect(config.severities).toEqual({ 'duplicate-step': 'error' });
  });

  it.each(['/etc', '../x', 'a/../../b', 'C:\\x'])('does not look outside the project: %s', glob => {
    const text = `exclude: ['${glob}']\n`;
    expect(problems(text)).toHaveLength(1);
    expect(readProjectFile(text).config.exclude).toEqual([]);
  });

  it.each([
    ['- a\n', 1],
    ['exclude: [\n', 1],
    ['a: b: c\n', 1],
    ['x: &a [1]\n'.repeat(2), 2],
    ['__proto__: 1\nconstructor: 2\n', 2],
    ['just text', 1],
  ])('survives %j', (text, least) => {
    expect(problems(text).length).toBeGreaterThanOrEqual(least);
  });

  it('does not unfold aliases without end', () => {
    const text = `a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n${'cdefgh'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'bcdefg'[i]}`).join(', ')}]`)
      .join('\n')}\n`;
    expect(readProjectFile(text).facts.problems.map(problem => problem.kind)).toContain('limit');
  });
});
