import type { NameNode } from '../parsing/ast.js';
import { builtinNamed, NAMESPACE_BUILTINS } from './builtinNames.js';
import type { Context } from './context.js';
import type { Slot } from './objects.js';
import { referred, written } from './origin.js';
import type { Binding } from './scope.js';
import { Unknown } from './unknown.js';

/** Names that every module has; what they stand for depends on how it is run. */
const MODULE_NAMES: ReadonlySet<string> = new Set([
  '__name__',
  '__file__',
  '__doc__',
  '__package__',
]);

/** Builtins that give the namespace away when they are called. */
const NAMESPACE_VIEWS: ReadonlySet<string> = new Set(['globals', 'locals', 'vars']);

/** What a name stands for here and now. */
export function lookUp(context: Context, node: NameNode): Slot {
  const { machine, source } = context;
  for (const scope of context.scope.lookup(node.name)) {
    const { bindings, unseen } = scope.state;
    const binding = bindings.get(node.name);
    if (binding === undefined) {
      if (unseen === undefined) continue;
      return unknown(context, node, unseen);
    }
    const origin = referred(binding.origin, source, node);
    if (binding.doubt === undefined && !binding.isUncertain)
      return { value: binding.value, origin };
    machine.mayRaise('NameError');
    if (binding.doubt === undefined && !isBoundElsewhere(context, node.name, binding)) {
      return { value: binding.value, origin };
    }
    machine.foreign.escape(binding.value);
    if (binding.value instanceof Unknown && binding.value.nature === 'library') {
      machine.foreign.expose(context.scope);
    }
    return unknown(context, node, binding.doubt ?? context.unknown('condition', node));
  }
  const builtin = builtinNamed(node.name);
  if (builtin !== undefined) return { value: builtin, origin: written(source, node) };
  if (MODULE_NAMES.has(node.name)) {
    const value = new Unknown('environment', node.name, 'scalar');
    return { value, origin: written(source, node) };
  }
  return { value: context.raise('NameError', 'name', node), origin: written(source, node) };
}

/** A name that may be unbound here may then be found further out. */
function isBoundElsewhere(context: Context, name: string, binding: Binding): boolean {
  if (builtinNamed(name) !== undefined) return true;
  for (const scope of context.scope.lookup(name)) {
    const other = scope.state.bindings.get(name);
    if (other !== undefined && other !== binding) return true;
  }
  return false;
}

function unknown(context: Context, node: NameNode, why: Unknown): Slot {
  context.machine.mayRaise();
  // It may still be Python's own; a call then reaches every name of the module.
  if (NAMESPACE_BUILTINS.has(node.name) || NAMESPACE_VIEWS.has(node.name)) {
    context.machine.foreign.expose(context.scope);
  }
  const value = new Unknown(why.reason, why.detail || node.name, 'foreign');
  return { value, origin: written(context.source, node) };
}
