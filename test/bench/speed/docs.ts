import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goalsOf } from './goals.js';
import { plotOf } from './plot.js';
import type { Measured } from './run.js';
import { tableOf } from './table.js';

const PAGE = join('docs', 'capacity.md');
const PLOT = join('docs', 'images', 'capacity.svg');
const PLOT_BEFORE = join('docs', 'images', 'capacity-before.svg');

/** Puts a run into the page about capacity; the run that was there stays as the one before it. */
export function writeDocs(measured: Measured): void {
  let page = readFileSync(PAGE, 'utf8');
  page = filled(page, 'before', contentOf(page, 'latest'));
  page = filled(page, 'latest', tableOf(measured));
  page = filled(page, 'goals', goalsOf(measured));
  writeFileSync(PAGE, page);
  writeFileSync(PLOT_BEFORE, readFileSync(PLOT));
  writeFileSync(PLOT, plotOf(measured));
}

/** What stands between `<!-- bench: NAME -->` and `<!-- end -->`. */
function place(page: string, name: string): [start: number, end: number] {
  const mark = `<!-- bench: ${name} -->`;
  const at = page.indexOf(mark);
  const end = page.indexOf('<!-- end -->', at);
  if (at < 0 || end < 0) throw new Error(`${PAGE} has no ${mark} ... <!-- end -->`);
  return [at + mark.length, end];
}

function contentOf(page: string, name: string): string {
  return page.slice(...place(page, name)).trim();
}

function filled(page: string, name: string, content: string): string {
  const [start, end] = place(page, name);
  return `${page.slice(0, start)}\n${content}\n${page.slice(end)}`;
}
