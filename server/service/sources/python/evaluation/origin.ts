import type { Expression } from '../parsing/ast.js';
import type { PythonSource } from '../parsing/source.js';

/** Where a value is written, and the references that led from there to where it is used. */
export interface Origin {
  readonly source: PythonSource;
  /** The expression that writes the value: a literal, a call, a sum, anything but a mere reference. */
  readonly node: Expression;
  readonly trail?: Trail | undefined;
}

/** References, the one nearest to the use first. */
export interface Trail {
  readonly source: PythonSource;
  readonly start: number;
  readonly end: number;
  readonly next?: Trail | undefined;
}

export function written(source: PythonSource, node: Expression): Origin {
  return { source, node };
}

/** The origin of a value that is reached through one more reference. */
export function referred(origin: Origin, source: PythonSource, at: Expression): Origin {
  return { ...origin, trail: link(source, at, origin.trail) };
}

export function link(
  source: PythonSource,
  at: Pick<Expression, 'start' | 'end'>,
  next: Trail | undefined,
): Trail {
  return { source, start: at.start, end: at.end, next };
}

/** Both trails, one behind the other. */
export function joinTrails(near: Trail | undefined, far: Trail | undefined): Trail | undefined {
  if (near === undefined) return far;
  if (far === undefined) return near;
  return { ...near, next: joinTrails(near.next, far) };
}
