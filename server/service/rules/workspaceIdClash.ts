import { Multimap } from '../project/multimap.js';
import { oncePer } from '../project/oncePer.js';
import type { IndexedFile, Workspace } from '../project/project.js';
import type { Span } from '../text/span.js';
import type { Related } from './finding.js';
import type { Rule } from './rule.js';
import { quotedList } from './wording.js';

const START: Span = { start: 0, end: 0 };

/** Where a registry file says which workspace it is: its `developer_id`, else its first table. */
export function idSpan(file: IndexedFile): Span {
  const { metadata, tables } = file.facts;
  const field = metadata?.fields.findLast(({ key }) => key === 'developer_id');
  return field?.valueSpan ?? metadata?.nameSpan ?? tables[0]?.nameSpan ?? START;
}

export const workspaceIdClash: Rule = {
  code: 'workspace-id-clash',
  check({ file, view, report }) {
    if (file.role.kind !== 'workspace-registry') return;
    const own = view.workspaceOf(file);
    if (own === undefined) return;
    const { claimedId: id } = own;
    const span = idSpan(file);
    if (id === 'core') {
      report({
        span,
        name: id,
        message:
          "A workspace cannot have the id 'core': at run time it shares the cache of the core registry, and which of both answers depends on who asks first.",
        data: { workspace: own.id },
      });
      return;
    }
    const isOther = (other: Workspace): boolean => other.file.uri !== file.uri;
    const { byClaim, byDirectory } = claimsAmong(view.workspaces());
    const rivals = byClaim.get(id).filter(isOther);
    if (rivals.length > 0) {
      report({
        span,
        name: id,
        message: `The workspace id '${id}' is also claimed by ${folders(rivals)}: at run time the one that is loaded last replaces the others without a word.`,
        related: rivals.map(relatedTo),
        data: { workspace: own.id },
      });
      return;
    }
    const namesake = own.directory === id ? undefined : byDirectory.get(id).find(isOther);
    if (namesake === undefined) return;
    report({
      span,
      name: id,
      severity: 'warning',
      message: `The workspace id '${id}' is the name of the folder of workspace '${namesake.claimedId}': the runtime first loads each workspace under its folder's name, and one of both is lost.`,
      related: [relatedTo(namesake)],
      data: { workspace: own.id },
    });
  },
};

interface Claims {
  readonly byClaim: Multimap<string, Workspace>;
  readonly byDirectory: Multimap<string, Workspace>;
}

/** Every workspace asks about all others: they are sorted out once. */
const claimsAmong = oncePer(
  (workspaces: readonly Workspace[]): Claims => ({
    byClaim: groupedBy(workspaces, workspace => workspace.claimedId),
    byDirectory: groupedBy(workspaces, workspace => workspace.directory),
  }),
);

function groupedBy(
  workspaces: readonly Workspace[],
  keyOf: (workspace: Workspace) => string,
): Multimap<string, Workspace> {
  const groups = new Multimap<string, Workspace>();
  for (const workspace of workspaces) groups.add(keyOf(workspace), workspace);
  return groups;
}

function folders(workspaces: readonly Workspace[]): string {
  return quotedList(workspaces.map(workspace => workspace.root || '.'));
}

function relatedTo(workspace: Workspace): Related {
  return {
    file: workspace.file,
    span: idSpan(workspace.file),
    message: `Workspace in '${workspace.root || '.'}'`,
  };
}
