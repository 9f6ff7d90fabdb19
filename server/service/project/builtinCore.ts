import { LEGACY_ALIASES } from '../registry/names/legacyAliases.js';
import { type Declaration, type Field, NO_FACTS } from '../sources/facts.js';
import { LineIndex } from '../text/span.js';
import { BUILTIN_CORE_DATE, BUILTIN_STEPS, type BuiltinStep } from './builtinSteps.js';
import type { IndexedFile } from './project.js';

export const BUILTIN_CORE_URI = 'cursus-builtin:/registry/step_names.yaml';
export const BUILTIN_CORE_DESCRIPTION = `built-in snapshot of ${BUILTIN_CORE_DATE}`;

/** The core that serves where a project has none and none is installed: a file like any other, that nobody can edit. */
export interface BuiltinCore {
  readonly file: IndexedFile;
  /** What an editor shows for its uri; the spans of the file's facts are offsets into it. */
  readonly text: string;
}

let built: BuiltinCore | undefined;

export function builtinCore(): BuiltinCore {
  built ??= build();
  return built;
}

function build(): BuiltinCore {
  const page = new Page();
  page.write(
    `# The core steps of cursus as of ${BUILTIN_CORE_DATE}, shipped with this tool: names, classes and types.\n`,
  );
  page.write(
    '# In force because the project has no core registry of its own and no cursus is installed.\n',
  );
  const nameSpan = page.write('step_names');
  page.write(':\n');
  const declarations = BUILTIN_STEPS.map(step => declare(page, step));
  const { text } = page;
  const file: IndexedFile = {
    uri: BUILTIN_CORE_URI,
    path: BUILTIN_CORE_DESCRIPTION,
    role: { kind: 'core-yaml', root: '' },
    external: true,
    facts: {
      ...NO_FACTS,
      lines: new LineIndex(text),
      tables: [
        {
          kind: 'core',
          name: 'step_names',
          nameSpan,
          span: { start: nameSpan.start, end: text.length },
          declarations,
          opaque: [],
        },
      ],
      legacyAliases: LEGACY_ALIASES,
    },
  };
  return { file, text };
}

function declare(page: Page, step: BuiltinStep): Declaration {
  const { name } = step;
  page.write('  ');
  const nameSpan = page.write(name);
  page.write(':');
  const fields: Field[] = [
    writeField(page, 'config_class', step.config ?? `${name}Config`),
    writeField(page, 'builder_step_name', step.builder ?? `${name}StepBuilder`),
    writeField(page, 'spec_type', name),
    writeField(page, 'sagemaker_step_type', step.sagemakerType),
  ];
  const span = { start: nameSpan.start, end: page.text.length };
  page.write('\n');
  return {
    kind: 'core',
    name,
    nameSpan,
    span,
    shape: 'entry',
    fields,
    conditional: false,
    superseded: false,
    damaged: false,
    via: [],
  };
}

function writeField(page: Page, key: string, value: string): Field {
  page.write('\n    ');
  const keySpan = page.write(key);
  page.write(': ');
  return { key, keySpan, value, valueSpan: page.write(value), plain: true };
}

/** A text that grows and tells where each piece went. */
class Page {
  text = '';

  write(piece: string): { start: number; end: number } {
    const start = this.text.length;
    this.text += piece;
    return { start, end: this.text.length };
  }
}
