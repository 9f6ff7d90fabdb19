import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { WritePlan } from '../host/writing.js';
import { interfaceOfEntry } from '../service/authoring/promotion.js';
import { renameTable } from '../service/authoring/renameTable.js';
import { entryOf } from '../service/registry/acceptance.js';
import { isDict, isOpaque } from '../service/sources/values.js';
import {
  type Command,
  type ExitCode,
  flag,
  type Invocation,
  textOption,
  UsageError,
} from './command.js';
import { mainProject, reportPath } from './openedRoot.js';
import { write } from './writing.js';

export const migrate: Command = {
  name: 'migrate',
  parameters: 'tables|interfaces',
  summary:
    'rename WORKSPACE_STEPS to the LOCAL_STEPS that runtimes read, or write a core table as interface files',
  arity: [1, 1],
  options: {
    output: { type: 'string', short: 'o' },
    yes: { type: 'boolean', short: 'y' },
    'dry-run': { type: 'boolean' },
  },
  optionHelp: {
    output: 'DIR: where interface files go (migrate interfaces)',
    yes: "confirm changes of other people's workspaces (migrate tables)",
    'dry-run': 'say what would be written, and write nothing',
  },
  formats: ['text'],
  async run(invocation: Invocation) {
    switch (invocation.positionals[0]) {
      case 'tables':
        return migrateTables(invocation);
      case 'interfaces':
        return migrateInterfaces(invocation);
      default:
        throw new UsageError(`migrate ${invocation.positionals[0]}: expected tables or interfaces`);
    }
  },
};

async function migrateTables(invocation: Invocation): Promise<ExitCode> {
  const { io, values } = invocation;
  const opened = await invocation.open();
  const project = mainProject(opened);
  const edit: WritePlan['edit'][number][] = [];
  for (const { file } of project.view.workspaces()) {
    const names = file.facts.tables.map(table => table.name);
    if (!names.includes('WORKSPACE_STEPS') || names.includes('LOCAL_STEPS')) continue;
    const path = reportPath(project, file);
    const before = await readFile(join(opened.root, path), 'utf8');
    edit.push({ path, before, after: renameTable(before, 'WORKSPACE_STEPS', 'LOCAL_STEPS') });
  }
  if (edit.length === 0) io.out('nothing to migrate: every workspace has LOCAL_STEPS\n');
  else await perform(invocation, opened.root, { create: [], edit }, flag(values, 'yes'));
  return 0;
}

async function migrateInterfaces(invocation: Invocation): Promise<ExitCode> {
  const { io, values } = invocation;
  const output = textOption(values, 'output');
  if (output === undefined) throw new UsageError('migrate interfaces needs --output DIR');
  const opened = await invocation.open();
  const { view } = mainProject(opened);
  const folder = relative(opened.root, resolve(io.cwd, output)).split(sep).join('/');
  const create: { path: string; text: string }[] = [];
  for (const name of view.coreNames()) {
    const row = view.coreStep(name);
    const entry = row === undefined ? undefined : entryOf(row.declaration);
    if (!isDict(entry) || [...entry.values()].some(isOpaque)) {
      throw new UsageError(
        `the core row ${name} is known only when Python runs; nothing was written`,
      );
    }
    // These rows have no interface by design: the loader adds them itself.
    if (['Base', 'Processing', 'HyperparameterPrep'].includes(name)) continue;
    const { file } = interfaceOfEntry(name, entry);
    create.push({ path: folder === '' ? file.path : `${folder}/${file.path}`, text: file.text });
  }
  const there = create.find(file => existsSync(join(opened.root, file.path)));
  if (there !== undefined)
    throw new UsageError(`${there.path} exists already; nothing was written`);
  await perform(invocation, opened.root, { create, edit: [] }, true);
  return 0;
}

async function perform(
  { io, values }: Invocation,
  root: string,
  plan: WritePlan,
  confirmed: boolean,
): Promise<void> {
  const dry = flag(values, 'dry-run');
  if (!dry && !confirmed) {
    throw new UsageError(
      `this changes ${plan.edit.map(file => file.path).join(', ')}: confirm with --yes, or look with --dry-run`,
    );
  }
  if (!dry) await write(root, plan);
  const verb = dry ? 'would write' : 'wrote';
  for (const file of [...plan.create, ...plan.edit]) io.out(`${verb} ${file.path}\n`);
}
