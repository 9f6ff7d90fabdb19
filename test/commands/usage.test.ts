import { describe, expect, it } from 'vitest';
import { run, TEAM } from './harness.js';

describe('wrong usage', () => {
  it.each([
    [['chek'], "no command 'chek'. Did you mean 'check'? cursus-registry --help lists all."],
    [['frobnicate'], "no command 'frobnicate'. cursus-registry --help lists all."],
    [
      ['explain', 'unknown-stp'],
      "no rule 'unknown-stp'. Did you mean 'unknown-step'? cursus-registry explain lists all.",
    ],
    [['explain', 'nonsense'], "no rule 'nonsense'. cursus-registry explain lists all."],
    [
      ['list', '--workspace', 'bobb'],
      "no workspace 'bobb'. Did you mean 'bob'? Known: ann, bob, cho",
    ],
    [['list', '--workspace', 'zed'], "no workspace 'zed'. Known: ann, bob, cho"],
    [['check', '..'], `.. lies outside ${TEAM}`],
  ])('%j is refused with a suggestion only where one is near', async (args, message) => {
    const { code, err } = await run(TEAM, args);
    expect(err).toBe(`cursus-registry: ${message}\n`);
    expect(code).toBe(2);
  });

  it('a misspelt path is not taken for one without findings', async () => {
    const { code, out, err } = await run(TEAM, ['check', 'developer_workspace']);
    expect(err).toContain('cannot check developer_workspace: it does not exist');
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});
