import type { CodeLens } from 'vscode-languageserver-types';
import { ClientCommand } from '../../../shared/protocol.js';
import type { Placed } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { isConflict } from '../view/steps.js';
import type { FeatureContext, OpenText } from './context.js';

/** How many registries a lens names. */
const NAMED = 3;

/** A line above the rows that conflict with others or override core; a click shows the others. */
export function codeLenses(open: OpenText, context: FeatureContext): CodeLens[] {
  const { file } = open;
  if (file === undefined) return [];
  return open.facts.tables.flatMap(table =>
    table.declarations.flatMap(declaration => lensOf(open, declaration, context) ?? []),
  );
}

function lensOf(
  open: OpenText,
  declaration: Declaration,
  context: FeatureContext,
): CodeLens | undefined {
  if (declaration.superseded) return undefined;
  const { view } = context;
  const own = open.file && view.workspaceOf(open.file)?.id;
  const others = view
    .declarations(declaration.name)
    .filter(placed => placed.workspace !== own && !placed.declaration.superseded);
  if (others.length === 0) return undefined;
  if (declaration.kind === 'override') {
    const core = others.filter(placed => placed.workspace === undefined);
    const rivals = others.filter(placed => placed.workspace !== undefined);
    const title = [
      ...(core.length > 0 ? ['overrides core'] : []),
      ...(rivals.length > 0 ? [`also in ${namesOf(rivals)}`] : []),
    ].join(', ');
    return lens(open, declaration, title, others, context);
  }
  if (!isConflict(view, declaration.name)) return undefined;
  const title = own === undefined ? `shadowed by ${namesOf(others)}` : `also in ${namesOf(others)}`;
  return lens(open, declaration, title, others, context);
}

function namesOf(placed: readonly Placed[]): string {
  const ids = [...new Set(placed.map(each => each.workspace ?? 'core'))].sort();
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return ids.slice(0, NAMED).join(', ') + more;
}

function lens(
  open: OpenText,
  { nameSpan }: Declaration,
  title: string,
  others: readonly Placed[],
  { client, places }: FeatureContext,
): CodeLens {
  const range = open.lines.range(nameSpan);
  const name = title[0]!.toUpperCase() + title.slice(1);
  if (!client.commands.has(ClientCommand.showLocations)) {
    return { range, command: { title: name, command: '' } };
  }
  const locations = others.flatMap(
    ({ file, declaration }) => places.location(file, declaration.nameSpan) ?? [],
  );
  return {
    range,
    command: {
      title: name,
      command: ClientCommand.showLocations,
      arguments: [open.uri, range.start, locations],
    },
  };
}
