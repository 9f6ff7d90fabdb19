import * as z from 'zod/mini';
import '../../../shared/schemaMessages.js';

/** Which registry a definition comes from. */
export const RegistryType = z.enum(['core', 'workspace', 'override']);
export type RegistryType = z.infer<typeof RegistryType>;

/**
 * `automatic` follows the rank order, `strict` keeps workspaces isolated and refuses ambiguity, `interactive` follows
 * a remembered choice and otherwise names the choices.
 */
export const ResolutionMode = z.enum(['automatic', 'interactive', 'strict']);
export type ResolutionMode = z.infer<typeof ResolutionMode>;

/** How one of several candidates is chosen; the rank order breaks ties. */
export const ResolutionStrategy = z.enum([
  'workspace_priority',
  'framework_match',
  'environment_match',
  'manual',
  'highest_priority',
  'core_fallback',
]);
export type ResolutionStrategy = z.infer<typeof ResolutionStrategy>;

export const ConflictType = z.enum([
  'name_conflict',
  'framework_conflict',
  'version_conflict',
  'workspace_conflict',
]);
export type ConflictType = z.infer<typeof ConflictType>;

/** The priority of a step that states none; lower numbers win. */
export const DEFAULT_PRIORITY = 100;

const optionalText = z._default(z.nullable(z.string()), null);
const textList = z._default(z.array(z.string()), []);

/** One step of a registry: the fields of the document, with every other key of the entry in `metadata`. */
export const StepDefinition = z.strictObject({
  name: z.string().check(z.minLength(1)),
  registry_type: RegistryType,
  config_class: optionalText,
  spec_type: optionalText,
  sagemaker_step_type: optionalText,
  builder_step_name: optionalText,
  description: optionalText,
  framework: optionalText,
  job_types: textList,
  /** The unique id of the workspace; null for core. */
  workspace_id: optionalText,
  /** The registry whose step an override replaces. */
  override_source: optionalText,
  priority: z._default(z.int(), DEFAULT_PRIORITY),
  compatibility_tags: textList,
  framework_version: optionalText,
  environment_tags: textList,
  /** Null unless the entry states one. */
  conflict_resolution_strategy: z._default(z.nullable(ResolutionStrategy), null),
  metadata: z._default(z.record(z.string(), z.unknown()), {}),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

/** For whom, and how, a name is resolved. */
export const ResolutionContext = z.strictObject({
  /** An id, or a directory name that is nobody's id. Null or absent: core only. */
  workspace_id: z.nullish(z.string()),
  preferred_framework: z.nullish(z.string()),
  environment_tags: z.optional(z.array(z.string())),
  /** Absent: `automatic`. */
  resolution_mode: z.optional(ResolutionMode),
  /** Absent: what the first candidate, then its workspace asks for, else `workspace_priority`. */
  resolution_strategy: z.nullish(ResolutionStrategy),
});
export type ResolutionContext = z.infer<typeof ResolutionContext>;

/** `invalid`: the runtime's model rejects the entry, so it is no candidate. */
export const TraceOutcome = z.enum(['chosen', 'passed_over', 'invalid']);
export type TraceOutcome = z.infer<typeof TraceOutcome>;

/** Why one candidate won or lost. */
export const TraceEntry = z.strictObject({
  /** Place in the rank order, from 1; null for an invalid entry. */
  rank: z.nullable(z.int().check(z.minimum(1))),
  workspace_id: z.nullable(z.string()),
  registry_type: RegistryType,
  /** `core` or the workspace's id. */
  source_registry: z.string(),
  outcome: TraceOutcome,
  reason: z.string(),
  /** What the runtime would do otherwise, and what is uncertain about the entry. */
  notes: z.array(z.string()),
});
export type TraceEntry = z.infer<typeof TraceEntry>;

/** What clashes, and how it could be settled. */
export const ConflictAnalysis = z.strictObject({
  step_name: z.string().check(z.minLength(1)),
  conflict_type: ConflictType,
  /** All declarations: workspaces by id, local before override, core last. */
  conflicting_definitions: z.array(StepDefinition),
  conflicting_sources: z.array(z.string()),
  resolution_strategies: z.array(ResolutionStrategy),
  recommended_strategy: ResolutionStrategy,
  /** The strategy that decides today. */
  resolution_strategy: ResolutionStrategy,
  workspace_context: z.nullable(z.string()),
  impact_assessment: z.string(),
});
export type ConflictAnalysis = z.infer<typeof ConflictAnalysis>;

/** Where the runtime's listings (`STEP_NAMES` and the functions over it) take a name from. */
export const ListingSource = z.strictObject({
  source_registry: z.string(),
  registry_type: z.nullable(RegistryType),
});
export type ListingSource = z.infer<typeof ListingSource>;

export const StepResolutionResult = z.strictObject({
  step_name: z.string(),
  resolved: z.boolean(),
  selected_definition: z.nullable(StepDefinition),
  /** The id of the workspace that the winner comes from, `core`, or `none`. */
  source_registry: z.string(),
  /** The context: the workspace's id where it is known, else what was asked for. */
  workspace_id: z.nullable(z.string()),
  resolution_mode: ResolutionMode,
  resolution_strategy: ResolutionStrategy,
  reason: z.string(),
  /** The name is in conflict somewhere in the project, as `get_step_conflicts` says. */
  conflict_detected: z.boolean(),
  conflict_analysis: z.nullable(ConflictAnalysis),
  conflicting_definitions: z.array(StepDefinition),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
  trace: z.array(TraceEntry),
  resolution_metadata: z.strictObject({
    /** Who asked for the strategy: `context`, `step`, `workspace` or `default`. */
    strategy_origin: z.enum(['context', 'step', 'workspace', 'default']),
    /** The strategy found several candidates equally good, and the rank order had to decide. */
    tie: z.boolean(),
    /** What the runtime's `get_step` answers with: the first in rank order. */
    get_step: ListingSource,
    listing: ListingSource,
    /** The runtime itself disagrees: its listings give another answer than `get_step`. */
    listing_differs: z.boolean(),
    /** Registries that declare the name but cannot be seen in this mode and context. */
    not_visible: z.array(ListingSource),
  }),
});
export type StepResolutionResult = z.infer<typeof StepResolutionResult>;

export const RegistryValidationResult = z.strictObject({
  is_valid: z.boolean(),
  /** `core` or the workspace's id. */
  registry_type: z.string(),
  /** Errors, then warnings. */
  issues: z.array(z.string()),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
  step_count: z.int().check(z.minimum(0)),
});
export type RegistryValidationResult = z.infer<typeof RegistryValidationResult>;
