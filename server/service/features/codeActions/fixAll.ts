import type { CodeAction } from 'vscode-languageserver-types';
import type { TextChange } from '../../authoring/tableEdits.js';
import type { IndexedFile } from '../../project/project.js';
import type { Finding } from '../../rules/finding.js';
import { spansOverlap } from '../../text/span.js';
import type { FeatureContext } from '../context.js';
import { FIXED_TOGETHER, MAKERS } from './makers.js';
import type { CodeActionRequest } from './request.js';
import { settles } from './trial.js';
import { editOf } from './workspaceEdit.js';

export const FIX_ALL_KIND = 'source.fixAll.cursus';

/** More fixes than this are settled by asking again. */
const MAX_FIXES = 200;

/** One edit that settles every finding whose fix leaves nothing to decide. */
export function fixAll(
  request: CodeActionRequest,
  context: FeatureContext,
  file: IndexedFile,
): CodeAction[] {
  const { open, findings } = request;
  const proposed: Proposed[] = [];
  for (const finding of findings) {
    if (!FIXED_TOGETHER.has(finding.code) || proposed.length >= MAX_FIXES) continue;
    const asked = { finding, text: open.text, file, view: context.view };
    const fix = (MAKERS[finding.code] ?? [])
      .flatMap(maker => maker(asked))
      .find(candidate => candidate.preferred === true && candidate.files === undefined);
    const isFree = fix !== undefined && !overlaps(fix.changes, changesOf(proposed));
    if (isFree) proposed.push({ finding, changes: fix.changes });
  }
  const chosen = largestThatHolds(request, proposed);
  if (chosen.length === 0) return [];
  return [
    {
      title: 'Fix everything in this file that leaves nothing to decide',
      kind: FIX_ALL_KIND,
      edit: editOf(request, context, { changes: changesOf(chosen) }),
    },
  ];
}

interface Proposed {
  readonly finding: Finding;
  readonly changes: readonly TextChange[];
}

/** Mostly all hold together, which one trial tells; the few that do not are found by halving. */
function largestThatHolds(
  request: CodeActionRequest,
  proposed: readonly Proposed[],
): readonly Proposed[] {
  if (proposed.length === 0 || isSettled(request, proposed)) return proposed;
  if (proposed.length === 1) return [];
  const middle = proposed.length >> 1;
  const first = largestThatHolds(request, proposed.slice(0, middle));
  const second = largestThatHolds(request, proposed.slice(middle));
  const both = [...first, ...second];
  return isSettled(request, both) ? both : first;
}

function isSettled(
  { open, findings, judge }: CodeActionRequest,
  proposed: readonly Proposed[],
): boolean {
  const settled = proposed.map(({ finding }) => finding);
  return settles(open.text, settled, changesOf(proposed), findings, judge);
}

function changesOf(proposed: readonly Proposed[]): TextChange[] {
  return proposed.flatMap(({ changes }) => changes);
}

function overlaps(changes: readonly TextChange[], others: readonly TextChange[]): boolean {
  return changes.some(({ span }) =>
    others.some(
      other =>
        spansOverlap(span, other.span) ||
        span.start === other.span.start ||
        span.end === other.span.end,
    ),
  );
}
