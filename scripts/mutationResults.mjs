// @ts-check
/**
 * What is kept of a run of Stryker, file by file, and how it is told.
 *
 * @typedef {{ status: string, mutatorName: string, replacement: string, location: { start: { line: number } } }} Mutant
 * @typedef {{ files: Record<string, { source: string, mutants: Mutant[] }> }} Report
 * @typedef {{ line: number, mutator: string, replacement: string, code: string }} Survivor
 * @typedef {{ killed: number, survived: number, uncovered: number, ignored: number }} Counts
 * @typedef {Counts & { revision: string, survivors: Survivor[] }} Result
 * @typedef {Record<string, Result>} Results
 */

/**
 * @param {Report} report
 * @param {string} revision of the mutated files
 * @returns {Results}
 */
export function resultsOf(report, revision) {
  return Object.fromEntries(
    Object.entries(report.files).map(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      /** @param {string[]} statuses */
      const count = (...statuses) =>
        mutants.filter(({ status }) => statuses.includes(status)).length;
      const survivors = mutants
        .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
        .map(({ location, mutatorName, replacement }) => ({
          line: location.start.line,
          mutator: mutatorName,
          replacement,
          code: (lines[location.start.line - 1] ?? '').trim(),
        }))
        .sort((a, b) => a.line - b.line);
      return [
        file,
        {
          revision,
          killed: count('Killed', 'Timeout'),
          survived: count('Survived'),
          uncovered: count('NoCoverage'),
          ignored: count('Ignored', 'CompileError', 'RuntimeError'),
          survivors,
        },
      ];
    }),
  );
}

/** @param {Results} results */
export function tableOf(results) {
  const sorted = Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1));
  const all = { killed: 0, survived: 0, uncovered: 0, ignored: 0 };
  for (const [, { killed, survived, uncovered, ignored }] of sorted) {
    all.killed += killed;
    all.survived += survived;
    all.uncovered += uncovered;
    all.ignored += ignored;
  }
  return [
    '| file | mutants | killed | survived | not covered | ignored | score | revision |',
    '|---|---|---|---|---|---|---|---|',
    ...sorted.map(([file, result]) =>
      rowOf(file.replace('server/service/', ''), result, result.revision),
    ),
    rowOf('all of these', all, ''),
  ].join('\n');
}

/**
 * @param {string} name
 * @param {Counts} counts
 * @param {string} revision
 */
function rowOf(name, { killed, survived, uncovered, ignored }, revision) {
  const mutants = killed + survived + uncovered;
  const score = mutants === 0 ? '' : `${((100 * killed) / mutants).toFixed(1)} %`;
  const cells = [name, mutants, killed, survived, uncovered, ignored, score, revision];
  return `| ${cells.join(' | ')} |`;
}

/** @param {Results} results */
export function survivorsOf(results) {
  const parts = Object.entries(results).flatMap(([file, { survivors }]) => [
    `\n## ${file}\n`,
    ...survivors.map(
      ({ line, mutator, replacement, code }) =>
        `- ${line} ${mutator}: \`${code}\` -> \`${replacement.replaceAll(/\s+/g, ' ')}\``,
    ),
  ]);
  return `${parts.join('\n')}\n`;
}
