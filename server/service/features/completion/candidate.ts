import type { CompletionItemKind } from 'vscode-languageserver-types';

/** What an accepted candidate writes where it is more than its text. */
export interface Insertion {
  /** Snippet syntax where `isSnippet`; written in the file's own quoting already. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** The closing quote behind the caret's span is replaced too. */
  readonly overQuote: boolean;
}

/** One row of the list, before it is put into the protocol's shape. */
export interface Candidate {
  /** What is shown and, unless `insertion` says otherwise, written. */
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Looked for beside the label. */
  readonly alias?: string;
  /** Behind the label: where it comes from. */
  readonly origin?: string;
  /** In the documentation pane's first line; made in the resolve step where that is costly. */
  readonly detail?: string;
  /** Markdown, where it costs nothing. */
  readonly documentation?: string;
  /** The step whose resolution is the documentation. */
  readonly step?: string;
  readonly insertion?: Insertion;
}

export interface Candidates {
  /** Best first. */
  readonly list: readonly Candidate[];
  /** There are more, or others after the next letter. */
  readonly incomplete: boolean;
}

export const NO_CANDIDATES: Candidates = { list: [], incomplete: false };

/** How many candidates are sent at once. */
export const LIMIT = 200;
