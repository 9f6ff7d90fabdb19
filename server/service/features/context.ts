import type { Location } from 'vscode-languageserver-types';
import type { IndexedFile, ProjectView } from '../project/project.js';
import type { FileRole } from '../project/roles.js';
import type { FileFacts } from '../sources/facts.js';
import type { LineIndex, Span } from '../text/span.js';

/**
 * The text that a request speaks about, exactly as the client has it: an open buffer, or one cell of an open
 * notebook. `facts` and `lines` were read from this very `text`; all offsets are UTF-16 offsets into it.
 */
export interface OpenText {
  /** The URI as the client spelled it; answers about this text carry it back unchanged. */
  readonly uri: string;
  /** Relative to the project, `/` separated; of a cell, the path of its notebook. */
  readonly path: string;
  readonly role: FileRole;
  readonly text: string;
  readonly lines: LineIndex;
  readonly facts: FileFacts;
  /** The file as the index holds it; absent where the project does not index it (untitled, excluded). */
  readonly file?: IndexedFile;
  /** Present for a cell of an open notebook: then `text` is Python, otherwise a notebook's text is JSON. */
  readonly cell?: NotebookCell;
}

export interface NotebookCell {
  /** Counted over all cells of the notebook, as `Use.cell` is. */
  readonly index: number;
  /** The code cells above, joined by line ends: what they import and bind is in force here. */
  readonly above: string;
}

/** Where a place of the index stands for the client. The host implements it: it knows the client's spelling of a URI and open cells. */
export interface Places {
  /**
   * @param cell `Use.cell` where the place is a use in a notebook.
   * @returns undefined where the place cannot be shown (a cell that is gone).
   */
  location(file: IndexedFile, span: Span, cell?: number): Location | undefined;
}

/** Places for clients without open notebooks, and for tests: the index's own URI and offsets. */
export const INDEX_PLACES: Places = {
  location: (file, span) => ({ uri: file.uri, range: file.facts.lines.range(span) }),
};

/** What the client announced in `initialize`, in the terms of the features. */
export interface ClientAbilities {
  /** completionItem.snippetSupport */
  readonly snippets: boolean;
  /** Formats of hover and of completion documentation: Markdown, or plain text. */
  readonly markdown: boolean;
  /** completionItem.resolveSupport has `documentation`: it is made in the resolve step only. */
  readonly lazyDocumentation: boolean;
  /** completionItem.labelDetailsSupport */
  readonly labelDetails: boolean;
  /** textDocument.definition.linkSupport and its like. */
  readonly locationLinks: boolean;
  /** textDocument.documentSymbol.hierarchicalDocumentSymbolSupport */
  readonly symbolTree: boolean;
  /** workspaceEdit.documentChanges */
  readonly documentChanges: boolean;
  /** workspaceEdit.changeAnnotationSupport */
  readonly changeAnnotations: boolean;
  /** workspaceEdit.resourceOperations has `rename`. */
  readonly fileRenames: boolean;
  /** workspaceEdit.resourceOperations has `create`. */
  readonly fileCreations: boolean;
  /** Another server completes YAML keys and fixed values from our schemas: they are not offered twice. `initializationOptions.yamlSchemas` */
  readonly yamlSchemas: boolean;
  /** Client commands that a code lens may name (shared/protocol.ts, `ClientCommand`), from `initializationOptions.commands`. */
  readonly commands: ReadonlySet<string>;
}

/** A client that announces nothing: the least that the protocol allows. */
export const PLAIN_CLIENT: ClientAbilities = {
  snippets: false,
  markdown: false,
  lazyDocumentation: false,
  labelDetails: false,
  locationLinks: false,
  symbolTree: false,
  documentChanges: false,
  changeAnnotations: false,
  fileRenames: false,
  fileCreations: false,
  yamlSchemas: false,
  commands: new Set(),
};

/** What every feature is given beside the text: one generation of the index, and for whom the answer is. */
export interface FeatureContext {
  readonly view: ProjectView;
  /** The active workspace's id; absent: core only. */
  readonly workspace?: string;
  readonly client: ClientAbilities;
  readonly places: Places;
}

/** The texts that a rename touches, read again right before the edit is made. The host implements it. */
export interface RenameTexts {
  /**
   * The open buffer's text, or what is on disk now. Rejects where it cannot be read; the rename is then refused as a whole.
   * @param uri of a location that {@link Places} gave, or of the index
   */
  read(uri: string): Promise<string>;
  /** The version of the open document, `null` where it is not open. */
  version(uri: string): number | null;
  /**
   * Python files, notebooks and open cells of the project whose text holds a word; those outside of the project left
   * out. The word may also be a part of a longer one.
   */
  mentioning(
    word: string,
  ): Promise<readonly { readonly uri: string; readonly format: 'python' | 'notebook' }[]>;
}
