import type { OpaqueReason } from '../../values.js';
import { BuiltinObject, type Value } from './objects.js';
import { Unknown } from './unknown.js';

/** Modules of the standard library that any Python has and that importing changes nothing, and why their answers are not known. */
const MODULES: ReadonlyMap<string, OpaqueReason> = new Map<string, OpaqueReason>([
  ['__future__', 'call'],
  ['abc', 'call'],
  ['collections', 'call'],
  ['collections.abc', 'call'],
  ['copy', 'call'],
  ['dataclasses', 'call'],
  ['datetime', 'clock'],
  ['enum', 'call'],
  ['functools', 'call'],
  ['getpass', 'environment'],
  ['hashlib', 'call'],
  ['importlib', 'import'],
  ['io', 'io'],
  ['json', 'io'],
  ['logging', 'call'],
  ['math', 'call'],
  ['os', 'environment'],
  ['os.path', 'environment'],
  ['pathlib', 'io'],
  ['platform', 'environment'],
  ['pprint', 'call'],
  ['re', 'call'],
  ['socket', 'environment'],
  ['string', 'call'],
  ['sys', 'environment'],
  ['textwrap', 'call'],
  ['time', 'clock'],
  ['typing', 'call'],
  ['uuid', 'call'],
  ['warnings', 'call'],
]);

/** Modules that do nothing with what they are given but read it, callbacks apart. */
const READING =
  /^(?:datetime|getpass|hashlib|json|logging|math|os|os\.path|pathlib|platform|pprint|re|socket|textwrap|time|typing|uuid|warnings)\./;

/** Modules whose functions give texts, numbers and the like, or nothing. */
const SCALAR =
  /^(?:datetime|getpass|hashlib\.|json\.dumps$|logging\.(?!getLogger)|math|os|os\.path|pathlib|platform|pprint|re|socket|textwrap|time|uuid|warnings)\b/;

const KNOWN: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['typing.TYPE_CHECKING', false],
  ['typing.cast', new BuiltinObject('typing.cast')],
  ['copy.copy', new BuiltinObject('copy.copy')],
  ['copy.deepcopy', new BuiltinObject('copy.deepcopy')],
  ['collections.OrderedDict', new BuiltinObject('OrderedDict')],
]);

export function isLibraryModule(name: string): boolean {
  return MODULES.has(name);
}

/** A module of the standard library, or something in one; its dotted name is the `detail`. */
export function libraryMember(path: string): Value {
  const known = KNOWN.get(path);
  if (known !== undefined) return known;
  if (path === 'os.environ') return new Unknown('environment', path, 'library');
  return new Unknown(reasonOf(path), path, 'library');
}

function reasonOf(path: string): OpaqueReason {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const reason = MODULES.get(parts.slice(0, length).join('.'));
    if (reason !== undefined) return reason;
  }
  return 'call';
}

/** Whether a function of the library only reads its arguments, as long as none of them is code. */
export function onlyReads(path: string): boolean {
  return READING.test(path);
}

/** Whether what a function of the library gives is nothing that could be changed. */
export function givesScalar(path: string): boolean {
  return SCALAR.test(path);
}

/** Whether a part of the library gives code the namespaces of modules. */
export function exposesNamespace(path: string): boolean {
  return /^sys\.(?:modules|_getframe|_current_frames|settrace|setprofile)\b/.test(path);
}
