import { type Candidate, candidatesOf, declarationsOf, isVisible } from './candidates.js';
import { analysisOf, conflictAmong, definitionOfDeclared, sourceOf } from './conflicts.js';
import { formatStepNotFoundError, formatWorkspaceNotFoundError } from './messages.js';
import type {
  ListingSource,
  ResolutionContext,
  ResolutionMode,
  ResolutionStrategy,
  StepResolutionResult,
  TraceEntry,
} from './models.js';
import type { DeclaredStep, RegistrySource, StepRow, WorkspaceInfo } from './source.js';
import { defaultStrategyOf, isChoice, select } from './strategy.js';
import { CORE, NONE, workspacesCalled } from './workspaceLookup.js';

type StrategyOrigin = StepResolutionResult['resolution_metadata']['strategy_origin'];

/** Who asks, and in which workspace that is. */
interface Asker {
  readonly own: WorkspaceInfo | undefined;
  /** For results: the workspace's id where it is known, else what was asked for. */
  readonly label: string | null;
  readonly mode: ResolutionMode;
  readonly context: ResolutionContext;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Nothing may be chosen. */
  readonly refused: boolean;
}

function askerOf(source: RegistrySource, context: ResolutionContext): Asker {
  const mode = context.resolution_mode ?? 'automatic';
  const asked = context.workspace_id ?? null;
  const base = {
    own: undefined,
    label: asked,
    mode,
    context,
    errors: [],
    warnings: [],
    refused: false,
  };
  if (asked === null || asked === CORE) return base;
  const [own, ...others] = workspacesCalled(source, asked);
  if (own === undefined) {
    const known = source.workspaces().map(workspace => workspace.id);
    return { ...base, errors: [formatWorkspaceNotFoundError(asked, known)] };
  }
  if (others.length === 0) return { ...base, own, label: own.id };
  const ids = [own, ...others].map(workspace => workspace.id).join(', ');
  const clash = `'${asked}' can mean several workspaces: ${ids}`;
  return mode === 'strict'
    ? { ...base, errors: [`${clash}; strict mode does not choose`], refused: true }
    : { ...base, own, label: own.id, warnings: [`${clash}; taken as ${own.id}`] };
}

function strategyFor(
  asker: Asker,
  first: Candidate | undefined,
): { readonly strategy: ResolutionStrategy; readonly origin: StrategyOrigin } {
  const asked = asker.context.resolution_strategy;
  if (asked) return { strategy: asked, origin: 'context' };
  const stated = first?.definition.conflict_resolution_strategy;
  if (stated) return { strategy: stated, origin: 'step' };
  const workspaceDefault = defaultStrategyOf(first?.workspace);
  if (workspaceDefault) return { strategy: workspaceDefault, origin: 'workspace' };
  return { strategy: 'workspace_priority', origin: 'default' };
}

function nameOf(candidate: Candidate): string {
  if (candidate.source === CORE) return CORE;
  return `${candidate.source} (${candidate.row.kind === 'local' ? 'local step' : 'override'})`;
}

function placeOf(row: StepRow): string {
  return row.line === undefined ? `the entry '${row.name}'` : `line ${row.line}`;
}

/** What the runtime does otherwise with a row, or may do. */
function uncertaintiesOf(row: StepRow): readonly string[] {
  const notes: string[] = [];
  if (row.lostTo !== undefined) notes.push(`at run time lost because of ${placeOf(row.lostTo)}`);
  if (row.conditional === true) notes.push('exists only on some path through the code');
  return notes;
}

function notesOn(row: StepRow): string[] {
  const unread = row.unread === true ? ['in a table that released runtimes do not read'] : [];
  return [...uncertaintiesOf(row), ...unread];
}

function traceEntry(
  candidate: Candidate,
  rank: number | null,
  outcome: TraceEntry['outcome'],
  reason: string,
): TraceEntry {
  return {
    rank,
    workspace_id: candidate.workspace?.id ?? null,
    registry_type: candidate.definition.registry_type,
    source_registry: candidate.source,
    outcome,
    reason,
    notes: notesOn(candidate.row),
  };
}

interface Decision {
  readonly winner?: Candidate;
  readonly strategy: ResolutionStrategy;
  readonly origin: StrategyOrigin;
  /** Of every ranked candidate. */
  readonly reasons: readonly string[];
  readonly reason: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly tie?: boolean;
}

/** In `strict` mode, a name that is in both of the own tables is not decided. */
function isAmbiguous(asker: Asker, ranked: readonly Candidate[]): boolean {
  return asker.mode === 'strict' && ranked.filter(candidate => candidate.own).length > 1;
}

function undecided(
  ranked: readonly Candidate[],
  from: Pick<Decision, 'strategy' | 'origin'>,
  reason: string,
  error: string,
): Decision {
  return { ...from, reasons: ranked.map(() => reason), reason, errors: [error], warnings: [] };
}

function decide(
  name: string,
  ranked: readonly Candidate[],
  asker: Asker,
  choice: string | undefined,
): Decision {
  const asked = strategyFor(asker, ranked[0]);
  if (asker.refused) {
    const reason = 'the context is ambiguous';
    return { ...asked, reasons: ranked.map(() => reason), reason, errors: [], warnings: [] };
  }
  if (ranked.length === 0) {
    return {
      ...asked,
      reasons: [],
      reason: 'no registry in sight declares it',
      errors: [],
      warnings: [],
    };
  }
  if (isAmbiguous(asker, ranked)) {
    const error = `'${name}' is in both tables of '${asker.label}', its local steps and its overrides; strict mode does not choose`;
    return undecided(ranked, asked, 'ambiguous in strict mode', error);
  }
  const chosen = ranked.some(candidate => isChoice(candidate, choice));
  const follows = asker.mode === 'interactive' && chosen;
  const { strategy, origin } = follows
    ? { strategy: 'manual' as const, origin: asked.origin }
    : asked;
  if (strategy === 'manual' && ranked.length > 1 && !chosen) {
    const choices = ranked.map(nameOf).join(', ');
    const error =
      choice === undefined
        ? `No choice is remembered for '${name}'. Choices: ${choices}`
        : `The remembered choice '${choice}' does not declare '${name}'. Choices: ${choices}`;
    return undecided(ranked, { strategy, origin }, 'no choice is remembered', error);
  }
  const { winner, reasons, tie } = select(ranked, strategy, {
    context: asker.context,
    own: asker.own,
    choice,
  });
  const open = asker.mode === 'interactive' && !chosen && ranked.length > 1;
  return {
    winner,
    strategy,
    origin,
    reasons,
    tie,
    reason: reasons[ranked.indexOf(winner)]!,
    errors: [],
    warnings: open ? [`'${name}' can be chosen: ${ranked.map(nameOf).join(', ')}`] : [],
  };
}

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
  const { ranked, invalid } = candidatesOf(declared, asker.own, asker.mode);
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
    ],
    trace: [
      ...ranked.map((candidate, index) =>
        traceEntry(
          candidate,
          index + 1,
          candidate === winner ? 'chosen' : 'passed_over',
          decision.reasons[index]!,
        ),
      ),
      ...invalid.map(candidate =>
        traceEntry(
          candidate,
          null,
          'invalid',
          `the runtime refuses the entry: ${candidate.row.rejections!.map(each => each.message).join('; ')}`,
        ),
      ),
    ],
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
