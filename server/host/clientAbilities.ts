import { type InitializeParams, MarkupKind } from 'vscode-languageserver-protocol';
import type { Initialization } from '../../shared/initialization.js';
import type { ClientAbilities } from '../service/features/context.js';
import type { DiagnosticAbilities } from './publisher.js';

/** What the client announced that the host itself goes by. */
export interface HostAbilities {
  readonly diagnostics: DiagnosticAbilities;
  readonly features: ClientAbilities;
  readonly configuration: boolean;
  readonly configurationEvents: boolean;
  readonly folderEvents: boolean;
  readonly fileEvents: boolean;
  readonly progress: boolean;
  readonly lensRefresh: boolean;
  readonly hintRefresh: boolean;
}

export function abilitiesOf(params: InitializeParams, options: Initialization): HostAbilities {
  const { workspace, textDocument, window } = params.capabilities;
  const published = textDocument?.publishDiagnostics;
  const item = textDocument?.completion?.completionItem;
  const formats = [
    ...(textDocument?.hover?.contentFormat ?? []),
    ...(item?.documentationFormat ?? []),
  ];
  return {
    diagnostics: {
      related: published?.relatedInformation ?? false,
      tags: published?.tagSupport !== undefined,
      codeLinks: published?.codeDescriptionSupport ?? false,
      data: published?.dataSupport ?? false,
      versions: published?.versionSupport ?? false,
    },
    features: {
      snippets: item?.snippetSupport ?? false,
      markdown: formats.includes(MarkupKind.Markdown),
      lazyDocumentation: item?.resolveSupport?.properties.includes('documentation') ?? false,
      labelDetails: item?.labelDetailsSupport ?? false,
      locationLinks: textDocument?.definition?.linkSupport ?? false,
      symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
      documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
      changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
      fileRenames: workspace?.workspaceEdit?.resourceOperations?.includes('rename') ?? false,
      fileCreations: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
      yamlSchemas: options.yamlSchemas,
      commands: new Set(options.commands),
    },
    configuration: workspace?.configuration ?? false,
    configurationEvents: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    folderEvents: workspace?.workspaceFolders ?? false,
    fileEvents: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    progress: window?.workDoneProgress ?? false,
    lensRefresh: workspace?.codeLens?.refreshSupport ?? false,
    hintRefresh: workspace?.inlayHint?.refreshSupport ?? false,
  };
}
