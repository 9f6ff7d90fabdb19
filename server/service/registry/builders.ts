import type { Era } from './era.js';
import { RegistryError } from './errors.js';
import { byValue, type Listing } from './fields.js';
import { listedDefinition, listedDefinitions, listedNames } from './listing.js';
import { listNearest } from './messages.js';
import type { StepDefinition } from './models.js';
import { resolveBaseStepName } from './names/jobTypes.js';
import { LEGACY_ALIASES } from './names/legacyAliases.js';
import { recordOf } from './pythonValue.js';
import type { FoundClass, RegistrySource } from './source.js';
import { registerStepWithValidation, type ValidationMode } from './validation/registration.js';

const BUILDER = 'StepBuilder';

/** The runtime's builder discovery looks at modules of this name. */
const BUILDER_MODULE = /(?:^|\/)builder_[^/]*\.py$/;

/** Rows that stand for no step of their own: nobody builds them. */
const ABSTRACT_STEPS: ReadonlySet<string> = new Set(['Base', 'Processing']);
const UNBUILT_TYPES: ReadonlySet<string> = new Set(['Base', 'Lambda']);

/** Whether a row needs a builder class at all. */
export function needsBuilder(definition: StepDefinition): boolean {
  return (
    !ABSTRACT_STEPS.has(definition.name) &&
    !UNBUILT_TYPES.has(definition.sagemaker_step_type ?? '') &&
    definition.builder_step_name !== null
  );
}

/** What the check of the builder registry found, a line for each step. */
export interface BuilderValidation {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  readonly missing: readonly string[];
}

export interface BuilderStatistics {
  readonly total_builders: number;
  readonly default_builders: number;
  readonly custom_builders: number;
  readonly legacy_aliases: number;
  readonly step_registry_names: number;
}

/** What a configuration says about its step. */
export interface ConfigReference {
  readonly config_class: string;
  readonly job_type?: string | null;
  /** The node of the DAG that the configuration belongs to. */
  readonly node_name?: string | null;
}

/**
 * The builder classes of a registry's steps: those that were found in the source text, those that the runtime makes
 * from interfaces, and those that were registered here. A workspace sees its own classes and those outside all
 * workspaces.
 */
export class BuilderRegistry {
  readonly #source: RegistrySource;
  readonly #listing: (workspaceId: string | null | undefined) => Listing;
  readonly #era: () => Era;
  readonly #custom = new Map<string, FoundClass>();

  constructor(
    source: RegistrySource,
    listing: (workspaceId: string | null | undefined) => Listing,
    era: () => Era,
  ) {
    this.#source = source;
    this.#listing = listing;
    this.#era = era;
  }

  /** Every step that has a builder class, with that class. */
  getBuilderMap(workspaceId?: string | null): Record<string, FoundClass> {
    return recordOf(this.#builders(this.#listing(workspaceId)));
  }

  /** {@link getBuilderMap} and classes in builder modules that no step names, under their own name without `StepBuilder`. */
  discoverBuilders(workspaceId?: string | null): Record<string, FoundClass> {
    const listing = this.#listing(workspaceId);
    const builders = this.#builders(listing);
    const named = new Set([...builders.values()].map(({ name }) => name));
    for (const className of this.#source.classNames()) {
      if (!className.endsWith(BUILDER) || className === BUILDER || named.has(className)) continue;
      const found = this.#visible(className, listing).find(({ path }) =>
        BUILDER_MODULE.test(path ?? ''),
      );
      const stepName = className.slice(0, -BUILDER.length);
      if (found !== undefined && !builders.has(stepName)) builders.set(stepName, found);
    }
    return recordOf(builders);
  }

  /**
   * The builder of a configuration: by its node's name, else by its config class, with or without the job type.
   * @throws RegistryError where there is none
   */
  getBuilderForConfig(config: ConfigReference, workspaceId?: string | null): FoundClass {
    const listing = this.#listing(workspaceId);
    const builders = this.#builders(listing);
    const { node_name: node } = config;
    const stepType = this.configClassToStepType(config, workspaceId);
    const base = resolveBaseStepName(stepType, builders.keys());
    const names = [
      ...(node ? [node, LEGACY_ALIASES.get(node) ?? ''] : []),
      stepType,
      base ?? '',
      ...(node ? [resolveBaseStepName(node, builders.keys()) ?? ''] : []),
    ];
    const found = names.map(name => builders.get(name)).find(each => each !== undefined);
    if (found !== undefined) return found;
    throw new RegistryError(
      `No step builder found for config type '${config.config_class}' (step type: '${stepType}'). Available builders: ${listNearest(stepType, builders.keys())}`,
    );
  }

  /**
   * The builder of a step, of a legacy alias, or of a step with a job type behind it.
   * @throws RegistryError where there is none
   */
  getBuilderForStepType(stepType: string, workspaceId?: string | null): FoundClass {
    const canonical = LEGACY_ALIASES.get(stepType) ?? stepType;
    const listing = this.#listing(workspaceId);
    const builders = this.#builders(listing);
    const variant = (): string => resolveBaseStepName(canonical, builders.keys()) ?? '';
    const found = builders.get(canonical) ?? builders.get(variant());
    if (found !== undefined) return found;
    throw new RegistryError(
      `No step builder found for step type '${stepType}' (canonical: '${canonical}'). Available builders: ${listNearest(stepType, builders.keys())}`,
    );
  }

