import * as vscode from 'vscode';

/** Read-only documents that show one declaration of a step. */
export const SCHEME = 'cursus-definition';

export interface ShownDefinition {
  readonly step: string;
  /** The id of a row of the explorer: it says which project is meant. */
  readonly project: string;
  /** Source and kind of the declaration. */
  readonly of: string;
}

export function definitionUri(shown: ShownDefinition): vscode.Uri {
  const path = `/${shown.of}/${shown.step}.py`;
  return vscode.Uri.from({ scheme: SCHEME, path, query: JSON.stringify(shown) });
}

/** Undefined for a text that {@link definitionUri} did not make. */
export function readDefinitionUri({ query }: vscode.Uri): ShownDefinition | undefined {
  try {
    return JSON.parse(query) as ShownDefinition;
  } catch {
    return undefined;
  }
}
