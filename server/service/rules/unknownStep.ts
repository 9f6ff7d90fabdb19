import { isTestPath } from '../project/layout.js';
import type { ProjectView, Workspace } from '../project/project.js';
import { editDistance } from '../registry/names/editDistance.js';
import type { Use } from '../sources/facts.js';
import { coreText } from './entries.js';
import type { Nearest } from './nearNames.js';
import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearSteps } from './suggest.js';
import { beginnings, meaningOf, separatorsIn } from './uses.js';

export const unknownStep: Rule = {
  code: 'unknown-step',
  check({ file, view, uses, report }) {
    for (const { use, kind, meaning } of uses.judged) {
      if (meaning.kind !== 'unknown') continue;
      const workspace = view.workspaceOf(file);
      if (kind === 'spec' && isSpecType(view, workspace, use.name)) continue;
      const nearest = suggestionsFor(view, workspace, use);
      if (isTestPath(file.path) && !isTypedByMistake(use.name, nearest)) continue;
      const suggestions = nearest?.names ?? [];
      const where = workspace === undefined ? 'core' : `workspace '${workspace.id}' or core`;
      report({
        span: use.span,
        name: use.name,
        message: `'${use.name}' is no step of ${where}, so ${consequences[kind]}.${didYouMean(suggestions)}`,
        data: { value: use.name, suggestions },
      });
    }
  },
};

const consequences = {
  node: 'no builder and no configuration is found for it at run time',
  name: 'the registry raises an error for it at run time',
  spec: 'no step is found for this spec type at run time',
} as const;

/** A registry may give a spec type another name than its step. */
function isSpecType(view: ProjectView, workspace: Workspace | undefined, name: string): boolean {
  return [...beginnings(name, /_/)].some(
    base =>
      (workspace !== undefined && view.declaresSpecType(workspace, base)) ||
      view.coreNames().some(core => coreText(view, core, 'spec_type') === base),
  );
}

/** In tests names are made up: `Processing1` and `TrainingA` are no typing errors. */
function isTypedByMistake(name: string, nearest: Suggested | undefined): boolean {
  return nearest?.typo === true && !name.startsWith(nearest.names[0]!);
}

interface Suggested {
  readonly names: readonly string[];
  readonly typo: boolean;
}

/** Near names, with the job type that stands behind the misspelt one kept. */
function suggestionsFor(
  view: ProjectView,
  workspace: Workspace | undefined,
  { name, context }: Use,
): Suggested | undefined {
  const isVisible = (candidate: string): boolean =>
    view.coreStep(candidate) !== undefined ||
    view.declarations(candidate).some(placed => placed.workspace === workspace?.id);
  const underscored = name.replaceAll('-', '_');
  const meaning = meaningOf(view, workspace, { name: underscored, context });
  // No typing error: it is how SageMaker and execution documents spell the name.
  if (meaning.kind === 'step') return { names: [underscored], typo: false };
  let best: (Suggested & { readonly distance: number }) | undefined;
  for (const base of beginnings(name, separatorsIn(context))) {
    const nearest = nearSteps(view, base, isVisible);
    if (nearest === undefined) continue;
    const names = nearest.names.map(near => near + name.slice(base.length));
    const distance = DISTANCE[nearest.kind] + editDistance(name, names[0]!, DISTANCE.typo);
    if (best === undefined || distance < best.distance) {
      best = { names, typo: isLikelyTypo(nearest), distance };
    }
  }
  return best;
}

/** How far away a name is at least: another spelling is always nearer than a typing error, and that than a part. */
const DISTANCE: Readonly<Record<Nearest['kind'], number>> = { same: 0, typo: 100, part: 200 };
