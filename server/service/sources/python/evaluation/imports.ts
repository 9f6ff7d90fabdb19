import type { Expression, NameNode } from '../parsing/ast.js';
import { type ModuleImport, parseFrom, parseImport } from '../parsing/imports.js';
import { moduleAttribute } from './attributes.js';
import type { Context } from './context.js';
import { isLibraryModule, libraryMember } from './library.js';
import { type Found, loadModule, packageAt, resolveAbsolute, resolveRelative } from './modules.js';
import { ListObject, ModuleObject, type Slot, TupleObject, type Value } from './objects.js';
import { referred, written } from './origin.js';
import type { Binding } from './scope.js';
import { Unknown } from './unknown.js';

/** `import a.b.c as d, e` */
export function runImport(context: Context, statement: number): void {
  for (const imported of parseImport(context.source, context.statements, statement)) {
    importOne(context, imported);
  }
}

function importOne(context: Context, { module, alias, at }: ModuleImport): void {
  const bind = (name: NameNode, value: Value) => {
    const origin = written(context.source, at);
    context.machine.bind(context.scope, name.name, { value, origin, at: name });
  };
  const first: NameNode = { ...at, name: module.split('.')[0]! };
  if (isLibraryModule(module)) {
    bind(alias ?? first, libraryMember(alias === undefined ? first.name : module));
    return;
  }
  const path = resolveAbsolute(context.path, module);
  if (path === undefined) {
    bind(alias ?? first, importForeign(context, module, at));
    return;
  }
  const found = importPath(context, path, module, at);
  if (alias !== undefined || !(found instanceof ModuleObject)) {
    bind(alias ?? first, found);
    return;
  }
  bind(first, packageAt(context, path, module, found));
}

/** A module that is not in the project: its code runs, and nothing is known of it. */
function importForeign(context: Context, module: string, at: Expression): Unknown {
  context.runForeign('import', at);
  return new Unknown('import', module, 'foreign');
}

/** A module of the project, if it can be read. */
function importPath(
  context: Context,
  path: string,
  name: string,
  at: Expression,
): ModuleObject | Unknown {
  const found: Found = loadModule(context, path);
  if (found === 'absent') return context.raise('ModuleNotFoundError', 'import', at);
  if (found === 'unknown') return importForeign(context, name, at);
  if (found.isLoading) {
    // Modules that import each other see each other half made, and may change each other.
    context.machine.mayRaise();
    context.machine.expose(found.scope, context.unknown('import', at));
  }
  return found;
}

/** `from ..a import b as c` and `from a import *` */
export function runFromImport(context: Context, statement: number): void {
  const parsed = parseFrom(context.source, context.statements, statement);
  if (parsed === undefined) return;
  const { level, module, names } = parsed;
  const { source, statements } = context;
  const start = source.start(statements.first[statement]!);
  const end = source.end(statements.last[statement]! - 1);
  const at: Expression = { kind: 'name', name: module, start, end };
  if (level === 0 && isLibraryModule(module)) {
    if (names === undefined) importStar(context, context.unknown('import', at));
    for (const { name, alias } of names ?? []) {
      context.machine.mayRaise();
      bindImported(context, name, alias, {
        value: libraryMember(`${module}.${name.name}`),
        origin: written(source, name),
      });
    }
    return;
  }
  const path =
    level === 0
      ? resolveAbsolute(context.path, module)
      : resolveRelative(context.path, level, module);
  const spelling = '.'.repeat(level) + module;
  if (names === undefined) {
    importStar(
      context,
      path === undefined
        ? importForeign(context, spelling, at)
        : importPath(context, path, spelling, at),
    );
    return;
  }
  const found = moduleAt(context, path, spelling, at);
  for (const { name, alias } of names) {
    const slot =
      found === undefined
        ? fromPackage(context, path!, spelling, name)
        : fromModule(context, found, path, name);
    bindImported(context, name, alias, slot);
  }
}

