import type { OpenText } from '../context.js';
import type { Caret } from './caret.js';
import { jsonCaret } from './json.js';
import { pythonCaret } from './python.js';
import { yamlCaret } from './yaml.js';

export type Format = 'python' | 'yaml' | 'json';

/** The format of a text; undefined for a notebook that is open as text. */
export function formatOf(open: OpenText): Format | undefined {
  switch (open.role.kind) {
    case 'interface':
    case 'core-yaml':
    case 'project-file':
      return 'yaml';
    case 'dag':
    case 'config-json':
      return 'json';
    case 'notebook':
      return open.cell === undefined ? undefined : 'python';
    default:
      return 'python';
  }
}

/**
 * What stands at an offset, told from the text as it is, half typed or not.
 * @returns undefined where no name of ours can stand
 */
export function caretAt(open: OpenText, offset: number): Caret | undefined {
  if (offset < 0 || offset > open.text.length) return undefined;
  const caret = caretIn(open, offset);
  // An edit over lines is none that a client takes, and no name has a line break.
  const isName =
    caret !== undefined && !/[\n\r]/.test(open.text.slice(caret.span.start, caret.span.end));
  return isName ? caret : undefined;
}

function caretIn(open: OpenText, offset: number): Caret | undefined {
  switch (formatOf(open)) {
    case 'python':
      return pythonCaret(open, offset);
    case 'yaml':
      return yamlCaret(open, offset);
    case 'json':
      return jsonCaret(open, offset);
    default:
      return undefined;
  }
}

/** Whether the caret is in a name of ours that is being written, so that the list should open by itself. */
export function caretInName(open: OpenText, offset: number): boolean {
  const caret = caretAt(open, offset);
  return caret !== undefined && (caret.quoting.before === '' || caret.quoting.quote === '');
}
