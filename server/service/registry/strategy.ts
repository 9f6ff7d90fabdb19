import type { PyValue } from '../sources/values.js';
import type { Candidate } from './candidates.js';
import { type ResolutionContext, ResolutionStrategy } from './models.js';
import type { WorkspaceInfo } from './source.js';
import { CORE } from './workspaceLookup.js';

/** How a strategy sees one candidate: the lower the score, the better. */
interface Score {
  readonly score: number;
  /** A clause: `priority 80`. */
  readonly because: string;
}

/** What a strategy may look at. */
export interface StrategyInput {
  readonly context: ResolutionContext;
  readonly own: WorkspaceInfo | undefined;
  /** The remembered choice for the name: a workspace's id or `core`. */
  readonly choice: string | undefined;
}

export interface Selection {
  readonly winner: Candidate;
  /** Of every candidate, in the same order, why it won or lost. */
  readonly reasons: readonly string[];
  /** The strategy found several equally good, and the rank order had to decide. */
  readonly tie: boolean;
}

function textsIn(workspace: WorkspaceInfo | undefined, key: string): readonly string[] {
  const value: PyValue | undefined = workspace?.metadata.get(key);
  if (!Array.isArray(value)) return [];
  return (value as readonly PyValue[]).filter(item => typeof item === 'string');
}

/** The strategy that a workspace asks for; undefined where it states none that exists. */
export function defaultStrategyOf(
  workspace: WorkspaceInfo | undefined,
): ResolutionStrategy | undefined {
  const stated = ResolutionStrategy.safeParse(
    workspace?.metadata.get('default_resolution_strategy'),
  );
  return stated.success ? stated.data : undefined;
}

function byFramework({ context, own }: StrategyInput): (candidate: Candidate) => Score {
  const preferred = [
    ...(context.preferred_framework ? [context.preferred_framework] : []),
    ...textsIn(own, 'preferred_frameworks'),
  ].map(framework => framework.toLowerCase());
  return ({ definition: { framework } }) => {
    if (framework === null) return { score: Number.POSITIVE_INFINITY, because: 'no framework' };
    const at = preferred.indexOf(framework.toLowerCase());
    return at === -1
      ? { score: Number.POSITIVE_INFINITY, because: `framework '${framework}' is not preferred` }
      : { score: at, because: `framework '${framework}' is preferred as number ${at + 1}` };
  };
}

function byEnvironment({ context, own }: StrategyInput): (candidate: Candidate) => Score {
  const stated = [
    context.environment_tags ?? [],
    textsIn(own, 'environment_preferences'),
    textsIn(own, 'environment_tags'),
  ].find(tags => tags.length > 0);
  const wanted = new Set(stated);
  return ({ definition }) => {
    const shared = [...new Set(definition.environment_tags)].filter(tag => wanted.has(tag));
    const because =
      shared.length === 0
        ? 'shares no environment tag'
        : `shares ${shared.length} environment ${shared.length === 1 ? 'tag' : 'tags'} (${shared.join(', ')})`;
    return { score: -shared.length, because };
  };
}

function byPriority(): (candidate: Candidate) => Score {
  return ({ definition: { priority } }) => ({ score: priority, because: `priority ${priority}` });
}

function byCore(): (candidate: Candidate) => Score {
  return ({ source }) =>
    source === CORE
      ? { score: 0, because: 'core has the name' }
      : { score: 1, because: 'no core step' };
}

/** Whether a remembered choice means the candidate. */
export function isChoice(candidate: Candidate, choice: string | undefined): boolean {
  return (
    choice !== undefined &&
    (candidate.source === choice || candidate.workspace?.claimedId === choice)
  );
}

function byChoice({ choice }: StrategyInput): (candidate: Candidate) => Score {
  return candidate =>
    isChoice(candidate, choice)
      ? { score: 0, because: 'the remembered choice' }
      : { score: 1, because: 'not the remembered choice' };
}

/** The place of a candidate in the rank order, in words. */
function rankReason(candidate: Candidate, winner: Candidate): string {
  const won = candidate === winner;
  if (candidate.own) {
    if (won) {
      return candidate.row.kind === 'local'
        ? 'the own workspace comes first'
        : "the own workspace's override comes before all other registries";
    }
    return 'the own local step comes before the own override';
  }
  if (candidate.source === CORE) {
    return won ? 'only core declares it' : 'workspaces come before core';
  }
  if (won) return 'the own workspace does not declare it; other workspaces follow by id';
  if (winner.own) return 'another workspace';
  return 'workspaces follow by id, local steps before overrides';
}

function scorer(
  strategy: ResolutionStrategy,
  input: StrategyInput,
): ((candidate: Candidate) => Score) | undefined {
  switch (strategy) {
    case 'framework_match':
      return byFramework(input);
    case 'environment_match':
      return byEnvironment(input);
    case 'highest_priority':
      return byPriority();
    case 'core_fallback':
      return byCore();
    case 'manual':
      return byChoice(input);
    case 'workspace_priority':
      return undefined;
  }
}

/**
 * Chooses among ranked candidates (at least one); the rank order breaks ties. For `manual` the caller makes sure
 * that there is something to follow.
 */
export function select(
  ranked: readonly Candidate[],
  strategy: ResolutionStrategy,
  input: StrategyInput,
): Selection {
  const first = ranked[0]!;
  if (ranked.length === 1) {
    const reason =
      first.source === CORE ? 'only core declares it' : 'the only declaration in sight';
    return {
      winner: first,
      reasons: [first.own ? 'the own workspace declares it' : reason],
      tie: false,
    };
  }
  const score = scorer(strategy, input);
  if (score === undefined) {
    return {
      winner: first,
      reasons: ranked.map(candidate => rankReason(candidate, first)),
      tie: false,
    };
  }
  const scores = ranked.map(score);
  const best = Math.min(...scores.map(each => each.score));
  const winner = ranked[scores.findIndex(each => each.score === best)]!;
  const tied = scores.filter(each => each.score === best).length > 1;
  return {
    winner,
    tie: tied,
    reasons: ranked.map((candidate, index) => {
      const { because, score: own } = scores[index]!;
      if (!tied || own !== best) return because;
      return candidate === winner
        ? `${because}; the rank order breaks the tie`
        : `${because}; loses the tie by rank order`;
    }),
  };
}
