import type { Candidate, Candidates } from './candidates.js';
import type { Decision } from './decision.js';
import type { TraceEntry } from './models.js';
import type { StepRow } from './source.js';

function placeOf(row: StepRow): string {
  return row.line === undefined ? `the entry '${row.name}'` : `line ${row.line}`;
}

/** What the runtime does otherwise with a row, or may do. */
export function uncertaintiesOf(row: StepRow): readonly string[] {
  const notes: string[] = [];
  if (row.lostTo !== undefined) notes.push(`at run time lost because of ${placeOf(row.lostTo)}`);
  if (row.conditional === true) notes.push('exists only on some path through the code');
  return notes;
}

function notesOn(row: StepRow): string[] {
  const unread = row.unread === true ? ['in a table that released runtimes do not read'] : [];
  return [...uncertaintiesOf(row), ...unread];
}

function traceEntry(
  candidate: Candidate,
  rank: number | null,
  outcome: TraceEntry['outcome'],
  reason: string,
): TraceEntry {
  return {
    rank,
    workspace_id: candidate.workspace?.id ?? null,
    registry_type: candidate.definition.registry_type,
    source_registry: candidate.source,
    outcome,
    reason,
    notes: notesOn(candidate.row),
  };
}

/** Why a refused row is none that counts. */
export function refusalOf(row: StepRow): string {
  const because = (row.rejections ?? []).map(({ message }) => message).join('; ');
  return `the runtime refuses the entry: ${because}`;
}

/** Every candidate once with the reason why it won or lost, then the entries that are none. */
export function traceOf(
  { ranked, invalid }: Candidates,
  { winner, reasons }: Pick<Decision, 'winner' | 'reasons'>,
): TraceEntry[] {
  const judged = ranked.map((candidate, index) =>
    traceEntry(
      candidate,
      index + 1,
      candidate === winner ? 'chosen' : 'passed_over',
      reasons[index]!,
    ),
  );
  const refused = invalid.map(candidate =>
    traceEntry(candidate, null, 'invalid', refusalOf(candidate.row)),
  );
  return [...judged, ...refused];
}
