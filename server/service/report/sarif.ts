import { RULE_CODES, RULES, type RuleCode, type Severity } from '../../../shared/rules.js';
import { encodePath } from '../text/percent.js';
import type { Range } from '../text/span.js';
import type { Problem, RelatedPlace } from './problem.js';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function region(range: Range): object {
  return {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
}

function location(place: Pick<RelatedPlace, 'file' | 'range'>): object {
  return {
    physicalLocation: {
      artifactLocation: {
        uri: encodePath(place.file.replace(/\p{Surrogate}/gu, '\ufffd')),
        uriBaseId: 'ROOT',
      },
      region: region(place.range),
    },
  };
}

/** Findings of one kind about one name in one file stay the same finding when lines move. */
function fingerprint(problem: Problem): string {
  return `${problem.code}:${problem.name}:${problem.file}`;
}

/**
 * `check --format sarif`: SARIF 2.1.0. Columns count UTF-16 code units, as the log says of itself.
 * @param version the version of this tool
 */
export function sarifReport(problems: readonly Problem[], version: string): string {
  const index = new Map<RuleCode, number>(RULE_CODES.map((code, i) => [code, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'cursus-registry',
            version,
            rules: RULE_CODES.map(code => ({
              id: code,
              shortDescription: { text: RULES[code].title },
              defaultConfiguration: { level: LEVELS[RULES[code].severity] },
            })),
          },
        },
        results: problems.map(problem => ({
          ruleId: problem.code,
          ruleIndex: index.get(problem.code),
          level: LEVELS[problem.severity],
          message: { text: problem.message },
          locations: [location(problem)],
          ...(problem.related.length === 0
            ? {}
            : {
                relatedLocations: problem.related.map((related, id) => ({
                  id,
                  ...location(related),
                  message: { text: related.message },
                })),
              }),
          partialFingerprints: { 'step/v1': fingerprint(problem) },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
