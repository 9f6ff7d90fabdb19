// @ts-check
/**
 * What is kept of the mutants of each file, and how it is told.
 *
 * @typedef {{ line: number, column: number, mutator: string, replacement: string, code: string, met: boolean }} Survivor
 * @typedef {{ killed: number, survived: number, uncovered: number, ignored: number }} Counts
 * @typedef {Counts & { revision: string, survivors: Survivor[] }} Result
 * @typedef {Record<string, Result>} Results
 */
import { join } from 'node:path';

/**
 * @param {readonly { name: string, source: string }[]} files
 * @param {readonly import('./planted.mjs').PlantedMutant[]} mutants
 * @param {ReadonlyMap<string, import('./trial.mjs').Status>} statuses
 * @param {string} root of the project
 * @param {string} revision of the mutated files
 * @returns {Results}
 */
export function resultsOf(files, mutants, statuses, root, revision) {
  return Object.fromEntries(
    files.map(({ name, source }) => {
      const lines = source.split('\n');
      const planted = mutants.filter(({ fileName }) => fileName === join(root, name));
      /** @param {import('./trial.mjs').Status[]} wanted */
      const having = (...wanted) =>
        planted.filter(({ id }) => wanted.includes(statuses.get(id) ?? 'NoCoverage'));
      const survivors = having('Survived', 'NoCoverage')
        .map(({ id, location, mutatorName, replacement }) => ({
          line: location.start.line + 1,
          column: location.start.column + 1,
          mutator: mutatorName,
          replacement,
          code: (lines[location.start.line] ?? '').trim(),
          met: statuses.get(id) === 'Survived',
        }))
        .sort((a, b) => a.line - b.line || a.column - b.column);
      return [
        name,
        {
          revision,
          killed: having('Killed', 'Timeout').length,
          survived: having('Survived').length,
          uncovered: having('NoCoverage').length,
          ignored: having('Ignored').length,
          survivors,
        },
      ];
    }),
  );
}

/**
 * @param {Results} before
 * @param {readonly import('./planted.mjs').PlantedMutant[]} mutants of files that have not changed since
 * @param {string} root of the project
 * @returns {readonly string[]} ids of those that did not live
 */
export function killedBefore(before, mutants, root) {
  const survivors = new Set(
    Object.entries(before).flatMap(([file, { survivors }]) =>
      survivors.map(({ line, column, mutator, replacement }) =>
        [join(root, file), line, column, mutator, replacement].join(' '),
      ),
    ),
  );
  return mutants
    .filter(
      ({ fileName, location: { start }, mutatorName, replacement }) =>
        !survivors.has(
          [fileName, start.line + 1, start.column + 1, mutatorName, replacement].join(' '),
        ),
    )
    .map(({ id }) => id);
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

/**
 * The mutants that live, as Markdown.
 * @param {Results} results
 */
export function survivorsOf(results) {
  const sorted = Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = sorted
    .filter(([, { survivors }]) => survivors.length > 0)
    .flatMap(([file, { survivors }]) => [
      `\n## ${file.replace('server/service/', '')}\n`,
      ...survivors.map(
        ({ line, column, replacement, code, met }) =>
          `- ${line}:${column}${met ? '' : ' (met by no test)'} ${quoted(code)}: ${quoted(replacement)}`,
      ),
    ]);
  return `${parts.join('\n')}\n`;
}

/** @param {string} code */
function quoted(code) {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
