import type { OpaquePart } from '../sources/facts.js';
import type { Rule } from './rule.js';

/** Reasons that are no matter of running the code: damaged text, a value that is known but no JSON, our own limits. */
const NOT_DYNAMIC = new Set(['syntax', 'not-json', 'limit']);

export const dynamicEntry: Rule = {
  code: 'dynamic-entry',
  check({ file, view, report }) {
    if (file.role.kind !== 'workspace-registry') return;
    const workspace = view.workspaceOf(file)?.id ?? file.role.directory;
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
          span: (part.path.length === 1 ? names.get(part.span.start) : undefined) ?? part.span,
          name: (name === metadata?.name ? undefined : step) ?? workspace,
          message: `Only running the code could tell ${subject(part, name)}${part.detail === '' ? '' : ` (${part.detail})`}: nothing is said about it.`,
        });
      }
    }
  },
};

/** Entries before an unknown spread may be replaced by it; the spread itself is what there is to say. */
function isConsequence(part: OpaquePart, parts: readonly OpaquePart[]): boolean {
  return (
    part.path[0] !== '**' &&
    part.path.length > 0 &&
    parts.some(
      ({ path, reason, detail }) =>
        path[0] === '**' && reason === part.reason && detail === part.detail,
    )
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
