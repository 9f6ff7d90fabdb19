import { SAGEMAKER_TYPES } from '../project/coreFacts.js';
import type { ProjectView } from '../project/project.js';
import { coreText, fieldOf, textOf } from './entries.js';
import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearWords } from './suggest.js';
import { quotedList } from './wording.js';

const FIELD = 'sagemaker_step_type';

export const unknownSagemakerType: Rule = {
  code: 'unknown-sagemaker-type',
  eachEntry({ file, view, report }) {
    const isInterface = file.role.kind === 'interface';
    return ({ declaration }) => {
      const field = fieldOf(declaration, FIELD);
      const type = textOf(declaration, FIELD);
      if (field === undefined || type === undefined || type === '') return;
      const isRowOfTable = declaration.kind === 'core' && !isInterface;
      if (isRowOfTable ? !isOddInCore(view, type) : view.sagemakerTypes().has(type)) return;
      const suggestions = suggestedTypes(type);
      report({
        span: field.valueSpan,
        name: declaration.name,
        ...(isInterface ? { severity: 'error' } : {}),
        message: `'${type}' is no SageMaker step type that cursus knows${
          isInterface ? ': its schema refuses the interface' : ''
        }.${didYouMean(suggestions) || ` Known are ${quotedTypes()}.`}`,
        data: { field: FIELD, value: type, suggestions },
      });
    };
  },
};

/** A core row may introduce a type; one that only this row has and that looks like another is a typing error. */
function isOddInCore(view: ProjectView, type: string): boolean {
  if (SAGEMAKER_TYPES.has(type) || !isLikelyTypo(nearWords(SAGEMAKER_TYPES, type))) return false;
  const users = view.coreNames().filter(name => coreText(view, name, FIELD) === type);
  return users.length <= 1;
}

function suggestedTypes(type: string): readonly string[] {
  const bare = type.replace(/(?:Step|_step|-step| step)$/, '');
  if (bare !== type && SAGEMAKER_TYPES.has(bare)) return [bare];
  const nearest = nearWords(SAGEMAKER_TYPES, bare);
  const own = SAGEMAKER_TYPES.has(type) ? [type] : [];
  return [...own, ...(nearest?.names ?? [])];
}

function quotedTypes(): string {
  return quotedList(['Processing', 'Training', 'Transform', 'CreateModel', 'Tuning']);
}
