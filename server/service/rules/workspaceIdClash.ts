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
    const others = view.workspaces().filter(other => other.file.uri !== file.uri);
    const rivals = others.filter(other => other.claimedId === id);
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
    const namesake = others.find(other => other.directory === id && own.directory !== id);
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
