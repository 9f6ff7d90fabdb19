import type { ProjectView } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { fieldOf, isPack, textOf } from './entries.js';
import { BUILDER, type ClassKind, CONFIG } from './knownClasses.js';
import type { Rule, RuleContext } from './rule.js';
import { isPascalCase, rightSpelling } from './spelling.js';
import { didYouMean } from './suggest.js';

/** Rows of core whose classes follow no convention; a workspace may name these classes too. */
const EXEMPT_ROWS = ['Base', 'Processing'];

export const namingConvention: Rule = {
  code: 'naming-convention',
  eachEntry(context) {
    const { file } = context;
    if (!isPack(file) && file.role.kind !== 'workspace-registry') return undefined;
    return ({ declaration }) => {
      if (declaration.shape === 'other') return;
      checkName(context, declaration);
      checkClass(context, declaration, CONFIG);
      checkClass(context, declaration, BUILDER);
    };
  },
};

function checkName({ file, view, report }: RuleContext, declaration: Declaration): void {
  const { name } = declaration;
  if (isPascalCase(name) || declaration.keyProblem !== undefined) return;
  const isCoreName = !isPack(file) && view.coreStep(name) !== undefined;
  // What the runtime rejects is a matter of `invalid-entry`.
  if (isCoreName || !/^[\p{L}\p{N}_-]+$/u.test(name)) return;
  const suggestion = rightSpelling(view, name);
  const suggestions = isPascalCase(suggestion) ? [suggestion] : [];
  report({
    span: declaration.nameSpan,
    name,
    message: `Step names are written in PascalCase, without '_' and '-': '${name}' is taken for a name with a job type in some places.${didYouMean(suggestions)}`,
    data: { suggestions },
  });
}

function checkClass(
  { view, report }: RuleContext,
  declaration: Declaration,
  { field: key, suffix }: ClassKind,
): void {
  const field = fieldOf(declaration, key);
  const value = textOf(declaration, key);
  if (field === undefined || field.derived === true || value === undefined || value === '') return;
  // As nearly all are.
  const isPlain = value.endsWith(suffix) && value.indexOf(suffix) + suffix.length === value.length;
  if (isPlain && isPascalCase(value)) return;
  if (!/^[\p{L}\p{N}_]+$/u.test(value) || isExempt(view, declaration, key, value)) return;
  const base = value.replaceAll(suffix, '');
  if (value.endsWith(suffix) && (base === '' || isPascalCase(base))) return;
  const suggestion = `${rightSpelling(view, withoutEnding(value, suffix))}${suffix}`;
  const suggestions = isPascalCase(suggestion) && suggestion !== value ? [suggestion] : [];
  report({
    span: field.valueSpan,
    name: declaration.name,
    message: `The name of a ${suffix === 'Config' ? 'config' : 'builder'} class is written in PascalCase and ends with '${suffix}', not '${value}'.${didYouMean(suggestions)}`,
    data: { field: key, value, suggestions },
  });
}

/** The name without what stands in place of the suffix: `my_step_builder`, `MyBuilder`, `MyConfiguration`. */
function withoutEnding(value: string, suffix: ClassKind['suffix']): string {
  const ending =
    suffix === 'Config' ? /_?(?:config(?:uration)?|conf|cfg)$/i : /_?(?:step)?_?builder$/i;
  const base = value.replace(ending, '');
  return base === '' ? value : base;
}

function isExempt(
  view: ProjectView,
  declaration: Declaration,
  key: ClassKind['field'],
  value: string,
): boolean {
  return [declaration.name, ...EXEMPT_ROWS].some(name => {
    const row = view.coreStep(name);
    return (
      row !== undefined && row.declaration !== declaration && textOf(row.declaration, key) === value
    );
  });
}
