import type { Placed } from '../project/project.js';
import { isDict, isOpaque, type PyValue } from '../sources/values.js';
import { resolutionDiagram } from './diagram.js';
import { anchor, escapeHtml, fragment } from './html.js';
import type { CellKind, PicturedStep, RegistryPicture } from './model.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** Where a declaration can be opened: an address, or a place that the editor opens. */
export interface SourceLink {
  readonly href: string;
  /** Within VS Code: the document and the zero-based line. */
  readonly uri?: string;
  readonly line?: number;
}

export interface PageOptions {
  /** Written into the content security policy: only the page's own style and script run. */
  readonly nonce: string;
  link(placed: Placed): SourceLink | undefined;
}

const SYMBOLS: Record<CellKind, readonly [string, string]> = {
  core: ['●', 'core step'],
  local: ['■', 'local step'],
  override: ['◆', 'override'],
  invalid: ['✕', 'invalid: rejected at run time'],
};

function cell(kinds: readonly CellKind[]): string {
  return kinds
    .map(kind => {
      const [symbol, label] = SYMBOLS[kind];
      return `<span class="cell ${kind}" title="${label}" aria-label="${label}">${symbol}</span>`;
    })
    .join(' ');
}

function matrix(picture: RegistryPicture): string {
  const columns = ['core', ...picture.workspaces.map(workspace => workspace.id)];
  const head = columns.map(id => `<th scope="col">${escapeHtml(id)}</th>`).join('');
  const rows = picture.steps
    .map(step => {
      const cells = columns.map(id => `<td>${cell(step.cells.get(id) ?? [])}</td>`).join('');
      return `<tr ${rowData(step)}${step.inConflict ? ' class="clash"' : ''}><th scope="row"><a href="${fragment('step', step.name)}">${escapeHtml(step.name)}</a></th>${cells}</tr>`;
    })
    .join('\n');
  const legend = Object.entries(SYMBOLS)
    .map(([kind, [symbol, label]]) => `<span class="cell ${kind}">${symbol}</span> ${label}`)
    .join(' &nbsp; ');
  return `<p class="dim">${legend} &nbsp; ⚠ in conflict</p><div class="scroll" tabindex="0" role="region" aria-label="Workspaces and steps"><table class="matrix"><thead><tr><th scope="col">Step</th>${head}</tr></thead><tbody>\n${rows}\n</tbody></table></div>`;
}

function rowData(step: PicturedStep): string {
  return `data-step="${escapeHtml(step.name)}" data-clash="${step.inConflict ? 1 : 0}"`;
}

function shown(value: PyValue): string {
  if (isOpaque(value)) return '<span class="dim">known only when Python runs</span>';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return (value as readonly PyValue[]).map(shown).join(', ');
  if (isDict(value)) {
    return [...value].map(([key, item]) => `${escapeHtml(key)}: ${shown(item)}`).join('; ');
  }
  return escapeHtml(String(value));
}

function declared(placed: Placed, options: PageOptions): string {
  const fields = new Map(placed.declaration.fields.map(field => [field.key, field.value]));
  const link = options.link(placed);
  const where = escapeHtml(placed.file.path);
  const data =
    link?.uri === undefined
      ? ''
      : ` data-uri="${escapeHtml(link.uri)}" data-line="${link.line ?? 0}"`;
  const source =
    link === undefined ? where : `<a href="${escapeHtml(link.href)}"${data}>${where}</a>`;
  const rows = [...fields]
    .map(
      ([key, value]) =>
        `<tr><th scope="row">${escapeHtml(key)}</th><td class="mono">${shown(value)}</td></tr>`,
    )
    .join('');
  const who = placed.workspace ?? 'core';
  return `<h4>${cell([placed.declaration.kind])} ${escapeHtml(who)} <span class="dim mono">${source}</span></h4><table class="fields">${rows}</table>`;
}

