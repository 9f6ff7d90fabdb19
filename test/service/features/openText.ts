import type { OpenText } from '../../../server/service/features/context.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { NO_FACTS } from '../../../server/service/sources/facts.js';
import { LineIndex } from '../../../server/service/text/span.js';

export const WORKSPACE: FileRole = {
  kind: 'workspace-registry',
  directory: 'ann',
  root: 'developers/ann',
};

/** A text with `|` at the caret, without any facts: what the caret must tell from the text alone. */
export function marked(
  path: string,
  role: FileRole,
  source: string,
  above?: string,
): { readonly open: OpenText; readonly offset: number } {
  const offset = source.indexOf('|');
  const text = source.slice(0, offset) + source.slice(offset + 1);
  const lines = new LineIndex(text);
  const facts = { ...NO_FACTS, lines };
  const open: OpenText = { uri: `file:///${path}`, path, role, text, lines, facts };
  return { open: above === undefined ? open : { ...open, cell: { index: 1, above } }, offset };
}
