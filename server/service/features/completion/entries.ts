import type { Caret } from '../caret/caret.js';
import type { FeatureContext } from '../context.js';
import type { Insertion } from './candidate.js';
import { escapeSnippet, quoteOf, stop } from './snippet.js';
import { sagemakerTypes } from './values.js';

/** The fields of a new entry, in the order in which core writes them. */
const FIELDS = [
  'config_class',
  'builder_step_name',
  'spec_type',
  'sagemaker_step_type',
  'description',
];

/**
 * A whole entry for a name, as a snippet; an override starts with the values of the core step.
 * @returns undefined where the client takes no snippets: then the name alone is written
 */
export function entryInsertion(
  name: string,
  caret: Caret,
  { view, client }: FeatureContext,
): Insertion | undefined {
  if (!client.snippets) return undefined;
  const { quoting } = caret;
  const row = new Map(
    view.coreStep(name)?.declaration.fields.map(field => [field.key, field.value]),
  );
  const derived: Readonly<Record<string, string>> = {
    config_class: `${name}Config`,
    builder_step_name: `${name}StepBuilder`,
    spec_type: name,
  };
  const values = FIELDS.map((field, i) => {
    const value = row.get(field) ?? derived[field];
    const types =
      field === 'sagemaker_step_type' && value === undefined ? sagemakerTypes(view) : undefined;
    return stop(i + 1, types ?? (typeof value === 'string' ? value : ''));
  });
  const isYaml = quoting.style.startsWith('yaml');
  const close = quoting.after === '' ? quoting.quote : quoting.after;
  const head = `${quoting.before}${escapeSnippet(name)}${close}:`;
  const text = isYaml
    ? [head, ...FIELDS.map((field, i) => `  ${field}: ${values[i]}`)].join('\n')
    : pythonEntry(head, values, quoteOf(quoting));
  return { text, isSnippet: true, overQuote: quoting.quote !== '' && quoting.after === '' };
}

function pythonEntry(head: string, values: readonly string[], quote: string): string {
  const lines = FIELDS.map(
    (field, i) => `    ${quote}${field}${quote}: ${quote}${values[i]}${quote},`,
  );
  return [`${head} {`, ...lines, '\\},$0'].join('\n');
}
