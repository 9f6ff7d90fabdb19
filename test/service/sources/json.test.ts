import { describe, expect, test } from 'vitest';
import type { Use } from '../../../server/service/sources/facts.js';
import { readConfig } from '../../../server/service/sources/json/config.js';
import { readDag } from '../../../server/service/sources/json/dag.js';

/** Context, name, and the text between the use's ends. */
function told(uses: readonly Use[], text: string): string[] {
  return uses.map(use => `${use.context} ${use.name} ${text.slice(use.span.start, use.span.end)}`);
}

describe('readDag', () => {
  test('finds nodes, edges and the lists of the metadata', () => {
    const text = JSON.stringify(
      {
        dag: { nodes: ['A_training', 'B'], edges: [['A_training', 'B']] },
        metadata: { entry_points: ['A_training'], exit_points: ['B'], name: 'C', features: ['D'] },
        statistics: { entry_nodes: ['A_training'] },
      },
      null,
      2,
    );
    const facts = readDag(text);
    expect(facts.problems).toEqual([]);
    expect(told(facts.uses, text)).toEqual([
      'dag-json-node A_training A_training',
      'dag-json-node B B',
      'dag-json-edge A_training A_training',
      'dag-json-edge B B',
      'dag-json-metadata A_training A_training',
      'dag-json-metadata B B',
      'dag-json-metadata A_training A_training',
    ]);
    expect(facts.uses.every(use => use.plain)).toBe(true);
  });

  test('an escaped name is known but cannot be edited in place', () => {
    const text = '{"dag": {"nodes": ["Xgb\\u006fost"]}}';
    const [use] = readDag(text).uses;
    expect(use).toMatchObject({ name: 'Xgboost', plain: false });
    expect(text.slice(use!.span.start, use!.span.end)).toBe('Xgb\\u006fost');
  });

  test.each([
    ['a byte order mark', '\ufeff{"dag": {"nodes": ["A"]}}', 0],
    ['CRLF', '{\r\n"dag":\r\n{"nodes": ["A"]}}', 0],
    ['comments', '// c\n{"dag": /* c */ {"nodes": ["A"]}}', 0],
    ['a trailing comma', '{"dag": {"nodes": ["A",],},}', 1],
    ['a missing comma', '{"dag": {"nodes": ["A" "B"]}}', 1],
    ['an open list', '{"dag": {"nodes": ["A"', 1],
    ['a missing value', '{"dag": {"nodes": ["A"], "edges": }}', 1],
    ['a NUL byte', '{"dag": {"nodes": ["A"]}}\0', 1],
  ])('%s', (_, text, problems) => {
    const facts = readDag(text);
    expect(facts.uses[0]).toMatchObject({ name: 'A', context: 'dag-json-node' });
    expect(text.slice(facts.uses[0]!.span.start, facts.uses[0]!.span.end)).toBe('A');
    expect(facts.problems).toHaveLength(problems);
    for (const problem of facts.problems) {
      expect(problem.kind).toBe('syntax');
      expect(problem.span.end).toBeLessThanOrEqual(text.length);
    }
  });

  test('a half-typed name is marked', () => {
    const text = '{"dag": {"nodes": ["A", "XGB\n]}}';
    const use = readDag(text).uses[1]!;
    expect(use).toMatchObject({ name: 'XGB', damaged: true });
    expect(text.slice(use.span.start, use.span.end)).toBe('XGB');
  });

  test.each([
    ['', 0],
    ['null', 0],
    ['[]', 0],
    ['{"dag": []}', 0],
    ['{"dag": {"nodes": {"a": 1}, "edges": ["A", [1, null, {}]]}}', 0],
    ['{"dag": {"nodes": [1, null]}}', 0],
    ['\ud800', 1],
    ['{"\udc00": "', 1],
  ])('%j says nothing', (text, problems) => {
    const facts = readDag(text);
    expect(facts.uses).toEqual([]);
    expect(facts.problems).toHaveLength(problems);
  });

  test('10,000-deep nesting is said, not thrown', () => {
    for (const text of ['['.repeat(10_000), '{"a":'.repeat(10_000)]) {
      expect(readDag(text)).toMatchObject({ uses: [], problems: [{ kind: 'limit' }] });
    }
    expect(readDag(`{"a": "${'['.repeat(10_000)}"}`).problems).toEqual([]);
  });

  test('of two equal keys the last counts', () => {
    const text = '{"dag": {"nodes": ["A"]}, "dag": {"nodes": ["B"]}}';
    expect(readDag(text).uses.map(use => use.name)).toEqual(['B']);
  });
});

describe('readConfig', () => {
  test('reads a merged config', () => {
    const text = JSON.stringify({
      configuration: {
        shared: { author: 'a' },
        specific: {
          TabularPreprocessing_training: {
            __model_type__: 'TabularPreprocessingConfig',
            nested: { __model_type__: 'NestedConfig' },
          },
          Package: { __model_type__: 'PackageConfig' },
        },
      },
      metadata: { config_types: { Package: 'PackageConfig' }, created_at: 'now' },
    });
    expect(told(readConfig(text).uses, text)).toEqual([
      'config-key TabularPreprocessing_training TabularPreprocessing_training',
      'config-class TabularPreprocessingConfig TabularPreprocessingConfig',
      'config-key Package Package',
      'config-class PackageConfig PackageConfig',
      'config-key Package Package',
      'config-class PackageConfig PackageConfig',
    ]);
  });

  test('reads an execution document', () => {
    const text = '{"PIPELINE_STEP_CONFIGS": {"Registration-NA": {}, "XGBoostTraining": {}}}';
    expect(told(readConfig(text).uses, text)).toEqual([
      'execution-key Registration-NA Registration-NA',
      'execution-key XGBoostTraining XGBoostTraining',
    ]);
  });

  test.each([
    '{"configuration": {"specific": {"Anything": {"a": 1}}}}',
    '{"specific": {"A": {"__model_type__": "AConfig"}}}',
    '{"config_types": {"A": "AConfig"}}',
    '{"scripts": {"build": "tsc"}}',
    '["config_types"]',
    'config_types __model_type__',
    '',
  ])('%s is none of ours', text => {
    const facts = readConfig(text);
    expect(facts.uses).toEqual([]);
    expect(facts.problems).toEqual([]);
  });
});
