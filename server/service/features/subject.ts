import { isRuntimeIdentifier } from '../registry/acceptance.js';
import type { Declaration, Field, Use } from '../sources/facts.js';
import { type Span, spanContains } from '../text/span.js';
import type { OpenText } from './context.js';

/** What a reader found at an offset: the thing that hover explains and definition goes to. */
export type Subject =
  | { readonly kind: 'use'; readonly span: Span; readonly text: string; readonly use: Use }
  | {
      readonly kind: 'declaration';
      readonly span: Span;
      readonly text: string;
      readonly declaration: Declaration;
    }
  /** A step's name as the value of `spec_type`. */
  | {
      readonly kind: 'spec-type';
      readonly span: Span;
      readonly text: string;
      readonly field: Field;
    }
  | {
      readonly kind: 'class';
      readonly of: 'builder' | 'config';
      readonly span: Span;
      readonly text: string;
      /** The entry that names the class; absent in a config JSON. */
      readonly declaration?: Declaration;
    }
  /** A class statement of a builder or a config. */
  | { readonly kind: 'class-statement'; readonly span: Span; readonly text: string }
  | {
      readonly kind: 'value';
      readonly field: string;
      readonly span: Span;
      readonly text: string;
    }
  | {
      readonly kind: 'field';
      readonly owner: 'entry' | 'metadata' | 'registry-block';
      readonly span: Span;
      readonly text: string;
    };

/** @returns undefined where nothing of ours stands */
export function subjectAt(open: OpenText, offset: number): Subject | undefined {
  return (
    useAt(open, offset) ??
    registryAt(open, offset) ??
    metadataAt(open, offset) ??
    classAt(open, offset)
  );
}

function useAt({ facts }: OpenText, offset: number): Subject | undefined {
  const use = facts.uses.find(each => spanContains(each.span, offset));
  if (use === undefined) return undefined;
  const at = { span: use.span, text: use.name };
  return use.context === 'config-class'
    ? { kind: 'class', of: 'config', ...at }
    : { kind: 'use', ...at, use };
}

function registryAt({ facts, role }: OpenText, offset: number): Subject | undefined {
  for (const table of facts.tables) {
    for (const declaration of table.declarations) {
      if (spanContains(declaration.nameSpan, offset)) {
        return {
          kind: 'declaration',
          span: declaration.nameSpan,
          text: declaration.name,
          declaration,
        };
      }
      const owner = role.kind === 'interface' ? 'registry-block' : 'entry';
      const subject = fieldAt(declaration.fields, owner, offset, declaration);
      if (subject !== undefined) return subject;
    }
  }
  return undefined;
}

function metadataAt({ facts }: OpenText, offset: number): Subject | undefined {
  return facts.metadata && fieldAt(facts.metadata.fields, 'metadata', offset);
}

function classAt({ facts }: OpenText, offset: number): Subject | undefined {
  const found = facts.classes.find(each => spanContains(each.nameSpan, offset));
  return found && { kind: 'class-statement', span: found.nameSpan, text: found.name };
}

function fieldAt(
  fields: readonly Field[],
  owner: 'entry' | 'metadata' | 'registry-block',
  offset: number,
  declaration?: Declaration,
): Subject | undefined {
  const field = fields.find(
    each =>
      !each.derived && (spanContains(each.keySpan, offset) || spanContains(each.valueSpan, offset)),
  );
  if (field === undefined) return undefined;
  if (spanContains(field.keySpan, offset)) {
    return { kind: 'field', owner, span: field.keySpan, text: field.key };
  }
  const at = { span: field.valueSpan, text: field.value };
  if (typeof at.text !== 'string' || !isRuntimeIdentifier(at.text)) return undefined;
  const named = { span: at.span, text: at.text };
  if (declaration === undefined) return { kind: 'value', field: field.key, ...named };
  switch (field.key) {
    case 'builder_step_name':
      return { kind: 'class', of: 'builder', ...named, declaration };
    case 'config_class':
      return { kind: 'class', of: 'config', ...named, declaration };
    case 'spec_type':
      return { kind: 'spec-type', ...named, field };
    default:
      return { kind: 'value', field: field.key, ...named };
  }
}
