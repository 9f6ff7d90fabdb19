import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_CODES } from '../shared/rules.js';
import { parseScenario } from './support/scenario/format.js';

const FOLDER = path.join(import.meta.dirname, 'scenarios');

/** The first pattern that a path has names its format; a flag of the file may stand before it. */
const FORMATS: readonly (readonly [pattern: RegExp, format: string])[] = [
  [/^cell .*\.ipynb$/, 'notebook, open'],
  [/\.ipynb$/, 'notebook, closed'],
  [/\/workspace_registry\.py$/, 'registry'],
  [/\/registry\/(?:step_names\w*|interface_registry_loader)\.py$/, 'core table in Python'],
  [/\/steps\/specs\/[^/]+\.py$/, 'specification'],
  [/\.py$/, 'pipeline and other Python'],
  [/\.step\.yaml$/, 'interface file'],
  [/\/step_names\.yaml$/, 'core table in YAML'],
  [/\.dag\.json$/, 'serialised DAG'],
  [/\.json$/, 'configuration in JSON'],
  [/(?:^|\/)cursus-registry\.yaml$/, 'project file'],
];

/** Questions, by their first words, and what they ask about. */
const FEATURES: readonly (readonly [question: RegExp, feature: string])[] = [
  [/^(?:complete|accept)/, 'completion'],
  [/^hover/, 'hover'],
  [/^definition/, 'definition'],
  [/^type definition/, 'type definition'],
  [/^references/, 'references'],
  [/^highlights/, 'highlights'],
  [/^symbols/, 'symbols'],
  [/^lens/, 'lens'],
  [/^hint/, 'hint'],
  [/^rename (?!\S+ refused)/, 'rename'],
  [/^fix: (?!Ignore)/, 'fix'],
  [/^fix: Ignore/, 'ignore'],
];

function formatOf(file: string, flags: ReadonlySet<string> = new Set()): string | undefined {
  const described = flags.has('cell') ? `cell ${file}` : file;
  return FORMATS.find(([pattern]) => pattern.test(described))?.[1];
}

/** `format: feature` of everything that some scenario shows. */
function shown(): Set<string> {
  const found = new Set<string>();
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter(name => name.endsWith('.txt'))) {
    const { files, steps } = parseScenario(readFileSync(path.join(FOLDER, name), 'utf8'));
    for (const step of steps) {
      if (step.kind !== 'expect' || step.path === undefined) continue;
      if (step.lines.length > 0) found.add(`${formatOf(step.path)}: findings`);
    }
    for (const { path: file, flags, expected, asked } of files) {
      const format = formatOf(file, flags);
      if (expected.length > 0) found.add(`${format}: findings`);
      for (const { question } of asked) {
        const feature = FEATURES.find(([pattern]) => pattern.test(question))?.[1];
        if (feature === undefined) continue;
        found.add(`${format}: ${feature}`);
        if (feature !== 'references' && feature !== 'rename') continue;
        // What is asked in one file may be answered with places of another.
        for (const [, other] of question.matchAll(/([\w./-]+\.\w+)(?= "|:\d)/g)) {
          const whole = files.find(({ path: known }) => `/${known}`.endsWith(`/${other}`));
          if (whole !== undefined) found.add(`${formatOf(whole.path, whole.flags)}: ${feature}`);
        }
      }
    }
  }
  return found;
}

/** The cells of the table in the README that say yes. */
function promised(): { readonly yes: Set<string>; readonly formats: string[] } {
  const rows = readFileSync(path.join(FOLDER, 'README.md'), 'utf8')
    .split('\n')
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
  const head = rows.findIndex(([first]) => first === 'format');
  const features = rows[head]!.slice(1);
  const table = rows.slice(head + 2, head + 2 + FORMATS.length);
  const yes = table.flatMap(([format, ...cells]) =>
    cells.flatMap((cell, i) => (cell === 'yes' ? [`${format}: ${features[i]}`] : [])),
  );
  return { yes: new Set(yes), formats: table.map(([format]) => format!) };
}

it('shows in a scenario what the table of features and formats says, and says what is shown', () => {
  const { yes, formats } = promised();
  expect([...formats].sort()).toEqual(FORMATS.map(([, format]) => format).sort());
  expect([...yes].sort()).toEqual([...shown()].sort());
});

it.each(RULE_CODES)('shows where %s is reported, and where it is just not', code => {
  const names = readdirSync(FOLDER).filter(name => name.startsWith(`${code}.`));
  expect(names).toContain(`${code}.near-miss.txt`);
  const reported = names.flatMap(name => {
    const { files, steps } = parseScenario(readFileSync(path.join(FOLDER, name), 'utf8'));
    const asked = steps.flatMap(step => (step.kind === 'expect' ? step.lines : []));
    return [...files.flatMap(({ expected }) => expected), ...asked];
  });
  expect(reported).toContainEqual(expect.objectContaining({ code }));
});
