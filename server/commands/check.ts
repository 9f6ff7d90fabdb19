import type { Severity } from '../../shared/rules.js';
import { githubReport } from '../service/report/github.js';
import { type CheckSummary, jsonReport } from '../service/report/json.js';
import { compareProblems, type Problem, problemOf } from '../service/report/problem.js';
import { sarifReport } from '../service/report/sarif.js';
import { coloured, plain } from '../service/report/terminal.js';
import { summaryLine, textReport } from '../service/report/text.js';
import { counted } from '../service/rules/wording.js';
import { applyBaseline, readBaseline, writeBaseline } from './baseline.js';
import { changedSince } from './changedFiles.js';
import {
  absolutePath,
  type Command,
  type CommandIo,
  choiceOption,
  type ExitCode,
  flag,
  type Invocation,
  textOption,
  UsageError,
} from './command.js';
import { type OpenedRoot, reportPath } from './openedRoot.js';
import { VERSION } from './version.js';

const RANK: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

export const check: Command = {
  name: 'check',
  parameters: '[PATH ...]',
  summary: 'report findings; exit 1 when there are any of the given severity',
  arity: [0, Number.POSITIVE_INFINITY],
  options: {
    'fail-on': { type: 'string' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'string' },
    since: { type: 'string' },
    'stdin-filename': { type: 'string' },
    quiet: { type: 'boolean', short: 'q' },
  },
  optionHelp: {
    'fail-on':
      'error, warning (default) or information: the least severity that makes the exit code 1',
    baseline: 'FILE: report only findings that FILE does not hold',
    'write-baseline': 'FILE: write the findings of now to FILE and exit 0',
    since:
      'REV: report only findings of files that changed since the git revision REV, or that point into them',
    'stdin-filename': 'FILE: read the text of FILE from standard input',
    quiet: 'leave out information and hints',
  },
  formats: ['text', 'json', 'sarif', 'github'],
  run: runCheck,
};

async function runCheck(invocation: Invocation): Promise<ExitCode> {
  const { io, values, positionals } = invocation;
  const failOn = choiceOption(values, 'fail-on', ['error', 'warning', 'information']) ?? 'warning';
  const baselineFile = textOption(values, 'baseline');
  const writeTo = textOption(values, 'write-baseline');
  const since = textOption(values, 'since');
  if (writeTo !== undefined && (since !== undefined || positionals.length > 0)) {
    throw new UsageError(
      `--write-baseline holds all findings: leave out ${since === undefined ? 'the paths' : '--since'}`,
    );
  }
  const baseline = baselineFile === undefined ? undefined : await readBaseline(io, baselineFile);
  const opened = await invocation.open();
  let problems = problemsOf(opened);

  if (writeTo !== undefined) {
    await writeBaseline(io, writeTo, problems);
    io.out(`wrote ${counted(problems.length, 'finding')} to ${writeTo}\n`);
    return 0;
  }
  if (since !== undefined) {
    const changed = await changedSince(opened.root, since);
    problems = problems.filter(
      problem =>
        changed.has(problem.file) || problem.related.some(place => changed.has(place.file)),
    );
  }
  problems = below(problems, positionals, opened, io);
  const known = problems.length;
  if (baseline !== undefined) problems = applyBaseline(problems, baseline);
  const baselined = known - problems.length;
  const failing = problems.some(problem => RANK[problem.severity] >= RANK[failOn]);
  if (flag(values, 'quiet')) {
    problems = problems.filter(problem => RANK[problem.severity] >= RANK.warning);
  }

  const format = textOption(values, 'format') ?? 'text';
  const summary = summaryOf(opened, baselined);
  if (format === 'json') io.out(jsonReport(problems, summary));
  else if (format === 'sarif') io.out(sarifReport(problems, VERSION));
  else if (format === 'github') io.out(githubReport(problems));
  else {
    io.out(textReport(problems, io.colour ? coloured : plain));
    io.out(`${footer(problems, summary)}\n`);
  }
  return failing ? 1 : 0;
}

export function problemsOf(opened: OpenedRoot): Problem[] {
  return opened.projects
    .flatMap(project =>
      project
        .findings()
        .flatMap(({ file, findings }) =>
          findings.map(finding => problemOf(file, finding, one => reportPath(project, one))),
        ),
    )
    .sort(compareProblems);
}

function summaryOf(opened: OpenedRoot, baselined: number): CheckSummary {
  return {
    projects: opened.projects.map(({ path, view, fileCount }) => ({
      root: path === '' ? '.' : path,
      core: view.core().source,
      coreSteps: view.coreNames().length,
      workspaces: view.workspaces().length,
      files: fileCount,
      incomplete: view.knowledge().reasons,
    })),
    baselined,
  };
}

function footer(problems: readonly Problem[], { projects, baselined }: CheckSummary): string {
  const lines = [summaryLine(problems) + (baselined > 0 ? ` (${baselined} in the baseline)` : '')];
  for (const project of projects) {
    const where = project.root === '.' ? '' : `${project.root}: `;
    lines.push(
      `${where}${counted(project.coreSteps, 'core step')} from ${project.core}, ${counted(project.workspaces, 'workspace')}, ${counted(project.files, 'file')}`,
    );
    for (const reason of project.incomplete) {
      lines.push(`${where}nothing is called unknown: ${reason}`);
    }
  }
  return lines.join('\n');
}

/**
 * The findings within the given files and folders; all where none is given.
 * @throws UsageError for a path that does not exist, or lies outside: a misspelt one would pass every check
 */
function below(
  problems: readonly Problem[],
  paths: readonly string[],
  opened: OpenedRoot,
  io: CommandIo,
): Problem[] {
  if (paths.length === 0) return [...problems];
  const wanted = paths.map(written => {
    const path = absolutePath(io, written);
    const isWithin = opened.within(path);
    if (isWithin === undefined) throw new UsageError(`${written} lies outside ${opened.root}`);
    if (!opened.exists(path)) throw new UsageError(`cannot check ${written}: it does not exist`);
    return isWithin;
  });
  return problems.filter(({ file }) => wanted.some(isWithin => isWithin(file)));
}
