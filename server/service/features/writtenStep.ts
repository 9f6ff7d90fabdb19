import type { ProjectView } from '../project/project.js';

/** A step name as it is written somewhere, taken apart. */
export interface WrittenStep {
  /** The canonical name that is meant. */
  readonly name: string;
  /** The name as written, without job type: the canonical name, or an alias of it. */
  readonly base: string;
  /** Separator and job type: `_training`, `-Training`; empty without one. */
  readonly suffix: string;
}

/**
 * The step that a text names: itself, a legacy alias, or the longest registry name before an open `_suffix` or `-Suffix`.
 * @returns undefined where it names none
 */
export function writtenStep(view: ProjectView, text: string): WrittenStep | undefined {
  const names = view.names();
  for (let end = text.length; end > 0; end = lastSeparator(text, end)) {
    const base = text.slice(0, end);
    const name = names.has(base) ? base : view.alias(base);
    if (name !== undefined) return { name, base, suffix: text.slice(end) };
  }
  return undefined;
}

function lastSeparator(text: string, before: number): number {
  return Math.max(text.lastIndexOf('_', before - 1), text.lastIndexOf('-', before - 1), 0);
}
