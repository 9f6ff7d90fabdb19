import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/service/rules/finding.js';
import { RULE_CODES, type RuleCode } from '../../../shared/rules.js';
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

interface Tried {
  readonly complaints: readonly string[];
  /** `code: title` of each, names in it left out. */
  readonly applied: readonly string[];
}

/** Applies every fix of every finding, one at a time. */
function tryAll(texts: Texts): Tried {
  const project = new ProjectText(texts);
  const before = loud(project);
  const complaints: string[] = [];
  const applied: string[] = [];
  for (const file of project.paths()) {
    const findings = project.findings(file);
    const known = counts(findings);
    for (const finding of findings) {
      for (const action of actionsAt(project, file, finding, ['quickfix'])) {
        const isItsOwn = action.diagnostics?.some(({ code }) => code === finding.code);
        if (action.edit === undefined || isItsOwn !== true) continue;
        applied.push(`${finding.code}: ${action.title.replaceAll(/'[^']*'/g, '...')}`);
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

/** The first word of every fix that a rule has, beside ignoring; the others have none that can be right by itself. */
const FIXES: Readonly<Record<RuleCode, readonly string[]>> = {
  'unreadable-registry': [],
  'registry-build-fails': [],
  'invalid-project-file': [],
  'workspace-id-clash': [],
  'invalid-entry': ['Convert', 'Replace'],
  'duplicate-step': ['Remove'],
  'step-pack-clash': [],
  'conflicting-step-name': [],
  'shadowed-core-step': ['Move'],
  'override-without-target': ['Move', 'Replace'],
  'unknown-builder': ['Create', 'Replace'],
  'unknown-config-class': ['Create', 'Replace'],
  'missing-field': ['Add'],
  'invalid-metadata': ['Convert', 'Replace'],
  'unknown-field': ['Replace'],
  'unknown-sagemaker-type': ['Replace'],
  'naming-convention': ['Replace'],
  'ambiguous-reverse-name': [],
  'unread-table-name': ['Add', 'Rename'],
  'dynamic-entry': [],
  'unknown-step': ['Replace'],
  'cross-workspace-step': [],
  'deprecated-alias': ['Replace'],
  'unused-ignore': ['Remove'],
};

/** The project file's own findings cannot be silenced, and an ignore comment that silences nothing only removed. */
const NOT_HERE: ReadonlySet<string> = new Set(['invalid-project-file', 'unused-ignore']);

const tried = new Map<string, Tried>();

function triedIn(name: string): Tried {
  const known = tried.get(name) ?? tryAll(projects.get(name)!);
  tried.set(name, known);
  return known;
}

function everythingApplied(): Set<string> {
  return new Set([...projects.keys()].flatMap(name => triedIn(name).applied));
}

describe('every quick fix removes its finding and brings no error or warning', () => {
  it.each([...projects.keys()])('in %s', name => {
    expect(triedIn(name).complaints).toEqual([]);
  });

  it.each(Object.entries(FIXES))('with a case for every kind of fix of %s', (code, fixes) => {
    const kinds = new Set(
      [...everythingApplied()]
        .filter(each => each.startsWith(`${code}: `) && !each.startsWith(`${code}: Ignore`))
        .map(each => /^[^:]+: (\w+)/.exec(each)![1]),
    );
    expect([...kinds].sort()).toEqual(fixes);
  });

  it.each(RULE_CODES)('with a case for ignoring %s, where that can be', code => {
    const kinds = everythingApplied();
    const here = kinds.has(`${code}: Ignore ${code} here`);
    const inProject = kinds.has(`${code}: Ignore ${code} for ... in cursus-registry.yaml`);
    expect({ here, inProject }).toEqual({
      here: !NOT_HERE.has(code),
      inProject: code !== 'invalid-project-file',
    });
  });
});
