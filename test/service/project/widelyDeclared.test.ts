import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnoser } from '../../../server/service/project/diagnoser.js';
import type { IndexedFile } from '../../../server/service/project/project.js';
import { ProjectIndex } from '../../../server/service/project/projectIndex.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import { judge } from '../../../server/service/rules/engine.js';
import { readSource } from '../../../server/service/sources/index.js';
import { BUILTIN } from './indexedFiles.js';

/** More than are told by name, and more than {@link ProjectIndex.isWidelyDeclared} asks for. */
const DEVELOPERS = 24;
const CORE = 'src/cursus/registry/step_names.py';

function read(path: string, role: FileRole, text: string): IndexedFile {
  return { uri: `file:///repo/${path}`, path, role, facts: readSource({ path, role, text }) };
}

const ENTRIES = [
  '',
  `"Shared": {"spec_type": "A", "sagemaker_step_type": "Processing"},`,
  `"Shared": {"spec_type": "B", "sagemaker_step_type": "Processing"},`,
  `"Shared": {"spec_type": 1},`,
  `"Shared": {"spec_type": "A", "sagemaker_step_type": env()},`,
];

interface State {
  readonly developer: number;
  readonly local: number;
  readonly override: number;
  readonly lines: number;
}

function registry({ developer, local, override, lines }: State): IndexedFile {
  const directory = `dev${developer}`;
  const text = `${'\n'.repeat(lines)}LOCAL_STEPS = {${ENTRIES[local]}}
STEP_OVERRIDES = {${ENTRIES[override]}}
WORKSPACE_METADATA = {"developer_id": "${directory}"${developer === 3 ? ', "conflict_tolerance": "low"' : ''}}
`;
  const path = `${directory}/src/cursus_dev/registry/workspace_registry.py`;
  return read(path, { kind: 'workspace-registry', directory, root: directory }, text);
}

function consumer(folder: string): IndexedFile {
  const text = `from cursus.api.dag.base_dag import PipelineDAG
dag = PipelineDAG()
dag.add_node("Shared")
dag.add_node("Shared_training")
`;
  return read(`${folder}/pipeline.py`, { kind: 'python' }, text);
}

function core(hasIt: boolean): IndexedFile {
  return read(
    CORE,
    { kind: 'core-python', rank: 0, root: 'src/cursus' },
    `STEP_NAMES = {${hasIt ? ENTRIES[1] : ''}}\n`,
  );
}

function said(diagnoser: Diagnoser, uri: string): unknown {
  return diagnoser.diagnose(uri, {}).map(({ code, severity, span, message, related }) => ({
    ...{ code, severity, span, message },
    related: related.map(place => [place.file.path, place.span, place.message]),
  }));
}

const change = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      developer: fc.integer({ min: 0, max: DEVELOPERS - 1 }),
      local: fc.integer({ min: 0, max: ENTRIES.length - 1 }),
      override: fc.constantFrom(0, 0, 0, 1, 2),
      lines: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.boolean() },
);

describe('a name that many workspaces declare', () => {
  it('is told to each of them as if it was told for the first time', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 0, max: DEVELOPERS }),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (isAlike, declaring, changes) => {
          const files = new Map<string, IndexedFile>();
          const put = (file: IndexedFile) => files.set(file.uri, file);
          put(core(false));
          put(consumer('dev5'));
          put(consumer('shared'));
          for (let developer = 0; developer < DEVELOPERS; developer++) {
            const local = developer >= declaring ? 0 : isAlike ? 1 : 1 + (developer % 2);
            put(registry({ developer, local, override: 0, lines: 0 }));
          }
          const index = new ProjectIndex(BUILTIN);
          const diagnoser = new Diagnoser(index, judge);
          for (const file of files.values()) index.replace(file);
          diagnoser.affected();
          const now = new Map([...files.keys()].map(uri => [uri, said(diagnoser, uri)]));
          for (const each of changes) {
            const file = typeof each === 'boolean' ? core(each) : registry(each);
            put(file);
            index.replace(file);
            const stale = new Set([
              file.uri,
              ...diagnoser.pointingTo(file.uri),
              ...diagnoser.affected(),
            ]);
            for (const uri of stale) now.set(uri, said(diagnoser, uri));
          }
          const fresh = new ProjectIndex(BUILTIN);
          for (const file of files.values()) fresh.replace(file);
          const anew = new Diagnoser(fresh, judge);
          for (const uri of files.keys()) expect(now.get(uri), uri).toEqual(said(anew, uri));
        },
      ),
      { seed: 17, numRuns: Number(process.env.CURSUS_SEQUENCES ?? 25) },
    );
  });

  it('concerns the one that changes what it says and those that it is a neighbour of', () => {
    const index = new ProjectIndex(BUILTIN);
    const diagnoser = new Diagnoser(index, judge);
    const registries = Array.from({ length: DEVELOPERS }, (_, developer) =>
      registry({ developer, local: 1 + (developer % 2), override: 0, lines: 0 }),
    );
    for (const file of [core(false), consumer('dev5'), ...registries]) index.replace(file);
    for (const file of index.files()) diagnoser.diagnose(file.uri, {});
    diagnoser.affected();
    index.replace(registry({ developer: 8, local: 3, override: 0, lines: 0 }));
    const affected = [...diagnoser.affected()].map(uri => uri.slice('file:///repo/'.length));
    const folders = affected.map(path => path.slice(0, path.indexOf('/'))).sort();
    expect(folders).toEqual(['dev3', 'dev4', 'dev5', 'dev6', 'dev7', 'dev8']);
  });
});
