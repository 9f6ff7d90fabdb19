import type { OpaquePart } from '../sources/facts.js';
import type { Rule } from './rule.js';
import { workspaceIdOf } from './workspaceId.js';

/** Reasons that are no matter of running the code: damaged text, a value that is known but no JSON, our own limits. */
const NOT_DYNAMIC = new Set(['syntax', 'not-json', 'limit']);

export const dynamicEntry: Rule = {
  code: 'dynamic-entry',
  check({ file, view, report }) {
    if (file.role.kind !== 'workspace-registry') return;
    const workspace = workspaceIdOf(file, view);
    const { tables, metadata } = file.facts;
    if (tables.every(table => table.opaque.length === 0) && !metadata?.opaque.length) return;
    const names = new Map(
      tables.flatMap(table =>
        table.declarations.map(({ span, nameSpan }) => [span.start, nameSpan] as const),
      ),
    );
    for (const { name, opaque } of [...tables, ...(metadata === undefined ? [] : [metadata])]) {
      for (const part of opaque) {
        if (NOT_DYNAMIC.has(part.reason) || isConsequence(part, opaque)) continue;
        const step = part.path.find(segment => segment !== '**');
        report({
          span: names.get(part.span.start) ?? part.span,
          name: (name === metadata?.name ? undefined : step) ?? workspace,
          message: `Only running the code could tell ${subject(part, name)}${part.detail === '' ? '' : ` (${part.detail})`}: nothing is said about it.`,
        });
      }
    }
  },
};

/** What stands before an unknown spread may be replaced by it; the spread itself is what there is to say. */
function isConsequence({ path, detail }: OpaquePart, parts: readonly OpaquePart[]): boolean {
  return parts.some(
    spread =>
      spread.path.at(-1) === '**' &&
      spread.path.length <= path.length &&
      path[spread.path.length - 1] !== '**' &&
      spread.path.slice(0, -1).every((segment, depth) => segment === path[depth]) &&
      spread.detail === detail,
  );
}

function subject({ path }: OpaquePart, table: string): string {
  const [entry, field] = path;
  if (entry === undefined) return `what ${table} holds`;
  if (entry === '**') return `what else ${table} holds`;
  if (field === undefined) return `'${entry}'`;
  if (field === '**') return `what else '${entry}' holds`;
  return `'${path.slice(1).join('.')}' of '${entry}'`;
}
