/**
 * The unified step registry of cursus as a library: resolution of step names over core and workspaces, without an
 * editor, without Python, without a file system. Start with {@link UnifiedRegistryManager.fromTables}.
 */
import {
  isRegistryFile,
  type RegistryModule,
  readRegistryModule,
} from './service/registry/registryModule.js';
import { readPython } from './service/sources/python/module.js';

export { isRuntimeIdentifier, type Rejection, rejectionOf } from './service/registry/acceptance.js';
export {
  BuilderRegistry,
  type BuilderStatistics,
  type BuilderValidation,
  type ConfigReference,
} from './service/registry/builders.js';
export type {
  ComponentHealth,
  HealthStatus,
  RegistryHealth,
  StepDiagnosis,
} from './service/registry/diagnosis.js';
export { DOCUMENT_ERA, type Era, TODAY } from './service/registry/era.js';
export {
  RegistryConflictError,
  RegistryError,
  RegistryLoadError,
  RegistryValidationError,
  WorkspaceRegistryError,
} from './service/registry/errors.js';
export { fromLegacyFormat, toLegacyFormat } from './service/registry/formats.js';
export type { RejectedEntry } from './service/registry/listing.js';
export {
  type ConflictDetail,
  type RegistryOptions,
  type StepConflictAnalysis,
  UnifiedRegistryManager,
} from './service/registry/manager.js';
export {
  formatRegistryLoadError,
  formatStepNotFoundError,
  formatValidationError,
  formatWorkspaceNotFoundError,
} from './service/registry/messages.js';
export {
  ConflictAnalysis,
  ConflictType,
  ListingSource,
  RegistryType,
  RegistryValidationResult,
  ResolutionContext,
  ResolutionMode,
  ResolutionStrategy,
  StepDefinition,
  StepResolutionResult,
  TraceEntry,
  TraceOutcome,
} from './service/registry/models.js';
export { canonicalKey } from './service/registry/names/canonicalKey.js';
export {
  canonicalNameFromFileName,
  type FileNameAnswer,
  type FileNameInput,
} from './service/registry/names/fileName.js';
export {
  isJobTypeVariant,
  resolveBaseStepName,
  splitJobTypeSuffix,
} from './service/registry/names/jobTypes.js';
export { LEGACY_ALIASES } from './service/registry/names/legacyAliases.js';
export { nearestNames } from './service/registry/names/nearest.js';
export { correctedName, toPascalCase } from './service/registry/names/pascalCase.js';
export { nameSimilarity } from './service/registry/names/similarity.js';
export { canonicalToSnake, partsToPascal } from './service/registry/names/snakeCase.js';
export type {
  DeclaredStep,
  FoundClass,
  HyperparameterTable,
  RegistrySource,
  StepRow,
  WorkspaceInfo,
  WorkspaceRows,
} from './service/registry/source.js';
export type {
  CoreStatus,
  RegistryStatistics,
  RegistryStatus,
  WorkspaceStatus,
} from './service/registry/status.js';
export type { WorkspaceArgument } from './service/registry/stepFunctions.js';
export type {
  ClassInput,
  RegistryTables,
  TableInput,
  WorkspaceTables,
} from './service/registry/tables.js';
export { autoCorrectStepDefinition } from './service/registry/validation/correction.js';
export {
  createValidationReport,
  type ExistingSteps,
  registerStepWithValidation,
  type ValidationMode,
  type ValidationReport,
} from './service/registry/validation/registration.js';
export type { DistributedValidation } from './service/registry/validation/registries.js';
export { RegistryValidationModel } from './service/registry/validation/registryModel.js';
export {
  getValidationErrorsWithSuggestions,
  type StepData,
  type ValidationOptions,
  validateNewStepDefinition,
} from './service/registry/validation/stepDefinition.js';
export {
  Opaque,
  type OpaqueReason,
  type PyDict,
  type PyValue,
} from './service/sources/values.js';
export type { RegistryModule };

/** The name that a workspace's registry file has. */
const REGISTRY_FILE = 'workspace_registry.py';

/**
 * Reads the text of a registry file, a workspace's or a core table, without running it. What it returns can be given
 * to `addWorkspaceRegistry`.
 * @param path tells which tables to expect; `.../registry/step_names.py` is a core table
 * @throws RegistryLoadError where Python could not load the file either
 */
export function loadRegistryModule(text: string, path: string = REGISTRY_FILE): RegistryModule {
  return readRegistryModule(readPython, text, path);
}

/**
 * Whether a registry file is there, is Python by its name, and loads.
 * @param text what is in the file; null where there is none
 */
export function validateRegistryFile(path: string, text: string | null): boolean {
  return isRegistryFile(readPython, path, text);
}
