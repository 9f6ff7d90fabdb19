import type { Expression, NameNode } from '../parsing/ast.js';
import { builtinNamed } from './builtinNames.js';
import type { Context } from './context.js';
import { lookUp } from './names.js';

/** The class above each of Python's exceptions that is not directly below `Exception`. */
const PARENTS: Readonly<Record<string, string>> = {
  EnvironmentError: 'Exception',
  FileNotFoundError: 'OSError',
  IOError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  ModuleNotFoundError: 'ImportError',
  NotImplementedError: 'RuntimeError',
  OverflowError: 'ArithmeticError',
  PermissionError: 'OSError',
  UnboundLocalError: 'NameError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeError: 'ValueError',
  ZeroDivisionError: 'ArithmeticError',
  BaseException: '',
  Exception: 'BaseException',
};

/** The exception that a name stands for, if it is one of Python's own. */
export function exceptionNamed(context: Context, node: NameNode): string | undefined {
  const builtin = builtinNamed(node.name);
  if (builtin === undefined || !/(?:Error|Exception|StopIteration)$/.test(node.name))
    return undefined;
  return lookUp(context, node).value === builtin ? node.name : undefined;
}

/**
 * Whether an `except` clause catches an exception; `undefined` if that is not known.
 *
 * @param exception absent: any
 * @param type absent: everything is caught
 */
export function catches(
  context: Context,
  exception: string | undefined,
  type: Expression | undefined,
): boolean | undefined {
  if (type === undefined) return true;
  if (type.kind === 'tuple') {
    let isKnown = true;
    for (const item of type.items) {
      const answer = catches(context, exception, item);
      if (answer) return true;
      if (answer === undefined) isKnown = false;
    }
    return isKnown ? false : undefined;
  }
  const caught = type.kind === 'name' ? exceptionNamed(context, type) : undefined;
  if (caught === 'BaseException' || caught === 'Exception') return true;
  if (caught === undefined || exception === undefined) return undefined;
  return isBelow(exception, caught) ? true : isBelow(caught, exception) ? undefined : false;
}

function isBelow(exception: string, ancestor: string): boolean {
  if (ancestor === 'IOError' || ancestor === 'EnvironmentError')
    return isBelow(exception, 'OSError');
  for (let current = exception; current !== ''; current = PARENTS[current] ?? 'Exception') {
    if (current === ancestor) return true;
  }
  return false;
}
