import type { ProjectView } from '../project/project.js';
import type { Declaration } from '../sources/facts.js';
import { coreText, fieldOf, mayHave } from './entries.js';
import type { Rule } from './rule.js';
import { quotedList } from './wording.js';

/** Without one of these the accessors raise KeyError for the whole workspace. */
const NEEDED = ['spec_type', 'sagemaker_step_type'];
const EXPECTED = ['config_class', 'builder_step_name'];

export const missingField: Rule = {
  code: 'missing-field',
  eachEntry({ file, view, report }) {
    // The loaders of these formats refuse or derive what is missing.
    if (file.role.kind === 'interface' || file.role.kind === 'core-yaml') return undefined;
    const inUse = view.coreFields();
    return entry => {
      const { declaration } = entry;
      if (entry.rejections !== undefined) return;
      const isMissing = (key: string): boolean =>
        inUse.has(key) &&
        (fieldOf(declaration, key)?.value ?? null) === null &&
        !mayHave(entry, key);
      const needed = NEEDED.filter(isMissing);
      const expected = EXPECTED.filter(isMissing);
      const fields = [...needed, ...expected];
      if (fields.length === 0) return;
      report({
        span: declaration.nameSpan,
        name: declaration.name,
        ...(needed.length > 0 ? {} : { severity: 'information' }),
        message: `Step '${declaration.name}' has no ${quotedList(fields)}.${consequence(declaration, needed, expected)}`,
        data: { fields, values: derivedValues(view, declaration, fields) },
      });
    };
  },
};

function consequence(
  { kind }: Declaration,
  needed: readonly string[],
  expected: readonly string[],
): string {
  if (needed.length > 0) {
    const scope = kind === 'core' ? 'everybody' : 'the whole workspace';
    return ` At run time the accessors that read ${quotedList(needed)} then raise KeyError for ${scope}.`;
  }
  return ` At run time the step cannot be found by its ${
    expected.includes('config_class') ? 'configuration' : 'builder'
  }.`;
}

/** What a missing field would hold by convention; of an override, what core holds. */
function derivedValues(
  view: ProjectView,
  { kind, name }: Declaration,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  const conventions: Readonly<Record<string, string>> = {
    spec_type: name,
    config_class: `${name}Config`,
    builder_step_name: `${name}StepBuilder`,
  };
  const values: Record<string, string> = {};
  for (const field of fields) {
    const core = kind === 'override' ? coreText(view, name, field) : undefined;
    const value = core ?? conventions[field];
    if (value !== undefined) values[field] = value;
  }
  return values;
}
