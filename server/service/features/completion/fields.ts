import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Caret, Slot } from '../caret/caret.js';
import type { FeatureContext } from '../context.js';
import type { Candidate, Candidates, Insertion } from './candidate.js';
import { FIELDS, type FieldInfo } from './fieldTable.js';
import { emptyValue } from './snippet.js';

/** Field names that the mapping at the caret does not have yet. */
export function fieldCandidates(
  caret: Caret,
  slot: Extract<Slot, { kind: 'field' }>,
  { client }: FeatureContext,
): Candidates {
  const present = new Set(slot.present);
  const list = FIELDS[slot.owner]
    .filter(field => !present.has(field.name))
    .map((field): Candidate => {
      const insertion = slot.hasValue ? undefined : fieldInsertion(field, caret, client.snippets);
      return {
        label: field.name,
        kind: CompletionItemKind.Field,
        documentation: field.about,
        ...(insertion === undefined ? {} : { insertion }),
      };
    });
  return { list, incomplete: false };
}

function fieldInsertion(field: FieldInfo, caret: Caret, snippets: boolean): Insertion | undefined {
  const { quoting } = caret;
  const isYaml = quoting.style.startsWith('yaml');
  if (isYaml) {
    const close = quoting.after === '' ? quoting.quote : quoting.after;
    const head = `${quoting.before}${field.name}${close}:`;
    const isNested = field.shape === 'list' || field.shape === 'map';
    const text = snippets
      ? head + (isNested ? '' : ' ') + emptyValue(field.shape, quoting)
      : `${head} `;
    return { text, isSnippet: snippets, overQuote: quoting.quote !== '' && quoting.after === '' };
  }
  if (!snippets) return undefined;
  const close = quoting.after === '' ? quoting.quote : quoting.after;
  const text = `${quoting.before}${field.name}${close}: ${emptyValue(field.shape, quoting)},`;
  return { text, isSnippet: true, overQuote: quoting.after === '' };
}
