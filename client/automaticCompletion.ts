import * as vscode from 'vscode';
import type { CaretParams } from '../shared/protocol.js';

/** The part of a step name left of the caret. */
const TYPED_NAME = /[A-Za-z][A-Za-z0-9_-]*$/;

interface Offer {
  readonly uri: string;
  readonly line: number;
  readonly start: number;
}

/**
 * Opens the list of step names at the first letter typed inside quotes. VS Code's default settings do so for
 * identifiers only, and an extension must not change them.
 */
export class AutomaticCompletion {
  readonly #caretInName: (caret: CaretParams) => Promise<boolean | undefined>;
  /** Where the list was opened last: further letters of the same name filter it, and after Escape it stays closed. */
  #last: Offer | undefined;

  constructor(caretInName: (caret: CaretParams) => Promise<boolean | undefined>) {
    this.#caretInName = caretInName;
  }

  /** To be called when the list was asked for, by whomever. */
  offered(
    document: vscode.TextDocument,
    position: vscode.Position,
    items: readonly unknown[] | vscode.CompletionList | null | undefined,
  ): void {
    const count = items && ('items' in items ? items.items.length : items.length);
    this.#last = count ? offerAt(document, position) : undefined;
  }

  /** To be called when the caret went elsewhere, which closes the list. */
  moved(): void {
    this.#last = undefined;
  }

  /** To be called after the server was told of the change. */
  async changed(event: vscode.TextDocumentChangeEvent): Promise<void> {
    const [change] = event.contentChanges;
    const editor = vscode.window.activeTextEditor;
    if (!change || event.contentChanges.length > 1 || editor?.document !== event.document) return;

    const caret = change.range.start.translate(0, change.text.length);
    const offer = offerAt(event.document, caret);
    if (change.text === '' && offer.start === caret.character) this.#last = undefined;
    if (!/^[A-Za-z]$/.test(change.text) || !needsHelp(event.document)) return;
    if (this.#last && sameOffer(this.#last, offer)) return;

    const position = { line: caret.line, character: caret.character };
    if (!(await this.#caretInName({ uri: offer.uri, position }))) return;
    if (!sameOffer(offerAt(event.document, editor.selection.active), offer)) return;
    this.#last = offer;
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
  }
}

function offerAt(document: vscode.TextDocument, position: vscode.Position): Offer {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const typed = TYPED_NAME.exec(before)?.[0] ?? '';
  return {
    uri: document.uri.toString(),
    line: position.line,
    start: position.character - typed.length,
  };
}

function sameOffer(a: Offer, b: Offer): boolean {
  return a.uri === b.uri && a.line === b.line && a.start === b.start;
}

/** Whether the user wants the list and VS Code would not open it by itself. */
function needsHelp(document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration(undefined, document);
  if (!settings.get('cursus.completion.automatic', true)) return false;
  const quick = settings.get<boolean | { strings?: boolean | string }>('editor.quickSuggestions');
  const strings = typeof quick === 'object' ? quick.strings : quick;
  return strings !== true && strings !== 'on';
}
