import type { UseContext } from '../../sources/facts.js';
import type { Span } from '../../text/span.js';
import type { Quoting } from './quoting.js';

/** How a job type is written behind a step name at one kind of place: `X_training`, `X_Training`, `X-Training`. */
export type VariantSpelling = 'lower' | 'capital' | 'hyphen' | 'none';

/** Places of step names that are no uses: the registry's own. */
export type RegistryPlace =
  | 'local-key'
  | 'override-key'
  | 'core-key'
  | 'interface-name'
  | 'spec-type-field'
  | 'choice';

/** A closed set of values; completion knows them by the field that they stand in. */
export type ValueField =
  | 'sagemaker_step_type'
  | 'framework'
  | 'framework_version'
  | 'job_types'
  | 'compatibility_tags'
  | 'environment_tags'
  | 'conflict_resolution_strategy'
  | 'conflict_tolerance'
  | 'node_type'
  | 'requires'
  | 'severity'
  | 'rule';

/** Whose keys are completed. */
export type FieldOwner =
  | 'entry' // a step in a table
  | 'metadata' // WORKSPACE_METADATA
  | 'interface' // *.step.yaml, top level
  | 'registry-block' // *.step.yaml, registry:
  | 'project-file'
  | 'ignore'; // an item of the project file's ignore list

/** What is wanted at the caret. */
export type Slot =
  | {
      readonly kind: 'step';
      readonly place: UseContext | RegistryPlace;
      readonly variants: VariantSpelling;
      /** Names that stand in the same table or list already: they are not offered. */
      readonly present: readonly string[];
      /** The step whose entry or interface it is in. */
      readonly step?: string;
      /** Of a table's key: its value follows already. */
      readonly hasValue?: boolean;
    }
  | { readonly kind: 'class'; readonly of: 'builder' | 'config'; readonly step?: string }
  | {
      readonly kind: 'value';
      readonly field: ValueField;
      /** Other items of the same list. */
      readonly present: readonly string[];
    }
  | {
      readonly kind: 'field';
      readonly owner: FieldOwner;
      readonly step?: string;
      readonly present: readonly string[];
      /** A colon stands behind the key already: only the key is written. */
      readonly hasValue: boolean;
    }
  | { readonly kind: 'workspace' };

/** What stands at the caret and what an accepted item replaces. */
export interface Caret {
  readonly slot: Slot;
  /** Replaced as a whole by an accepted item: the content of the string, or the bare word. */
  readonly span: Span;
  /** From the start of the span to the caret, as written. */
  readonly typed: string;
  readonly quoting: Quoting;
}
