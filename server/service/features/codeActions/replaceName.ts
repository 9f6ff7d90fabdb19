import type { TextChange } from '../../authoring/tableEdits.js';
import { textIn, textsIn } from './data.js';
import { declarationOf, fieldAt, isWrittenHere } from './declaration.js';
import type { Fix, FixMaker, FixRequest } from './fix.js';
import { isPlainWord, textAt } from './literal.js';

/** Puts a suggested name in place of the one that the finding speaks about. */
export const replaceName: FixMaker = request => {
  const { finding, text } = request;
  const written = textAt(text, finding.span);
  const suggestions = textsIn(finding, 'suggestions').filter(isPlainWord);
  if (suggestions.length === 0 || !isSubject(request, written)) return [];
  if (finding.data?.derived === true || written === suggestions[0]) return [];
  const isName = isStepName(request);
  if (isName && isUsed(request, written)) return [];
  return suggestions.map(
    (suggestion, index): Fix => ({
      title: `Replace with '${suggestion}'`,
      changes: [
        { span: finding.span, text: suggestion },
        ...(isName ? specTypeChange(request, written, suggestion) : []),
      ],
      preferred: index === 0,
    }),
  );
};

/** Whether the text is the very name that the finding is about: no escapes, no reference to where it is written. */
function isSubject(request: FixRequest, written: string): boolean {
  const { finding } = request;
  return [
    textIn(finding, 'value'),
    textIn(finding, 'field'),
    finding.name,
    fieldAt(request)?.value,
  ].includes(written);
}

function isStepName(request: FixRequest): boolean {
  const { finding } = request;
  const found = declarationOf(request);
  return found !== undefined && found.declaration.nameSpan.start === finding.span.start;
}

/** Where the step is used under its name, only a rename keeps everything right. */
function isUsed({ view }: FixRequest, name: string): boolean {
  for (const use of view.useNames()) {
    if (use === name || use.startsWith(`${name}_`)) return true;
  }
  return false;
}

/** The spec type of a step is its name; where both are written the same, both change. */
function specTypeChange(request: FixRequest, from: string, to: string): TextChange[] {
  const declaration = declarationOf(request)?.declaration;
  const field = declaration?.fields.find(({ key }) => key === 'spec_type');
  if (field === undefined || !field.plain || field.value !== from) return [];
  if (declaration === undefined || !isWrittenHere(declaration) || field.via?.length) return [];
  return textAt(request.text, field.valueSpan) === from
    ? [{ span: field.valueSpan, text: to }]
    : [];
}
