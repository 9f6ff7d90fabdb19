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
  { measure: 'facts', title: 'floor and reading all files to facts', unit: 'ms' },
  { measure: 'registries', title: 'the registry files alone, read to facts', unit: 'ms' },
  { measure: 'initialize', title: 'spawn to `initialize` answered', unit: 'ms' },
  { measure: 'settled', title: 'spawn to all findings published', unit: 'ms' },
  { measure: 'start cpu', title: 'CPU until then, all threads', unit: 'ms' },
  { measure: 'start bytes', title: 'sent until then', unit: 'KB' },
  { measure: 'peak memory', title: 'peak memory until then (RSS)', unit: 'MB' },
  {
    measure: 'registry memory',
    title: 'index of the registries alone, for 1,000 declarations',
    unit: 'KB',
  },
  {
    measure: 'index memory',
    title: 'index with the 2,000 classes and 600 uses beside them',
    unit: 'KB',
  },
  { measure: 'keystroke', title: 'keystroke to published findings, p50', unit: 'ms' },
  { measure: 'keystroke p95', title: 'keystroke to published findings, p95', unit: 'ms' },
  { measure: 'keystroke cpu', title: 'CPU of a keystroke', unit: 'ms' },
  { measure: 'bare scan', title: 'bare warm scan of that registry', unit: 'ms' },
  {
    measure: 'shared name own',
    title: 'edit of the name that all declare, to the findings of the edited file',
    unit: 'ms',
  },
  { measure: 'shared name', title: 'the same, to all settled (300 ms of quiet in it)', unit: 'ms' },
  { measure: 'shared name cpu', title: 'CPU for that edit', unit: 'ms' },
  { measure: 'shared name bytes', title: 'sent for that edit', unit: 'KB' },
  { measure: 'first completion', title: 'first completion', unit: 'ms' },
  { measure: 'completion', title: 'completion after a typed character, p50', unit: 'ms' },
  { measure: 'completion p95', title: 'completion after a typed character, p95', unit: 'ms' },
  { measure: 'memory after 10 edits', title: 'memory after 10 edits (RSS)', unit: 'MB' },
  { measure: 'memory after many edits', title: 'memory after 1,000 edits (RSS)', unit: 'MB' },
  {
    measure: 'resting ticks',
    title: 'CPU ticks of 10 ms in the first idle minute, in which V8 gives memory back once',
    unit: '',
  },
  { measure: 'memory after rest', title: 'memory after that minute (RSS)', unit: 'MB' },
  { measure: 'idle ticks', title: 'CPU ticks of 10 ms in the minute after it', unit: '' },
  { measure: 'disk change p95', title: 'change on disk, told to published, p95', unit: 'ms' },
  {
    measure: 'disk change with junk p95',
    title: 'the same while a file of junk is written every 100 ms',
    unit: 'ms',
  },
  { measure: '100,000 changes', title: '100,000 changes told at once, to all settled', unit: 'ms' },
  { measure: '100,000 changes cpu', title: 'CPU for those', unit: 'ms' },
  { measure: '100,000 changes memory', title: 'memory that they add (RSS)', unit: 'MB' },
  { measure: 'capped', title: 'start with a cap of 100 files, to all settled', unit: 'ms' },
  { measure: 'capped memory', title: 'peak memory of that (RSS)', unit: 'MB' },
];

const OTHERS: readonly Row[] = [
  { measure: 'lezer', title: 'floor and @lezer/python', unit: 'ms' },
  { measure: 'python original', title: 'the Python original loads the registries', unit: 'ms' },
  { measure: 'pyright initialize', title: 'pyright: spawn to `initialize` answered', unit: 'ms' },
  {
    measure: 'pyright first symbols',
    title: 'pyright: spawn to its first `workspace/symbol`',
    unit: 'ms',
  },
  { measure: 'pyright keystroke', title: 'pyright: keystroke to diagnostics, p50', unit: 'ms' },
  { measure: 'pyright keystroke cpu', title: 'pyright: CPU of a keystroke', unit: 'ms' },
  { measure: 'pyright memory', title: 'pyright: memory after that (RSS)', unit: 'MB' },
];

const OF_REPOSITORIES = new Set([
  'floor',
  'scan',
  'initialize',
  'settled',
  'start cpu',
  'start bytes',
  'peak memory',
]);

/** Medians with least and most, as Markdown tables; a column for each tree. */
export function tableOf(measured: Measured): string {
  const { machine, extent, trees, longTree, repositories, leftOut } = measured;
  const parts = [
    `${machine.platform}, ${machine.processors}, node ${machine.node}, load ${machine.load.map(load => load.toFixed(1)).join(' to ')}; ${extent.rounds} rounds: median [least..most]`,
    '',
    ...table(measured, ROWS, [...trees, longTree]),
  ];
  if (extent.slowRounds > 0) parts.push('', ...table(measured, OTHERS, trees));
  if (repositories.length > 0) {
    const rows = ROWS.filter(({ measure }) => OF_REPOSITORIES.has(measure));
    parts.push('', ...table(measured, rows, repositories));
  }
  if (extent.slowRounds > 0) {
    for (const reason of leftOut) parts.push('', `Not measured: ${reason}.`);
  }
  return parts.join('\n');
}

function table(measured: Measured, rows: readonly Row[], columns: readonly string[]): string[] {
  const known = rows.filter(({ measure }) =>
    columns.some(column => measured.samples.of(measure, column) !== undefined),
  );
  return [
    `| measure | ${columns.map(column => columnTitle(measured, column)).join(' | ')} |`,
    `|---|${columns.map(() => '---:|').join('')}`,
    ...known.map(({ measure, title, unit }) => {
      const cells = columns.map(column => cell(measured.samples.of(measure, column), unit));
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ];
}

function columnTitle({ trees, longTree }: Measured, column: string): string {
  if (column === longTree) return `${column} steps`;
  return trees.includes(column) ? `${column} developers` : column;
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

export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
