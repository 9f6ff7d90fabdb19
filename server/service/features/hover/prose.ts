import { type MarkupContent, MarkupKind } from 'vscode-languageserver-types';
import { escapeMarkdown, inlineCode } from '../../view/markdown.js';
import type { ClientAbilities } from '../context.js';

/** How a text for people is written: Markdown in which no name can format anything, or plain text. */
export interface Prose {
  /** A step, class, field or workspace. */
  code(name: string): string;
  strong(name: string): string;
  /** Text from a file. */
  text(text: string): string;
  link(label: string, uri: string): string;
  item(text: string): string;
}

const MARKDOWN: Prose = {
  code: inlineCode,
  strong: name => `**${escapeMarkdown(name)}**`,
  text: escapeMarkdown,
  link: (label, uri) =>
    `[${escapeMarkdown(label)}](<${uri.replace(/[<>\s\\]/g, encodeURIComponent)}>)`,
  item: text => `- ${text}`,
};

const PLAIN: Prose = {
  code: name => name,
  strong: name => name,
  text: text => text.replace(/\s+/g, ' '),
  link: label => label,
  item: text => `- ${text}`,
};

export function proseFor(client: Pick<ClientAbilities, 'markdown'>): Prose {
  return client.markdown ? MARKDOWN : PLAIN;
}

/** Paragraphs and lists put together for the client; undefined where there is nothing to say. */
export function markup(
  paragraphs: readonly string[],
  client: Pick<ClientAbilities, 'markdown'>,
): MarkupContent | undefined {
  const said = paragraphs.filter(paragraph => paragraph !== '');
  if (said.length === 0) return undefined;
  const kind = client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { kind, value: said.join('\n\n') };
}
