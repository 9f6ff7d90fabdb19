import { ComponentFunctions } from './componentFunctions.js';
import { allConflicts, analysisOf, definitionOfDeclared } from './conflicts.js';
import {
  diagnoseHealth,
  diagnoseStep,
  type RegistryHealth,
  type StepDiagnosis,
} from './diagnosis.js';
import { type Era, eraOf } from './era.js';
import {
  RegistryConflictError,
  RegistryValidationError,
  WorkspaceRegistryError,
} from './errors.js';
import type { Listing } from './fields.js';
import {
  coreDefinitions,
  listedDefinition,
  listedDefinitions,
  listedNames,
  ownDefinitions,
  type RejectedEntry,
  rejectedEntries,
} from './listing.js';
import {
  type ConflictAnalysis,
  ResolutionContext,
  type StepDefinition,
  type StepResolutionResult,
} from './models.js';
import { recordOf } from './pythonValue.js';
import { resolveStep } from './resolve.js';
import type { RegistrySource, WorkspaceInfo } from './source.js';
import {
  type RegistryStatistics,
  type RegistryStatus,
  registryStatistics,
  registryStatus,
} from './status.js';
import type { WorkspaceArgument } from './stepFunctions.js';
import {
  type RegistryTables,
  type TableInput,
  TableSource,
  type WorkspaceTables,
} from './tables.js';
import { type DistributedValidation, validateRegistries } from './validation/registries.js';
import { WorkspaceContext } from './workspaceContext.js';
import { workspaceOfPath, workspacesCalled } from './workspaceLookup.js';

/** What is known beyond the tables. */
export interface RegistryOptions extends Partial<Era> {
  /** Remembered choices: step name to workspace id or `core`. */
  readonly choices?: TableInput;
  /** The workspace where none is given and none is set; who reads `CURSUS_WORKSPACE_ID` puts it here. */
  readonly workspace?: string | null;
}

/** One conflict: the document's keys, and the whole analysis in the first of the workspaces. */
export interface ConflictDetail extends ConflictAnalysis {
  readonly workspace_count: number;
  readonly workspaces: readonly string[];
}

export interface StepConflictAnalysis {
  readonly total_conflicts: number;
  readonly conflicting_steps: readonly string[];
  readonly conflict_details: Readonly<Record<string, ConflictDetail>>;
}

/**
 * The registry of one project: core, and workspaces that extend and override it. Names are looked up for a workspace
 * (`workspaceId`): its id, or a directory name that is nobody's id; null for core only; absent for the current
 * context, which is none unless one was set. Nothing is remembered between questions.
 */
export class UnifiedRegistryManager extends ComponentFunctions {
  readonly #source: RegistrySource;
  readonly #options: RegistryOptions;
  readonly #context: WorkspaceContext;

  /** From a source of one's own; {@link fromTables} makes one from plain tables. */
  constructor(source: RegistrySource, options: RegistryOptions = {}) {
    super(source);
    this.#source = source;
    this.#options = options;
    this.#context = new WorkspaceContext(options.workspace ?? null);
  }

  /**
   * A registry from plain tables with the document's field names. Entries that the runtime's model refuses are left
   * out, and their neighbours stay.
   */
  static fromTables(tables: RegistryTables, options: RegistryOptions = {}): UnifiedRegistryManager {
    return new UnifiedRegistryManager(new TableSource(tables, options.choices), options);
  }

  /**
   * Resolves a name with all that led to the answer. What is not there is said in the result.
   * @throws RegistryValidationError for a context that is none
   */
  getStep(stepName: string, context: ResolutionContext = {}): StepResolutionResult {
    const parsed = ResolutionContext.safeParse(context);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(each => `${each.path.join('.')}: ${each.message}`);
      throw new RegistryValidationError(`Not a resolution context: ${problems.join('; ')}`);
    }
    return resolveStep(this.#source, stepName, this.#inContext(parsed.data));
  }

