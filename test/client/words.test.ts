import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUNDLE, clientWords } from '../../scripts/l10n.mjs';

const CLIENT = new URL('../../client', import.meta.url).pathname;
/** Where VS Code shows a text: the label of something, or the argument of a message. */
const SHOWN =
  /(?:\b(?:title|placeHolder|prompt|detail|tooltip|name|text|label|message): |show(?:Information|Warning|Error)Message\(\s*|\b(?:say|tell)\(\s*)(['"`])([A-Z][^'"`]* [^'"`]*)\1/g;

it('the bundle for translators holds every text of the client', () => {
  expect(JSON.parse(readFileSync(BUNDLE, 'utf8'))).toEqual(clientWords());
});

it('no text goes past the translators', () => {
  const sources = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  expect(sources.length).toBeGreaterThan(20);
  const past = sources.flatMap(file =>
    [...readFileSync(join(CLIENT, file), 'utf8').matchAll(SHOWN)].map(
      ([, , text]) => `${file}: ${text}`,
    ),
  );
  // Names are not translated; the log is for us.
  expect(past).toEqual(['session.ts: The server process has ended.']);
});
