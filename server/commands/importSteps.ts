import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { addToTable } from '../service/authoring/addToTable.js';
import type { TableKind } from '../service/sources/facts.js';
import { readSource } from '../service/sources/index.js';
import type { PyDict, PyValue } from '../service/sources/values.js';
import {
  type Command,
  type CommandIo,
  type Invocation,
  textOption,
  UsageError,
} from './command.js';
import { mainProject, reportPath, workspaceNamed } from './openedRoot.js';
import { write } from './writing.js';

const entries = z.record(z.string(), z.record(z.string(), z.unknown()));
const exportSchema = z.object({
  version: z.literal(1),
  core: z.object({ steps: entries }),
  workspaces: z.record(z.string(), z.object({ steps: entries, overrides: entries })),
});

export const importSteps: Command = {
  name: 'import',
  parameters: 'FILE',
  summary: 'add the steps of an export to a workspace; entries that are there stay as they are',
  arity: [1, 1],
  options: { workspace: { type: 'string' }, from: { type: 'string' } },
  optionHelp: {
    workspace: 'ID: the workspace that gets the steps (default: CURSUS_WORKSPACE_ID)',
    from: 'ID: the workspace in FILE, or core (default: the only workspace)',
  },
  formats: ['text'],
  async run(invocation: Invocation) {
    const { io, values, positionals } = invocation;
    const wanted = textOption(values, 'workspace') ?? io.env.CURSUS_WORKSPACE_ID;
    if (!wanted) throw new UsageError('import needs --workspace ID');
    const source = await readExport(io, positionals[0]!, textOption(values, 'from'));
    const opened = await invocation.open();
    const project = mainProject(opened);
    const { file } = workspaceNamed(project.view, wanted);
    const path = reportPath(project, file);
    const before = await readFile(join(opened.root, path), 'utf8');
    let text = before;
    let facts = file.facts;
    const added: string[] = [];
    for (const [kind, table] of source) {
      for (const [name, entry] of Object.entries(table)) {
        if (facts.tables.some(one => one.declarations.some(each => each.name === name))) {
          io.out(`kept    ${name}: the workspace has it\n`);
          continue;
        }
        const edited = addToTable(text, facts, kind, name, pythonDict(entry));
        if ('problem' in edited) throw new UsageError(`${path}: ${edited.problem}`);
        text = edited.text;
        facts = readSource({ path: file.path, role: file.role, text });
        added.push(name);
      }
    }
    if (added.length > 0)
      await write(opened.root, { create: [], edit: [{ path, before, after: text }] });
    for (const name of added) io.out(`added   ${name}\n`);
    if (added.length === 0) io.out('nothing to add\n');
    return 0;
  },
};

type Source = readonly (readonly [TableKind, Record<string, Record<string, unknown>>])[];

async function readExport(io: CommandIo, path: string, from: string | undefined): Promise<Source> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(resolve(io.cwd, path), 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as Error).message}`);
  }
  const parsed = exportSchema.safeParse(content);
  if (!parsed.success) {
    throw new UsageError(
      `${path} is no export of cursus-registry: ${z.prettifyError(parsed.error).split('\n')[0]}`,
    );
  }
  const { core, workspaces } = parsed.data;
  if (from === 'core') return [['local', core.steps]];
  const ids = Object.keys(workspaces);
  const id = from ?? (ids.length === 1 ? ids[0]! : undefined);
  if (id === undefined) {
    throw new UsageError(
      `${path} has ${ids.length} workspaces: choose one with --from (${ids.join(', ')}, core)`,
    );
  }
  const workspace = Object.hasOwn(workspaces, id) ? workspaces[id] : undefined;
  if (workspace === undefined) {
    throw new UsageError(
      `${path} has no workspace '${id}': expected one of ${ids.join(', ')}, core`,
    );
  }
  return [
    ['local', workspace.steps],
    ['override', workspace.overrides],
  ];
}

function pythonDict(entry: Record<string, unknown>): PyDict {
  return new Map(Object.entries(entry).map(([key, value]) => [key, pythonValue(value)]));
}

function pythonValue(value: unknown): PyValue {
  if (Array.isArray(value)) return value.map(pythonValue);
  if (typeof value === 'object' && value !== null)
    return pythonDict(value as Record<string, unknown>);
  return value as null | boolean | number | string;
}
