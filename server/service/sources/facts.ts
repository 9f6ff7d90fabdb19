import type { LineIndex, Span } from '../text/span.js';
import type { Origin, PyDict, PyValue } from './values.js';

/**
 * What one file says: the result of reading it. Spans are offsets into the text that was read; texts and
 * syntax trees are not kept. A reader never throws: what it cannot read becomes a problem.
 */
export interface FileFacts {
  readonly lines: LineIndex;
  readonly problems: readonly SourceProblem[];
  readonly tables: readonly RegistryTable[];
  /** WORKSPACE_METADATA, where the file has one. */
  readonly metadata?: MetadataTable;
  readonly classes: readonly ClassFact[];
  /** Names bound at module level by import or by plain assignment of another name: `X = Y`, `from a import Y as X`. */
  readonly aliases: readonly AliasFact[];
  /** The module may hold classes that cannot be seen: a star import, `type(...)`, `globals()[...]`, `setattr`. */
  readonly dynamicNames: readonly DynamicNames[];
  readonly uses: readonly Use[];
  readonly ignores: readonly IgnoreComment[];
  /** Modules whose constants were asked for while the file was evaluated, known or not (paths relative to the project, no extension). */
  readonly moduleRequests: readonly string[];
  /** The interface that a *.step.yaml declares. */
  readonly interface?: InterfaceFact;
  /** A `HYPERPARAMETER_REGISTRY` table, where the file has one. */
  readonly hyperparameters?: RegistryTable;
  /** `LEGACY_ALIASES`-like literals of core: alias -> canonical name. */
  readonly legacyAliases?: ReadonlyMap<string, string>;
}

export interface SourceProblem {
  readonly kind:
    | 'syntax' // CPython would refuse the file
    | 'encoding' // cannot be decoded
    | 'unreadable' // I/O: a directory, no permission, vanished
    | 'limit' // too large, too deep
    | 'build' // valid text that makes the core registry fail to load (interface without sagemaker_step_type, ...)
    | 'structure'; // JSON/YAML that is well formed but not of the shape that is expected
  readonly message: string;
  readonly span: Span;
}

/** `core` includes interface files, the YAML table and `_EXTRAS`. */
export type TableKind = 'core' | 'local' | 'override';

export interface RegistryTable {
  readonly kind: TableKind;
  /** As written: `LOCAL_STEPS`, `WORKSPACE_STEPS`, `STEP_OVERRIDES`, `STEP_NAMES`, `_EXTRAS`, `step_names`; for an interface file `registry`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole literal (or the statement that makes the table). */
  readonly span: Span;
  /** In source order. A key that occurs twice has two declarations; the one that loses is `superseded`. */
  readonly declarations: readonly Declaration[];
  /** Parts that are not known: the table itself (empty path), an unknown spread, a conditional update. */
  readonly opaque: readonly OpaquePart[];
  /** Only running the code could tell in which order the entries were put in. */
  readonly isUnordered?: true;
}

export interface OpaquePart {
  /** [] the table itself, ['**'] an unknown spread, [NAME] an entry, [NAME, FIELD, ..] a field. */
  readonly path: readonly string[];
  readonly reason: string;
  readonly detail: string;
  readonly span: Span;
}

/** What one place in one file says about one step. */
export interface Declaration {
  readonly kind: TableKind;
  /** The key; a key that is no string (None, 1) has its Python spelling here and `keyProblem`. */
  readonly name: string;
  readonly keyProblem?: 'not-a-string';
  /** The name without its quotes; for an interface file the value of `step_type`. */
  readonly nameSpan: Span;
  /** Key through the end of the value. */
  readonly span: Span;
  /** The value. `entry`: a dict, see `fields`. Otherwise `raw` holds what stands there. */
  readonly shape: 'entry' | 'other' | 'opaque';
  readonly raw?: PyValue;
  readonly fields: readonly Field[];
  /** Exists only on some path through the code. */
  readonly conditional: boolean;
  /** A later statement or key replaces it. */
  readonly superseded: boolean;
  /** The text of the entry is damaged (half typed): nothing is said about its values. */
  readonly damaged: boolean;
  /** Where the entry is written, if not here: spreads and constants, nearest first. */
  readonly via: readonly Origin[];
  /** A quicker answer to `isCopy`, where both are of a kind that has one. */
  isCopyOf?(other: Declaration): boolean | undefined;
}

