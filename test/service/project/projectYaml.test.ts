import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { withChoice } from '../../../server/service/authoring/choices.js';
import { withIgnore } from '../../../server/service/features/codeActions/ignoreInProject.js';
import { namesInProjectFile } from '../../../server/service/features/rename/projectFile.js';
import { readProjectFile } from '../../../server/service/project/projectFile.js';
import type { Finding } from '../../../server/service/rules/finding.js';

const FINDING: Finding = {
  code: 'unknown-step',
  severity: 'warning',
  span: { start: 0, end: 0 },
  name: 'X',
  message: '',
  related: [],
};

/** Each of them ends Node itself, or keeps it busy for seconds, where it reaches the parser as it is. */
const HOSTILE: Readonly<Record<string, string>> = {
  'lists in lists': '- '.repeat(5000),
  'brackets in brackets': '['.repeat(20_000),
  'braces in braces': 'a: {'.repeat(20_000),
  'a second document of depth': `a: 1\n---\n${'- '.repeat(5000)}`,
  'many documents, the last one of depth': `${'---\n'.repeat(5)}${'- '.repeat(5000)}`,
  'many keys': Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'),
};

describe('a hostile project file', () => {
  it.each(Object.entries(HOSTILE))('is a finding, and is not edited: %s', (_what, text) => {
    const { facts } = readProjectFile(text);
    expect(facts.problems.length).toBeGreaterThan(0);
    expect(namesInProjectFile(text, 'X')).toEqual([]);
    expect(withIgnore(text, FINDING)).toBeUndefined();
    expect(withChoice(text, 'X', 'ann')).toHaveProperty('problem');
  });

  it('has aliases that unfold without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);
    const { facts } = readProjectFile(`l0: &l0 [x]\n${levels.join('\n')}\n`);
    expect(facts.problems.map(({ kind }) => kind)).toContain('limit');
  });

  it('says a key twice: the second one is marked', () => {
    const text = 'choices:\n  A: x\n  B: y\n  A: z\n';
    const { problems } = readProjectFile(text).facts;
    expect(problems.map(({ span, message }) => [span.start, message])).toEqual([
      [text.lastIndexOf('A'), 'Map keys must be unique'],
    ]);
  });

  it('has keys that are collections: nothing is written to the process', () => {
    const warned = vi.spyOn(process, 'emitWarning');
    onTestFinished(() => warned.mockRestore());
    const { facts } = readProjectFile('? {a: 1}\n: 2\n? [b]\n: 3\n');
    expect(facts.problems).not.toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });
});

it('puts what is missing at the end of the text within the text', () => {
  const text = '[rules: {unknown-config-class: "off"}\n';
  const { problems } = readProjectFile(text).facts;
  expect(problems.length).toBeGreaterThan(0);
  for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(text.length);
});
