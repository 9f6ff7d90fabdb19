import { type Asker, askerOf } from './asker.js';
import { type Candidate, candidatesOf, declarationsOf, isVisible } from './candidates.js';
import { analysisOf, conflictAmong, definitionOfDeclared, sourceOf } from './conflicts.js';
import { decide } from './decision.js';
import { formatStepNotFoundError } from './messages.js';
import type { ListingSource, ResolutionContext, StepResolutionResult } from './models.js';
import type { DeclaredStep, RegistrySource } from './source.js';
import { refusalOf, traceOf, uncertaintiesOf } from './trace.js';
import { CORE, NONE } from './workspaceLookup.js';

function warningsAbout(name: string, winner: Candidate, ranked: readonly Candidate[]): string[] {
  const warnings: string[] = [];
  if (winner.workspace !== undefined && !winner.own) {
    warnings.push(
      `'${name}' comes from another workspace, '${winner.source}': workspaces are meant to be isolated`,
    );
  }
  if (ranked.filter(candidate => candidate.own).length > 1) {
    warnings.push(
      `'${name}' is in both own tables: at run time get_step answers with the local step, STEP_NAMES with the override`,
    );
  }
  for (const note of uncertaintiesOf(winner.row)) {
    warnings.push(`'${name}' in '${winner.source}': ${note}`);
  }
  return warnings;
}

/** An own entry that the runtime refuses is no candidate, and whoever wrote it has to know. */
function refusalWarnings(name: string, invalid: readonly Candidate[]): string[] {
  return invalid
    .filter(candidate => candidate.own)
    .map(candidate => `'${name}' in '${candidate.source}': ${refusalOf(candidate.row)}`);
}

const NOWHERE: ListingSource = { source_registry: NONE, registry_type: null };

function listingSource(candidate: Candidate | undefined): ListingSource {
  if (candidate === undefined) return NOWHERE;
  return { source_registry: candidate.source, registry_type: candidate.definition.registry_type };
}

/** The runtime's listings put the own override first and never look into another workspace. */
function listedOf(ranked: readonly Candidate[]): Candidate | undefined {
  const own = ranked.filter(candidate => candidate.own);
  return own.at(-1) ?? ranked.find(candidate => candidate.source === CORE);
}

/** Names that a miss can mean: those that the mode lets see. */
function* namesInSight(source: RegistrySource, asker: Asker): Iterable<string> {
  if (asker.own !== undefined && asker.mode !== 'strict') {
    yield* source.names();
    return;
  }
  const rows = asker.own === undefined ? undefined : source.rowsOf(asker.own.id);
  yield* new Set([
    ...source.coreNames(),
    ...(rows?.local.keys() ?? []),
    ...(rows?.overrides.keys() ?? []),
  ]);
}

function hiddenSources(
  declared: readonly DeclaredStep[],
  asker: Asker,
): StepResolutionResult['resolution_metadata']['not_visible'] {
  return declared
    .filter(each => !isVisible(each, asker.own, asker.mode) && each.row.rejections === undefined)
    .map(each => ({
      source_registry: sourceOf(each),
      registry_type: definitionOfDeclared(each).registry_type,
    }));
}

/**
 * Answers for one name in one context. Total: whatever is wrong is said in `errors` and `warnings`. Reads the
 * declarations of that name only, except that a miss looks through all names for the nearest.
 */
export function resolveStep(
  source: RegistrySource,
  name: string,
  context: ResolutionContext = {},
): StepResolutionResult {
  const asker = askerOf(source, context);
  const declared = declarationsOf(source, name);
  const candidates = candidatesOf(declared, asker.own, asker.mode);
  const { ranked, invalid } = candidates;
  const decision = decide(name, ranked, asker, source.choice(name));
  const { winner } = decision;
  const conflict = conflictAmong(name, declared);
  const runTime = listingSource(ranked[0]);
  const listing = listingSource(listedOf(ranked));
  const missing =
    ranked.length === 0 && !asker.refused
      ? [formatStepNotFoundError(name, asker.label, namesInSight(source, asker))]
      : [];
  return {
    step_name: name,
    resolved: winner !== undefined,
    selected_definition: winner?.definition ?? null,
    source_registry: winner?.source ?? NONE,
    workspace_id: asker.label,
    resolution_mode: asker.mode,
    resolution_strategy: decision.strategy,
    reason: decision.reason,
    conflict_detected: conflict !== undefined,
    conflict_analysis:
      conflict === undefined ? null : analysisOf(conflict, decision.strategy, asker.label),
    conflicting_definitions: conflict?.parties.map(definitionOfDeclared) ?? [],
    errors: [...asker.errors, ...decision.errors, ...missing],
    warnings: [
      ...asker.warnings,
      ...decision.warnings,
      ...(winner === undefined ? [] : warningsAbout(name, winner, ranked)),
      ...refusalWarnings(name, invalid),
    ],
    trace: traceOf(candidates, decision),
    resolution_metadata: {
      strategy_origin: decision.origin,
      tie: decision.tie ?? false,
      get_step: runTime,
      listing,
      listing_differs:
        runTime.source_registry !== listing.source_registry ||
        runTime.registry_type !== listing.registry_type,
      not_visible: hiddenSources(declared, asker),
    },
  };
}
