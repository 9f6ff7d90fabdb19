import { describe, expect, test } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { readTables } from '../../../../server/service/sources/python/tables.js';
import { UNFOLDING_PROGRAMS } from '../../../support/hostileRegistries.js';

/** Many times what the slowest of them takes; without a bound each takes minutes or for ever. */
const ALLOWED = 5000;

describe('a short registry that would keep a reader busy', () => {
  test.each(UNFOLDING_PROGRAMS)('%s', (_, text) => {
    const before = process.cpuUsage();
    const { tables } = readTables(lex(text), 'workspace_registry.py');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(ALLOWED);
    expect(tables.map(({ name }) => name)).toEqual(['LOCAL_STEPS']);
  });

  test('says that it was given up', () => {
    const { problems, tables } = readTables(
      lex('while True:\n    pass\nx = "a" * 900000\nLOCAL_STEPS = {"A": {"x": x + x}}\n'),
      'workspace_registry.py',
    );
    expect(problems.map(({ kind }) => kind)).toContain('limit');
    expect(tables[0]?.opaque.map(({ reason }) => reason)).toContain('limit');
  });
});
