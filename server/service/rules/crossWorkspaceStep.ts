import { hidesNames } from '../project/changes.js';
import type { Placed } from '../project/project.js';
import { byWorkspace, workspaceCandidates } from './candidates.js';
import { MAX_RELATED, type Related } from './finding.js';
import type { Rule } from './rule.js';
import { workspaceList } from './wording.js';

export const crossWorkspaceStep: Rule = {
  code: 'cross-workspace-step',
  check({ file, view, uses, report }) {
    const workspace = view.workspaceOf(file);
    // What cannot be seen of the own tables may well be this step. That there is such a part is told as `knowledge`.
    const isComplete = uses.judged.length === 0 || view.knowledge().complete;
    if (!isComplete && workspace?.file.facts.tables.some(table => hidesNames(table.opaque))) return;
    for (const { use, meaning } of uses.judged) {
      if (meaning.kind === 'foreign') {
        const placed = byWorkspace(meaning.placed);
        const ids = idsOf(placed);
        report({
          span: use.span,
          name: meaning.name,
          message:
            workspace === undefined
              ? `Step '${meaning.name}' is declared only by ${workspaceList(ids)}: it is found only where that workspace is active.`
              : `Step '${meaning.name}' is declared neither by this workspace nor by core, but by ${workspaceList(ids)}: it works only as long as that registry is loaded too.`,
          related: placed.slice(0, MAX_RELATED).map(relatedTo),
          data: { value: use.name },
        });
      } else if (meaning.kind === 'step' && !meaning.own && workspace !== undefined) {
        const others = workspaceCandidates(view, meaning.name);
        const [first] = others;
        if (first === undefined) continue;
        const act = first.declaration.kind === 'override' ? 'overrides' : 'declares';
        report({
          span: use.span,
          name: meaning.name,
          severity: 'warning',
          message: `Workspace '${first.workspace}' ${act} '${meaning.name}', and at run time other workspaces come before core: this is not the core step while that registry is loaded.`,
          related: others.slice(0, MAX_RELATED).map(relatedTo),
          data: { value: use.name },
        });
      }
    }
  },
};

function idsOf(placed: readonly Placed[]): string[] {
  return [...new Set(placed.map(other => other.workspace!))];
}

function relatedTo({ file, declaration, workspace }: Placed): Related {
  const kind = declaration.kind === 'override' ? 'override' : 'local step';
  return { file, span: declaration.nameSpan, message: `The ${kind} of workspace '${workspace}'` };
}
