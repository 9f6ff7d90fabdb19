import type { Measured } from './run.js';
import type { Summary } from './statistics.js';

interface Row {
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
}

const ROWS: readonly Row[] = [
  { measure: 'floor', title: 'walk and read, synchronous: the floor', unit: 'ms' },
  { measure: 'scan', title: 'floor and bare scan of the Python files', unit: 'ms' },
  { measure: 'lezer', title: 'floor and @lezer/python', unit: 'ms' },
  { measure: 'registries', title: 'the registry files alone, read to facts', unit: 'ms' },
  { measure: 'initialize', title: 'spawn to `initialize` answered', unit: 'ms' },
  { measure: 'settled', title: 'spawn to all findings published', unit: 'ms' },
  { measure: 'start cpu', title: 'CPU until then', unit: 'ms' },
  { measure: 'start bytes', title: 'sent until then', unit: 'KB' },
  { measure: 'peak memory', title: 'peak memory until then (RSS)', unit: 'MB' },
  { measure: 'keystroke', title: 'keystroke to published findings, p50', unit: 'ms' },
  { measure: 'keystroke p95', title: 'keystroke to published findings, p95', unit: 'ms' },
  { measure: 'keystroke cpu', title: 'CPU of a keystroke', unit: 'ms' },
  { measure: 'bare scan', title: 'bare warm scan of that registry', unit: 'ms' },
  {
    measure: 'shared name',
    title: 'edit of the name that all declare, to all settled',
    unit: 'ms',
  },
  { measure: 'shared name bytes', title: 'sent for that edit', unit: 'KB' },
  { measure: 'first completion', title: 'first completion', unit: 'ms' },
  { measure: 'completion', title: 'completion after a typed character, p50', unit: 'ms' },
  { measure: 'completion p95', title: 'completion after a typed character, p95', unit: 'ms' },
  { measure: 'memory after 10 edits', title: 'memory after 10 edits (RSS)', unit: 'MB' },
  { measure: 'memory after many edits', title: 'memory after many edits (RSS)', unit: 'MB' },
  { measure: 'idle ticks', title: 'CPU ticks of 10 ms while idle', unit: '' },
  { measure: 'pyright initialize', title: 'pyright: spawn to `initialize` answered', unit: 'ms' },
  { measure: 'pyright first symbols', title: 'pyright: spawn to first symbols', unit: 'ms' },
];

/** Medians with least and most, as a Markdown table; a column for each tree. */
export function tableOf(measured: Measured): string {
  const { machine, extent, samples } = measured;
  const trees = [...measured.trees, measured.longTree];
  const lines = [
    `${machine.platform}, ${machine.processors}, node ${machine.node}, load ${machine.load.map(load => load.toFixed(1)).join(' to ')}; ${extent.rounds} rounds: median [least..most]`,
    '',
    `| measure | ${trees.map(columnTitle).join(' | ')} |`,
    `|---|${trees.map(() => '---:|').join('')}`,
  ];
  for (const { measure, title, unit } of ROWS) {
    const cells = trees.map(tree => cell(samples.of(measure, tree), unit));
    if (cells.some(text => text !== '')) lines.push(`| ${title} | ${cells.join(' | ')} |`);
    else lines.push(`| ${title} | not measured |${' |'.repeat(trees.length - 1)}`);
  }
  lines.push('| the Python original | not measured |');
  return lines.join('\n');
}

function columnTitle(tree: string): string {
  return tree.includes('x') ? `${tree} steps` : `${tree} developers`;
}

function cell(found: Summary | undefined, unit: string): string {
  if (found === undefined) return '';
  const scale = unit === 'KB' ? 1000 : 1;
  const [median, least, most] = [found.median, found.least, found.most].map(value =>
    short(value / scale),
  );
  const suffix = unit === '' ? '' : ` ${unit}`;
  return found.count === 1 ? `${median}${suffix}` : `${median}${suffix} [${least}..${most}]`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
