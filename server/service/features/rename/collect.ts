import type { Placed, ProjectView } from '../../project/project.js';
import type { Field } from '../../sources/facts.js';
import { usesOf } from '../steps.js';
import { writtenStep } from '../writtenStep.js';
import { type Owner, ownerOfUse, sameOwner } from './owner.js';
import type { RenameGroup, RenamePlace } from './place.js';

/** The places of a step's name, and what is said about those that stay. */
export interface Collected {
  readonly places: readonly RenamePlace[];
  readonly notes: readonly string[];
}

/** Every place that names one owner's step by its own name: declarations, spec types, uses with any job type. */
export function collectStep(
  view: ProjectView,
  name: string,
  to: string,
  owner: Owner,
  declared: readonly Placed[],
): Collected {
  const places: RenamePlace[] = declared.map(({ file, declaration }) => ({
    file,
    span: declaration.nameSpan,
    text: name,
    from: name,
    to,
    group: 'step',
  }));
  for (const { file, declaration } of declared) {
    for (const field of declaration.fields) {
      const place = specTypePlace(view, field, name);
      if (place !== undefined) places.push({ file, ...place, from: name, to, group: 'spec-type' });
    }
  }
  // Where the spec type is made from the name, what names it has to follow.
  const isDerived = declared.some(({ declaration }) =>
    declaration.fields.some(field => field.key === 'spec_type' && field.derived),
  );
  const aliases = new Map<string, number>();
  for (const { file, use } of usesOf(view, name)) {
    if (!sameOwner(ownerOfUse(view, name, file), owner)) continue;
    const { base } = writtenStep(view, use.name)!;
    if (base !== name) {
      aliases.set(base, (aliases.get(base) ?? 0) + 1);
      continue;
    }
    const group: RenameGroup = use.context === 'spec-type' && !isDerived ? 'spec-type' : 'step';
    const cell = use.cell === undefined ? {} : { cell: use.cell };
    places.push({ file, span: use.span, text: use.name, from: name, to, group, ...cell });
  }
  return { places, notes: [...aliases].map(([alias, count]) => aliasNote(alias, count, name)) };
}

function specTypePlace(
  view: ProjectView,
  field: Field,
  name: string,
): Pick<RenamePlace, 'span' | 'text'> | undefined {
  if (field.key !== 'spec_type' || field.derived || typeof field.value !== 'string')
    return undefined;
  const written = writtenStep(view, field.value);
  return written?.base === name ? { span: field.valueSpan, text: field.value } : undefined;
}

function aliasNote(alias: string, count: number, name: string): string {
  const places = count === 1 ? '1 place writes' : `${count} places write`;
  return `${places} the legacy alias ${alias} of ${name}; aliases are not renamed.`;
}
