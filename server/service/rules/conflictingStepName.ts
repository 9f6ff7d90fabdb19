import type { Severity } from '../../../shared/rules.js';
import { isSameEntry } from '../project/declarers.js';
import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';
import { ViewSource } from '../registry/fromView.js';
import { resolveStep } from '../registry/resolve.js';
import { MAX_RELATED, type Related } from './finding.js';
import type { Rule } from './rule.js';
import { otherWorkspaces } from './wording.js';

export const conflictingStepName: Rule = {
  code: 'conflicting-step-name',
  eachEntry({ file, view, report }) {
    const workspace = view.workspaceOf(file);
    if (workspace === undefined || file.role.kind !== 'workspace-registry') return undefined;
    return ({ declaration, indexed, rejections }) => {
      const { name } = declaration;
      if (rejections !== undefined) return;
      const { count, nearest, agreed } = view.rivals(name, file);
      if (count === 0) return;
      const core = coreCandidate(view, name);
      const ids = [...new Set(nearest.map(other => other.workspace!))];
      const tolerance = workspace.file.facts.metadata?.value.get('conflict_tolerance');
      const undecided =
        tolerance === 'low' ? undecidedStrategy(view, name, workspace.id) : undefined;
      const identical = agreed !== undefined && isSameEntry(indexed, agreed);
      const severity: Severity | undefined =
        identical || tolerance === 'high'
          ? 'information'
          : undecided === undefined
            ? undefined
            : 'error';
      const intro = `Step '${name}' is also declared by ${otherWorkspaces(ids, count)}${core === undefined ? '' : ', and core has it too'}`;
      const consequence = identical
        ? ': all declarations are the same today, but nothing keeps them so.'
        : ': which one a pipeline gets depends on the workspace that it runs in.';
      const tie =
        undecided === undefined || identical
          ? ''
          : ` conflict_tolerance is 'low', and the strategy '${undecided}' does not decide between them.`;
      report({
        span: declaration.nameSpan,
        name,
        ...(severity === undefined ? {} : { severity }),
        message: `${intro}${consequence}${tie}`,
        related: [...(core === undefined ? [] : [core]), ...nearest.slice(0, MAX_RELATED)].map(
          relatedTo,
        ),
      });
    };
  },
};

/** The row of core, where it could count at run time. */
function coreCandidate(view: ProjectView, name: string): Placed | undefined {
  const core = view.coreStep(name);
  return core === undefined || rejectionOfDeclaration(core.declaration) !== undefined
    ? undefined
    : core;
}

/** The strategy by which the workspace chooses, if it leaves several declarations equal. */
function undecidedStrategy(view: ProjectView, name: string, workspace: string): string | undefined {
  const result = resolveStep(new ViewSource(view), name, { workspace_id: workspace });
  const isUndecided = !result.resolved || result.resolution_metadata.tie;
  return isUndecided ? result.resolution_strategy : undefined;
}

function relatedTo({ file, declaration, workspace }: Placed): Related {
  const kind = declaration.kind === 'override' ? 'override' : 'local step';
  return {
    file,
    span: declaration.nameSpan,
    message: workspace === undefined ? 'The core step' : `The ${kind} of workspace '${workspace}'`,
  };
}
