import { caretAt } from '../../../server/service/features/caret/at.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { marked } from './openText.js';

/** What stands at `|`: `kind place-or-field [replaced text] before..after typed`, or `-` for nothing. */
export function caretText(path: string, role: FileRole, source: string, above?: string): string {
  const { open, offset } = marked(path, role, source, above);
  const caret = caretAt(open, offset);
  if (caret === undefined) return '-';
  const { slot, span, quoting, typed } = caret;
  const what =
    slot.kind === 'step'
      ? slot.place
      : slot.kind === 'class'
        ? slot.of
        : slot.kind === 'value'
          ? slot.field
          : slot.kind === 'field'
            ? slot.owner
            : '';
  const quotes = `${quoting.before}..${quoting.after}`;
  return `${slot.kind} ${what} [${open.text.slice(span.start, span.end)}] ${quotes} ${typed}`.trim();
}
