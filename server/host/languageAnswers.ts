import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  InlayHint,
  InlayHintParams,
  Location,
  LocationLink,
  ReferenceParams,
  RenameParams,
  SymbolInformation,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { Settings } from '../../shared/settings.js';
import { codeActions } from '../service/features/codeActions/codeActions.js';
import { codeLenses } from '../service/features/codeLens.js';
import {
  complete,
  resolveCompletion,
  warmCompletion,
} from '../service/features/completion/complete.js';
import { definition, typeDefinition } from '../service/features/definition.js';
import { hover } from '../service/features/hover/hover.js';
import { inlayHints } from '../service/features/inlayHints.js';
import { documentHighlights, references } from '../service/features/references.js';
import { Refusal } from '../service/features/rename/place.js';
import { type PreparedRename, prepareRename } from '../service/features/rename/prepare.js';
import { rename } from '../service/features/rename/rename.js';
import { documentSymbols, workspaceSymbols } from '../service/features/symbols.js';
import type { OpenTexts, Question } from './openTexts.js';
import type { ProjectTexts } from './projectTexts.js';
import type { Session } from './session.js';

/** A request that is answered with words: the client shows them. */
export class Refused extends Error {}

/** How often a rename begins again because the registry changed meanwhile. */
const MAX_RENAME_ATTEMPTS = 5;

/** Answers to the requests of the Language Server Protocol. What is not ours has no answer: `null` or an empty list. */
export class LanguageAnswers {
  readonly #texts: OpenTexts;
  readonly #session: Session;
  readonly #projectTexts: ProjectTexts;
  readonly #settings: () => Settings;

  constructor(
    texts: OpenTexts,
    session: Session,
    projectTexts: ProjectTexts,
    settings: () => Settings,
  ) {
    this.#texts = texts;
    this.#session = session;
    this.#projectTexts = projectTexts;
    this.#settings = settings;
  }

  completion(params: TextDocumentPositionParams): CompletionList | null {
    const list = this.#at(params, ({ open, context }, at) => complete(open, at, context));
    if (list === undefined) return null;
    // The resolve step has nothing but the item: it says which document it is for.
    const { uri } = params.textDocument;
    const items = list.items.map(item =>
      item.data === undefined ? item : { ...item, data: { ...item.data, uri } },
    );
    return { ...list, items };
  }

  /** Lists the names ahead of the first completion, which would wait for it in a large registry. */
  warm(): void {
    for (const project of this.#session.projects()) warmCompletion(this.#texts.context(project));
  }

  resolveCompletion(item: CompletionItem): CompletionItem {
    const project = this.#session.projects()[0];
    const { uri } = (item.data ?? {}) as { uri?: unknown };
    const question = typeof uri === 'string' ? this.#texts.about(uri) : undefined;
    const context = question?.context ?? (project && this.#texts.context(project));
    return context === undefined ? item : resolveCompletion(item, context);
  }

  hover(params: TextDocumentPositionParams): Hover | null {
    return this.#at(params, ({ open, context }, offset) => hover(open, offset, context)) ?? null;
  }

  definition(params: TextDocumentPositionParams): Location[] | LocationLink[] {
    return this.#at(params, ({ open, context }, at) => definition(open, at, context)) ?? [];
  }

  typeDefinition(params: TextDocumentPositionParams): Location[] | LocationLink[] {
    return this.#at(params, ({ open, context }, at) => typeDefinition(open, at, context)) ?? [];
  }

  async references(params: ReferenceParams): Promise<Location[]> {
    await this.#texts.about(params.textDocument.uri)?.project.whenReady();
    const { includeDeclaration } = params.context;
    return (
      this.#at(params, ({ open, context }, offset) =>
        references(open, offset, includeDeclaration, context),
      ) ?? []
    );
  }

  highlights(params: TextDocumentPositionParams): DocumentHighlight[] {
    return this.#at(params, ({ open, context }, at) => documentHighlights(open, at, context)) ?? [];
  }

  documentSymbols(document: TextDocumentIdentifier): DocumentSymbol[] | SymbolInformation[] {
    const question = this.#texts.about(document.uri);
    return question === undefined ? [] : documentSymbols(question.open, question.context);
  }

  async workspaceSymbols(query: string): Promise<WorkspaceSymbol[]> {
    const found: WorkspaceSymbol[] = [];
    for (const project of this.#session.projects()) {
      await project.whenReady();
      found.push(...workspaceSymbols(query, this.#texts.context(project)));
    }
    return found;
  }

  codeLenses(document: TextDocumentIdentifier): CodeLens[] {
    const question = this.#settings().codeLens ? this.#texts.about(document.uri) : undefined;
    return question === undefined ? [] : codeLenses(question.open, question.context);
  }

  inlayHints({ textDocument, range }: InlayHintParams): InlayHint[] {
    const question = this.#settings().inlayHints ? this.#texts.about(textDocument.uri) : undefined;
    if (question === undefined) return [];
    const span = { start: question.offset(range.start), end: question.offset(range.end) };
    return inlayHints(question.open, span, question.context);
  }

  codeActions({ textDocument, range, context: asked }: CodeActionParams): CodeAction[] {
    const question = this.#texts.about(textDocument.uri);
    if (question?.open.file === undefined) return [];
    const { project, open, context, version, judge } = question;
    const projectFile = `${project.root}/${PROJECT_FILE_NAME}`;
    return codeActions(
      {
        open,
        version,
        range,
        findings: judge(open.text),
        diagnostics: asked.diagnostics,
        ...(asked.only === undefined ? {} : { only: asked.only }),
        judge,
        projectFile: this.#projectTexts.now(projectFile),
      },
      context,
    );
  }

  /** @throws Refused with the reason */
  prepareRename(params: TextDocumentPositionParams): PreparedRename | null {
    const prepared = this.#at(params, ({ open, context }, offset) =>
      prepareRename(open, offset, context),
    );
    if (prepared instanceof Refusal) throw new Refused(prepared.reason);
    return prepared ?? null;
  }

  /** @throws Refused with the reason */
  async rename(
    params: RenameParams,
  ): Promise<{ edit: WorkspaceEdit; notes: readonly string[] } | null> {
    const project = this.#texts.about(params.textDocument.uri)?.project;
    if (project === undefined) return null;
    await project.whenReady();
    for (let attempt = 0; attempt < MAX_RENAME_ATTEMPTS; attempt++) {
      project.settleTyping();
      const question = this.#texts.about(params.textDocument.uri);
      if (question === undefined) return null;
      const outcome = await rename(
        question.open,
        question.offset(params.position),
        params.newName,
        question.context,
        this.#projectTexts.of(question.project),
      );
      if (outcome.kind === 'refused') throw new Refused(outcome.reason);
      if (outcome.kind === 'edit') return outcome;
    }
    throw new Refused('The registry keeps changing; try again when it is quiet.');
  }

  #at<T>(
    { textDocument, position }: TextDocumentPositionParams,
    answer: (question: Question, offset: number) => T,
  ): T | undefined {
    const question = this.#texts.about(textDocument.uri);
    return question && answer(question, question.offset(position));
  }
}
