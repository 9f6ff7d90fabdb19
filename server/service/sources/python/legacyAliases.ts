import { detach } from '../../text/detach.js';
import { isInsideCursus } from './modules.js';
import { TokenKind, type Tokens, tokenIs } from './tokens.js';
import { elementsOf, readWrittenText } from './uses/literals.js';

const NAME = 'LEGACY_ALIASES';

/** The aliases of step names that the cursus package itself declares: `LEGACY_ALIASES = {"Old": "New"}`, also in a class. */
export function readLegacyAliases(
  tokens: Tokens,
  path: string,
): ReadonlyMap<string, string> | undefined {
  if (!isInsideCursus(path) || !tokens.text.includes(NAME)) return undefined;
  const aliases = new Map<string, string>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== TokenKind.name || !tokenIs(tokens, i, NAME)) continue;
    const open = literalAfter(tokens, i);
    if (open !== undefined) readEntries(tokens, open, aliases);
  }
  return aliases.size === 0 ? undefined : aliases;
}

/** The `{` that is assigned to a name, with or without annotation. */
function literalAfter(tokens: Tokens, name: number): number | undefined {
  let i = name + 1;
  while (tokens.kind[i] !== TokenKind.equals) {
    if (tokens.kind[i] === TokenKind.newline || tokens.kind[i] === TokenKind.end) return undefined;
    i = tokens.kind[i] === TokenKind.open ? tokens.match[i]! + 1 : i + 1;
  }
  return tokenIs(tokens, i + 1, '{') ? i + 1 : undefined;
}

function readEntries(tokens: Tokens, open: number, aliases: Map<string, string>): void {
  for (const [first, end] of elementsOf(tokens, open)) {
    let colon = first;
    while (colon < end && tokens.kind[colon] !== TokenKind.colon) colon++;
    const alias = readWrittenText(tokens, first, colon);
    const name = readWrittenText(tokens, colon + 1, end);
    if (alias !== undefined && name !== undefined) {
      aliases.set(detach(alias.value), detach(name.value));
    }
  }
}
