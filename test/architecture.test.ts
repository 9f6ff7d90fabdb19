import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');

interface SourceFile {
  /** Relative to the repository, `/` separated. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sources(folder: string): SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(name => {
      const text = readFileSync(path.join(ROOT, name), 'utf8');
      const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)];
      const imports = specifiers.map(([, specifier]) =>
        specifier!.startsWith('.')
          ? path.posix.normalize(`${path.posix.dirname(name)}/${specifier}`)
          : specifier!,
      );
      return { name, text, imports };
    });
}

const SERVER = sources('server');
const SHARED = sources('shared');
const CLIENT = sources('client');
const ALL = [...SERVER, ...SHARED, ...CLIENT];

function within(folder: string): SourceFile[] {
  return ALL.filter(({ name }) => name.startsWith(`${folder}/`));
}

/** Imports that lead outside of these folders, as `file -> import`; packages are left out. */
function outside(files: readonly SourceFile[], allowed: readonly string[]): string[] {
  return files.flatMap(({ name, imports }) =>
    imports
      .filter(target => /^(?:server|shared|client|test)\//.test(target))
      .filter(target => !allowed.some(folder => target.startsWith(`${folder}/`)))
      .map(target => `${name} -> ${target}`),
  );
}

function packagesOf(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ name, imports }) =>
    imports
      .filter(target => !/^(?:server|shared|client|test|docs)\/|^package\.json$/.test(target))
      .map(target => `${name} -> ${target}`),
  );
}

const isNode = (target: string): boolean =>
  target.startsWith('node:') || builtinModules.includes(target);

describe('the layers', () => {
  it('shared imports nothing but itself, zod and the types of the protocol', () => {
    expect(outside(SHARED, ['shared'])).toEqual([]);
    const allowed = /-> (?:zod(?:\/.*)?|vscode-languageserver-types)$/;
    expect(packagesOf(SHARED).filter(line => !allowed.test(line))).toEqual([]);
  });

  it('service imports shared and itself, and knows no machine, no editor and no connection', () => {
    const service = within('server/service');
    expect(outside(service, ['shared', 'server/service'])).toEqual([]);
    const forbidden = packagesOf(service).filter(line => {
      const target = line.split(' -> ')[1]!;
      const isProtocol = /^vscode-(?:jsonrpc|languageserver(?!-types$))/.test(target);
      return isNode(target) || isProtocol || target === 'vscode';
    });
    expect(forbidden).toEqual([]);
  });

  it('host imports shared, service and itself', () => {
    expect(outside(within('server/host'), ['shared', 'server/service', 'server/host'])).toEqual([]);
  });

  it('client imports shared and itself', () => {
    expect(outside(CLIENT, ['shared', 'client'])).toEqual([]);
  });

  it('nothing that ships can run code that it reads, and only git is ever started', () => {
    const runs = /^(?:node:)?(?:child_process|vm|worker_threads|cluster|inspector|repl)$/;
    const starting = ALL.filter(file => file.imports.some(target => runs.test(target)));
    expect(starting.map(({ name }) => name)).toEqual(['server/commands/changedFiles.ts']);
    const evaluates = /\beval\(|\bnew Function\b|\bgetBuiltinModule\b/;
    expect(ALL.filter(({ text }) => evaluates.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('nothing that ships imports a test', () => {
    expect(ALL.filter(file => file.imports.some(target => target.startsWith('test/')))).toEqual([]);
  });

  it('only server.ts and engine.ts know the connection to the client', () => {
    const knowing = SERVER.filter(file =>
      file.imports.some(target => /^vscode-languageserver(?:\/|$)/.test(target)),
    );
    expect(knowing.map(({ name }) => name).sort()).toEqual([
      'server/engine.ts',
      'server/server.ts',
    ]);
  });
});

describe('the code', () => {
  it('has small files', () => {
    const sizes = ALL.map(({ name, text }) => ({ name, lines: text.split('\n').length }));
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(120);
    expect(sizes.filter(({ lines }) => lines > 600)).toEqual([]);
    expect(sizes.filter(({ lines }) => lines > 300).length).toBeLessThan(sizes.length * 0.08);
  });

  it.each([
    ['default exports', /^export default /m],
    ['`private` where # is meant', /^\s+private /m],
    ['utils', /\butils?\.js'/],
    ['notes to ourselves', /\b(?:TODO|FIXME|XXX|HACK)\b/],
  ])('has no %s', (_, pattern) => {
    expect(ALL.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('says with .js what it imports', () => {
    const bare = ALL.flatMap(({ name, imports }) =>
      imports
        .filter(target => /^(?:server|shared|client)\//.test(target))
        .filter(target => !/\.(?:js|json|md)$/.test(target))
        .map(target => `${name} -> ${target}`),
    );
    expect(bare).toEqual([]);
  });
});
