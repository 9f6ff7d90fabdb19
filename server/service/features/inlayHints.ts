import type { InlayHint } from 'vscode-languageserver-types';
import type { Span } from '../text/span.js';
import type { FeatureContext, OpenText } from './context.js';
import { resolutionOf } from './hover/stepText.js';
import { writtenStep } from './writtenStep.js';

/** Behind each use within a span that does not resolve to core: from which workspace the step comes. */
export function inlayHints(open: OpenText, within: Span, context: FeatureContext): InlayHint[] {
  const sources = new Map<string, string | undefined>();
  return open.facts.uses.flatMap(use => {
    if (use.span.end < within.start || use.span.start > within.end) return [];
    const step = writtenStep(context.view, use.name)?.name;
    if (step === undefined || use.context === 'compatible-source') return [];
    if (!sources.has(step)) sources.set(step, sourceOf(step, context));
    const label = sources.get(step);
    if (label === undefined) return [];
    const position = open.lines.positionAt(behindQuotes(open.text, use.span.end));
    return [{ position, label, paddingLeft: true }];
  });
}

function sourceOf(step: string, context: FeatureContext): string | undefined {
  const chosen = resolutionOf(step, context).trace.find(entry => entry.outcome === 'chosen');
  if (chosen === undefined || chosen.registry_type === 'core') return undefined;
  return chosen.registry_type === 'override'
    ? `override of ${chosen.source_registry}`
    : `from ${chosen.source_registry}`;
}

function behindQuotes(text: string, end: number): number {
  const quotes = /^(?:"""|'''|\\?["'])/.exec(text.slice(end, end + 3));
  return end + (quotes?.[0].length ?? 0);
}
