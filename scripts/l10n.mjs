// @ts-check
/** Gathers the words of the client for translators: client/l10n/bundle.l10n.json. A test fails where it is not current. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLIENT = join(import.meta.dirname, '..', 'client');
export const BUNDLE = join(CLIENT, 'l10n', 'bundle.l10n.json');

/**
 * Every text that the client shows, sorted.
 * @returns {Record<string, string>} as VS Code wants a bundle: the English text is the key
 * @throws {Error} where a text is not written out, so that no translator would see it
 */
export function clientWords() {
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' });
  const words = files.filter(file => file.endsWith('.ts')).flatMap(wordsIn);
  return Object.fromEntries([...new Set(words)].sort().map(word => [word, word]));
}

/** @param {string} file */
function wordsIn(file) {
  const source = readFileSync(join(CLIENT, file), 'utf8');
  return [...source.matchAll(/l10n\.t\(\s*('(?:[^'\\]|\\.)*')?/g)].map(([, literal]) => {
    if (!literal) throw new Error(`${file}: l10n.t takes a text in single quotes`);
    return literal.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  });
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(BUNDLE, `${JSON.stringify(clientWords(), undefined, 2)}\n`);
}
