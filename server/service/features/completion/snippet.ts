import type { Quoting } from '../caret/quoting.js';
import type { FieldShape } from './fieldTable.js';

/** Text as a snippet holds it literally. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Text in a choice of a snippet. */
function escapeChoice(text: string): string {
  return text.replace(/[\\$},|]/g, '\\$&');
}

/** A tab stop with a default, or with choices. */
export function stop(index: number, defaults: string | readonly string[] = ''): string {
  if (typeof defaults === 'string')
    return defaults === '' ? `$${index}` : `\${${index}:${escapeSnippet(defaults)}}`;
  return defaults.length === 0
    ? `$${index}`
    : `\${${index}|${defaults.map(escapeChoice).join(',')}|}`;
}

/** The value of a field, empty, with the tab stop in it. */
export function emptyValue(shape: FieldShape, quoting: Quoting): string {
  const isYaml = quoting.style.startsWith('yaml');
  switch (shape) {
    case 'text':
      return isYaml ? '$1' : `${quoteOf(quoting)}$1${quoteOf(quoting)}`;
    case 'number':
      return stop(1, '100');
    case 'list':
      return isYaml ? '\n  - $1' : `[${quoteOf(quoting)}$1${quoteOf(quoting)}]`;
    case 'map':
      return isYaml ? '\n  $1' : '{$1\\}';
  }
}

/** A single quote character: a key in triple quotes is no reason for values in them. */
export function quoteOf(quoting: Quoting): string {
  return quoting.quote === '' ? '"' : quoting.quote[0]!;
}
