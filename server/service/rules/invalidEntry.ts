import type { IndexedFile } from '../project/project.js';
import type { Rejection } from '../registry/acceptance.js';
import type { Declaration } from '../sources/facts.js';
import type { PyValue } from '../sources/values.js';
import type { Rule } from './rule.js';
import { counted } from './wording.js';

export const invalidEntry: Rule = {
  code: 'invalid-entry',
  eachEntry({ file, report }) {
    if (file.role.kind !== 'workspace-registry') return undefined;
    return ({ declaration, rejections }) => {
      for (const rejection of rejections ?? []) {
        const key = rejection.field.split('.')[0]!;
        const field = declaration.fields.findLast(candidate => candidate.key === key);
        const replacement = field === undefined ? undefined : meantValue(key, field.value);
        report({
          span: field?.valueSpan ?? declaration.nameSpan,
          name: declaration.name,
          message: `Step '${declaration.name}': ${rejection.message}. At run time the entry is rejected, and ${lost(file, declaration)} without a word.`,
          data: {
            field: key,
            ...(replacement === undefined ? {} : { replacement }),
            ...nameSuggestion(declaration, rejection),
          },
        });
      }
    };
  },
};

/** What the runtime loses: it stops reading the file at the first entry that it rejects. */
function lost(file: IndexedFile, declaration: Declaration): string {
  const { tables, metadata } = file.facts;
  const isLater = (other: Declaration): boolean =>
    !other.superseded &&
    (other.kind === declaration.kind
      ? other.nameSpan.start > declaration.nameSpan.start
      : other.kind === 'override');
  const later = tables.flatMap(table => table.declarations).filter(isLater);
  const steps = later.filter(other => other.kind === 'local').length;
  const overrides = later.length - steps;
  const parts = [
    ...(steps > 0 ? [counted(steps, 'step')] : []),
    ...(overrides > 0 ? [counted(overrides, 'override')] : []),
    ...(metadata === undefined ? [] : ['WORKSPACE_METADATA']),
  ];
  if (parts.length === 0) return 'it is dropped';
  const last = parts.pop()!;
  const list = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `everything after it (${list}) is dropped with it`;
}

/** The one value of the right type that is clearly meant, if there is one. */
function meantValue(field: string, value: PyValue): PyValue | undefined {
  if (field === 'job_types') {
    if (value === null) return [];
    return typeof value === 'string' && value.trim() !== '' ? [value] : undefined;
  }
  if (field === 'metadata') return value === null ? new Map() : undefined;
  if (Array.isArray(value)) {
    const [only, ...rest] = value as readonly PyValue[];
    return rest.length === 0 && typeof only === 'string' ? only : undefined;
  }
  if (typeof value === 'number') return String(value);
  // A dotted path to the class: the runtime wants the class alone.
  if (field === 'builder_step_name' && typeof value === 'string') {
    const last = value.trim().split('.').at(-1)!;
    return /^[A-Za-z_]\w*$/.test(last) ? last : undefined;
  }
  return undefined;
}

function nameSuggestion(
  declaration: Declaration,
  rejection: Rejection,
): { suggestions?: readonly string[] } {
  if (rejection.field !== 'name' || declaration.keyProblem !== undefined) return {};
  const kept = declaration.name.replace(/[^\p{L}\p{N}_-]+/gu, '');
  return /^[A-Z]\w*$/.test(kept) ? { suggestions: [kept] } : {};
}
