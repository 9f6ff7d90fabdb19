import { expect, it } from 'vitest';
import { DOCUMENT_ERA, TODAY } from '../../../server/service/registry/era.js';
import { canonicalNameFromFileName } from '../../../server/service/registry/names/fileName.js';
import { validateNewStepDefinition } from '../../../server/service/registry/validation/stepDefinition.js';
import { BETTER_DEFINITIONS } from './better.js';
import { DATES, golden, type RecordingDate } from './golden.js';

interface FileNames {
  readonly registry: Readonly<Record<RecordingDate, readonly string[]>>;
  readonly file_names: Readonly<Record<RecordingDate, Readonly<Record<string, string | object>>>>;
}

interface Validation {
  readonly cases: readonly {
    readonly id: number;
    readonly entry: Readonly<Record<string, unknown>>;
    readonly seed: { readonly errors: readonly string[] | { readonly raises: string } };
  }[];
}

const LABELS = { seed: 'September 2025', new: 'August 2026' };
const ERAS = { seed: DOCUMENT_ERA, new: TODAY };
const USUAL: Readonly<Record<string, unknown>> = {
  name: 'MyCustomStep',
  config_class: 'MyCustomStepConfig',
  builder_step_name: 'MyCustomStepStepBuilder',
  spec_type: 'MyCustomStep',
  sagemaker_step_type: 'Processing',
  description: 'd',
};

const NOTHING = '-';
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string[] => [
  row(...cells),
  row(...cells.map(() => '---')),
];

function fileNameRows(): string[] {
  const recorded = golden<FileNames>('file_names');
  return DATES.flatMap(date =>
    Object.entries(recorded.file_names[date]).flatMap(([fileName, output]) => {
      const runtime = typeof output === 'string' ? output : undefined;
      const { name } = canonicalNameFromFileName(fileName, {
        stepNames: recorded.registry[date],
        jobTypeSuffixes: ERAS[date].jobTypeSuffixes,
      });
      const shown = (answer: string | undefined): string => (answer ? code(answer) : NOTHING);
      return name === runtime
        ? []
        : [row(code(fileName), LABELS[date], shown(runtime), shown(name))];
    }),
  );
}

function definitionRows(): string[] {
  const { cases } = golden<Validation>('validation');
  return cases
    .filter(({ id }) => BETTER_DEFINITIONS[id] !== undefined)
    .map(({ id, entry, seed: { errors } }) => {
      const [[field, value] = ['', '']] = Object.entries(entry).filter(
        ([key, each]) => JSON.stringify(USUAL[key]) !== JSON.stringify(each),
      );
      const runtime = 'raises' in errors ? `raises ${errors.raises}` : errors.map(code).join(' ');
      const ours = validateNewStepDefinition(entry, DOCUMENT_ERA).map(code).join(' ');
      const corrected = Object.values(BETTER_DEFINITIONS[id]!.corrected ?? {}).map(each =>
        code(String(each)),
      );
      return row(
        code(`${field}: ${JSON.stringify(value)}`),
        runtime || NOTHING,
        ours,
        corrected.join(' ') || NOTHING,
      );
    });
}

it('lists every recorded answer that differs on purpose', async () => {
  const page = [
    '# Recorded answers that differ',
    '',
    'Made by a test from recorded answers of the Python runtime; [differences.md](differences.md) gives the reasons.',
    `\`${NOTHING}\` is no answer: an error, or no complaint.`,
    '',
    '## File names',
    '',
    ...head('file name', 'core of', 'runtime', 'here'),
    ...fileNameRows(),
    '',
    '## New step definitions',
    '',
    ...head('entry', 'runtime', 'here', 'corrected to'),
    ...definitionRows(),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/recorded-differences.md');
});
