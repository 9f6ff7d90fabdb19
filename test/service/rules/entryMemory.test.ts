import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnoser } from '../../../server/service/project/diagnoser.js';
import type { IndexedFile } from '../../../server/service/project/project.js';
import { ProjectIndex } from '../../../server/service/project/projectIndex.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { judge } from '../../../server/service/rules/engine.js';
import type { Finding } from '../../../server/service/rules/finding.js';
import { readSource } from '../../../server/service/sources/index.js';
import { BUILTIN } from '../project/indexedFiles.js';

function read(path: string, role: FileRole, text: string): IndexedFile {
  return { uri: `file:///repo/${path}`, path, role, facts: readSource({ path, role, text }) };
}

function registry(directory: string, text: string): IndexedFile {
  const path = `${directory}/src/cursus_dev/registry/workspace_registry.py`;
  return read(path, { kind: 'workspace-registry', directory, root: directory }, text);
}

const NAMES = ['Package', 'Packge', 'RiskScore', 'riskScore', 'Ingest', 'Other'];

/** Lines of a registry: entries, some of them wrong in a way of their own, and what entries depend on. */
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        name: fc.constantFrom(...NAMES),
        config: fc.constantFrom(...NAMES.map(name => `${name}Config`), 'AConfig'),
        builder: fc.constantFrom('RiskScoreStepBuilder', 'RiskScorStepBuilder', 'IngestBuilder'),
        type: fc.constantFrom('"Processing"', '"Procesing"', '1', 'env()', 'None'),
        more: fc.constantFrom(
          '',
          '"framwork": "x", ',
          '"priority": "high", ',
          '"job_types": ["a"], ',
        ),
      })
      .map(
        ({ name, config, builder, type, more }) =>
          `    "${name}": {"config_class": "${config}", "builder_step_name": "${builder}", "spec_type": "${name}", ${more}"sagemaker_step_type": ${type}},`,
      ),
  },
  fc.constantFrom(
    '}',
    '',
    '    "Half": {',
    '    **others,',
    '    # cursus: ignore[naming-convention]',
    'STEP_OVERRIDES = {',
    'LOCAL_STEPS = {',
    'WORKSPACE_METADATA = {"developer_id": "ann", "conflict_tolerance": "low"}',
    'from bob import RiskScorStepBuilder',
    'from cursus.steps import *',
  ),
);

type Step =
  | { readonly do: 'type'; readonly at: number; readonly drop: number; readonly line: string }
  | { readonly do: 'settle' }
  | { readonly do: 'other'; readonly lines: readonly string[] }
  | { readonly do: 'builders'; readonly names: readonly string[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('type' as const),
      at: fc.nat(30),
      drop: fc.integer({ min: 0, max: 1 }),
      line,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  fc.record({ do: fc.constant('other' as const), lines: fc.array(line, { maxLength: 3 }) }),
  fc.record({
    do: fc.constant('builders' as const),
    names: fc.subarray(['RiskScoreStepBuilder', 'RiskScorStepBuilder', 'IngestConfig']),
  }),
);

function said(findings: readonly Finding[]): unknown {
  return findings.map(({ related, ...finding }) => ({
    ...finding,
    related: related.map(({ file, span, message }) => [file.path, span, message]),
  }));
}

function textOf(lines: readonly string[]): string {
  return ['LOCAL_STEPS = {', ...lines, '}', ''].join('\n');
}

describe('a registry whose entries are remembered', () => {
  it('is judged as if nothing was known of it', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 15 }),
        (start, steps) => {
          const index = new ProjectIndex(BUILTIN);
          const diagnoser = new Diagnoser(index, judge);
          const core = { kind: 'core-python', rank: 0, root: 'src/cursus' } as const;
          index.replace(
            read(
              'src/cursus/registry/step_names.py',
              core,
              'STEP_NAMES = {"Package": {"config_class": "PackageConfig", "builder_step_name": "PackageStepBuilder", "spec_type": "Package", "sagemaker_step_type": "Processing"}}\n',
            ),
          );
          const lines = [...start];
          let file = registry('ann', textOf(lines));
          let isTyped = false;
          index.replace(file);
          for (const each of steps) {
            if (each.do === 'type') {
              lines.splice(each.at % (lines.length + 1), each.drop, each.line);
              file = registry('ann', textOf(lines));
              isTyped = true;
            } else if (each.do === 'settle') {
              index.replace(file);
              isTyped = false;
            } else if (each.do === 'other') index.replace(registry('bob', textOf(each.lines)));
            else {
              const text = each.names.map(name => `class ${name}(Base):\n    pass\n`).join('\n');
              index.replace(read('ann/src/cursus_dev/steps/a.py', { kind: 'python' }, text));
            }
            diagnoser.affected();
            const draft = isTyped ? file : undefined;
            const now = diagnoser.diagnose(file.uri, {}, draft, true);
            const anew = judge(file, index.view(undefined, draft), {});
            expect(said(now)).toEqual(said(anew));
          }
        },
      ),
      { seed: 11, numRuns: Number(process.env.CURSUS_SEQUENCES ?? 300) },
    );
  });

  it('is judged anew only where an entry or what it depends on has changed', () => {
    const index = new ProjectIndex(BUILTIN);
    const asked: string[] = [];
    const entry = (name: string) =>
      `    "${name}": {"spec_type": "${name}", "sagemaker_step_type": "Processing"},`;
    const diagnoser = new Diagnoser(index, (file, view, options, memory) =>
      judge(
        file,
        new Proxy(view, {
          get(target, key) {
            const value = Reflect.get(target, key, target);
            if (typeof value !== 'function') return value;
            return (...args: unknown[]) => {
              if (key === 'rivals') asked.push(String(args[0]));
              return value.apply(target, args);
            };
          },
        }),
        options,
        memory,
      ),
    );
    const names = Array.from({ length: 40 }, (_, i) => `Step${i}`);
    const first = registry('ann', textOf(names.map(entry)));
    index.replace(first);
    diagnoser.affected();
    diagnoser.diagnose(first.uri, {}, undefined, true);
    expect(asked).toHaveLength(40);
    asked.length = 0;
    const draft = registry('ann', textOf(['', ...names.map(entry)].with(8, entry('Changed'))));
    diagnoser.diagnose(first.uri, {}, draft, true);
    expect(asked).toEqual(['Changed']);
    asked.length = 0;
    index.replace(draft);
    index.replace(registry('bob', textOf([entry('Step20')])));
    diagnoser.affected();
    diagnoser.diagnose(first.uri, {}, undefined, true);
    // Which workspaces there are concerns all entries.
    expect(asked).toHaveLength(40);
    asked.length = 0;
    index.replace(registry('bob', textOf([entry('Step21')])));
    diagnoser.affected();
    diagnoser.diagnose(first.uri, {}, undefined, true);
    expect(asked).toEqual(['Step20', 'Step21']);
  });
});
