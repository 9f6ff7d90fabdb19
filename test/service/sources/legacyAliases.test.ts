import { expect, test } from 'vitest';
import { readLegacyAliases } from '../../../server/service/sources/python/legacyAliases.js';
import { lex } from '../../../server/service/sources/python/lexer.js';

const PATH = 'src/cursus/registry/builder_registry.py';

test.each([
  ['LEGACY_ALIASES = {"A": "B", \'C\': "D",  # why\n}', PATH, { A: 'B', C: 'D' }],
  ['class R:\n    LEGACY_ALIASES: Dict[str, str] = {"A": "B"}', PATH, { A: 'B' }],
  ['LEGACY_ALIASES = {"A": f(), "C": "D"}', PATH, { C: 'D' }],
  ['LEGACY_ALIASES = load()', PATH, undefined],
  ['x = self.LEGACY_ALIASES.get(y, y)', PATH, undefined],
  ['LEGACY_ALIASES', PATH, undefined],
  ['LEGACY_ALIASES = {"A"', PATH, undefined],
  ['LEGACY_ALIASES = {"A": "B"}', 'src/other/registry.py', undefined],
])('%j', (text, path, expected) => {
  const aliases = readLegacyAliases(lex(text), path);
  expect(aliases && Object.fromEntries(aliases)).toEqual(expected);
});
