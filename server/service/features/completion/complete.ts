import {
  type CompletionItem,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver-types';
import { caretAt } from '../caret/at.js';
import type { Caret } from '../caret/caret.js';
import { write } from '../caret/quoting.js';
import type { FeatureContext, OpenText } from '../context.js';
import { documentation, stepDocumentation } from '../hover/documentation.js';
import { type Candidate, type Candidates, NO_CANDIDATES } from './candidate.js';
import { classCandidates } from './classes.js';
import { fieldCandidates } from './fields.js';
import { stepTexts } from './nameList.js';
import { stepCandidates } from './steps.js';
import { IN_SCHEMA, valueCandidates } from './values.js';
import { workspaceCandidates } from './workspaces.js';

/** What an item carries to the resolve step. */
interface ItemData {
  readonly step: string;
}

/**
 * The names that may stand at an offset, best first, at most 200 of them. Every item replaces an explicit range: the
 * content of the string at the caret, or the bare word.
 * @returns undefined where no name of ours can stand
 */
export function complete(
  open: OpenText,
  offset: number,
  context: FeatureContext,
): CompletionList | undefined {
  const caret = caretAt(open, offset);
  if (caret === undefined) return undefined;
  const { list, incomplete } = candidatesAt(open, caret, context);
  const items = list.flatMap((candidate, i) => item(candidate, i, open, caret, context) ?? []);
  return { isIncomplete: incomplete, items };
}

/** Adds what {@link complete} left for later: the resolution of the step as documentation. */
export function resolveCompletion(item: CompletionItem, context: FeatureContext): CompletionItem {
  const data = item.data as ItemData | undefined;
  if (typeof data?.step !== 'string') return item;
  return { ...item, ...documented(data.step, context) };
}

/** Prepares the list of names ahead of the first request; worth it for large registries only. */
export function warmCompletion({ view }: Pick<FeatureContext, 'view'>): void {
  stepTexts(view);
}

function candidatesAt(open: OpenText, caret: Caret, context: FeatureContext): Candidates {
  const { slot } = caret;
  if (context.client.yamlSchemas && isInSchema(open, caret)) return NO_CANDIDATES;
  switch (slot.kind) {
    case 'step':
      return stepCandidates(open, caret, slot, context);
    case 'class':
      return classCandidates(open, caret, slot, context);
    case 'value':
      return valueCandidates(slot, context);
    case 'field':
      return fieldCandidates(caret, slot, context);
    case 'workspace':
      return workspaceCandidates(open, context);
  }
}

/** A server that has our schemas offers the same here; for a core table in YAML there is no schema. */
function isInSchema({ role }: OpenText, { slot }: Caret): boolean {
  if (role.kind !== 'interface' && role.kind !== 'project-file') return false;
  return slot.kind === 'field' || (slot.kind === 'value' && IN_SCHEMA.has(slot.field));
}

function item(
  candidate: Candidate,
  index: number,
  open: OpenText,
  caret: Caret,
  context: FeatureContext,
): CompletionItem | undefined {
  const { client } = context;
  const { insertion, label, origin, step } = candidate;
  const newText = insertion?.text ?? write(label, caret.quoting);
  if (newText === undefined) return undefined;
  return {
    label,
    kind: candidate.kind,
    sortText: String(index).padStart(4, '0'),
    filterText: filterText(candidate, caret.typed),
    textEdit: { range: rangeOf(caret, open, insertion?.overQuote === true), newText },
    ...(insertion?.isSnippet && {
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.adjustIndentation,
    }),
    ...(origin &&
      (client.labelDetails ? { labelDetails: { description: origin } } : { detail: origin })),
    ...(candidate.documentation && {
      documentation: documentation(candidate.documentation, client),
    }),
    ...(step !== undefined &&
      (client.lazyDocumentation
        ? { data: { step } satisfies ItemData }
        : documented(step, context))),
  };
}

function documented(step: string, context: FeatureContext): Partial<CompletionItem> {
  const about = stepDocumentation(step, context);
  return about === undefined ? {} : { documentation: about };
}

/**
 * What the client matches the typed text against. `xgb` and `XGBT` are found in the name, `xgboost_training` in its
 * snake form; the one that is meant stands first, for clients that look at the beginning only.
 */
function filterText({ label, alias }: Candidate, typed: string): string {
  if (alias === undefined || alias === label) return label;
  return /[_-]/.test(typed) ? `${alias} ${label}` : `${label} ${alias}`;
}

function rangeOf({ span, quoting }: Caret, open: OpenText, overQuote: boolean): Range {
  const end = span.end + (overQuote ? quoting.quote.length : 0);
  return open.lines.range({ start: span.start, end });
}
