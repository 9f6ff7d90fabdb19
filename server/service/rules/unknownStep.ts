import { isTestPath } from '../project/layout.js';
import type { ProjectView, Workspace } from '../project/project.js';
import type { Use } from '../sources/facts.js';
import type { PyValue } from '../sources/values.js';
import type { Nearest } from './nearNames.js';
import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearSteps } from './suggest.js';
import { beginnings, meaningOf } from './uses.js';

export const unknownStep: Rule = {
  code: 'unknown-step',
  check({ file, view, uses, report }) {
    if (uses.judged.every(({ meaning }) => meaning.kind !== 'unknown')) return;
    const workspace = view.workspaceOf(file);
    const isTest = isTestPath(file.path);
    for (const { use, kind, meaning } of uses.judged) {
      if (meaning.kind !== 'unknown') continue;
      if (kind === 'spec' && isSpecType(view, workspace, use.name)) continue;
      const nearest = suggestionsFor(view, workspace, use);
      if (isTest && !(nearest?.typo === true && isTypedByMistake(use.name, nearest.names)))
        continue;
      const suggestions = nearest?.names ?? [];
      const where = workspace === undefined ? 'core' : `workspace '${workspace.id}' or core`;
      report({
        span: use.span,
        name: use.name,
        message: `'${use.name}' is no step of ${where}, so ${consequences[kind]}.${didYouMean(suggestions)}`,
        data: {
          value: use.name,
          suggestions,
          ...(use.cell === undefined ? {} : { cell: use.cell }),
        },
      });
    }
  },
};

const consequences = {
  node: 'no builder and no configuration is found for it at run time',
  name: 'the registry raises an error for it at run time',
  spec: 'no step is found for this spec type at run time',
} as const;

/** A workspace may give a spec type another name than its step. */
function isSpecType(view: ProjectView, workspace: Workspace | undefined, name: string): boolean {
  const bases = [...beginnings(name, /_/)];
  if (workspace !== undefined && bases.some(base => view.declaresSpecType(workspace, base))) {
    return true;
  }
  const types = new Set<PyValue>();
  for (const core of view.coreNames()) {
    const fields = view.coreStep(core)?.declaration.fields ?? [];
    types.add(fields.findLast(field => field.key === 'spec_type')?.value ?? null);
  }
  return bases.some(base => types.has(base));
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
  if (underscored !== name) {
    const meaning = meaningOf(view, workspace, { name: underscored, context });
    // No typing error: it is how SageMaker and execution documents spell the name.
    if (meaning.kind === 'step') return { names: [underscored], typo: false };
  }
  const separators = context === 'execution-key' ? /[_-]/ : /_/;
  let best: { nearest: Nearest; rest: string } | undefined;
  for (const base of beginnings(name, separators)) {
    const nearest = nearSteps(view, base, isVisible);
    if (nearest !== undefined && (best === undefined || rank(nearest) < rank(best.nearest))) {
      best = { nearest, rest: name.slice(base.length) };
    }
  }
  if (best === undefined) return undefined;
  const { nearest, rest } = best;
  return { names: nearest.names.map(near => near + rest), typo: isLikelyTypo(nearest) };
}

function rank({ kind }: Nearest): number {
  return kind === 'same' ? 0 : kind === 'typo' ? 1 : 2;
}

/** In tests names are made up: `Processing1` and `TrainingA` are no typing errors. */
function isTypedByMistake(name: string, [suggestion]: readonly string[]): boolean {
  return suggestion !== undefined && !name.startsWith(suggestion);
}
