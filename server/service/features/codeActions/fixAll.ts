import type { CodeAction } from 'vscode-languageserver-types';
import { applyChanges, type TextChange } from '../../authoring/tableEdits.js';
import type { IndexedFile } from '../../project/project.js';
import { spansOverlap } from '../../text/span.js';
import type { FeatureContext } from '../context.js';
import { FIXED_TOGETHER, MAKERS } from './makers.js';
import type { CodeActionRequest } from './request.js';
import { hasNewLoud, holds } from './trial.js';
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
  const { open, findings, judge } = request;
  const chosen: TextChange[] = [];
  for (const finding of findings) {
    if (!FIXED_TOGETHER.has(finding.code) || chosen.length >= MAX_FIXES) continue;
    const asked = { finding, text: open.text, file, view: context.view };
    const fix = (MAKERS[finding.code] ?? [])
      .flatMap(maker => maker(asked))
      .find(candidate => candidate.preferred === true && candidate.files === undefined);
    if (fix === undefined || overlaps(fix.changes, chosen)) continue;
    if (holds(open.text, finding, fix, findings, judge)) chosen.push(...fix.changes);
  }
  if (chosen.length === 0) return [];
  if (hasNewLoud(findings, judge(applyChanges(open.text, chosen)))) return [];
  return [
    {
      title: 'Fix everything in this file that leaves nothing to decide',
      kind: FIX_ALL_KIND,
      edit: editOf(request, context, { changes: chosen }),
    },
  ];
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
