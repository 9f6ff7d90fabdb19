import type { Expression } from '../parsing/ast.js';
import { parseClass, parseFunction } from '../parsing/statements.js';
import { TokenKind } from '../tokens.js';
import { builtinNamed } from './builtinNames.js';
import type { Context } from './context.js';
import { evaluateValue } from './expressions.js';
import { defaultsOf } from './functions.js';
import type { Completion } from './machine.js';
import { BuiltinObject, ClassObject, FunctionObject, type Value } from './objects.js';
import { written } from './origin.js';
import { Scope } from './scope.js';
import { runBlock } from './statements.js';
import { Unknown } from './unknown.js';

/** Binds the function of a `def`. What decorators make of it is not known. */
export function defineFunction(
  context: Context,
  statement: number,
  decorators: readonly Expression[],
): void {
  const { machine, source, statements, scope } = context;
  const values = decorators.map(decorator => evaluateValue(context, decorator));
  const header = parseFunction(source, statements, statement);
  if (header === undefined) return;
  const { name, isAsync, parameters } = header;
  const defaults = defaultsOf(context, parameters);
  const isPlain = !isAsync && !hasYield(context, statement);
  const made = new FunctionObject(name.name, context, parameters, defaults, {
    kind: 'block',
    statement,
    isPlain,
  });
  let value: Value = made;
  if (values.length > 0 && !values.every(isDescriptor)) {
    machine.foreign.escape(made);
    value = context.runForeign('call', decorators[0]!);
  }
  machine.bind(scope, name.name, { value, origin: written(source, name), at: name });
}

/** `@staticmethod` and its like only wrap the function; nothing is called before the class is used. */
function isDescriptor(decorator: Value): boolean {
  return ['staticmethod', 'classmethod', 'property'].some(name => decorator === builtinNamed(name));
}

/** Whether the function is a generator; a `yield` in a function inside it is taken for its own. */
function hasYield({ source, statements }: Context, statement: number): boolean {
  const { kind, count } = source.tokens;
  const next = statements.next[statement]!;
  const last = next < statements.count ? statements.first[next]! : count;
  for (let token = statements.first[statement]!; token < last; token++) {
    if (kind[token] === TokenKind.name && source.tokenText(token) === 'yield') return true;
  }
  return false;
}

/** Runs the body of a class and binds it. */
export function defineClass(
  context: Context,
  statement: number,
  decorators: readonly Expression[],
): Completion {
  const { machine, source, statements } = context;
  const values = decorators.map(decorator => evaluateValue(context, decorator));
  const header = parseClass(source, statements, statement);
  if (header === undefined) return 'normal';
  const bases = header.bases.map(({ value }) => evaluateValue(context, value));
  const scope = machine.created(new Scope('class', context.scope));
  const completion = runBlock(context.within(scope), statement + 1, statements.next[statement]!);
  if (completion !== 'normal' && completion !== 'return') return completion;
  const isObject = (base: Value) => base instanceof BuiltinObject && base.name === 'object';
  const isPlain = bases.every(isObject) && decorators.length === 0;
  const made = new ClassObject(header.name.name, scope, isPlain);
  let value: Value = made;
  if (!isPlain && ![...bases, ...values].every(isHarmless)) {
    machine.foreign.escape(made);
    const why = context.runForeign('call', header.name);
    if (decorators.length > 0) value = why;
  }
  const { name } = header;
  machine.bind(context.scope, name.name, { value, origin: written(source, name), at: name });
  return 'normal';
}

/** Bases and decorators of the standard library and builtin types do nothing with the module. */
function isHarmless(base: Value): boolean {
  return base instanceof BuiltinObject || (base instanceof Unknown && base.nature === 'library');
}
