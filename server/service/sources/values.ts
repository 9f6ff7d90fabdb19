import type { Span } from '../text/span.js';

/** Why a value cannot be known without running the code. `diagnose` counts these. */
export type OpaqueReason =
  | 'call' // the result of a function that is not evaluated
  | 'name' // a name that is bound to nothing known
  | 'environment' // os.environ, sys, platform
  | 'clock' // time and dates
  | 'io' // files, network
  | 'import' // a module outside the workspace, or one that could not be read
  | 'attribute'
  | 'operator'
  | 'condition' // depends on a condition that is not known
  | 'loop'
  | 'syntax' // damaged text
  | 'not-json' // known, but nothing that JSON can hold (a set, NaN, a non-string key)
  | 'limit'; // too large, too deep, too many steps of evaluation

/** A value that is not known, and why. Never a guess. */
export class Opaque {
  constructor(
    readonly reason: OpaqueReason,
    /** What stands there, shortened, for messages: `os.environ["X"]`. */
    readonly detail: string = '',
  ) {}
}

/**
 * A Python value as JSON would hold it: tuples and lists are arrays, dicts are maps in insertion order.
 * Integers that a double cannot hold exactly are opaque (`not-json`).
 */
export type PyValue = null | boolean | number | string | readonly PyValue[] | PyDict | Opaque;

export type PyDict = ReadonlyMap<string, PyValue>;

export function isOpaque(value: PyValue | undefined): value is Opaque {
  return value instanceof Opaque;
}

export function isDict(value: PyValue | undefined): value is PyDict {
  return value instanceof Map;
}

/** One link of the chain from the place where a value is used back to the place where it is written. */
export interface Origin {
  /** Absent: the same file. Otherwise the path of the module, relative to the project, `/` separated. */
  readonly path?: string;
  readonly span: Span;
}
