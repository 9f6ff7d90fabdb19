import type { Location, LocationLink } from 'vscode-languageserver-types';
import type { Placed } from '../project/project.js';
import type { FeatureContext, OpenText } from './context.js';
import { declarationOf, resolutionOf } from './hover/stepText.js';
import { type Target, toTargets } from './locations.js';
import { declarationsOf, stepOf } from './steps.js';
import { type Subject, subjectAt } from './subject.js';

const SYNTHESISED = 'StepBuilder';

/** From a step's name to its declaration, from the name of a builder or a config to its class. */
export function definition(
  open: OpenText,
  offset: number,
  context: FeatureContext,
): Location[] | LocationLink[] {
  const subject = subjectAt(open, offset);
  if (subject === undefined) return [];
  return toTargets(open, subject.span, targetsOf(open, subject, context), context);
}

/** From a step's name to its builder class; from the name of a class to the class. */
export function typeDefinition(
  open: OpenText,
  offset: number,
  context: FeatureContext,
): Location[] | LocationLink[] {
  const subject = subjectAt(open, offset);
  if (subject === undefined) return [];
  const step = stepOf(context.view, subject);
  const builder =
    step === undefined
      ? undefined
      : subject.kind === 'declaration'
        ? subject.declaration.fields.find(field => field.key === 'builder_step_name')?.value
        : resolutionOf(step, context).selected_definition?.builder_step_name;
  const targets =
    typeof builder === 'string'
      ? classTargets(open, builder, context)
      : subject.kind === 'class'
        ? classTargets(open, subject.text, context)
        : [];
  return toTargets(open, subject.span, targets, context);
}

function targetsOf(open: OpenText, subject: Subject, context: FeatureContext): Target[] {
  if (subject.kind === 'class') return classTargets(open, subject.text, context);
  const step = stepOf(context.view, subject);
  if (step === undefined) return [];
  if (subject.kind === 'declaration') return ownTargets(open, subject, context);
  const result = resolutionOf(step, context);
  const chosen = result.trace.find(entry => entry.outcome === 'chosen');
  const winner = chosen && declarationOf(context, step, chosen);
  const found = winner === undefined ? declarationsOf(step, context) : [winner];
  return found.map(declarationTarget);
}

/** A declaration leads to what it overrides, else to itself, so that an editor shows its uses instead. */
function ownTargets(
  open: OpenText,
  { declaration }: Extract<Subject, { kind: 'declaration' }>,
  { view }: FeatureContext,
): Target[] {
  const core = declaration.kind === 'override' ? view.coreStep(declaration.name) : undefined;
  if (core !== undefined) return [declarationTarget(core)];
  return open.file === undefined ? [] : [declarationTarget({ file: open.file, declaration })];
}

function declarationTarget({ file, declaration }: Placed): Target {
  return { file, name: declaration.nameSpan, whole: declaration.span };
}

/** The classes of a name, the file's own workspace first; else what binds the name; else the interface it is made from. */
function classTargets(open: OpenText, name: string, { view }: FeatureContext): Target[] {
  const own = open.file && view.workspaceOf(open.file)?.id;
  const classes = view.classes(name);
  if (classes.length > 0) {
    const isOwn = (placed: (typeof classes)[number]): boolean =>
      view.workspaceOf(placed.file)?.id === own;
    const visible = classes.some(isOwn) ? classes.filter(isOwn) : classes;
    return visible.map(({ file, class: fact }) => ({
      file,
      name: fact.nameSpan,
      whole: fact.span,
    }));
  }
  const bound = view
    .aliases(name)
    .flatMap(file =>
      file.facts.aliases
        .filter(alias => alias.name === name && alias.module === undefined)
        .map(alias => ({ file, name: alias.nameSpan, whole: alias.nameSpan })),
    );
  if (bound.length > 0 || !view.isSynthesisedBuilder(name)) return bound;
  const step = view.coreStep(name.slice(0, -SYNTHESISED.length));
  return step === undefined ? [] : [declarationTarget(step)];
}
