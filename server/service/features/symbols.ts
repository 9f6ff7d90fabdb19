import {
  type DocumentSymbol,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbol,
} from 'vscode-languageserver-types';
import type { Declaration, RegistryTable } from '../sources/facts.js';
import type { Span } from '../text/span.js';
import { bestMatches } from './completion/best.js';
import { stepTexts } from './completion/nameList.js';
import { query } from './completion/searchText.js';
import type { FeatureContext, OpenText } from './context.js';

/** How many symbols a search answers with. */
const LIMIT = 200;

/** The tables of a registry file with their steps, or the step of an interface file. Other files have no symbols of ours. */
export function documentSymbols(
  open: OpenText,
  { client }: FeatureContext,
): DocumentSymbol[] | SymbolInformation[] {
  const tree =
    open.role.kind === 'interface'
      ? open.facts.tables.flatMap(table => table.declarations.map(each => stepSymbol(open, each)))
      : open.facts.tables.map(table => tableSymbol(open, table));
  return client.symbolTree ? tree : tree.flatMap(symbol => flat(open, symbol));
}

/** Steps of the project whose names answer the query, in every registry that declares them. */
export function workspaceSymbols(
  text: string,
  { view, places }: FeatureContext,
): WorkspaceSymbol[] {
  const { matches } = bestMatches(stepTexts(view).answersTo(query(text)), () => 0, LIMIT);
  const found: WorkspaceSymbol[] = [];
  for (const match of matches) {
    for (const { file, declaration, workspace } of view.declarations(match.name)) {
      if (found.length === LIMIT) return found;
      const location = places.location(file, declaration.nameSpan);
      if (location === undefined || declaration.superseded) continue;
      const containerName = workspace === undefined ? 'core' : `${workspace} (${declaration.kind})`;
      found.push({ name: match.name, kind: SymbolKind.Class, location, containerName });
    }
  }
  return found;
}

function tableSymbol(open: OpenText, table: RegistryTable): DocumentSymbol {
  const steps = table.declarations.map(declaration => stepSymbol(open, declaration));
  const count = table.declarations.filter(each => !each.superseded).length;
  return {
    name: table.name,
    detail: `${count} ${count === 1 ? 'step' : 'steps'}`,
    kind: SymbolKind.Namespace,
    range: open.lines.range(around(table.span, table.nameSpan)),
    selectionRange: open.lines.range(table.nameSpan),
    children: steps,
  };
}

function stepSymbol({ lines }: OpenText, declaration: Declaration): DocumentSymbol {
  const { name, nameSpan, span, fields } = declaration;
  const type = fields.find(field => field.key === 'sagemaker_step_type')?.value;
  return {
    name: name === '' ? '""' : name,
    ...(typeof type === 'string' ? { detail: type } : {}),
    kind: SymbolKind.Class,
    range: lines.range(around(span, nameSpan)),
    selectionRange: lines.range(nameSpan),
  };
}

/** Clients refuse a symbol whose name lies outside it. */
function around(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function flat(open: OpenText, symbol: DocumentSymbol, containerName?: string): SymbolInformation[] {
  const { name, kind, selectionRange, children } = symbol;
  const location = { uri: open.uri, range: selectionRange };
  const own = { name, kind, location, ...(containerName === undefined ? {} : { containerName }) };
  return [own, ...(children ?? []).flatMap(child => flat(open, child, name))];
}
