import type { OpaqueReason } from '../../values.js';
import type { CallNode } from '../parsing/ast.js';
import { type Arguments, allArguments, escapeArguments, evaluateArguments } from './arguments.js';
import { builtinNamed, NAMESPACE_BUILTINS } from './builtinNames.js';
import { callBuiltin } from './builtins.js';
import type { Context } from './context.js';
import { callFunction } from './functions.js';
import { givesScalar, onlyReads } from './library.js';
import { isScalarValue } from './merging.js';
import { callMethod } from './methods.js';
import {
  BuiltinObject,
  ClassObject,
  FunctionObject,
  MethodObject,
  type Slot,
  type Value,
} from './objects.js';
import { written } from './origin.js';
import { exposed } from './subscripts.js';
import { Unknown } from './unknown.js';

/** What a call gives, with all its effects. */
export function callValue(context: Context, node: CallNode, callee: Value): Slot {
  if (callee instanceof BuiltinObject) return callBuiltin(context, node, callee);
  if (callee instanceof MethodObject) return callMethod(context, node, callee);
  const given = evaluateArguments(context, node);
  if (callee instanceof FunctionObject) return callFunction(context, node, callee, given);
  if (callee instanceof Unknown)
    return slot(context, callUnknown(context, node, callee, given), node);
  escapeArguments(context, given);
  if (callee instanceof ClassObject) {
    const why = context.unknown('call', node);
    context.machine.mayRaise();
    context.machine.foreign.runClass(callee, why);
    return slot(context, why, node);
  }
  return slot(context, context.raise('TypeError', 'call', node), node);
}

function slot(context: Context, value: Value, node: CallNode): Slot {
  return { value, origin: written(context.source, node) };
}

function callUnknown(context: Context, node: CallNode, callee: Unknown, given: Arguments): Value {
  context.machine.mayRaise();
  if (NAMESPACE_BUILTINS.has(callee.detail) && callee === builtinNamed(callee.detail)) {
    escapeArguments(context, given);
    return exposed(context, node);
  }
  if (callee.nature === 'scalar' && isHarmless(given)) {
    return context.unknown(callee.reason, node, 'scalar');
  }
  if (callee.nature === 'library') return callLibrary(context, node, callee, given);
  return callForeign(context, node, given, outside(callee.reason) ?? 'call');
}

/** What comes from outside of the program keeps that reason, whatever is done with it. */
export function outside(reason: OpaqueReason): OpaqueReason | undefined {
  return reason === 'io' || reason === 'environment' || reason === 'clock' ? reason : undefined;
}

/** A call of something that is not known, with everything that may follow from it. */
export function callForeign(
  context: Context,
  node: CallNode,
  given: Arguments,
  reason: OpaqueReason = 'call',
): Unknown {
  escapeArguments(context, given);
  return context.runForeign(reason, node);
}

/** No argument is code or hides code. */
function isHarmless(given: Arguments): boolean {
  return (
    given.unknown === undefined &&
    allArguments(given).every(
      ({ value }) =>
        !(value instanceof FunctionObject) &&
        !(value instanceof ClassObject) &&
        !(value instanceof MethodObject) &&
        !(value instanceof Unknown && value.nature === 'foreign'),
    )
  );
}

function callLibrary(context: Context, node: CallNode, callee: Unknown, given: Arguments): Value {
  if (callee.detail === 'importlib.import_module' && mayNameOwnModule(context, given)) {
    return exposed(context, node);
  }
  const areScalars = allArguments(given).every(
    ({ value }) => isScalarValue(value) || isLibrary(value),
  );
  if (!isHarmless(given) || !(areScalars || onlyReads(callee.detail))) {
    return callForeign(context, node, given);
  }
  if (callee.detail === 'logging.getLogger') return new Unknown('call', callee.detail, 'library');
  if (givesScalar(callee.detail)) return context.unknown(callee.reason, node, 'scalar');
  return context.unknown(callee.reason, node);
}

/** Whether the module that is asked for by name may be the one that asks. */
function mayNameOwnModule({ path }: Context, { positional, unknown }: Arguments): boolean {
  const name = positional[0]?.value;
  if (unknown !== undefined || typeof name !== 'string') return true;
  const own = path.replace(/\/__init__$/, '');
  return own.slice(own.lastIndexOf('/') + 1) === name.slice(name.lastIndexOf('.') + 1);
}

function isLibrary(value: Value): boolean {
  return value instanceof Unknown && value.nature === 'library';
}
