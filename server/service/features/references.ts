import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
} from 'vscode-languageserver-types';
import type { IndexedFile, ProjectView } from '../project/project.js';
import type { FileFacts } from '../sources/facts.js';
import type { Span } from '../text/span.js';
import type { FeatureContext, OpenText } from './context.js';
import { sortedLocations } from './locations.js';
import { stepOf, usesOf } from './steps.js';
import { type Subject, subjectAt } from './subject.js';
import { writtenStep } from './writtenStep.js';

/** A place that names the thing; a place that declares it where `declares`. */
interface Mention {
  readonly file: IndexedFile;
  readonly span: Span;
  readonly cell?: number;
  readonly declares: boolean;
}

/**
 * Every place in the project that names what stands at an offset: a step in Python, YAML, JSON and notebooks, with any
 * job type; a builder or config class in registries and configs. Places within Python code are the Python server's.
 */
export function references(
  open: OpenText,
  offset: number,
  includeDeclaration: boolean,
  context: FeatureContext,
): Location[] {
  const subject = subjectAt(open, offset);
  const mentions = subject === undefined ? [] : mentionsOf(subject, context.view);
  return sortedLocations(
    mentions
      .filter(mention => includeDeclaration || !mention.declares)
      .flatMap(({ file, span, cell }) => context.places.location(file, span, cell) ?? []),
  );
}

/** The same within one text. A class statement has none here: Python's own provider must win there. */
export function documentHighlights(
  open: OpenText,
  offset: number,
  { view }: FeatureContext,
): DocumentHighlight[] {
  const subject = subjectAt(open, offset);
  if (subject === undefined) return [];
  const step = stepOf(view, subject);
  if (step !== undefined) return highlightsOf(open, stepSpans(open.facts, step, view));
  if (subject.kind !== 'class') return [];
  const reads = classSpans(open.facts, subject.text).map(span => ({ span, declares: false }));
  return highlightsOf(open, reads);
}

function highlightsOf(
  { lines }: OpenText,
  spans: readonly { readonly span: Span; readonly declares: boolean }[],
): DocumentHighlight[] {
  return spans
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, declares }) => ({
      range: lines.range(span),
      kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function stepSpans(
  facts: FileFacts,
  step: string,
  view: ProjectView,
): { readonly span: Span; readonly declares: boolean }[] {
  const declared = declarationSpans(facts, step).map(span => ({ span, declares: true }));
  const used = facts.uses.flatMap(use => {
    const written = writtenStep(view, use.name);
    if (written?.name !== step) return [];
    const { start } = use.span;
    const span = use.plain ? { start, end: start + written.base.length } : use.span;
    return [{ span, declares: false }];
  });
  const types = specTypeSpans(facts, step, view).map(span => ({ span, declares: false }));
  return [...declared, ...used, ...types];
}

function mentionsOf(subject: Subject, view: ProjectView): Mention[] {
  const step = stepOf(view, subject);
  if (step !== undefined) return stepMentions(step, view);
  return subject.kind === 'class' || subject.kind === 'class-statement'
    ? classMentions(subject.text, view, subject.kind === 'class')
    : [];
}

function stepMentions(step: string, view: ProjectView): Mention[] {
  const files = new Set(view.declarations(step).map(placed => placed.file));
  const declared = [...files].flatMap(file => [
    ...declarationSpans(file.facts, step).map(span => ({ file, span, declares: true })),
    ...specTypeSpans(file.facts, step, view).map(span => ({ file, span, declares: false })),
  ]);
  const used = usesOf(view, step).map(({ file, use }) => ({
    file,
    span: use.span,
    declares: false,
    ...(use.cell === undefined ? {} : { cell: use.cell }),
  }));
  return [...declared, ...used];
}

function classMentions(name: string, view: ProjectView, withClass: boolean): Mention[] {
  const found: Mention[] = [];
  for (const file of view.files()) {
    for (const span of classSpans(file.facts, name)) found.push({ file, span, declares: false });
  }
  for (const { file, class: fact } of withClass ? view.classes(name) : []) {
    found.push({ file, span: fact.nameSpan, declares: true });
  }
  return found;
}

function declarationSpans(facts: FileFacts, step: string): Span[] {
  return facts.tables.flatMap(table =>
    table.declarations.flatMap(each => (each.name === step ? [each.nameSpan] : [])),
  );
}

/** Written values of `spec_type` that name the step. */
function specTypeSpans(facts: FileFacts, step: string, view: ProjectView): Span[] {
  return facts.tables.flatMap(table =>
    table.declarations.flatMap(({ fields }) =>
      fields.flatMap(field => {
        if (field.key !== 'spec_type' || field.derived || typeof field.value !== 'string')
          return [];
        return writtenStep(view, field.value)?.name === step ? [field.valueSpan] : [];
      }),
    ),
  );
}

/** Where registries and configs name a class. */
function classSpans(facts: FileFacts, name: string): Span[] {
  const inRows = facts.tables.flatMap(table =>
    table.declarations.flatMap(({ fields }) =>
      fields.flatMap(field => {
        const names = field.key === 'builder_step_name' || field.key === 'config_class';
        return names && !field.derived && field.value === name ? [field.valueSpan] : [];
      }),
    ),
  );
  const inConfigs = facts.uses.flatMap(use =>
    use.context === 'config-class' && use.name === name ? [use.span] : [],
  );
  return [...inRows, ...inConfigs];
}
