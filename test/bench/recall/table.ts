/** What became of the defects of one kind. */
export interface Count {
  planted: number;
  found: number;
  /** Defects for which one name is meant. */
  asked: number;
  suggested: number;
  /** Defects that brought up findings beside the one that is due. */
  extra: number;
}

/** The counts as a Markdown table, with their sum. */
export function countsTable(counts: ReadonlyMap<string, Count>): string {
  const total: Count = { planted: 0, found: 0, asked: 0, suggested: 0, extra: 0 };
  for (const count of counts.values()) {
    for (const key of Object.keys(total) as (keyof Count)[]) total[key] += count[key];
  }
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '| mistake | planted | found | first suggestion | with extra findings |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...rows, ['all', total] as const].map(
      ([kind, { planted, found, asked, suggested, extra }]) =>
        `| ${kind} | ${planted} | ${found} (${percent(found, planted)}) | ${asked === 0 ? '' : `${suggested} of ${asked} (${percent(suggested, asked)})`} | ${extra} |`,
    ),
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
