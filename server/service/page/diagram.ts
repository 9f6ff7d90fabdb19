import type { StepResolutionResult, TraceEntry } from '../registry/models.js';
import { escapeHtml } from './html.js';

const WIDTH = 190;
const HEIGHT = 46;
const GAP = 34;
const MAX_BOXES = 6;

const KINDS: Record<TraceEntry['registry_type'], string> = {
  core: 'core',
  workspace: 'local step',
  override: 'override',
};

/** Shape and mark differ too, so that colour is never the only sign. */
const MARKS: Record<TraceEntry['outcome'], string> = {
  chosen: '✓',
  passed_over: '–',
  invalid: '✕',
};

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function box(entry: TraceEntry, index: number): string {
  const x = index * (WIDTH + GAP) + 1;
  const arrow =
    index === 0
      ? ''
      : `<path class="arrow" d="M${x - GAP + 2} ${HEIGHT / 2 + 1} H${x - 6} m-6 -4 l6 4 l-6 4"/>`;
  const radius = entry.outcome === 'chosen' ? 10 : 2;
  return (
    `${arrow}<g class="${entry.outcome}"><title>${escapeHtml(entry.reason)}</title>` +
    `<rect x="${x}" y="1" width="${WIDTH}" height="${HEIGHT}" rx="${radius}"/>` +
    `<text x="${x + 10}" y="20" class="who">${MARKS[entry.outcome]} ${escapeHtml(shorten(entry.source_registry, 22))}</text>` +
    `<text x="${x + 10}" y="37">${entry.rank === null ? 'no candidate' : `rank ${entry.rank}`} · ${KINDS[entry.registry_type]}</text></g>`
  );
}

/** One resolution as a row of boxes in rank order; what was chosen is round and filled. */
export function resolutionDiagram(result: StepResolutionResult): string {
  const shown = result.trace.slice(0, MAX_BOXES);
  const chosen = result.trace.find(entry => entry.outcome === 'chosen');
  const late = chosen !== undefined && !shown.includes(chosen) ? [chosen] : [];
  const boxes = [...shown, ...late];
  if (boxes.length === 0) return '';
  const width = boxes.length * (WIDTH + GAP) - GAP + 2;
  const label = result.trace
    .map(
      entry =>
        `${entry.source_registry}, ${KINDS[entry.registry_type]}: ${entry.outcome.replace('_', ' ')}`,
    )
    .join('; ');
  const more = result.trace.length - boxes.length;
  return (
    `<svg class="resolution" role="img" aria-label="${escapeHtml(label)}" width="${width}" height="${HEIGHT + 2}" viewBox="0 0 ${width} ${HEIGHT + 2}">` +
    `${boxes.map(box).join('')}</svg>${more > 0 ? `<p class="note">and ${more} more</p>` : ''}`
  );
}
