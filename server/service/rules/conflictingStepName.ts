import type { Severity } from '../../../shared/rules.js';
import { sameValue } from '../project/changes.js';
import type { Placed, ProjectView } from '../project/project.js';
import { entryOf } from '../registry/acceptance.js';
import { ViewSource } from '../registry/fromView.js';
import { resolveStep } from '../registry/resolve.js';
import { isOpaque } from '../sources/values.js';
import { candidatesOf, inReadingOrder } from './candidates.js';
import { MAX_RELATED, type Related } from './finding.js';
import { metadataText } from './metadata.js';
import type { Rule } from './rule.js';
import { workspaceList } from './wording.js';

export const conflictingStepName: Rule = {
  code: 'conflicting-step-name',
  check({ file, view, entries, report }) {
    const workspace = view.workspaceOf(file);
    if (workspace === undefined) return;
    for (const { declaration, indexed } of entries.workspace) {
      const { name } = declaration;
      if (!isDeclaredElsewhere(view, name, workspace.id)) continue;
      const candidates = candidatesOf(view, name);
      const own = candidates.find(candidate => candidate.declaration === indexed);
      if (own === undefined) continue;
      const isOther = (candidate: Placed): boolean =>
        candidate.workspace !== undefined && candidate.workspace !== workspace.id;
      const others = inReadingOrder(candidates).filter(isOther);
      if (others.length === 0) continue;
      const core = candidates.filter(candidate => candidate.workspace === undefined);
      const ids = [...new Set(others.map(other => other.workspace!))];
      const tolerance = metadataText(workspace, 'conflict_tolerance')?.toLowerCase();
      const undecided =
        tolerance === 'low' ? undecidedStrategy(view, name, workspace.id) : undefined;
      const identical = isSameEverywhere(own, others, candidates);
      const severity: Severity | undefined =
        identical || tolerance === 'high'
          ? 'information'
          : undecided === undefined
            ? undefined
            : 'error';
      const intro = `Step '${name}' is also declared by ${workspaceList(ids)}${core.length > 0 ? ', and core has it too' : ''}`;
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
        related: [...core.slice(-1), ...others.slice(0, MAX_RELATED)].map(relatedTo),
        data: { workspaces: ids.slice(0, MAX_RELATED) },
      });
    }
  },
};

/** A quick look at the names alone: most names are declared once. */
function isDeclaredElsewhere(view: ProjectView, name: string, workspace: string): boolean {
  return view
    .declarations(name)
    .some(other => other.workspace !== undefined && other.workspace !== workspace);
}

/** The strategy by which the workspace chooses, if it leaves several declarations equal. */
function undecidedStrategy(view: ProjectView, name: string, workspace: string): string | undefined {
  const result = resolveStep(new ViewSource(view), name, { workspace_id: workspace });
  const isUndecided = !result.resolved || result.resolution_metadata.tie;
  return isUndecided ? result.resolution_strategy : undefined;
}

/** Two declarations of workspaces that differ; `undefined`: none do. */
type Difference = readonly [Placed, Placed] | undefined;

const differences = new WeakMap<readonly Placed[], { readonly found: Difference }>();

/** Every other workspace's declaration is the same as this one. What is found about the name serves all its declarers. */
function isSameEverywhere(
  own: Placed,
  others: readonly Placed[],
  candidates: readonly Placed[],
): boolean {
  let difference = differences.get(candidates);
  if (difference === undefined) {
    difference = { found: differenceAmong(candidates) };
    differences.set(candidates, difference);
  }
  const { found } = difference;
  if (found === undefined) return true;
  // What differs from each other cannot both be the same as this one.
  if (found.every(({ workspace }) => workspace !== own.workspace)) return false;
  return others.every(other => isSameEntry(own, other));
}

function differenceAmong(candidates: readonly Placed[]): Difference {
  const [first, ...rest] = candidates.filter(({ workspace }) => workspace !== undefined);
  if (first === undefined) return undefined;
  const other = rest.find(candidate => !isSameEntry(first, candidate));
  return other && [first, other];
}

/** Word for word equal: the same fields with the same values, all of them known. */
function isSameEntry(a: Placed, b: Placed): boolean {
  const left = entryOf(a.declaration);
  const hasUnknown = a.declaration.fields.some(field => isOpaque(field.value));
  return !isOpaque(left) && !hasUnknown && sameValue(left, entryOf(b.declaration));
}

function relatedTo({ file, declaration, workspace }: Placed): Related {
  const kind = declaration.kind === 'override' ? 'override' : 'local step';
  return {
    file,
    span: declaration.nameSpan,
    message: workspace === undefined ? 'The core step' : `The ${kind} of workspace '${workspace}'`,
  };
}
