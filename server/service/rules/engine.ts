import { RULE_CODES, RULES, type RuleCode } from '../../../shared/rules.js';
import type { IndexedFile, ProjectView } from '../project/project.js';
import { type Entry, FileEntries } from './entries.js';
import type { EntryMemory } from './entryMemory.js';
import { type Finding, MAX_RELATED } from './finding.js';
import { Ignores } from './ignores.js';
import { ALL_RULES } from './index.js';
import { isIgnoredByProject } from './projectIgnores.js';
import { quietness } from './quiet.js';
import type { EntryCheck, Judge, JudgementOptions, RuleContext } from './rule.js';
import { severityOf } from './severity.js';
import { FileUses } from './uses.js';
import { isWithheld } from './withheld.js';

const PRECEDENCE: ReadonlyMap<RuleCode, number> = new Map(
  RULE_CODES.map((code, index) => [code, index]),
);

/**
 * Every finding of one file, in the order of its text: what the rules report, one finding for each key, without what
 * settings, ignore comments and the project file silence. Files outside the project have none.
 */
export const judge: Judge = (file, view, options, memory) => {
  if (file.external === true) return [];
  const reported = runRules(file, view, memory);
  if (reported.length === 0 && file.facts.ignores.length === 0) return [];
  const ignores = new Ignores(file);
  const silenced = new Set(reported.filter(finding => ignores.silences(finding)));
  const enabled = reported.filter(finding => severityOf(finding, view, options) !== undefined);
  const kept = onePerKey(enabled).filter(finding => !silenced.has(finding));
  const unused = ignores.unused(code => isWithheld(code, view));
  return withSeverities([...kept, ...unused], view, options)
    .filter(finding => !isIgnoredByProject(finding, file, view))
    .filter(quietness(file, options))
    .sort(inTextOrder);
};

function runRules(
  file: IndexedFile,
  view: ProjectView,
  memory: EntryMemory | undefined,
): Finding[] {
  const entries = memory?.entries ?? new FileEntries();
  if (memory === undefined) entries.follow(file, view);
  else memory.follow(file, view);
  const uses = new FileUses(file, view);
  const found: Finding[] = [];
  let reported = found;
  const checks: EntryCheck[] = [];
  const checksOfReplaced: EntryCheck[] = [];
  for (const rule of ALL_RULES) {
    const { code } = rule;
    if (rule.check === undefined && entries.all.length === 0) continue;
    let withheld: boolean | undefined;
    const context: RuleContext = {
      file,
      view,
      entries,
      uses,
      report: finding => {
        withheld ??= isWithheld(code, view);
        if (withheld) return;
        const related = (finding.related ?? []).slice(0, MAX_RELATED);
        reported.push({ severity: RULES[code].severity, ...finding, code, related });
      },
    };
    rule.check?.(context);
    if (entries.all.length === 0) continue;
    const check = rule.eachEntry?.(context);
    if (check !== undefined) checks.push(check);
    const checkReplaced = rule.eachReplaced?.(context);
    if (checkReplaced !== undefined) checksOfReplaced.push(checkReplaced);
  }
  const judgeEntry = (entry: Entry): Finding[] => {
    reported = [];
    for (const check of entry.indexed.superseded ? checksOfReplaced : checks) check(entry);
    return reported;
  };
  for (const entry of entries.all) {
    found.push(
      ...(memory === undefined
        ? judgeEntry(entry)
        : (memory.recall(entry, view) ?? memory.learn(entry, () => judgeEntry(entry)))),
    );
  }
  return found;
}

/**
 * Where several rules speak about one key, the first of the rule table is heard. Fields that are not there are no
 * key, so `missing-field` is heard beside what is said about the name of their entry.
 */
function onePerKey(findings: readonly Finding[]): Finding[] {
  const winners = new Map<number, Finding[]>();
  for (const finding of findings) {
    const there = winners.get(finding.span.start);
    if (there === undefined) {
      winners.set(finding.span.start, [finding]);
      continue;
    }
    const rival = there.findIndex(other => isAboutSameKey(finding, other));
    if (rival < 0) there.push(finding);
    else if (precedence(finding) < precedence(there[rival]!)) there[rival] = finding;
  }
  return [...winners.values()].flat();
}

function isAboutSameKey(a: Finding, b: Finding): boolean {
  const isAboutFields = (finding: Finding): boolean => finding.code === 'missing-field';
  return a.span.end === b.span.end && isAboutFields(a) === isAboutFields(b);
}

function precedence({ code }: Finding): number {
  return PRECEDENCE.get(code)!;
}

function withSeverities(
  findings: readonly Finding[],
  view: ProjectView,
  options: JudgementOptions,
): Finding[] {
  return findings.flatMap(finding => {
    const severity = severityOf(finding, view, options);
    if (severity === undefined) return [];
    return [severity === finding.severity ? finding : { ...finding, severity }];
  });
}

function inTextOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || precedence(a) - precedence(b);
}
