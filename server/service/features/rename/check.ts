import type { Placed, ProjectView } from '../../project/project.js';
import { correctedName, isPascalCase } from '../../registry/names/pascalCase.js';
import { type Owner, ownerOfDeclaration, sameOwner } from './owner.js';
import { Refusal } from './place.js';

/** The declarations that are one step. */
export function declarationsOfOwner(view: ProjectView, name: string, owner: Owner): Placed[] {
  return view
    .declarations(name)
    .filter(placed => sameOwner(ownerOfDeclaration(view, placed), owner));
}

/** Whether a step may be renamed at all: it has a declaration, and all of it is the project's own. */
export function refuseStep(view: ProjectView, name: string, owner: Owner): Refusal | undefined {
  const declared = declarationsOfOwner(view, name, owner);
  if (declared.length === 0) return new Refusal(`No registry of this project declares ${name}.`);
  const isReadOnly = declared.some(
    ({ file, workspace }) => workspace === undefined && (file.external || isBuiltin(view)),
  );
  if (!isReadOnly) return undefined;
  return new Refusal(
    `${name} is a core step, and the core in force is read only: ${view.core().source}.`,
  );
}

function isBuiltin(view: ProjectView): boolean {
  const { kind } = view.core();
  return kind === 'builtin' || kind === 'installed';
}

/** Whether the new name may be given. */
export function refuseName(view: ProjectView, name: string, newName: string): Refusal | undefined {
  if (!isPascalCase(newName)) {
    const meant = correctedName(newName);
    const example = isPascalCase(meant) && meant !== name ? `, such as ${meant}` : '';
    return new Refusal(`"${newName}" is no step name: it has to be in PascalCase${example}.`);
  }
  const taken = view.declarations(newName);
  if (taken.length > 0) {
    const owners = [...new Set(taken.map(placed => placed.workspace ?? 'core'))].sort();
    return new Refusal(`${newName} is declared already, by ${owners.join(', ')}.`);
  }
  const aliased = view.alias(newName);
  return aliased === undefined
    ? undefined
    : new Refusal(`${newName} is a legacy alias of ${aliased}.`);
}
