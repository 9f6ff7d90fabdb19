import type { Placed } from '../../project/project.js';
import type { StepDefinition, StepResolutionResult, TraceEntry } from '../../registry/models.js';
import { resolveForDisplay } from '../../registry/remembered.js';
import type { FeatureContext } from '../context.js';
import { type Prose, proseFor } from './prose.js';

type ListingSource = StepResolutionResult['resolution_metadata']['listing'];

/** How many declarations of a name are listed. */
const LISTED_CANDIDATES = 6;

const TABLES: Readonly<Record<TraceEntry['registry_type'], string>> = {
  core: 'core',
  workspace: 'local step',
  override: 'override',
};

/** How a step resolves for the active workspace. */
export function resolutionOf(name: string, context: FeatureContext): StepResolutionResult {
  const { view, workspace } = context;
  return resolveForDisplay(view, name, workspace ?? null);
}

/** The declaration that stands behind one row of the trace. */
export function declarationOf(
  { view }: Pick<FeatureContext, 'view'>,
  name: string,
  entry: Pick<TraceEntry, 'workspace_id' | 'registry_type'>,
): Placed | undefined {
  if (entry.workspace_id === null) return view.coreStep(name);
  const kind = entry.registry_type === 'override' ? 'override' : 'local';
  return view
    .declarations(name)
    .findLast(
      ({ workspace, declaration }) =>
        workspace === entry.workspace_id && declaration.kind === kind && !declaration.superseded,
    );
}

/**
 * What there is to know about a step: where it resolves to for the active workspace, what it shadows, and where the
 * runtime itself gives two answers. Paragraphs; none for a name that no registry has.
 */
export function stepText(name: string, context: FeatureContext): string[] {
  const prose = proseFor(context.client);
  const result = resolutionOf(name, context);
  if (result.trace.length === 0) return unseen(name, result, prose);
  const chosen = result.trace.find(entry => entry.outcome === 'chosen');
  const step = result.selected_definition;
  return [
    heading(name, step, chosen, prose),
    step?.description ? prose.text(step.description) : '',
    fields(step, chosen, result.trace.length === 1, context, prose),
    trace(result, context, prose),
    runtime(result, prose),
    notes(result, prose),
  ];
}

function unseen(name: string, result: StepResolutionResult, prose: Prose): string[] {
  const hidden = result.resolution_metadata.not_visible;
  if (hidden.length === 0) return [];
  const where = [...new Set(hidden.map(each => prose.code(each.source_registry)))].join(', ');
  const asker =
    result.workspace_id === null ? 'without a workspace' : `for ${prose.code(result.workspace_id)}`;
  return [`${prose.strong(name)}: not resolved ${asker}; declared by ${where}`];
}

function heading(
  name: string,
  step: StepDefinition | null,
  chosen: TraceEntry | undefined,
  prose: Prose,
): string {
  if (chosen === undefined) return `${prose.strong(name)}: not resolved`;
  const type = step?.sagemaker_step_type ? `${prose.text(step.sagemaker_step_type)} step, ` : '';
  return `${prose.strong(name)}: ${type}${sourceText(chosen, prose)}`;
}

function sourceText(entry: TraceEntry, prose: Prose): string {
  if (entry.registry_type === 'core') return 'core';
  return `${TABLES[entry.registry_type]} of ${prose.code(entry.source_registry)}`;
}

/** @param isOnly there is one declaration, so that no list of them follows */
function fields(
  step: StepDefinition | null,
  chosen: TraceEntry | undefined,
  isOnly: boolean,
  context: FeatureContext,
  prose: Prose,
): string {
  if (step === null || chosen === undefined) return '';
  const { name } = step;
  const named: readonly (readonly [string, string | null])[] = [
    ['Builder', step.builder_step_name],
    ['Config', step.config_class],
    ['Spec type', step.spec_type === name ? null : step.spec_type],
    ['Framework', step.framework],
    ['Job types', step.job_types.join(', ') || null],
  ];
  const lines = named.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [prose.item(`${label}: ${prose.code(value)}`)],
  );
  const placed = isOnly ? declarationOf(context, name, chosen) : undefined;
  const place = placed && placeText(placed, context, prose);
  return [...lines, ...(place === undefined ? [] : [prose.item(`Declared in ${place}`)])].join(
    '\n',
  );
}

/** `path:line`, linked where the client can open it. */
export function placeText(
  { file, declaration }: Placed,
  { places }: FeatureContext,
  prose: Prose,
): string {
  const location = places.location(file, declaration.nameSpan);
  const line = file.facts.lines.lineOf(declaration.nameSpan.start) + 1;
  const label = `${file.path}:${line}`;
  return location === undefined
    ? prose.code(label)
    : prose.link(label, `${location.uri}#L${location.range.start.line + 1}`);
}

/** Only where there is more than one declaration: what was passed over, and why. */
function trace(result: StepResolutionResult, context: FeatureContext, prose: Prose): string {
  if (result.trace.length < 2) return '';
  const shown = result.trace.filter(
    (entry, i) => entry.outcome === 'chosen' || i < LISTED_CANDIDATES,
  );
  const lines = shown.map(entry => {
    const placed = declarationOf(context, result.step_name, entry);
    const place = placed && placeText(placed, context, prose);
    const outcome = entry.outcome === 'passed_over' ? 'passed over' : entry.outcome;
    const where = place === undefined ? '' : ` (${place})`;
    const source = sourceText(entry, prose);
    return prose.item(`${source}${where}, ${outcome}: ${prose.text(entry.reason)}`);
  });
  const rest = result.trace.length - shown.length;
  if (rest > 0) lines.push(prose.item(`and ${rest} more`));
  const heading = result.conflict_detected ? 'In conflict:' : 'Declared more than once:';
  return [heading, '', ...lines].join('\n');
}

/** Where `get_step` and the listings of the runtime disagree, both are said. */
function runtime(result: StepResolutionResult, prose: Prose): string {
  const { get_step, listing, listing_differs } = result.resolution_metadata;
  if (!listing_differs) return '';
  const atRunTime = prose.item(
    `At run time (${prose.code('get_step')}): ${listed(get_step, prose)}`,
  );
  const inListings = prose.item(
    `In listings (${prose.code('STEP_NAMES')}): ${listed(listing, prose)}`,
  );
  return `${atRunTime}\n${inListings}`;
}

function listed({ source_registry, registry_type }: ListingSource, prose: Prose): string {
  if (registry_type === null) return 'not there';
  if (registry_type === 'core') return 'core';
  return `${TABLES[registry_type]} of ${prose.code(source_registry)}`;
}

function notes(result: StepResolutionResult, prose: Prose): string {
  const chosen = result.trace.find(entry => entry.outcome === 'chosen');
  const said = [...result.errors, ...result.warnings, ...(chosen?.notes ?? [])];
  return [...new Set(said)].map(note => prose.item(prose.text(note))).join('\n');
}
