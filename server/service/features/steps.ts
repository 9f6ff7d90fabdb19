import type { Placed, PlacedUse, ProjectView } from '../project/project.js';
import type { FeatureContext } from './context.js';
import type { Subject } from './subject.js';
import { writtenStep } from './writtenStep.js';

/** The canonical name of the step that a subject is about; undefined for one that is about none. */
export function stepOf(view: ProjectView, subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'declaration':
      return subject.text;
    case 'use':
    case 'spec-type':
      return writtenStep(view, subject.text)?.name;
    default:
      return undefined;
  }
}

/** The declarations of a step that count, the winner for the active workspace first. */
export function declarationsOf(name: string, { view, workspace }: FeatureContext): Placed[] {
  const rank = (placed: Placed): number => {
    if (placed.workspace === undefined) return workspace === undefined ? 0 : 3;
    const isLocal = placed.declaration.kind === 'local' ? 0 : 1;
    return placed.workspace === workspace ? isLocal : 4 + isLocal;
  };
  return view
    .declarations(name)
    .filter(({ declaration }) => !declaration.superseded)
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Every use that names the step: itself, with a job type, or by a legacy alias. */
export function usesOf(view: ProjectView, name: string): PlacedUse[] {
  const found: PlacedUse[] = [];
  for (const written of view.useNames()) {
    if (writtenStep(view, written)?.name === name) found.push(...view.uses(written));
  }
  return found;
}
