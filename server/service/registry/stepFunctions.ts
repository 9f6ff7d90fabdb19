import type { Era } from './era.js';
import { RegistryError } from './errors.js';
import {
  byName,
  byValue,
  isSpecType,
  type Listing,
  specTypeWithJobType,
  stepField,
  stepNameFromSpecType,
  stepNamesDict,
  stepsByType,
  textField,
} from './fields.js';
import { listedDefinition, listedNames } from './listing.js';
import { canonicalKey } from './names/canonicalKey.js';
import { canonicalNameFromFileName } from './names/fileName.js';
import { isJobTypeVariant, resolveBaseStepName, splitJobTypeSuffix } from './names/jobTypes.js';
import { canonicalToSnake, partsToPascal } from './names/snakeCase.js';

/** Where a function looks: a workspace's id; null for core; absent for the current context. */
export type WorkspaceArgument = string | null | undefined;

/**
 * The functions of the runtime's `step_names` module, over the listing of a workspace: core, replaced and followed by
 * the workspace's own steps. Dictionaries are fresh copies without a prototype.
 */
export abstract class StepFunctions {
  protected abstract listing(workspaceId: WorkspaceArgument): Listing;

  /** What depends on the age of the runtime: job types and SageMaker types. */
  abstract era(): Era;

  /** `STEP_NAMES`: every step with its legacy entry. */
  createLegacyStepNamesDict(
    workspaceId?: WorkspaceArgument,
  ): Record<string, Record<string, unknown>> {
    return stepNamesDict(this.listing(workspaceId));
  }

  /** `STEP_NAMES`, under the name of the runtime's function. */
  getStepNames(workspaceId?: WorkspaceArgument): Record<string, Record<string, unknown>> {
    return this.createLegacyStepNamesDict(workspaceId);
  }

  /** `CONFIG_STEP_REGISTRY`: config class to step; of steps that share one, the last. */
  getConfigStepRegistry(workspaceId?: WorkspaceArgument): Record<string, string> {
    return byValue(this.listing(workspaceId), 'config_class');
  }

  /** `BUILDER_STEP_NAMES`: step to builder class. */
  getBuilderStepNames(workspaceId?: WorkspaceArgument): Record<string, string> {
    return byName(this.listing(workspaceId), 'builder_step_name');
  }

  /** `SPEC_STEP_TYPES`: step to spec type. */
  getSpecStepTypes(workspaceId?: WorkspaceArgument): Record<string, string> {
    return byName(this.listing(workspaceId), 'spec_type');
  }

  /**
   * Any field of a step's legacy entry.
   * @throws RegistryError for a name that is no step, and for a field that its entry lacks
   */
  getStepField(stepName: string, fieldName: string, workspaceId?: WorkspaceArgument): unknown {
    return stepField(this.listing(workspaceId), stepName, fieldName);
  }

  /** @throws RegistryError as {@link getStepField} */
  getConfigClassName(stepName: string, workspaceId?: WorkspaceArgument): string {
    return textField(this.listing(workspaceId), stepName, 'config_class');
  }

  /** @throws RegistryError as {@link getStepField} */
  getBuilderStepName(stepName: string, workspaceId?: WorkspaceArgument): string {
    return textField(this.listing(workspaceId), stepName, 'builder_step_name');
  }

  /** @throws RegistryError as {@link getStepField} */
  getSpecStepType(stepName: string, workspaceId?: WorkspaceArgument): string {
    return textField(this.listing(workspaceId), stepName, 'spec_type');
  }

  /**
   * The spec type with a capitalised job type behind it: `XGBoostTraining_Calibration`.
   * @throws RegistryError as {@link getStepField}
   */
  getSpecStepTypeWithJobType(
    stepName: string,
    jobType?: string | null,
    workspaceId?: WorkspaceArgument,
  ): string {
    return specTypeWithJobType(this.listing(workspaceId), stepName, jobType);
  }

  /** The step of a spec type, its job type cut off; a spec type that no step has comes back as it is. */
  getStepNameFromSpecType(specType: string, workspaceId?: WorkspaceArgument): string {
    return stepNameFromSpecType(this.listing(workspaceId), specType);
  }

  /** In the registry's order: core, then the workspace's. */
  getAllStepNames(workspaceId?: WorkspaceArgument): string[] {
    const { source, own } = this.listing(workspaceId);
    return [...listedNames(source, own)];
  }

