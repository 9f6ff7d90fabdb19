import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../server/host/decoding.js';
import { SettingsStore } from '../../server/host/settings.js';
import { globMatcher } from '../../server/service/project/glob.js';
import { readProjectFile } from '../../server/service/project/projectFile.js';
import { READER_FAILED } from '../../server/service/sources/index.js';
import { readInitialization } from '../../shared/initialization.js';
import { CELLS, FILES, TEXTS } from '../support/incremental/texts.js';
import { ProjectText } from '../support/projectText.js';
import { FUZZ_TIMEOUT_MS, fuzz } from './budget.js';
import { anyValue, damagedText, damagedValue } from './inputs.js';

const MORE: Readonly<Record<string, readonly string[]>> = {
  'src/cursus/registry/step_names.yaml': [
    'step_names:\n  A: &a\n    config_class: AConfig\n  "B": {<<: *a, spec_type: B}\n',
  ],
  'src/cursus/steps/interfaces/risk_score.step.yaml': [
    'step_type: RiskScore\nregistry: &r\n  sagemaker_step_type: "Training"\n  description: >-\n    folded\nspec: {dependencies: {a: {compatible_sources: [A, \'B\']}}}\nvariants:\n  training: {<<: *r, step_type: RiskScore_Training}\n',
  ],
  'dags/config.json': [
    '{"metadata": {"config_types": {"A": "AConfig"}}, "processing": {}, "shared": {}, "specific": {"A": {"__model_type__": "AConfig"}}}',
  ],
  'dags/explore.ipynb': [
    JSON.stringify({
      cells: CELLS.map(source => ({ cell_type: 'code', source: source.split(/(?<=\n)/) })),
      nbformat: 4,
    }),
  ],
};

const READ = [...new Set([...FILES, ...Object.keys(MORE)])].filter(name =>
  /\.(?:py|ya?ml|json|ipynb)$/.test(name),
);
const samplesOf = (name: string): readonly string[] => [
  ...(TEXTS[name] ?? []),
  ...(MORE[name] ?? []),
];

it(
  'registries, interfaces, tables, DAGs, notebooks and configurations are read and judged',
  async () => {
    const project = new ProjectText(
      Object.fromEntries(READ.map(name => [name, samplesOf(name)[0]!])),
    );
    const inputs = fc
      .constantFrom(...READ)
      .chain(name => fc.tuple(fc.constant(name), damagedText(samplesOf(name))));
    await fuzz('readers and rules', inputs, ([name, text]) => {
      project.write(name, text);
      for (const file of [name, 'dags/train.py']) {
        for (const { span, message } of project.findings(file)) {
          expect(message).not.toContain(READER_FAILED);
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(project.text(file).length);
        }
      }
    });
  },
  FUZZ_TIMEOUT_MS,
);

it(
  'project files are read, and their globs match or not',
  async () => {
    const samples = [
      ...samplesOf('cursus-registry.yaml'),
      'rules:\n  unknown-step: off\nexclude: ["**/*.{py,ya?ml}", "[a-z]/**"]\nworkspaces: ["teams/*/registry.py"]\ncore: src/cursus/registry/step_names.py\nchoices: {A: core}\n',
    ];
    await fuzz('project files', damagedText(samples), text => {
      const { config, facts } = readProjectFile(text);
      expect(facts.lines.length).toBe(text.length);
      globMatcher([...config.exclude, ...config.workspaces])('developers/ann/a/b/c/train.py');
    });
  },
  FUZZ_TIMEOUT_MS,
);

it(
  'settings and initialization options of any shape leave usable ones',
  async () => {
    const sample = {
      severity: { 'unknown-step': 'error' },
      exclude: ['a/**'],
      maxFiles: 100,
      activeWorkspace: 'ann',
      pythonPath: '/usr/bin/python3',
      delays: { quiet: 1 },
      settings: { codeLens: false },
      documentation: 'https://example.org',
    };
    const store = new SettingsStore();
    const defaults = Object.keys(store.current).sort();
    await fuzz('settings', fc.oneof(anyValue, damagedValue(sample)), value => {
      store.take(value);
      expect(Object.keys(store.current).sort()).toEqual(defaults);
      readInitialization(value);
      expect(({} as { a?: unknown }).a).toBeUndefined();
    });
  },
  FUZZ_TIMEOUT_MS,
);

it(
  'bytes of any encoding are decoded or refused',
  async () => {
    const bytes = fc.tuple(
      fc.constantFrom(
        '',
        '# -*- coding: latin-1 -*-\n',
        '# coding: nonsense\n',
        '\ufeff',
        '#coding=utf-16\n',
      ),
      fc.uint8Array({ maxLength: 200 }),
      fc.boolean(),
    );
    await fuzz('bytes', bytes, ([head, tail, declares]) => {
      const { text } = decode(Buffer.concat([Buffer.from(head), Buffer.from(tail)]), declares);
      expect(typeof text).toBe('string');
    });
  },
  FUZZ_TIMEOUT_MS,
);
