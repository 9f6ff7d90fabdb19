import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/service/rules/finding.js';
import { ProjectText, type Texts } from '../../support/projectText.js';
import { actionsAt, applyAction } from '../../support/quickFixes.js';
import { parseScenario } from '../../support/scenario/format.js';

const TEST = path.join(import.meta.dirname, '../..');

function fixture(name: string): Texts {
  const root = path.join(TEST, 'fixtures', name);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(root, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')];
      }),
  );
}

const projects = new Map<string, Texts>([
  ['fixtures/team', fixture('team')],
  ['fixtures/today', fixture('today')],
  ...readdirSync(path.join(TEST, 'scenarios'))
    .filter(name => name.endsWith('.txt'))
    .map((name): [string, Texts] => {
      const scenario = parseScenario(readFileSync(path.join(TEST, 'scenarios', name), 'utf8'));
      return [
        `scenarios/${name}`,
        Object.fromEntries(scenario.files.map(file => [file.path, file.text])),
      ];
    }),
]);

/** What is wrong with WORKSPACE_METADATA goes by the id of the workspace, which a fix may change. */
function idOf({ code, name, data }: Finding): string {
  return `${code} ${code === 'invalid-metadata' ? '' : name} ${String(data?.field)}`;
}

function counts(findings: readonly Finding[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const finding of findings) {
    counted.set(idOf(finding), (counted.get(idOf(finding)) ?? 0) + 1);
  }
  return counted;
}

function loud(project: ProjectText): string[] {
  return project.paths().flatMap(file =>
    project
      .findings(file)
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(finding => `${file} ${idOf(finding)}`),
  );
}

/** What is in the first list more often than in the second. */
function surplus(of: readonly string[], over: readonly string[]): string[] {
  const left = [...over];
  return of.filter(item => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Applies every fix of every finding, one at a time; complaints, and how many fixes there were. */
function tryAll(texts: Texts): { complaints: string[]; applied: number } {
  const project = new ProjectText(texts);
  const before = loud(project);
  const complaints: string[] = [];
  let applied = 0;
  for (const file of project.paths()) {
    const findings = project.findings(file);
    const known = counts(findings);
    for (const finding of findings) {
      for (const action of actionsAt(project, file, finding, ['quickfix'])) {
        const isItsOwn = action.diagnostics?.some(({ code }) => code === finding.code);
        if (action.edit === undefined || isItsOwn !== true) continue;
        applied++;
        const undo = applyAction(project, action);
        const what = `${file}: ${finding.code} '${finding.name}': ${action.title}`;
        const left = counts(project.findings(file)).get(idOf(finding)) ?? 0;
        if (left >= known.get(idOf(finding))!) complaints.push(`${what}: is still there`);
        const come = surplus(loud(project), before);
        if (come.length > 0) complaints.push(`${what}: brings ${come.join('; ')}`);
        undo();
      }
    }
  }
  expect(loud(project)).toEqual(before);
  return { complaints, applied };
}

describe('every quick fix removes its finding and brings no error or warning', () => {
  it.each([...projects.keys()])('in %s', name => {
    const { complaints, applied } = tryAll(projects.get(name)!);
    expect(complaints).toEqual([]);
    if (name === 'fixtures/team') expect(applied).toBeGreaterThan(20);
  });
});
