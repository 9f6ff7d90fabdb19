import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { githubReport } from '../../../server/service/report/github.js';
import { jsonReport } from '../../../server/service/report/json.js';
import { compareProblems, type Problem } from '../../../server/service/report/problem.js';
import { sarifReport } from '../../../server/service/report/sarif.js';
import { coloured, plain, visible } from '../../../server/service/report/terminal.js';
import { summaryLine, textReport } from '../../../server/service/report/text.js';

function range(line: number, start: number, end: number): Problem['range'] {
  return { start: { line, character: start }, end: { line, character: end } };
}

const conflict: Problem = {
  file: 'dev/ann/r.py',
  range: range(4, 5, 14),
  code: 'conflicting-step-name',
  severity: 'warning',
  message: "'RiskScore' is declared by ann and bob.",
  related: [{ file: 'dev/bob/r.py', range: range(2, 5, 14), message: 'declared here too' }],
  name: 'RiskScore',
};

const invalid: Problem = {
  file: 'dev/ann/r.py',
  range: range(11, 21, 31),
  code: 'invalid-entry',
  severity: 'error',
  message: 'job_types must be a list,\nnot 100% a string',
  related: [],
  name: 'Label',
};

describe('the text report', () => {
  it('groups by file, counts from one and aligns', () => {
    expect(textReport([conflict, invalid], plain)).toBe(
      [
        'dev/ann/r.py',
        "    5:6  warning  'RiskScore' is declared by ann and bob.  conflicting-step-name",
        '                  dev/bob/r.py:3:6  declared here too',
        '  12:22  error    job_types must be a list,\\u000anot 100% a string  invalid-entry',
        '',
        '',
      ].join('\n'),
    );
  });

  it('is empty without findings', () => {
    expect(textReport([], plain)).toBe('');
    expect(summaryLine([])).toBe('no findings');
  });

  it('counts in words', () => {
    expect(summaryLine([conflict, invalid, invalid])).toBe('2 errors, 1 warning');
  });

  it('lets no name write escape sequences, or turn the text round, in a terminal', () => {
    expect(visible('a\u001b[31mb\u202ec')).toBe('a\\u001b[31mb\\u202ec');
    const painted = textReport([{ ...conflict, message: '\u001b]0;title\u0007' }], coloured);
    expect(painted).not.toContain('\u001b]');
  });
});

describe('the JSON report', () => {
  it('has the documented shape and nothing of our own bookkeeping', () => {
    const report = JSON.parse(jsonReport([conflict], { projects: [], baselined: 0 })) as Record<
      string,
      unknown
    >;
    expect(report).toEqual({
      version: 1,
      problems: [
        {
          file: 'dev/ann/r.py',
          range: range(4, 5, 14),
          code: 'conflicting-step-name',
          severity: 'warning',
          message: "'RiskScore' is declared by ann and bob.",
          related: conflict.related,
        },
      ],
      summary: { error: 0, warning: 1, information: 0, hint: 0, projects: [], baselined: 0 },
    });
  });
});

describe('the SARIF report', () => {
  // The schema names formats that only say how a URI is spelled; ajv need not know them.
  const validate = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' })
    .addMetaSchema(draft4)
    .compile(sarifSchema);

  it.each([
    ['findings', [conflict, invalid, { ...conflict, file: 'ä b/#r.py' }]],
    ['nothing', []],
  ])('with %s is valid by the published schema', (_, problems) => {
    const log: unknown = JSON.parse(sarifReport(problems, '1.2.3'));
    validate(log);
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when it is wrong, so that the test above can fail', () => {
    const log = JSON.parse(sarifReport([conflict], '1.2.3')) as { runs: { results: object[] }[] };
    log.runs[0]!.results.push({ level: 'loud' });
    expect(validate(log)).toBe(false);
  });
});

describe('the GitHub report', () => {
  it('escapes what would end a workflow command', () => {
    expect(githubReport([{ ...invalid, file: 'a,b:c.py' }])).toBe(
      '::error file=a%2Cb%3Ac.py,line=12,endLine=12,col=22,endColumn=32,title=invalid-entry::job_types must be a list,%0Anot 100%25 a string\n',
    );
  });
});

it('orders by file, place and code, whatever came first', () => {
  const later = { ...conflict, file: 'z.py' };
  expect([later, invalid, conflict].sort(compareProblems)).toEqual([conflict, invalid, later]);
});