  /** The builder class of a step as a workspace sees it; undefined where the step or the class is not there. */
  findBuilderClass(stepName: string, workspaceId?: string | null): FoundClass | undefined {
    const custom = this.#custom.get(stepName);
    if (custom !== undefined) return custom;
    const listing = this.#listing(workspaceId);
    const definition = listedDefinition(listing.source, listing.own, stepName);
    const builder = definition?.builder_step_name;
    return builder ? this.#visible(builder, listing)[0] : undefined;
  }

  /** The step of a config class, with the job type that it or its node states behind it. */
  configClassToStepType(config: ConfigReference, workspaceId?: string | null): string {
    const jobType = config.job_type || this.extractJobType(config.node_name ?? '').job_type;
    const registered = byValue(this.#listing(workspaceId), 'config_class')[config.config_class];
    const base = registered ?? derivedStepType(config.config_class);
    return jobType ? `${base}_${jobType}` : base;
  }

  /** Config classes that a step can have: the registered one, else what convention makes of its name. */
  getConfigTypesForStepType(stepType: string, workspaceId?: string | null): string[] {
    const canonical = LEGACY_ALIASES.get(stepType) ?? stepType;
    const { source, own } = this.#listing(workspaceId);
    const registered = listedDefinition(source, own, canonical)?.config_class;
    return registered ? [registered] : [`${canonical}Config`, `${canonical}StepConfig`];
  }

  /** A node's name as its base and the lower-case job type behind the last underscore. */
  extractJobType(nodeName: string): { readonly base: string; readonly job_type: string | null } {
    const match = /^([A-Za-z][A-Za-z0-9]*)_([a-z]+)$/.exec(nodeName);
    return match === null
      ? { base: nodeName, job_type: null }
      : { base: match[1]!, job_type: match[2]! };
  }

  /** Steps with a builder, and all legacy aliases, sorted. */
  listSupportedStepTypes(workspaceId?: string | null): string[] {
    const builders = this.#builders(this.#listing(workspaceId));
    return [...new Set([...builders.keys(), ...LEGACY_ALIASES.keys()])].sort();
  }

  /** Whether a name, or what it is an alias of, has a builder. */
  isStepTypeSupported(stepType: string, workspaceId?: string | null): boolean {
    return this.#builders(this.#listing(workspaceId)).has(LEGACY_ALIASES.get(stepType) ?? stepType);
  }

  /**
   * Makes a builder known for a step. Nothing is written to a file.
   * @returns what validation has to say
   * @throws RegistryValidationError in mode `strict`
   */
  registerBuilder(
    stepType: string,
    builder: string | FoundClass,
    mode: ValidationMode = 'warn',
    workspaceId?: string | null,
  ): string[] {
    const found: FoundClass = typeof builder === 'string' ? { name: builder, bases: [] } : builder;
    const listing = this.#listing(workspaceId);
    const definition = listedDefinition(listing.source, listing.own, stepType);
    const messages = registerStepWithValidation(
      stepType,
      {
        builder_step_name: found.name,
        sagemaker_step_type: definition?.sagemaker_step_type ?? 'Processing',
        config_class: definition?.config_class ?? `${stepType}Config`,
      },
      this.#builders(listing),
      mode,
      this.#era(),
    );
    this.#custom.set(stepType, found);
    return messages;
  }

  /** @returns false where nothing was registered under that name */
  unregisterBuilder(stepType: string): boolean {
    return this.#custom.delete(stepType);
  }

  /** Which steps have their builder class, which only in another workspace, and which nowhere. */
  validateRegistry(workspaceId?: string | null): BuilderValidation {
    const listing = this.#listing(workspaceId);
    const builders = this.#builders(listing);
    const valid: string[] = [];
    const invalid: string[] = [];
    const missing: string[] = [];
    for (const [name, definition] of listedDefinitions(listing.source, listing.own)) {
      const builder = builders.get(name);
      if (builder !== undefined) valid.push(`${name} -> ${builder.name}`);
      else if (needsBuilder(definition)) {
        const [elsewhere] = this.#source.classes(definition.builder_step_name!);
        if (elsewhere === undefined) missing.push(`${name}: No builder registered`);
        else
          invalid.push(`${name}: ${elsewhere.name} is only in workspace '${elsewhere.workspace}'`);
      }
    }
    return { valid, invalid, missing };
  }

  getRegistryStats(workspaceId?: string | null): BuilderStatistics {
    const listing = this.#listing(workspaceId);
    const total = this.#builders(listing).size;
    return {
      total_builders: total,
      default_builders: total - this.#custom.size,
      custom_builders: this.#custom.size,
      legacy_aliases: LEGACY_ALIASES.size,
      step_registry_names: listedNames(listing.source, listing.own).size,
    };
  }

  #builders(listing: Listing): Map<string, FoundClass> {
    const builders = new Map<string, FoundClass>();
    for (const [name, { builder_step_name }] of listedDefinitions(listing.source, listing.own)) {
      const found = builder_step_name && this.#visible(builder_step_name, listing)[0];
      if (found) builders.set(name, found);
    }
    for (const [name, custom] of this.#custom) builders.set(name, custom);
    return builders;
  }

  /** Classes of a name that a workspace sees, its own first. */
  #visible(name: string, { own }: Listing): readonly FoundClass[] {
    const classes = this.#source.classes(name);
    return [
      ...classes.filter(({ workspace }) => workspace !== undefined && workspace === own?.id),
      ...classes.filter(({ workspace }) => workspace === undefined),
    ];
  }
}

/** What the runtime makes of a config class that no step names. */
function derivedStepType(configClass: string): string {
  const base = configClass.replace(/Config$/, '').replace(/Step$/, '');
  return base === 'CradleDataLoad' ? 'CradleDataLoading' : base;
}