  validateStepName(stepName: string, workspaceId?: WorkspaceArgument): boolean {
    const { source, own } = this.listing(workspaceId);
    return listedDefinition(source, own, stepName) !== undefined;
  }

  /** Whether some step has the spec type, a job type behind it or not. */
  validateSpecType(specType: string, workspaceId?: WorkspaceArgument): boolean {
    return isSpecType(this.listing(workspaceId), specType);
  }

  /** @throws RegistryError as {@link getStepField} */
  getStepDescription(stepName: string, workspaceId?: WorkspaceArgument): string {
    return textField(this.listing(workspaceId), stepName, 'description');
  }

  /** Every step with its legacy entry. */
  listAllStepInfo(workspaceId?: WorkspaceArgument): Record<string, Record<string, unknown>> {
    return this.createLegacyStepNamesDict(workspaceId);
  }

  /** @throws RegistryError as {@link getStepField} */
  getSageMakerStepType(stepName: string, workspaceId?: WorkspaceArgument): string {
    return textField(this.listing(workspaceId), stepName, 'sagemaker_step_type');
  }

  getStepsBySageMakerType(sagemakerType: string, workspaceId?: WorkspaceArgument): string[] {
    return stepsByType(this.listing(workspaceId))[sagemakerType] ?? [];
  }

  /** The types that steps have, in the registry's order. */
  getAllSageMakerStepTypes(workspaceId?: WorkspaceArgument): string[] {
    return Object.keys(stepsByType(this.listing(workspaceId)));
  }

  /** Whether the runtime of this registry's age knows the type. */
  validateSageMakerStepType(sagemakerType: string): boolean {
    return this.era().sagemakerTypes.includes(sagemakerType);
  }

  /** SageMaker type to the steps that have it. */
  getSageMakerStepTypeMapping(workspaceId?: WorkspaceArgument): Record<string, string[]> {
    return stepsByType(this.listing(workspaceId));
  }

  /**
   * The step of a component file's name, without extension: `model_evaluation_xgb` is `XGBoostModelEval`.
   * @throws RegistryError where no step, or no single step, can be meant
   */
  getCanonicalNameFromFileName(fileName: string, workspaceId?: WorkspaceArgument): string {
    const { source, own } = this.listing(workspaceId);
    const answer = canonicalNameFromFileName(fileName, {
      stepNames: [...listedNames(source, own)],
      jobTypeSuffixes: this.era().jobTypeSuffixes,
      workspace: own?.id ?? null,
    });
    if (answer.name === undefined) throw new RegistryError(answer.error);
    return answer.name;
  }

  /** Whether {@link getCanonicalNameFromFileName} has an answer. */
  validateFileName(fileName: string, workspaceId?: WorkspaceArgument): boolean {
    const { source, own } = this.listing(workspaceId);
    const answer = canonicalNameFromFileName(fileName, {
      stepNames: [...listedNames(source, own)],
      jobTypeSuffixes: this.era().jobTypeSuffixes,
    });
    return answer.name !== undefined;
  }

  /** The file stem of a canonical name: `PyTorchTraining` is `pytorch_training`. */
  canonicalToSnake(canonicalName: string): string {
    return canonicalToSnake(canonicalName);
  }

  /** The canonical name of snake-case parts: `['pytorch', 'training']` is `PyTorchTraining`. */
  partsToPascal(parts: Iterable<string>): string {
    return partsToPascal(parts);
  }

  /** A name without case and separators. */
  canonicalKey(name: string): string {
    return canonicalKey(name);
  }

  /** Whether a snake-case name ends in a known job type. */
  isJobTypeVariant(stepName: string): boolean {
    return isJobTypeVariant(stepName);
  }

  /** The step of a node name, in any case and with any suffix; null where it is no step's. */
  resolveBaseStepName(nodeName: string, workspaceId?: WorkspaceArgument): string | null {
    return resolveBaseStepName(nodeName, this.getAllStepNames(workspaceId));
  }

  /** A node name as its step and its suffix; the whole name and null where it is no step's. */
  splitJobTypeSuffix(
    nodeName: string,
    workspaceId?: WorkspaceArgument,
  ): readonly [base: string, suffix: string | null] {
    return splitJobTypeSuffix(nodeName, this.getAllStepNames(workspaceId));
  }
}
