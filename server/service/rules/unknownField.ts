import type { Field } from '../sources/facts.js';
import { ENTRY_FIELDS, INTERFACE_FIELDS, METADATA_FIELDS } from './fieldNames.js';
import type { Rule, RuleContext } from './rule.js';
import { didYouMean, isLikelyTypo, nearWords } from './suggest.js';
import { workspaceIdOf } from './workspaceId.js';

export const unknownField: Rule = {
  code: 'unknown-field',
  eachEntry(context) {
    const known = context.file.role.kind === 'interface' ? INTERFACE_FIELDS : ENTRY_FIELDS;
    return ({ declaration }) => judge(context, declaration.fields, known, declaration.name);
  },

  check(context) {
    const { file, view } = context;
    const { metadata } = file.facts;
    if (metadata === undefined || file.role.kind !== 'workspace-registry') return;
    judge(context, metadata.fields, METADATA_FIELDS, workspaceIdOf(file, view));
  },
};

/** A key is taken for a misspelt field only if the field itself is not written beside it: a spread default may be meant to be replaced. */
function judge(
  { report }: RuleContext,
  fields: readonly Field[],
  known: ReadonlySet<string>,
  name: string,
): void {
  for (const field of fields) {
    if (known.has(field.key) || ENTRY_FIELDS.has(field.key)) continue;
    const nearest = nearWords(known, field.key);
    if (!isLikelyTypo(nearest)) continue;
    const suggestions = nearest.names.filter(
      suggestion =>
        !fields.some(other => other.key === suggestion && isWrittenBeside(other, field)),
    );
    if (suggestions.length === 0) continue;
    report({
      span: field.keySpan,
      name,
      message: `'${field.key}' is no field that the registry reads; it is kept as metadata only.${didYouMean(suggestions)}`,
      data: { field: field.key, suggestions },
    });
  }
}

function isWrittenBeside(other: Field, field: Field): boolean {
  return other.derived !== true && (other.via === undefined || field.via !== undefined);
}
