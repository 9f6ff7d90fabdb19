import { BuilderRegistry, type ConfigReference } from './builders.js';
import { HyperparameterRegistry } from './hyperparameters.js';
import type { FoundClass, RegistrySource } from './source.js';
import { StepFunctions, type WorkspaceArgument } from './stepFunctions.js';
import type { ValidationMode } from './validation/registration.js';

/** The functions over what belongs to steps: builder classes and hyperparameter classes. */
export abstract class ComponentFunctions extends StepFunctions {
  readonly #source: RegistrySource;
  readonly #builders: BuilderRegistry;

  constructor(source: RegistrySource) {
    super();
    this.#source = source;
    this.#builders = new BuilderRegistry(
      source,
      workspaceId => this.listing(workspaceId),
      () => this.era(),
    );
  }

  /** The builder classes of the steps. */
  getGlobalRegistry(): BuilderRegistry {
    return this.#builders;
  }

  /**
   * The builder of a configuration, named by its class or described further.
   * @throws RegistryError where there is none
   */
  getBuilderForConfig(
    config: string | ConfigReference,
    nodeName?: string | null,
    workspaceId?: WorkspaceArgument,
  ): FoundClass {
    const reference = typeof config === 'string' ? { config_class: config } : config;
    const node = nodeName === undefined ? {} : { node_name: nodeName };
    return this.#builders.getBuilderForConfig({ ...reference, ...node }, workspaceId);
  }

  /** Every builder class that was found: step, or the class's own name without `StepBuilder`, to class. */
  discoverBuilders(workspaceId?: WorkspaceArgument): Record<string, FoundClass> {
    return this.#builders.discoverBuilders(workspaceId);
  }

  /** @throws RegistryValidationError in mode `strict` */
  registerGlobalBuilder(
    stepType: string,
    builderClass: string | FoundClass,
    mode: ValidationMode = 'warn',
  ): string[] {
    return this.#builders.registerBuilder(stepType, builderClass, mode);
  }

  listGlobalStepTypes(workspaceId?: WorkspaceArgument): string[] {
    return this.#builders.listSupportedStepTypes(workspaceId);
  }

  /** The builder class of a step as a workspace sees it; undefined where the step or the class is not there. */
  findBuilderClass(stepName: string, workspaceId?: WorkspaceArgument): FoundClass | undefined {
    return this.#builders.findBuilderClass(stepName, workspaceId);
  }

  /** `HYPERPARAMETER_REGISTRY`, a workspace's rows over core's; empty where the project has none. */
  getHyperparameterRegistry(workspaceId?: WorkspaceArgument): Record<string, unknown> {
    return this.#hyperparameters(workspaceId).info();
  }

  getAllHyperparameterClasses(workspaceId?: WorkspaceArgument): string[] {
    return this.#hyperparameters(workspaceId).classes();
  }

  /** The first class for a model type; null where there is none. */
  getHyperparameterClassByModelType(
    modelType: string,
    workspaceId?: WorkspaceArgument,
  ): string | null {
    return this.#hyperparameters(workspaceId).classByModelType(modelType);
  }

  getModulePath(className: string, workspaceId?: WorkspaceArgument): string | null {
    return this.#hyperparameters(workspaceId).modulePath(className);
  }

  getAllHyperparameterInfo(workspaceId?: WorkspaceArgument): Record<string, unknown> {
    return this.#hyperparameters(workspaceId).info();
  }

  validateHyperparameterClass(className: string, workspaceId?: WorkspaceArgument): boolean {
    return this.#hyperparameters(workspaceId).has(className);
  }

  #hyperparameters(workspaceId: WorkspaceArgument): HyperparameterRegistry {
    return new HyperparameterRegistry(this.#source, this.listing(workspaceId).own);
  }
}
