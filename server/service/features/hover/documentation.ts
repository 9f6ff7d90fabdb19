import { type MarkupContent, MarkupKind } from 'vscode-languageserver-types';
import type { ClientAbilities, FeatureContext } from '../context.js';
import { markup } from './prose.js';
import { stepText } from './stepText.js';

/** What a completion item says about a step; undefined for a name that no registry has. */
export function stepDocumentation(
  step: string,
  context: FeatureContext,
): MarkupContent | undefined {
  return markup(stepText(step, context), context.client);
}

/** A sentence of ours, with back quotes around code, for the client's format. */
export function documentation(
  sentence: string,
  client: Pick<ClientAbilities, 'markdown'>,
): MarkupContent {
  return client.markdown
    ? { kind: MarkupKind.Markdown, value: sentence }
    : { kind: MarkupKind.PlainText, value: sentence.replaceAll('`', '') };
}