export interface Field {
  readonly key: string;
  /** Without quotes. For a derived field of an interface: the span of `step_type`'s value. */
  readonly keySpan: Span;
  readonly value: PyValue;
  /** Of a plain string: without its quotes. Otherwise the whole expression. Where the value is written if that is this file, else the reference. */
  readonly valueSpan: Span;
  /** The value is one plain string literal: its text equals the value, so that it may be edited in place. */
  readonly plain: boolean;
  /** Not written but derived by the runtime (interface files). */
  readonly derived?: boolean;
  /** Written in an interface's `registry:` block, but the runtime does not take it into the row (`requires`, misspelt keys). */
  readonly outsideRow?: boolean;
  readonly via?: readonly Origin[];
}

export interface MetadataTable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly fields: readonly Field[];
  readonly value: PyDict;
  readonly opaque: readonly OpaquePart[];
}

export interface ClassFact {
  readonly name: string;
  readonly nameSpan: Span;
  /** Header through the last line of the body. */
  readonly span: Span;
  /** As written, dotted; subscripts cut: `Base[T]` is `Base`. */
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
}

export interface AliasFact {
  readonly name: string;
  readonly nameSpan: Span;
  /** What it stands for, the last segment: `from a.b import C as D` is C. */
  readonly target: string;
  /** Dotted module of an import, with leading dots; absent for an assignment. */
  readonly module?: string;
}

export interface DynamicNames {
  readonly kind: 'star-import' | 'type-call' | 'globals' | 'setattr' | 'exec';
  readonly span: Span;
  readonly module?: string;
}

/**
 * Where a use stands decides what may be said about it (service/uses/policy.ts):
 * node and accessor uses are checked; predicates and compatible sources are only completed.
 */
export type UseContext =
  | 'dag-node' // add_node, PipelineDAG(nodes=[..])
  | 'dag-edge' // add_edge, PipelineDAG(edges=[..])
  | 'dag-config' // set_step_config
  | 'dag-metadata' // required_configs, entry_points, exit_points
  | 'accessor' // get_builder_step_name("X"), get_step_definition("X"): the runtime raises for an unknown name
  | 'spec-type' // get_step_name_from_spec_type, validate_spec_type, StepSpecification(step_type=..)
  | 'subscript' // STEP_NAMES["X"]
  | 'predicate' // has_step, validate_*, `"X" in STEP_NAMES`
  | 'dag-json-node'
  | 'dag-json-edge'
  | 'dag-json-metadata'
  | 'config-key' // config JSON: metadata.config_types key, configuration.specific key
  | 'config-class' // config JSON: config_types value, __model_type__
  | 'execution-key' // execute_doc.json: PIPELINE_STEP_CONFIGS keys, `X-Training`
  | 'variant' // interface variants: step_type X_Training
  | 'compatible-source';

export interface Use {
  readonly name: string;
  /** Inside the quotes. In a notebook: offsets into the file; `cell` gives the cell. */
  readonly span: Span;
  readonly context: UseContext;
  /** The source text of the span equals the name (no escapes, no concatenation): it may be edited in place. */
  readonly plain: boolean;
  /** The string is not closed yet: it serves completion, nothing is said about it. */
  readonly damaged?: boolean;
  /** Index of the notebook's cell (all cells counted) that holds the use. */
  readonly cell?: number;
}

export interface IgnoreComment {
  /** The comment itself. */
  readonly span: Span;
  /** The lines whose findings it silences: its own, and the next where it stands alone on a line. Zero-based. */
  readonly lines: readonly number[];
  /** Empty: every code. */
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
}

export interface InterfaceFact {
  readonly stepType: string;
  readonly stepTypeSpan: Span;
  /** Absent: the file declares no step. */
  readonly registrySpan?: Span;
  readonly nodeType?: string;
  readonly requires?: string;
  readonly jobTypes: readonly string[];
}

export const NO_FACTS: Omit<FileFacts, 'lines'> = {
  problems: [],
  tables: [],
  classes: [],
  aliases: [],
  dynamicNames: [],
  uses: [],
  ignores: [],
  moduleRequests: [],
};