  /** The definition that {@link getStep} selects; null where it selects none. */
  getStepDefinition(stepName: string, workspaceId?: WorkspaceArgument): StepDefinition | null {
    return resolveStep(this.#source, stepName, this.resolutionContext(workspaceId))
      .selected_definition;
  }

  /** Everything that a workspace lists: core, replaced and followed by its own; overrides before local steps. */
  getAllStepDefinitions(workspaceId?: WorkspaceArgument): Record<string, StepDefinition> {
    return recordOf(listedDefinitions(this.#source, this.#own(workspaceId)));
  }

  /** What a workspace declares itself; nothing for core. */
  getLocalOnlyDefinitions(workspaceId?: WorkspaceArgument): Record<string, StepDefinition> {
    return recordOf(ownDefinitions(this.#source, this.#own(workspaceId)));
  }

  /** Whether a workspace lists the name. */
  hasStep(stepName: string, workspaceId?: WorkspaceArgument): boolean {
    return listedDefinition(this.#source, this.#own(workspaceId), stepName) !== undefined;
  }

  /** The names that a workspace lists, sorted. */
  listSteps(workspaceId?: WorkspaceArgument): string[] {
    return [...listedNames(this.#source, this.#own(workspaceId))].sort();
  }

  /** All names of all registries, sorted; with their source: `core` and every workspace's id to its names. */
  listAllSteps(includeSource?: false): string[];
  listAllSteps(includeSource: true): Record<string, string[]>;
  listAllSteps(includeSource = false): string[] | Record<string, string[]> {
    const core = [...coreDefinitions(this.#source).keys()].sort();
    const workspaces = this.#source
      .workspaces()
      .map(each => [each.id, [...ownDefinitions(this.#source, each).keys()].sort()] as const);
    if (includeSource) return recordOf([['core', core], ...workspaces]);
    return [...new Set([...core, ...workspaces.flatMap(([, names]) => names)])].sort();
  }

  /** How many names a workspace lists. */
  getStepCount(workspaceId?: WorkspaceArgument): number {
    return listedNames(this.#source, this.#own(workspaceId)).size;
  }

  /**
   * Adds a workspace's tables, or replaces those of the directory.
   * @param workspaceId the directory; the id, unless the metadata claims another
   * @throws WorkspaceRegistryError for a registry that follows files: it has the workspaces that the files have
   */
  addWorkspaceRegistry(workspaceId: string, tables: Omit<WorkspaceTables, 'directory'>): void {
    this.#tables().add({ ...tables, directory: workspaceId });
  }

  /**
   * Removes a workspace, by its id or by its directory.
   * @returns false where there is none
   * @throws RegistryConflictError where several can be meant, WorkspaceRegistryError as {@link addWorkspaceRegistry}
   */
  removeWorkspaceRegistry(workspaceId: string): boolean {
    const tables = this.#tables();
    const [workspace, ...others] = workspacesCalled(tables, workspaceId);
    if (others.length > 0) {
      const ids = [workspace!, ...others].map(({ id }) => id).join(', ');
      throw new RegistryConflictError(`'${workspaceId}' can mean several workspaces: ${ids}`);
    }
    return workspace !== undefined && tables.remove(workspace.id);
  }

  /** Names that registries declare against each other, with all their declarations: workspaces by id, core last. */
  getStepConflicts(): Record<string, StepDefinition[]> {
    return recordOf(
      allConflicts(this.#source).map(({ name, parties }) => [
        name,
        parties.map(definitionOfDeclared),
      ]),
    );
  }

  /** Every conflict with its kind, its parties and the strategies that settle it. */
  analyzeStepConflicts(): StepConflictAnalysis {
    const details = allConflicts(this.#source).map(conflict => {
      const workspaces = [
        ...new Set(conflict.parties.flatMap(({ workspace }) => workspace?.id ?? [])),
      ];
      const context = workspaces[0] ?? null;
      const { resolution_strategy } = resolveStep(this.#source, conflict.name, {
        workspace_id: context,
      });
      const analysis = analysisOf(conflict, resolution_strategy, context);
      return [
        conflict.name,
        { workspace_count: workspaces.length, workspaces, ...analysis },
      ] as const;
    });
    return {
      total_conflicts: details.length,
      conflicting_steps: details.map(([name]) => name),
      conflict_details: recordOf(details),
    };
  }

  /** Whether two workspaces declare one name; a workspace against core alone does not count. */
  hasWorkspaceConflicts(): boolean {
    return allConflicts(this.#source).some(({ withCoreOnly }) => !withCoreOnly);
  }

  /** Entries that the runtime's model refuses: they are left out everywhere else. */
  listRejectedEntries(): RejectedEntry[] {
    return rejectedEntries(this.#source);
  }

  getRegistryStatus(): RegistryStatus {
    return registryStatus(this.#source);
  }

  getRegistryStatistics(): RegistryStatistics {
    return registryStatistics(this.#source);
  }

  validateDistributedRegistry(): DistributedValidation {
    return validateRegistries(this.#source, this.era());
  }

  diagnoseStepResolution(stepName: string, workspaceId?: WorkspaceArgument): StepDiagnosis {
    return diagnoseStep(this.#source, stepName, this.resolutionContext(workspaceId));
  }

  diagnoseRegistryHealth(): RegistryHealth {
    return diagnoseHealth(this.#source, this.era());
  }

  /** The ids of all workspaces, sorted. */
  listAvailableWorkspaces(): string[] {
    return this.#source.workspaces().map(({ id }) => id);
  }

  getWorkspaceStepCount(workspaceId: string): number {
    return this.getStepCount(workspaceId);
  }

  /** The workspace in whose folder a path lies; null where it lies in none. */
  findWorkspaceOfPath(path: string): string | null {
    return workspaceOfPath(this.#source, path)?.id ?? null;
  }

  /** A context for {@link getStep}. */
  resolutionContext(workspaceId?: WorkspaceArgument): ResolutionContext {
    return this.#inContext({ workspace_id: workspaceId });
  }

  /** Sets the workspace for everything that is asked without one. */
  setWorkspaceContext(workspaceId: string): void {
    this.#context.set(workspaceId);
  }

  /** The current workspace; null where there is none. */
  getWorkspaceContext(): string | null {
    return this.#context.get();
  }

  clearWorkspaceContext(): void {
    this.#context.clear();
  }

  /** Runs an action in a workspace and restores the context before, whatever happens. */
  withWorkspaceContext<T>(workspaceId: string, action: () => T): T {
    return this.#context.with(workspaceId, action);
  }

  /** What depends on the age of the runtime: told by core's own SageMaker types, unless the options say. */
  era(): Era {
    const types = [...coreDefinitions(this.#source).values()].map(each => each.sagemaker_step_type);
    return eraOf(new Set(types.filter(type => type !== null)), this.#options);
  }

  protected listing(workspaceId: WorkspaceArgument): Listing {
    return { source: this.#source, own: this.#own(workspaceId) };
  }

  #inContext(context: ResolutionContext): ResolutionContext {
    if (context.workspace_id !== undefined) return context;
    return { ...context, workspace_id: this.#context.get() };
  }

  /** The workspace that is meant; none for core, and for an id that nobody has. */
  #own(workspaceId: WorkspaceArgument): WorkspaceInfo | undefined {
    const id = workspaceId === undefined ? this.#context.get() : workspaceId;
    return id === null ? undefined : workspacesCalled(this.#source, id)[0];
  }

  #tables(): TableSource {
    if (this.#source instanceof TableSource) return this.#source;
    throw new WorkspaceRegistryError(
      'This registry follows files: add or remove the registry file of the workspace',
    );
  }
}
