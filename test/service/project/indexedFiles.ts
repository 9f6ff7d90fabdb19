import type { IndexedFile } from '../../../server/service/project/project.js';
import type { FileRole } from '../../../server/service/project/roles.js';
import {
  type ClassFact,
  type Declaration,
  type FileFacts,
  NO_FACTS,
  type RegistryTable,
  type TableKind,
  type Use,
} from '../../../server/service/sources/facts.js';
import type { PyValue } from '../../../server/service/sources/values.js';
import { LineIndex } from '../../../server/service/text/span.js';

const nowhere = { start: 0, end: 0 };

export type Entry = Readonly<Record<string, PyValue>>;

export function declaration(kind: TableKind, name: string, entry: Entry): Declaration {
  return {
    kind,
    name,
    nameSpan: nowhere,
    span: nowhere,
    shape: 'entry',
    fields: Object.entries(entry).map(([key, value]) => ({
      key,
      keySpan: nowhere,
      value,
      valueSpan: nowhere,
      plain: typeof value === 'string',
    })),
    conditional: false,
    superseded: false,
    damaged: false,
    via: [],
  };
}

export function table(kind: TableKind, entries: Readonly<Record<string, Entry>>): RegistryTable {
  return {
    kind,
    name: kind === 'core' ? 'STEP_NAMES' : kind === 'local' ? 'LOCAL_STEPS' : 'STEP_OVERRIDES',
    nameSpan: nowhere,
    span: nowhere,
    declarations: Object.entries(entries).map(([name, entry]) => declaration(kind, name, entry)),
    opaque: [],
  };
}

export function file(path: string, role: FileRole, facts: Partial<FileFacts>): IndexedFile {
  return {
    uri: `file:///repo/${path}`,
    path,
    role,
    facts: { ...NO_FACTS, lines: new LineIndex(''), ...facts },
  };
}

/** A workspace registry file; `developerId` makes a WORKSPACE_METADATA. */
export function workspaceFile(
  directory: string,
  local: Readonly<Record<string, Entry>>,
  overrides: Readonly<Record<string, Entry>> = {},
  developerId?: string,
): IndexedFile {
  const root = `dev/${directory}`;
  return file(
    `${root}/src/cursus_dev/registry/workspace_registry.py`,
    { kind: 'workspace-registry', directory, root },
    {
      tables: [table('local', local), table('override', overrides)],
      ...(developerId === undefined
        ? {}
        : {
            metadata: {
              name: 'WORKSPACE_METADATA',
              nameSpan: nowhere,
              span: nowhere,
              fields: [],
              value: new Map([['developer_id', developerId]]),
              opaque: [],
            },
          }),
    },
  );
}

export function coreFile(entries: Readonly<Record<string, Entry>>): IndexedFile {
  return file(
    'src/cursus/registry/step_names.py',
    { kind: 'core-python', rank: 2, root: 'src/cursus' },
    { tables: [table('core', entries)] },
  );
}

/** An interface file as the reader gives it: one core declaration with derived fields. */
export function interfaceFile(name: string, sagemakerType: string, pack = false): IndexedFile {
  const root = pack ? 'projects/p' : 'src/cursus';
  return file(
    `${root}/${pack ? 'step_pack' : 'steps'}/interfaces/${name.toLowerCase()}.step.yaml`,
    { kind: 'interface', pack, root },
    {
      interface: { stepType: name, stepTypeSpan: nowhere, registrySpan: nowhere, jobTypes: [] },
      tables: [
        table('core', {
          [name]: {
            builder_step_name: `${name}StepBuilder`,
            config_class: `${name}Config`,
            spec_type: name,
            sagemaker_step_type: sagemakerType,
          },
        }),
      ],
    },
  );
}

export function pythonFile(
  path: string,
  content: { classes?: readonly string[]; uses?: readonly string[] },
): IndexedFile {
  return file(
    path,
    { kind: 'python' },
    {
      classes: (content.classes ?? []).map(
        (name): ClassFact => ({
          name,
          nameSpan: nowhere,
          span: nowhere,
          bases: [],
          decorators: [],
        }),
      ),
      uses: (content.uses ?? []).map(
        (name): Use => ({ name, span: nowhere, context: 'dag-node', plain: true }),
      ),
    },
  );
}

export const BUILTIN = {
  description: 'built-in snapshot of 2026-01-01',
  file: {
    ...coreFile({ Package: { builder_step_name: 'PackageStepBuilder' } }),
    uri: 'builtin:core',
    external: true,
  },
};
