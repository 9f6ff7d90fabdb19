import { lex } from '../lexer.js';
import { PythonSource } from '../parsing/source.js';
import { readStatements } from '../statements.js';
import { Context } from './context.js';
import { ModuleObject } from './objects.js';
import { Scope } from './scope.js';
import { runBlock } from './statements.js';
import { Unknown } from './unknown.js';

/** A registry needs a handful of constants; whoever needs more is not read to the end. */
const MOST_MODULES = 40;
const DEEPEST_IMPORT = 8;
const LARGEST_MODULE = 2_000_000;

export type Found = ModuleObject | 'unknown' | 'absent';

/**
 * The path that an absolute import means, seen from a module: the first name of the module is the nearest folder of that
 * name above. `undefined`: the module is not in the project.
 */
export function resolveAbsolute(from: string, module: string): string | undefined {
  const folders = from.split('/').slice(0, -1);
  const names = module.split('.');
  const at = folders.lastIndexOf(names[0]!);
  return at < 0 ? undefined : [...folders.slice(0, at), ...names].join('/');
}

/** The path that a relative import means; `undefined` above the root. */
export function resolveRelative(from: string, level: number, module: string): string | undefined {
  const folders = from.split('/').slice(0, -1);
  if (level - 1 > folders.length) return undefined;
  const names = module === '' ? [] : module.split('.');
  return [...folders.slice(0, folders.length - (level - 1)), ...names].join('/');
}

/** The module at a path (without extension), evaluated; each is read once. */
export function loadModule(context: Context, path: string): Found {
  const { machine } = context;
  const known = machine.modules.get(path);
  if (known !== undefined) return known;
  const { texts } = machine;
  if (texts === undefined) return 'unknown';
  for (const candidate of path.endsWith('/__init__') ? [path] : [path, `${path}/__init__`]) {
    machine.moduleRequests.add(candidate);
    const text = texts.text(candidate);
    if (text === undefined) continue;
    const isTooMuch =
      machine.modules.size >= MOST_MODULES ||
      machine.importDepth >= DEEPEST_IMPORT ||
      text.length > LARGEST_MODULE;
    if (!isTooMuch) return runModule(context, candidate, text, path);
    machine.report('limit', 'Too many or too large modules are imported', machine.placeOfEffect);
    return 'unknown';
  }
  const isAbsent = texts.absent?.(path) && texts.absent(`${path}/__init__`);
  return isAbsent ? 'absent' : 'unknown';
}

function runModule(context: Context, path: string, text: string, asked: string): Found {
  const { machine } = context;
  const source = new PythonSource(lex(text), path);
  const scope = new Scope('module');
  const module = new ModuleObject(path, scope);
  module.isLoading = true;
  machine.modules.set(path, module);
  machine.modules.set(asked, module);
  const statements = readStatements(source.tokens);
  const { possibleRaises } = machine;
  machine.importDepth++;
  const completion = machine.apart(() =>
    runBlock(new Context(machine, source, statements, scope, path), 0, statements.count),
  );
  machine.importDepth--;
  module.isLoading = false;
  if (machine.possibleRaises !== possibleRaises) machine.mayRaise();
  if (completion === 'normal') return module;
  // It raises while it is loaded: whoever imports it never sees it.
  scope.state.unseen = new Unknown('import', path, 'foreign');
  machine.foreign.expose(scope);
  return 'unknown';
}

/** The outermost package of a dotted import, with the module that was imported inside it. */
export function packageAt(
  context: Context,
  path: string,
  dotted: string,
  module: ModuleObject,
): ModuleObject {
  const { machine } = context;
  const folders = path.split('/');
  let inner = module;
  for (let depth = dotted.split('.').length - 1; depth > 0; depth--) {
    const name = folders.pop()!;
    const at = folders.join('/');
    let outer = machine.packages.get(at);
    if (outer === undefined) {
      outer = new ModuleObject(at, new Scope('module'));
      outer.scope.state.unseen = new Unknown('import', at, 'foreign');
      machine.packages.set(at, outer);
    }
    outer.submodules.set(name, inner);
    inner = outer;
  }
  return inner;
}
