import { isRuntimeIdentifier, stripped } from '../registry/acceptance.js';
import type { Field } from '../sources/facts.js';
import type { PyValue } from '../sources/values.js';
import {
  CONFLICT_METADATA,
  isUnjudged,
  shown,
  type ValueShape,
  WORKSPACE_KEYS,
} from './fieldNames.js';
import type { Rule, RuleContext } from './rule.js';
import { didYouMean, nearWords } from './suggest.js';
import { quotedList } from './wording.js';
import { workspaceIdOf } from './workspaceId.js';

interface Complaint {
  readonly message: string;
  readonly suggestions?: readonly string[];
  readonly replacement?: PyValue;
}

export const invalidMetadata: Rule = {
  code: 'invalid-metadata',
  eachEntry(context) {
    if (context.file.role.kind !== 'workspace-registry') return undefined;
    return ({ declaration }) => {
      for (const field of declaration.fields) {
        const shape = CONFLICT_METADATA.get(field.key);
        if (shape !== undefined) judge(context, field, shape, declaration.name);
      }
    };
  },

  check(context) {
    const { metadata } = context.file.facts;
    if (metadata === undefined || context.file.role.kind !== 'workspace-registry') return;
    const id = workspaceIdOf(context.file, context.view);
    for (const field of metadata.fields) {
      const shape = WORKSPACE_KEYS.get(field.key);
      if (shape !== undefined) judge(context, field, shape, id);
    }
  },
};

function judge({ report }: RuleContext, field: Field, shape: ValueShape, name: string): void {
  if (isUnjudged(field.value)) return;
  const complaint = complaintAbout(field.value, shape);
  if (complaint === undefined) return;
  const { suggestions = [], replacement } = complaint;
  report({
    span: field.valueSpan,
    name,
    message: `${field.key} ${complaint.message}${didYouMean(suggestions)}`,
    data: {
      field: field.key,
      suggestions,
      ...(replacement === undefined ? {} : { replacement }),
    },
  });
}

function complaintAbout(value: PyValue, shape: ValueShape): Complaint | undefined {
  switch (shape.kind) {
    case 'text':
      if (typeof value === 'string') return undefined;
      return {
        message: `must be a string, not ${shown(value)}.`,
        ...(typeof value === 'number' ? { replacement: String(value) } : {}),
      };
    case 'integer':
      if (typeof value === 'number' && Number.isInteger(value)) return undefined;
      return {
        message: `must be a whole number (a lower one wins), not ${shown(value)}.`,
        ...integerMeant(value),
      };
    case 'texts':
      return complaintAboutTexts(value);
    case 'id':
      return complaintAboutId(value);
    case 'choice': {
      if (typeof value === 'string' && shape.choices.has(value)) return undefined;
      const suggestions =
        typeof value === 'string' ? (nearWords(shape.choices, value)?.names ?? []) : [];
      return {
        message: `must be one of ${quotedList([...shape.choices])}, not ${shown(value)}: it is ignored.`,
        suggestions,
      };
    }
  }
}

function complaintAboutTexts(value: PyValue): Complaint | undefined {
  if (Array.isArray(value)) {
    const items = value as readonly PyValue[];
    const wrong = items.find(item => typeof item !== 'string');
    if (wrong === undefined) return undefined;
    return { message: `must be a list of strings, but holds ${shown(wrong)}.` };
  }
  return {
    message: `must be a list of strings, not ${shown(value)}.`,
    ...(typeof value === 'string' && value.trim() !== '' ? { replacement: [value] } : {}),
  };
}

function complaintAboutId(value: PyValue): Complaint | undefined {
  if (typeof value !== 'string') {
    return {
      message: `must be a string, not ${shown(value)}: no other name finds this workspace.`,
      ...(typeof value === 'number' ? { replacement: String(value) } : {}),
    };
  }
  const text = stripped(value);
  if (text === '') return { message: 'must not be empty.' };
  if (text !== value) {
    return {
      message: `'${value}' has blanks around it: they belong to the id at run time.`,
      suggestions: [text],
    };
  }
  if (isRuntimeIdentifier(text)) return undefined;
  const suggestion = text.replace(/[^\p{L}\p{N}_-]+/gu, '_').replace(/^_+|_+$/g, '');
  return {
    message: `'${text}' may hold only letters, digits, '_' and '-'.`,
    suggestions: isRuntimeIdentifier(suggestion) ? [suggestion] : [],
  };
}

function integerMeant(value: PyValue): { replacement?: number } {
  const number = typeof value === 'string' ? Number(value.trim() || 'none') : value;
  return typeof number === 'number' && Number.isInteger(number) ? { replacement: number } : {};
}