function stepSection(step: PicturedStep, options: PageOptions): string {
  const resolutions = step.resolutions
    .map(({ contexts, result }) => {
      const answer = result.resolved ? `resolves to ${result.source_registry}` : 'does not resolve';
      return `<p>In <b>${contexts.map(escapeHtml).join(', ')}</b> it ${escapeHtml(answer)} <span class="dim">(${result.resolution_strategy})</span></p>${resolutionDiagram(result)}`;
    })
    .join('');
  const remembered =
    step.remembered === undefined
      ? ''
      : `<p class="note">★ ${escapeHtml(rememberedText(step.remembered))}</p>`;
  const badge = step.inConflict ? ' <span class="badge">conflict</span>' : '';
  const summary = `<b>${escapeHtml(step.name)}</b>${badge} <span class="dim">${escapeHtml([step.type, step.description].filter(part => part !== undefined).join(' · '))}</span>`;
  return `<details id="${anchor('step', step.name)}" ${rowData(step)}><summary>${summary}</summary>${remembered}${resolutions}${step.places.map(placed => declared(placed, options)).join('')}</details>`;
}

/** For people: who was chosen, and what the choice does. */
export function rememberedText({
  winner,
  problem,
}: NonNullable<PicturedStep['remembered']>): string {
  return problem === undefined
    ? `cursus-registry.yaml remembers ${winner} as the winner. Running code follows that only under the strategy manual.`
    : `cursus-registry.yaml remembers ${winner} as the winner, without effect: ${problem}.`;
}

function conflictTable(picture: RegistryPicture): string {
  if (picture.conflicts.length === 0) return '<p>No two registries declare the same step.</p>';
  const remembered = new Map(picture.steps.map(step => [step.name, step.remembered?.winner ?? '']));
  const rows = picture.conflicts
    .map(
      conflict =>
        `<tr><th scope="row"><a href="${fragment('step', conflict.step_name)}">${escapeHtml(conflict.step_name)}</a></th><td>${conflict.conflict_type.replace('_', ' ')}</td><td>${escapeHtml(conflict.conflicting_sources.join(', '))}</td><td>${conflict.resolution_strategy}</td><td>${escapeHtml(remembered.get(conflict.step_name) ?? '')}</td></tr>`,
    )
    .join('\n');
  return `<div class="scroll"><table><thead><tr><th>Step</th><th>Kind</th><th>Declared by</th><th>Strategy that decides</th><th>Remembered winner</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cards({ counts, workspaces, hiddenWorkspaces, conflicts }: RegistryPicture): string {
  const values: readonly (readonly [number, string])[] = [
    [counts.core, 'core steps'],
    [workspaces.length + hiddenWorkspaces, 'workspaces'],
    [counts.local, 'local steps'],
    [counts.overrides, 'overrides'],
    [conflicts.length, 'conflicts'],
    [counts.invalid, 'invalid entries'],
  ];
  return `<div class="cards">${values.map(([count, label]) => `<div class="card"><b>${count}</b>${label}</div>`).join('')}</div>`;
}

function leftOut({ hiddenSteps, hiddenWorkspaces, incomplete }: RegistryPicture): string {
  const notes = [
    ...(hiddenSteps > 0
      ? [`${hiddenSteps} steps are left out; those in conflict are all here.`]
      : []),
    ...(hiddenWorkspaces > 0 ? [`${hiddenWorkspaces} workspaces have no column.`] : []),
    ...incomplete.map(reason => `What is known is not complete: ${reason}.`),
  ];
  return notes.map(note => `<p class="note">${escapeHtml(note)}</p>`).join('');
}

/** The registry as one self-contained page: no network, no other file. */
export function registryPage(picture: RegistryPicture, options: PageOptions): string {
  const nonce = escapeHtml(options.nonce);
  const title = escapeHtml(picture.title);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<title>Step registry: ${title}</title><style nonce="${nonce}">${STYLE}</style></head><body>
<h1>Step registry: ${title}</h1><p class="dim">Core: <code>${escapeHtml(picture.coreSource)}</code></p>
<nav aria-label="Sections"><a href="#conflicts">Conflicts</a><a href="#matrix">Workspaces and steps</a><a href="#steps">Steps</a></nav>
${cards(picture)}${leftOut(picture)}
<h2 id="conflicts">Conflicts</h2>${conflictTable(picture)}
<h2 id="matrix">Workspaces and steps</h2>
<div class="tools"><input id="filter" type="search" placeholder="Filter steps" aria-label="Filter steps"><label><input id="clashes" type="checkbox"> only conflicts</label><span id="none" class="note" hidden>No step matches.</span></div>
${matrix(picture)}
<h2 id="steps">Steps</h2>
${picture.steps.map(step => stepSection(step, options)).join('\n')}
<script nonce="${nonce}">${SCRIPT}</script></body></html>
`;
}
