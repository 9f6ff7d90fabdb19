import type { RuleCode } from '../../../../shared/rules.js';
import { addFields } from './addFields.js';
import { convertValue } from './convertValue.js';
import { createClass } from './createClass.js';
import type { FixMaker } from './fix.js';
import { moveEntry } from './moveEntry.js';
import { removeDuplicate } from './removeDuplicate.js';
import { removeIgnore } from './removeIgnore.js';
import { replaceName } from './replaceName.js';
import { tableName } from './tableName.js';

/** What may settle the findings of a rule, best first. Ignoring is offered for every rule beside these. */
export const MAKERS: Readonly<Partial<Record<RuleCode, readonly FixMaker[]>>> = {
  'invalid-entry': [convertValue, replaceName],
  'duplicate-step': [removeDuplicate],
  'shadowed-core-step': [moveEntry],
  'override-without-target': [replaceName, moveEntry],
  'unknown-builder': [replaceName, createClass],
  'unknown-config-class': [replaceName, createClass],
  'missing-field': [addFields],
  'invalid-metadata': [convertValue, replaceName],
  'unknown-field': [replaceName],
  'unknown-sagemaker-type': [replaceName],
  'naming-convention': [replaceName],
  'unread-table-name': [tableName],
  'unknown-step': [replaceName],
  'deprecated-alias': [replaceName],
  'unused-ignore': [removeIgnore],
};

/** Rules whose findings a rename settles. */
export const RENAMABLE: ReadonlySet<RuleCode> = new Set([
  'conflicting-step-name',
  'shadowed-core-step',
  'step-pack-clash',
  'naming-convention',
]);

/** Rules whose preferred fix changes nothing that a person would want to decide; they are settled all at once. */
export const FIXED_TOGETHER: ReadonlySet<RuleCode> = new Set([
  'invalid-entry',
  'missing-field',
  'invalid-metadata',
  'unknown-field',
  'unknown-sagemaker-type',
  'unread-table-name',
  'deprecated-alias',
  'unused-ignore',
]);
