import { ambiguousReverseName } from './ambiguousReverseName.js';
import { conflictingStepName } from './conflictingStepName.js';
import { crossWorkspaceStep } from './crossWorkspaceStep.js';
import { deprecatedAlias } from './deprecatedAlias.js';
import { duplicateStep } from './duplicateStep.js';
import { dynamicEntry } from './dynamicEntry.js';
import { invalidEntry } from './invalidEntry.js';
import { invalidMetadata } from './invalidMetadata.js';
import { invalidProjectFile } from './invalidProjectFile.js';
import { missingField } from './missingField.js';
import { namingConvention } from './namingConvention.js';
import { overrideWithoutTarget } from './overrideWithoutTarget.js';
import { registryBuildFails } from './registryBuildFails.js';
import type { Rule } from './rule.js';
import { shadowedCoreStep } from './shadowedCoreStep.js';
import { stepPackClash } from './stepPackClash.js';
import { unknownBuilder } from './unknownBuilder.js';
import { unknownConfigClass } from './unknownConfigClass.js';
import { unknownField } from './unknownField.js';
import { unknownSagemakerType } from './unknownSagemakerType.js';
import { unknownStep } from './unknownStep.js';
import { unreadableRegistry } from './unreadableRegistry.js';
import { unreadTableName } from './unreadTableName.js';
import { workspaceIdClash } from './workspaceIdClash.js';

/** Every rule but `unused-ignore`, which the engine finds itself, in the order of the rule table. */
export const ALL_RULES: readonly Rule[] = [
  unreadableRegistry,
  registryBuildFails,
  invalidProjectFile,
  workspaceIdClash,
  invalidEntry,
  duplicateStep,
  stepPackClash,
  conflictingStepName,
  shadowedCoreStep,
  overrideWithoutTarget,
  unknownBuilder,
  unknownConfigClass,
  missingField,
  invalidMetadata,
  unknownField,
  unknownSagemakerType,
  namingConvention,
  ambiguousReverseName,
  unreadTableName,
  dynamicEntry,
  unknownStep,
  crossWorkspaceStep,
  deprecatedAlias,
];