function bindImported(
  context: Context,
  name: NameNode,
  alias: NameNode | undefined,
  slot: Slot,
): void {
  const bound = alias ?? name;
  context.machine.bind(context.scope, bound.name, { ...slot, at: bound });
}

/** `undefined`: a package, as far as is known. */
function moduleAt(
  context: Context,
  path: string | undefined,
  spelling: string,
  at: Expression,
): ModuleObject | Unknown | undefined {
  if (path === undefined) return importForeign(context, spelling, at);
  const found = loadModule(context, path);
  return found instanceof ModuleObject ? importPath(context, path, spelling, at) : undefined;
}

/** `from package import name` where the package has no text of its own: the module of that name in it. */
function fromPackage(context: Context, path: string, spelling: string, name: NameNode): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, name) });
  if (loadModule(context, `${path}/${name.name}`) instanceof ModuleObject) {
    return here(importPath(context, `${path}/${name.name}`, name.name, name));
  }
  const isAbsent = [path, `${path}/${name.name}`].every(at => loadModule(context, at) === 'absent');
  if (isAbsent) return here(context.raise('ImportError', 'import', name));
  return here(importForeign(context, `${spelling}.${name.name}`, name));
}

function fromModule(
  context: Context,
  found: ModuleObject | Unknown,
  path: string | undefined,
  name: NameNode,
): Slot {
  const here = (value: Value): Slot => ({ value, origin: written(context.source, name) });
  if (found instanceof Unknown) {
    context.machine.mayRaise();
    return here(new Unknown(found.reason, `${found.detail}.${name.name}`, 'foreign'));
  }
  if (found.scope.state.bindings.has(name.name)) {
    return moduleAttribute(context, found, name.name, name);
  }
  if (found.path.endsWith('/__init__') && path !== undefined) {
    const inside = loadModule(context, `${path}/${name.name}`);
    if (inside instanceof ModuleObject) return here(inside);
  }
  if (found.isLoading || found.scope.state.unseen !== undefined) {
    return moduleAttribute(context, found, name.name, name);
  }
  return here(context.raise('ImportError', 'import', name));
}

/** Binds what a star gives; from a module that is not known that may be anything. */
function importStar(context: Context, found: ModuleObject | Unknown): void {
  const { machine, scope } = context;
  const why =
    found instanceof Unknown
      ? found
      : found.isLoading
        ? new Unknown('import', found.path, 'foreign')
        : undefined;
  if (why !== undefined) {
    bindUnseen(context, why);
    return;
  }
  const { bindings, unseen } = (found as ModuleObject).scope.state;
  const listed = bindings.get('__all__');
  const names =
    listed === undefined
      ? [...bindings.keys()].filter(name => !name.startsWith('_'))
      : namesIn(listed.value);
  if (names === undefined || unseen !== undefined)
    bindUnseen(context, unseen ?? new Unknown('import', '__all__', 'foreign'));
  for (const name of names ?? bindings.keys()) {
    const binding = bindings.get(name);
    if (binding === undefined) continue;
    machine.bind(scope, name, starred(context, binding));
  }
}

function starred(context: Context, binding: Binding): Binding {
  const { machine, source } = context;
  const { start, end } = machine.placeOfEffect;
  const at: Expression = { kind: 'name', name: '*', start, end };
  return { ...binding, origin: referred(binding.origin, source, at), at };
}

function namesIn(value: Value): string[] | undefined {
  const items =
    value instanceof TupleObject
      ? value.items
      : value instanceof ListObject && value.state.unknown === undefined
        ? value.state.items
        : undefined;
  const names = items?.map(item => item.value);
  return names?.every(name => typeof name === 'string') ? names : undefined;
}

/** Any name may have been bound to anything. */
function bindUnseen(context: Context, why: Unknown): void {
  const { machine, scope } = context;
  machine.mayRaise();
  machine.changing(scope);
  scope.state.unseen = why;
  for (const [name, binding] of scope.state.bindings) {
    if (binding.doubt === undefined) scope.state.bindings.set(name, { ...binding, doubt: why });
  }
}
