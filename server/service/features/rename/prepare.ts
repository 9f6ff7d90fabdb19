import type { Range } from 'vscode-languageserver-types';
import type { ProjectView } from '../../project/project.js';
import type { Span } from '../../text/span.js';
import type { FeatureContext, OpenText } from '../context.js';
import { stepOf } from '../steps.js';
import { subjectAt } from '../subject.js';
import { writtenStep } from '../writtenStep.js';
import { refuseStep } from './check.js';
import { type Owner, ownerOfDeclaration, ownerOfUse } from './owner.js';
import { Refusal } from './place.js';

/** The step at an offset, whose it is, and the part of the text that is its name. */
export interface RenameTarget {
  readonly name: string;
  readonly owner: Owner;
  /** Without the job type. */
  readonly span: Span;
}

export interface PreparedRename {
  readonly range: Range;
  readonly placeholder: string;
}

/**
 * Whether the step at an offset can be renamed.
 * @returns undefined where no step stands: another server may know what does
 */
export function prepareRename(
  open: OpenText,
  offset: number,
  { view }: FeatureContext,
): PreparedRename | Refusal | undefined {
  const target = renameTarget(open, offset, view);
  if (target === undefined || target instanceof Refusal) return target;
  return { range: open.lines.range(target.span), placeholder: target.name };
}

export function renameTarget(
  open: OpenText,
  offset: number,
  view: ProjectView,
): RenameTarget | Refusal | undefined {
  const { file } = open;
  const subject = subjectAt(open, offset);
  const name = subject && stepOf(view, subject);
  if (subject === undefined || file === undefined) return undefined;
  if (name === undefined) {
    return subject.kind === 'use'
      ? new Refusal(`No registry of this project declares ${subject.text}.`)
      : undefined;
  }
  if (subject.kind === 'declaration') {
    const placed = view
      .declarations(name)
      .find(
        each =>
          each.file.uri === file.uri && each.declaration.nameSpan.start === subject.span.start,
      );
    if (placed === undefined) return new Refusal(`This declaration of ${name} is not in force.`);
    return allowed(view, { name, owner: ownerOfDeclaration(view, placed), span: subject.span });
  }
  const written = writtenStep(view, subject.text)!;
  if (written.base !== name) {
    return new Refusal(`${written.base} is a legacy alias of ${name}; aliases are not renamed.`);
  }
  const owner = ownerOfUse(view, name, file);
  if (owner === undefined) return new Refusal(`No registry of this project declares ${name}.`);
  const { start, end } = subject.span;
  const isPlain = end - start === subject.text.length;
  const span = isPlain ? { start, end: start + name.length } : subject.span;
  return allowed(view, { name, owner, span });
}

function allowed(view: ProjectView, target: RenameTarget): RenameTarget | Refusal {
  return refuseStep(view, target.name, target.owner) ?? target;
}
