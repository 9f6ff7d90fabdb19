import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/service/rules/finding.js';
import { ProjectText } from '../../support/projectText.js';
import { actionsAt } from '../../support/quickFixes.js';
import { differences, type Published } from '../../support/scenario/comparison.js';
import { parseScenario, type Scenario } from '../../support/scenario/format.js';

const FOLDER = path.join(import.meta.dirname, '../../scenarios');
const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

/** The scenarios in which texts alone decide. They say all that the rules say, without a server. */
const scenarios = readdirSync(FOLDER)
  .filter(name => name.endsWith('.txt'))
  .map(name => [name, parseScenario(readFileSync(path.join(FOLDER, name), 'utf8'))] as const)
  .filter(
    ([, { mode, settings, steps }]) =>
      mode === 'both' && steps.length === 0 && JSON.stringify(settings) === '{}',
  );

function publishedOf(project: ProjectText, file: string): Published[] {
  const range = (finding: Pick<Finding, 'span'>, at: string) =>
    project.index.file(`file:///repo/${at}`)!.facts.lines.range(finding.span);
  return project.findings(file).map(finding => ({
    path: file,
    diagnostic: {
      range: range(finding, file),
      code: finding.code,
      severity: (SEVERITIES.indexOf(finding.severity) + 1) as 1 | 2 | 3 | 4,
      message: finding.message,
      relatedInformation: finding.related.map(related => ({
        location: { uri: related.file.path, range: range(related, related.file.path) },
        message: related.message,
      })),
    },
  }));
}

function report({ files }: Scenario): string[] {
  const texts = new Map(files.map(file => [file.path, file.text]));
  const project = new ProjectText(Object.fromEntries(texts));
  const awaited = files.flatMap(file =>
    file.expected.map(finding => ({ path: file.path, place: finding.at, finding })),
  );
  const published = files.flatMap(file => publishedOf(project, file.path));
  return [...differences(awaited, published, texts, uri => uri), ...missingFixes(files, project)];
}

function missingFixes(files: Scenario['files'], project: ProjectText): string[] {
  return files.flatMap(({ path: file, asked }) =>
    asked.flatMap(({ line, character, question }) => {
      if (!question.startsWith('fix: ')) return [];
      const caret = { line, character };
      const titles = actionsAt(project, file, { start: caret, end: caret }).map(each => each.title);
      const isOffered = titles.some(title => title.includes(question.slice('fix: '.length)));
      return isOffered ? [] : [`${file}:${line + 1} ${question}, offered: ${titles.join(', ')}`];
    }),
  );
}

describe('the rules alone', () => {
  it.each(scenarios)('say what %s expects, and nothing else', (_name, scenario) => {
    expect(report(scenario).join('\n\n')).toBe('');
  });
});
